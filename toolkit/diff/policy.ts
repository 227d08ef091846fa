import { ConfigurationProblem } from '../../stages';
import { problem } from '../../stages/problem';
import { refuse } from '../refused-error';
import { ChangeClass, CLASSES } from './change-class';
import { DiffReport } from './report';

/** What a pipeline can ask to fail for, with the classes that it fails for. */
const POLICIES: Readonly<Record<string, readonly ChangeClass[]>> = {
  'data-loss': [ChangeClass.DATA],
  destructive: [
    ChangeClass.DATA,
    ChangeClass.GUARD,
    ChangeClass.REFUSED,
    ChangeClass.ORPHANED,
    ChangeClass.REPLACED,
    ChangeClass.REMOVED,
  ],
  interruption: [ChangeClass.DATA, ChangeClass.INTERRUPTION],
  security: [ChangeClass.SECURITY],
  any: CLASSES,
};

const COST = /^cost-increase=(\d+(?:\.\d+)?)(%|usd)?$/i;

/** What is wrong with policies, before anything is synthesized for them. */
export function diffPolicyProblems(policies: readonly string[]): ConfigurationProblem[] {
  const wrong = policies.filter((policy) => !Object.hasOwn(POLICIES, policy) && !COST.test(policy));
  const rule = `must be one of ${Object.keys(POLICIES).join(', ')} or cost-increase=<USD a month or %>`;
  return wrong.length === 0 ? [] : [problem({ property: 'policies', rule, given: wrong.join(', ') })];
}

/**
 * Why a difference fails policies; empty if it passes.
 *
 * @param report the difference
 * @param policies `data-loss`, `destructive`, `interruption`, `security`, `any`, `cost-increase=<number>` in US dollars
 * a month or `cost-increase=<number>%`
 */
export function diffFailures(report: DiffReport, policies: readonly string[]): string[] {
  refuse(diffPolicyProblems(policies));
  return policies.flatMap((policy) =>
    Object.hasOwn(POLICIES, policy) ? classFailures(report, policy) : costFailures(report, policy),
  );
}

/** An effect counts even if a graver one decides the class of the resource. */
function classFailures({ changes }: DiffReport, policy: string): string[] {
  const found = changes.filter(({ effects }) => effects.some((effect) => POLICIES[policy].includes(effect.class)));
  const names = found
    .slice(0, 3)
    .map(({ address }) => address)
    .join(', ');
  return found.length === 0
    ? []
    : [
        `${policy}: ${found.length} ${found.length === 1 ? 'resource' : 'resources'} ` +
          `(${names}${found.length > 3 ? ', ...' : ''})`,
      ];
}

function costFailures({ fixedCost: { beforeMonthlyUsd, afterMonthlyUsd } }: DiffReport, policy: string): string[] {
  const [, limit, unit = 'usd'] = COST.exec(policy)!;
  const more = afterMonthlyUsd - beforeMonthlyUsd;
  const measured = unit === '%' ? percentOf(more, beforeMonthlyUsd) : more;
  return measured <= Number(limit)
    ? []
    : [
        `${policy}: fixed cost rises by ${more.toFixed(2)} USD a month, from ${beforeMonthlyUsd.toFixed(2)} ` +
          `to ${afterMonthlyUsd.toFixed(2)}`,
      ];
}

/** More than nothing is more than any part of it. */
function percentOf(part: number, whole: number): number {
  if (whole === 0) {
    return part > 0 ? Infinity : 0;
  }
  return (100 * part) / whole;
}
