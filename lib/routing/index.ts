export * from './region-health-check';
export * from './regional-endpoint';
export * from './regional-records';
export * from './regional-records-props';
export * from './routing-policy';
