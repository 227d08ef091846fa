import { writeFileSync } from 'node:fs';
import { FIXED_COST_BASIS, fixedCost } from '../cost';
import { failures } from '../diff/policy';
import { FORMATS } from '../diff/render';
import { FixedCostDifference, reportOf } from '../diff/report';
import { FailedPolicyError, Io, RefusedError } from '../output/io';
import { Side, sideOf } from '../templates';

/** The options of `growth diff`. */
export interface DiffOptions {
  readonly config: string;
  readonly format: string;
  readonly failOn?: readonly string[];
  readonly report?: string;
  readonly json?: boolean;
}

/**
 * `growth diff`: what changes between two stages, assemblies or templates, and what of it puts data at risk.
 *
 * @param from what is deployed
 * @param to what is wanted
 * @param options configuration, format and policy
 * @param io where the difference goes
 */
export function diff(from: string, to: string, { config, format, failOn = [], report: file, json: asJson }: DiffOptions, io: Io): void {
  const render = FORMATS[asJson ? 'json' : format];
  if (!render) {
    throw new RefusedError(`\`--format\` must be one of ${Object.keys(FORMATS).join(', ')}, got: ${JSON.stringify(format)}`);
  }
  const [before, after] = [sideOf('from', from, config), sideOf('to', to, config)];
  const report = reportOf(before, after, costOf(before, after));
  const failed = failures(report, failOn);
  if (file !== undefined) {
    writeFileSync(file, `${FORMATS.json(report)}\n`);
  }
  io.out(render(report));
  if (failed.length > 0) {
    throw new FailedPolicyError(failed.map((reason) => `--fail-on ${reason}`).join('\n'));
  }
}

function costOf(before: Side, after: Side): FixedCostDifference {
  const [old, next] = [before, after].map(({ stacks }) => fixedCost(stacks));
  return { beforeMonthlyUsd: old.monthlyUsd, afterMonthlyUsd: next.monthlyUsd, basis: FIXED_COST_BASIS, unpriced: [...new Set([...old.unpriced, ...next.unpriced])] };
}
