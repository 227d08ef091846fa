export * from './transitions';
export * from './growth-path';
export * from './procedures';
