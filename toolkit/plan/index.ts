export * from './costs';
export * from './duration';
export * from './plan';
export * from './render';
export * from './model';
