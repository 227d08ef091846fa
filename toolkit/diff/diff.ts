import { LoadedApp } from '../assembly';
import { FIXED_COST_BASIS, fixedCost, priceListOf, PriceRow } from '../cost';
import { DiffReport, FixedCostDifference, reportOf } from './report';

/** How two apps are compared. */
export interface DiffOptions {
  /**
   * Prices that replace those of this package, for the difference of the fixed cost.
   *
   * @default - the prices of this package
   */
  readonly prices?: readonly PriceRow[];
}

/**
 * What a deployment would change: data at risk first, then replacements, removals, interruptions and permissions.
 *
 * @param before the app that is deployed
 * @param after the app that is wanted
 * @param options prices
 */
export function diff(before: LoadedApp, after: LoadedApp, options: DiffOptions = {}): DiffReport {
  return reportOf(before, after, fixedCostDifference(before, after, options));
}

function fixedCostDifference(before: LoadedApp, after: LoadedApp, options: DiffOptions): FixedCostDifference {
  const prices = priceListOf(options);
  const [old, wanted] = [before, after].map(({ stacks }) => fixedCost(stacks, prices));
  return {
    beforeMonthlyUsd: old.monthlyUsd,
    afterMonthlyUsd: wanted.monthlyUsd,
    basis: FIXED_COST_BASIS,
    unpriced: [...new Set([...old.unpriced, ...wanted.unpriced])],
  };
}
