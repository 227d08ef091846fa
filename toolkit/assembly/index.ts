export * from './parse';
export * from './synthesize-point';
export * from './read-stacks';
export * from './resolver';
export * from './compared-app';
export * from './sources';
export * from './stack-template';
export * from './values';
