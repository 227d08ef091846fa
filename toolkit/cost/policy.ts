import { ConfigurationProblem } from '../../stages';
import { problem } from '../../stages/problem';
import { refuse } from '../refused-error';
import { CostReport } from './report';

/** What a policy looks at. */
export type JudgedCost = Pick<CostReport, 'monthlyUsd' | 'monthlyUsdPerUser' | 'isComplete' | 'budget'>;

const LIMIT = /^(monthly|cost-per-user)=(\d+(?:\.\d+)?)$/;
const ALLOWED = 'over-budget, cost-per-user=<USD a month> or monthly=<USD a month>';

/** What is wrong with policies, before anything is synthesized for them. */
export function costPolicyProblems(policies: readonly string[]): ConfigurationProblem[] {
  const wrong = policies.filter((policy) => policy !== 'over-budget' && !LIMIT.test(policy));
  return wrong.length === 0
    ? []
    : [problem({ property: 'policies', rule: `must be ${ALLOWED}`, given: wrong.join(', ') })];
}

/**
 * Why a bill fails policies; empty if it passes.
 *
 * @param cost the bill
 * @param policies `over-budget`, `cost-per-user=<usd>`, `monthly=<usd>`
 */
export function costFailures(cost: JudgedCost, policies: readonly string[]): string[] {
  refuse([...costPolicyProblems(policies), ...policies.flatMap((policy) => missingFor(policy, cost))]);
  const atLeast = cost.isComplete ? '' : 'at least ';
  return policies.flatMap((policy) => {
    const { measured, allowed, text } = measureOf(policy, cost);
    return measured > allowed ? [`${policy}: ${atLeast}${text}, more than ${allowed}`] : [];
  });
}

/** What a policy needs and the bill does not have. */
function missingFor(policy: string, { budget, monthlyUsdPerUser }: JudgedCost): ConfigurationProblem[] {
  if (policy === 'over-budget' && budget === undefined) {
    const remedy = 'set a stage, add a monthly budget to the app, or use the policy monthly=<USD a month> instead';
    return [problem({ property: 'policies', rule: 'over-budget needs a budget', given: 'none', remedy })];
  }
  if (policy.startsWith('cost-per-user') && monthlyUsdPerUser === undefined) {
    const remedy = 'give the number of users';
    return [problem({ property: 'policies', rule: 'cost-per-user needs a number of users', given: 'none', remedy })];
  }
  return [];
}

interface Measure {
  readonly measured: number;
  readonly allowed: number;

  /** What was measured, in words. */
  readonly text: string;
}

function measureOf(policy: string, { budget, monthlyUsd, monthlyUsdPerUser }: JudgedCost): Measure {
  const [, name, limit] = LIMIT.exec(policy) ?? [];
  if (name === 'cost-per-user') {
    const measured = monthlyUsdPerUser!;
    return { measured, allowed: Number(limit), text: `${measured.toFixed(4)} USD a month and user` };
  }
  const allowed = name === 'monthly' ? Number(limit) : budget!.monthlyUsd;
  return { measured: monthlyUsd, allowed, text: `${monthlyUsd.toFixed(2)} USD a month` };
}
