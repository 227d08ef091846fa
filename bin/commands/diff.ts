import { ComparedApp, sidesOf } from '../../toolkit/assembly';
import { FIXED_COST_BASIS, fixedCost } from '../../toolkit/cost';
import { failures, requirePolicies } from '../../toolkit/diff/policy';
import { FORMATS } from '../../toolkit/diff/render';
import { FixedCostDifference, reportOf } from '../../toolkit/diff/report';
import { RefusedError } from '../../toolkit/refused-error';
import { maxCharactersOf } from '../../toolkit/text/markdown';
import { requireWritable, writeWhole } from '../output/file';
import { formatOf } from '../output/formats';
import { FailedPolicyError, Io } from '../output/io';

/** The options of `growth diff`. */
export interface DiffOptions {
  readonly config: string;
  readonly format: string;
  readonly failOn?: readonly string[];
  readonly report?: string;
  readonly json?: boolean;
  readonly appDirectory?: string;
  readonly context?: readonly string[];
  readonly build?: string;
  readonly region?: readonly string[];
  readonly maxCharacters?: string;
}

/**
 * `growth diff`: what changes between two stages, refs, assemblies or templates, and what of it puts data at risk.
 *
 * @param from what is deployed
 * @param to what is wanted; absent where `from` is a range of refs
 * @param options configuration, format and policy
 * @param io where the difference goes
 */
export async function diff(from: string, to: string | undefined, options: DiffOptions, io: Io): Promise<void> {
  const { failOn = [], report: file } = options;
  const render = formatOf(FORMATS, options);
  requirePolicies(failOn);
  requireContext(options.context);
  const maxCharacters = maxCharactersOf(options.maxCharacters);
  if (file !== undefined) {
    requireWritable('--report', file);
  }
  const [before, after] = await sidesOf(from, to, { ...options, progress: io.err });
  const report = reportOf(before, after, costOf(before, after));
  const failed = failures(report, failOn);
  if (file !== undefined) {
    writeWhole(file, `${FORMATS.json(report)}\n`);
  }
  io.out(render(report, io.columns, maxCharacters));
  if (failed.length > 0) {
    throw new FailedPolicyError(failed.map((reason) => `--fail-on ${reason}`).join('\n'));
  }
}

function requireContext(context: readonly string[] = []): void {
  const wrong = context.filter((value) => !/^[^=]+=/.test(value));
  if (wrong.length > 0) {
    throw new RefusedError(
      `\`--context\` must be key=value, got: ${wrong.join(', ')}; options stand behind from and to`,
    );
  }
}

function costOf(before: ComparedApp, after: ComparedApp): FixedCostDifference {
  const [old, next] = [before, after].map(({ stacks }) => fixedCost(stacks));
  return {
    beforeMonthlyUsd: old.monthlyUsd,
    afterMonthlyUsd: next.monthlyUsd,
    basis: FIXED_COST_BASIS,
    unpriced: [...new Set([...old.unpriced, ...next.unpriced])],
  };
}
