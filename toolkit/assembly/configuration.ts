import { existsSync } from 'node:fs';
import { readGrowthDocument } from '../../config';
import { RefusedError } from '../refused-error';

/** A configuration and where it came from. */
export interface Configuration {
  /** The configuration as it is written; it is checked when it is synthesized. */
  readonly document: Readonly<Record<string, unknown>>;

  /** Where it came from, for messages, for example `growth.json`. */
  readonly source: string;
}

/**
 * Reads a configuration.
 *
 * @param property the option that names the file, for messages
 * @param file the path of the file
 */
export function readConfiguration(property: string, file: string): Configuration {
  if (!existsSync(file)) {
    throw new RefusedError(
      `\`${property}\` must be the path of a configuration, got: ${JSON.stringify(file)}, which does not exist; ` +
        'run growth init first',
    );
  }
  return { document: readGrowthDocument(file), source: file };
}
