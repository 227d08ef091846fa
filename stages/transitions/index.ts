export * from './transitions';
export * from './way';
export * from './procedures';
