import { StageSelector } from '../../stages';
import { StackTemplate } from '../../toolkit/assembly';
import { billOf, workloadOf } from '../../toolkit/cost';
import { table } from '../../toolkit/text/table';

/** The users at whom every stage is priced. */
export const USERS = [1_000, 10_000, 100_000, 1_000_000];

/** What a stage costs. */
export interface StageBill {
  readonly stage: string;
  readonly fixedMonthlyUsd: number;

  /** For each of `USERS`. */
  readonly at: readonly { readonly monthlyUsd: number; readonly isTooSmall: boolean; readonly isSelected: boolean }[];
  readonly priceDates: readonly [string, string];
  readonly unpriced: number;
}

/**
 * What a stage costs at each number of users.
 *
 * @param stage its name
 * @param stacks its templates
 */
export function stageBill(stage: string, stacks: readonly StackTemplate[]): StageBill {
  const { fixedMonthlyUsd, priceDates, unpriced } = billOf(stacks, workloadOf(USERS[0]));
  const at = USERS.map((users) => {
    const { monthlyUsd, limits } = billOf(stacks, workloadOf(users));
    return {
      monthlyUsd,
      isTooSmall: limits.length > 0,
      isSelected: StageSelector.select({ users }).stage.name === stage,
    };
  });
  return { stage, fixedMonthlyUsd, at, priceDates, unpriced: new Set(unpriced.map(({ reason }) => reason)).size };
}

/**
 * The bills as a table; marked are the stage that the number of users asks for, and sums of a system that is too small.
 */
export function billTable(bills: readonly StageBill[]): string {
  const rows = bills.map(({ stage, fixedMonthlyUsd, at, unpriced }) => [
    stage,
    fixedMonthlyUsd.toFixed(2),
    ...at.map(
      ({ monthlyUsd, isTooSmall, isSelected }) =>
        `${monthlyUsd.toFixed(2)}${isSelected ? ' *' : ''}${isTooSmall ? ' !' : ''}`,
    ),
    String(unpriced),
  ]);
  return table(
    ['stage', 'always', ...USERS.map((users) => `${users.toLocaleString('en-US')} users`), 'not priced'],
    rows,
  );
}
