export * from './cache-durability';
export * from './i-valkey-cache';
export * from './valkey-cache';
export * from './valkey-cache-props';
