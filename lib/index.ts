export * from './core';
export * from './edge';
