import { RefusedError } from '../refused-error';
import { CostReport } from './report';

const LIMIT = /^(monthly|cost-per-user)=(\d+(?:\.\d+)?)$/;
const ALLOWED = 'over-budget, cost-per-user=<USD a month> or monthly=<USD a month>';

/** Refuses policies that do not exist. */
export function checkPolicies(policies: readonly string[]): void {
  const wrong = policies.filter((policy) => policy !== 'over-budget' && !LIMIT.test(policy));
  if (wrong.length > 0) {
    throw new RefusedError(`\`--fail-on\` must be ${ALLOWED}, got: ${wrong.join(', ')}`);
  }
}

/**
 * Why a bill fails a policy; empty where it does not.
 *
 * @param report the bill
 * @param policies `over-budget`, `cost-per-user=<usd>`, `monthly=<usd>`
 */
export function costFailures(report: CostReport, policies: readonly string[]): string[] {
  const atLeast = report.isComplete ? '' : 'at least ';
  return policies.flatMap((policy) => {
    const [, name, limit] = LIMIT.exec(policy) ?? [policy, policy, undefined];
    const { measured, allowed } =
      name === 'over-budget' ? overBudget(report) : { measured: measuredOf(report, name), allowed: Number(limit) };
    return measured <= allowed
      ? []
      : [
          `${policy}: ${atLeast}${measured.toFixed(name === 'cost-per-user' ? 4 : 2)} USD a ` +
            (`month${name === 'cost-per-user' ? ' and user' : ''}, ` + `more than ${allowed}`),
        ];
  });
}

function overBudget({ budget, monthlyUsd }: CostReport): { readonly measured: number; readonly allowed: number } {
  if (!budget) {
    throw new RefusedError(
      '`--fail-on over-budget` must have a budget to look at, got: none; name a stage, add one monthly ' +
        'budget to the app, or use --fail-on monthly=<USD a month>',
    );
  }
  return { measured: monthlyUsd, allowed: budget.monthlyUsd };
}

function measuredOf({ monthlyUsd, monthlyUsdPerUser }: CostReport, name: string): number {
  if (name === 'monthly') {
    return monthlyUsd;
  }
  if (monthlyUsdPerUser === undefined) {
    throw new RefusedError('`--fail-on cost-per-user` must have users to divide by, got: none; add --users <number>');
  }
  return monthlyUsdPerUser;
}
