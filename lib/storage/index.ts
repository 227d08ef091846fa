export * from './assets-bucket';
export * from './log-bucket';
