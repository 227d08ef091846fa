/** What `cdk-growth-stages/config` exports. */
export { ConfigurationError } from './configuration-error';
export * from './document-sections';
export * from './document-values';
export * from './growth-document';
export { inRegion } from './in-region';
export { JsonObject } from './json';
export { HasContext, loadGrowthConfig, LoadOptions, readGrowthDocument } from './load';
export { GrowthOverrides } from './overrides';
export { platformProps } from './platform-props';
export * from './regions-document';
export { resolveGrowthConfig, ResolvedGrowth } from './resolve';
export * from './sizes-document';
export { ContextSource, DEFAULT_FILE } from './sources';
export { ConfigurationProblem } from '../stages';
