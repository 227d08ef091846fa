export * from './transitions';
export * from './way';
