export * from '../../assembly/canonical';
export * from './replacement';
export * from './losses';
export * from './changed-template';
export * from './rules';
