export * from './growth-platform';
export * from './growth-platform-props';
