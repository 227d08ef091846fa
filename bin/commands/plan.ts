import { plan, PLAN_FORMATS, planProblems } from '../../toolkit/plan';
import { refuse } from '../../toolkit/refused-error';
import { numberOf } from '../output/flags';
import { FormatFlags, formatProblems, print } from '../output/formats';
import { Io } from '../output/io';
import { commandConfiguration, orWithoutCost } from './configuration';

/** The flags of `growth plan`. */
export interface PlanFlags extends FormatFlags {
  readonly path?: string;

  /** The configuration from which the costs are computed. */
  readonly config?: string;

  /** Whether costs are computed. */
  readonly cost?: boolean;
  readonly databaseGib?: string;
}

/**
 * `growth plan`: the deployments between two deployment points as a runbook.
 *
 * @param from the deployment point that is live
 * @param to the deployment point that is wanted
 * @param flags path, format, size of the database, configuration
 * @param io where the plan goes
 */
export function planCommand(from: string, to: string, flags: PlanFlags, io: Io): void {
  const { path, databaseGib, config, cost = true } = flags;
  const options = { path, databaseGiB: numberOf(databaseGib), progress: io.err };
  refuse([...formatProblems(PLAN_FORMATS, flags), ...planProblems(options)]);
  let planned = plan(from, to, options);
  if (cost && planned.steps.length > 0) {
    const configuration = commandConfiguration(config);
    planned = orWithoutCost(() => plan(from, to, { ...options, ...configuration }));
  }
  print(PLAN_FORMATS, planned, flags, io);
}
