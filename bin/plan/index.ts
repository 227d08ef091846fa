export * from './plan';
export * from './render';
