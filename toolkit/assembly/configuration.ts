import { existsSync } from 'node:fs';
import { readGrowthDocument } from '../../config';
import { got } from '../../lib/core/problems';
import { problem } from '../../stages/problem';
import { RefusedError } from '../refused-error';

/** A configuration and where it came from. */
export interface Configuration {
  /** The configuration as it is written; it is checked when it is synthesized. */
  readonly document: Readonly<Record<string, unknown>>;

  /** Where it came from, for messages, for example `growth.json`. */
  readonly source: string;
}

/** Where a configuration is: the path of a file, or a function that reads it, for what is read only when needed. */
export type ConfigurationSource = string | (() => Configuration);

/**
 * Reads a configuration.
 *
 * @param property the option that names the file, for messages
 * @param file the path of the file, or a function that is called instead
 */
export function readConfiguration(property: string, file: ConfigurationSource): Configuration {
  if (typeof file === 'function') {
    return file();
  }
  if (!existsSync(file)) {
    throw new RefusedError([
      problem({
        property,
        rule: 'must be the path of a configuration',
        given: `${got(file)}, which does not exist`,
        remedy: 'run `growth init` first',
      }),
    ]);
  }
  return { document: readGrowthDocument(file), source: file };
}
