export * from './bucket-copy';
export * from './assets-bucket';
export * from './log-bucket';
