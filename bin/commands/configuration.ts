import { existsSync } from 'node:fs';
import { ConfigurationError, DEFAULT_FILE } from '../../config';
import { Configuration, EXAMPLE, previewWords, readConfiguration } from '../../toolkit/assembly';
import { RefusedError } from '../../toolkit/refused-error';

/** The configuration that a command shows stages with. */
export interface CommandConfiguration extends Configuration {
  /** Whether it is the built-in example. */
  readonly isExample: boolean;
}

/**
 * The configuration of the user, or the built-in example if there is none.
 *
 * @param config the file that the user named; `undefined` for `growth.json`, if it exists
 */
export function commandConfiguration(config?: string): CommandConfiguration {
  if (config === undefined && !existsSync(DEFAULT_FILE)) {
    const source = `${previewWords(EXAMPLE)}: there is no growth.json here; name yours with --config`;
    return { document: EXAMPLE.document, source, isExample: true };
  }
  return { ...readConfiguration('--config', config ?? DEFAULT_FILE), isExample: false };
}

/** Computes costs. If the configuration cannot be synthesized, the error says how to do without them. */
export function orWithoutCost<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RefusedError || error instanceof ConfigurationError) {
      throw new RefusedError(
        `${error.message}\ncosts need a configuration that can be synthesized; --no-cost leaves them out`,
      );
    }
    throw error;
  }
}
