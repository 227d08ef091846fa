import { ConfigurationError } from './configuration-error';
import { JsonObject } from './json';
import { resolveGrowthConfig, ResolvedGrowth } from './resolve';
import { ContextSource, readSources } from './sources';

/** An app, or any construct. */
export interface HasContext {
  /** The node that answers for context. */
  readonly node: ContextSource;
}

/** How to load a configuration. */
export interface LoadOptions {
  /**
   * The working directory.
   *
   * @default - that of the process
   */
  readonly directory?: string;
}

/**
 * Reads the configuration of a file, without checking what it says.
 *
 * Throws a `ConfigurationError` if the file cannot be read or holds no JSON object.
 *
 * @param file the path of the file
 * @param options where relative paths begin
 */
export function readGrowthDocument(file: string, options: LoadOptions = {}): JsonObject {
  const context = { tryGetContext: (key: string) => (key === 'growth' ? file : undefined) };
  const { document, sources, problems } = readSources(context, options.directory);
  if (problems.length > 0) {
    throw new ConfigurationError(problems, sources);
  }
  return document;
}

/**
 * Reads the configuration of an app from `growth.json` and the context, lays the command line over it and checks it.
 *
 * Throws one `ConfigurationError` with every problem; nothing may be built then.
 *
 * @param app the app
 * @param options where to look
 */
export function loadGrowthConfig(app: HasContext, options: LoadOptions = {}): ResolvedGrowth {
  const { document, overrides, sources, problems } = readSources(app.node, options.directory);
  if (problems.length > 0) {
    // What cannot be read would only be reported as missing.
    throw new ConfigurationError(problems, sources);
  }
  return resolveGrowthConfig(document, overrides, sources);
}
