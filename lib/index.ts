export * from './core';
export * from './edge';
export * from './load-balancer';
export * from './operations';
export * from './compute';
export * from './containers';
export * from './database';
