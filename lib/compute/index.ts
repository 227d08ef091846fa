export * from './vm-group';
export * from './vm-group-props';
