export * from './cache-durability';
export * from './global-valkey-cache';
export * from './global-valkey-cache-props';
export * from './i-valkey-cache';
export * from './valkey-cache';
export * from './valkey-cache-props';
export * from './valkey-scaling';
export * from './valkey-scaling-props';
