import { StackTemplate } from '../assembly';
import { Bill, billOf, Workload, workloadOf } from '.';

/** What a stage costs at a number of users, in US dollars at list prices. */
export interface StageCost {
  readonly users: number;

  /** What always runs, a month. */
  readonly fixedMonthlyUsd: number;

  /** What follows from the users, a month. */
  readonly usageMonthlyUsd: number;
  readonly monthlyUsd: number;

  /** Everything, for each user. */
  readonly monthlyUsdPerUser: number;

  /** What one user more costs: what follows from the users, for each of them. */
  readonly usageMonthlyUsdPerUser: number;

  /** Dates of the oldest and the newest price. */
  readonly priceDates: readonly [string, string];

  /** What is paid for and stands in no sum: the sums are at least what they say. */
  readonly unpriced: readonly string[];

  /** What the users need and the stage does not allow: the sums are those of a system that is too small. */
  readonly limits: readonly string[];
}

/** What follows from users, for output. */
export const STAGE_COST_BASIS =
  'from the templates of the stage: fixed cost with the minimum number of machines and tasks, and usage cost by ' +
  'the stated assumptions (listed by `growth cost`)';

/**
 * What a stage costs at a number of users.
 *
 * @param stacks the templates of the stage
 * @param users active users
 */
export function stageCostOf(stacks: readonly StackTemplate[], users: number): StageCost {
  const workload: Workload = workloadOf(users);
  const bill: Bill = billOf(stacks, workload);
  const { fixedMonthlyUsd, usageMonthlyUsd, monthlyUsd, priceDates, unpriced, limits } = bill;
  return {
    users,
    fixedMonthlyUsd: cents(fixedMonthlyUsd),
    usageMonthlyUsd: cents(usageMonthlyUsd),
    monthlyUsd: cents(monthlyUsd),
    monthlyUsdPerUser: tenThousandths(monthlyUsd / users),
    usageMonthlyUsdPerUser: tenThousandths(usageMonthlyUsd / users),
    priceDates,
    unpriced: [...new Set(unpriced.map(({ reason }) => reason))],
    limits: [...new Set(limits.map(({ what, needed, most }) => `${what}: ${needed} needed, ${most} at most`))],
  };
}

/** Whole cents. */
export function cents(usd: number): number {
  return Math.round(100 * usd) / 100;
}

function tenThousandths(usd: number): number {
  return Math.round(10_000 * usd) / 10_000;
}
