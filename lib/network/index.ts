export * from './cidr-plan';
export * from './growth-network';
export * from './nat-strategy';
export * from './region-link';
