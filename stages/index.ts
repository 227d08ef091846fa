export * from './catalogue';
export { ConfigurationProblem } from './problem';
export * from './selector';
export * from './signals';
export * from './transitions';
