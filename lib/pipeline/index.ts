export * from './pipeline-identity';
export * from './pipeline-role';
