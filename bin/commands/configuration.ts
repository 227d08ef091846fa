import { existsSync } from 'node:fs';
import { ConfigurationError, DEFAULT_FILE } from '../../config';
import { readSources } from '../../config/sources';
import { Configuration, EXAMPLE, previewWords, readConfiguration } from '../../toolkit/assembly';
import { RefusedError } from '../../toolkit/refused-error';
import { readJson } from '../output/file';
import { Io } from '../output/io';

/** The settings of the AWS CDK CLI. */
export const CDK_FILE = 'cdk.json';

/** The configuration that a command shows stages with. */
export interface CommandConfiguration extends Configuration {
  /** Whether it is the built-in example. */
  readonly isExample: boolean;
}

/** `growth` in the context of `cdk.json` in this folder; `undefined` if there is none. */
export function growthContext(): unknown {
  if (!existsSync(CDK_FILE)) {
    return undefined;
  }
  const settings = readJson<{ context?: { growth?: unknown } } | null>(CDK_FILE, CDK_FILE, 'correct it');
  return settings?.context?.growth;
}

/**
 * The configuration of the user, found as the CDK app finds it: `growth.json`, and `growth` in the context of
 * `cdk.json`. If there is neither, it is the built-in example.
 *
 * @param config the file that the user named, which is read instead
 */
export function commandConfiguration(config?: string): CommandConfiguration {
  if (config !== undefined) {
    return { ...readConfiguration('--config', config), isExample: false };
  }
  const growth = growthContext();
  if (growth === undefined && !existsSync(DEFAULT_FILE)) {
    const source = `${previewWords(EXAMPLE)}: there is no growth.json here; name yours with --config`;
    return { document: EXAMPLE.document, source, isExample: true };
  }
  const tryGetContext = (key: string) => (key === 'growth' ? growth : undefined);
  const { document, sources, problems } = readSources({ tryGetContext });
  if (problems.length > 0) {
    throw new ConfigurationError(problems, sources);
  }
  return { document, source: sources.join(' and '), isExample: false };
}

/**
 * The same for commands that need a configuration only if a stage is named: it is read when it is needed. If it is the
 * example, one line says so.
 *
 * @param config the file that the user named
 * @param io where it is said
 */
export function configurationOnDemand(config: string | undefined, io: Pick<Io, 'err'>): () => Configuration {
  let found: CommandConfiguration | undefined;
  return () => {
    if (found === undefined) {
      found = commandConfiguration(config);
      if (found.isExample) {
        io.err(`stages are those of ${found.source}`);
      }
    }
    return found;
  };
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
