import { ConfigurationError, loadGrowthConfig, ResolvedGrowth } from '../../config';
import { DatabaseKind } from '../../lib';
import { json } from '../../toolkit/text/json';
import { Io } from '../output/io';
import { growthContext } from './configuration';

/** The flags of `growth validate`. */
export interface ValidateFlags {
  readonly config?: string;
  readonly stage?: string;
  readonly users?: string;
  readonly step?: string;
  readonly live?: string;
  readonly json?: boolean;
}

/**
 * `growth validate`: every problem of a configuration at once, without synthesizing anything. With `--json`, what is
 * printed are the problems as data.
 */
export function validateCommand({ config, json: asJson, ...overrides }: ValidateFlags, io: Io): void {
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  const growth = load({ growth: config ?? growthContext(), ...given }, asJson ? io : undefined);
  growth.tooEarly.forEach(({ subject, why, how }) => io.err(`too early for ${subject}: ${why}; ${how}`));
  hints(growth).forEach((hint) => io.err(hint));
  const summary = {
    valid: true,
    stage: growth.stage.name,
    ...(growth.step ? { step: growth.step.name } : {}),
    application: growth.config.application,
    environment: growth.config.environment,
  };
  io.out(
    asJson
      ? json(summary)
      : `${config ?? growth.sources.join(' and ')} is valid: ${summary.application} ${summary.environment} at ` +
          (`${summary.step ? `step ${summary.step} to ` : ''}stage ` + `${summary.stage}`),
  );
}

/** Loads a configuration; everything that is wrong with it is printed as data if `dataTo` is given. */
function load(context: Readonly<Record<string, unknown>>, dataTo: Io | undefined): ResolvedGrowth {
  try {
    return loadGrowthConfig({ node: { tryGetContext: (key) => context[key] } });
  } catch (error) {
    if (error instanceof ConfigurationError) {
      dataTo?.out(json({ valid: false, problems: error.problems }));
    }
    throw error;
  }
}

/** Settings that are valid but may not be intended. */
function hints({ config, stage, step }: ResolvedGrowth): string[] {
  const unknown = config.live === undefined && step === undefined;
  const cluster = stage.sizes.database.kind !== DatabaseKind.RDS_INSTANCE;
  return [
    ...(unknown && cluster && config.auroraOrigin === undefined
      ? [
          '`auroraOrigin` defaults to "replica", which needs the RDS instance of stage containers; for a new ' +
            'environment, set it to "plain"',
        ]
      : []),
    ...(unknown && stage.sizes.regions > 1
      ? [
          'a new environment also needs the steps to stage multi-region (`growth steps --to multi-region`): the ' +
            'home bucket cannot copy to buckets that do not exist yet',
        ]
      : []),
    ...(stage.sizes.regions > 1 && step === undefined && config.globalWriterEndpoint === undefined
      ? [
          '`globalWriterEndpoint` is not set: every Region writes to the cluster of the home Region, and writes fail ' +
            'after a switchover; find the endpoint with `aws rds describe-global-clusters`',
        ]
      : []),
    ...(cluster && config.offHours
      ? [
          '`offHours` stops services, but not a cluster; to pause the cluster, set `serverless.minAcu` to 0 and ' +
            '`proxy` to false',
        ]
      : []),
    ...(unknown && stage.order > 1
      ? [
          '`live` is not set, so a stage can be deployed without its steps; record what is deployed with ' +
            '`growth live <stage>`',
        ]
      : []),
  ];
}
