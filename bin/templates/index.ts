export * from './parse';
export * from './place';
export * from './read-stacks';
export * from './resolver';
export * from './side';
export * from './sources';
export * from './stack-template';
export * from './values';
