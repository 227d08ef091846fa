export * from './idempotency-keys';
export * from './tenant-directory';
