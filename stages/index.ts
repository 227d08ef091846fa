export * from './catalogue';
export * from './selector';
export * from './signals';
export * from './transitions';
