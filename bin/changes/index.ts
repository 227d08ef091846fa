export * from './canonical';
export * from './judge';
export * from './losses';
export * from './template';
export * from './verdicts';
