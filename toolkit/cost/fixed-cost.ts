import { StackTemplate } from '../assembly';
import { billOf, BillLine } from './bill';
import { ChargeKind } from './charge';
import { PriceList } from './price-list';

/** What runs whether it is used or not, at list prices. */
export interface FixedCost {
  readonly lines: readonly BillLine[];

  /** The sum of the lines that have a price, in US dollars a month. */
  readonly monthlyUsd: number;

  /** What is bought, but has no known price in the Region: the sum is at least what it says. */
  readonly unpriced: readonly string[];

  /** Lines whose price is not confirmed by AWS's own price data. */
  readonly unconfirmed: readonly string[];

  /** Resource types that are paid by use, or cost nothing: no part of the sum. */
  readonly byUse: readonly string[];

  /** Dates of the oldest and the newest price. */
  readonly priceDates: readonly [string, string];
}

/** What the estimate leaves out, for output. */
export const FIXED_COST_BASIS =
  'on-demand list prices, 730 hours a month, before tax and free tiers, minimum number of machines and tasks; ' +
  'without requests, traffic, logs, backups, load balancer and CPU-credit units, storage of buckets';

/**
 * Prices the resources of templates that are paid by time.
 *
 * @param templates the templates of every stack
 * @param prices the price list
 */
export function fixedCost(templates: readonly StackTemplate[], prices: PriceList = new PriceList()): FixedCost {
  const { lines: all, fixedMonthlyUsd, priceDates } = billOf(templates, undefined, prices);
  const lines = all.filter(({ kind }) => kind === ChargeKind.FIXED);
  const types = new Set(templates.flatMap(({ resources }) => Object.values(resources).map(({ Type }) => Type)));
  return {
    lines,
    monthlyUsd: fixedMonthlyUsd,
    unpriced: named(lines.filter(({ price }) => price === undefined)),
    unconfirmed: named(lines.filter(({ price }) => price?.verified === false)),
    byUse: [...types].filter((type) => !lines.some((line) => line.type === type)).sort(),
    priceDates,
  };
}

function named(lines: readonly BillLine[]): readonly string[] {
  return [...new Set(lines.map(({ what }) => what))];
}
