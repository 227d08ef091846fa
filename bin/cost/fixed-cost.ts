import { CHARGERS, Charge } from './charges';
import { Price, PriceList } from './price-list';
import { StackTemplate } from '../templates';

/** One line of the estimate. */
export interface CostLine {
  /** Name of the stack. */
  readonly stack: string;

  /** Logical id of the resource. */
  readonly resource: string;

  /** What is bought, in words. */
  readonly what: string;

  readonly quantity: number;

  /** The list price; absent where none is known for the Region. */
  readonly price?: Price;

  /** US dollars a month; absent where no price is known. */
  readonly monthlyUsd?: number;
}

/** What runs whether it is used or not, at list prices. */
export interface FixedCost {
  readonly lines: readonly CostLine[];

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
  'on-demand list prices, 730 hours a month, before tax and free tiers, fewest machines and tasks; without requests, traffic, logs, backups, load balancer and CPU-credit units, storage of buckets';

/**
 * Prices the resources of templates that are paid by time.
 *
 * @param templates the templates of every stack
 * @param prices the price list
 */
export function fixedCost(templates: readonly StackTemplate[], prices: PriceList = new PriceList()): FixedCost {
  const lines = templates.flatMap((template) => linesOf(template, prices));
  const types = new Set(templates.flatMap(({ resources }) => Object.values(resources).map(({ Type }) => Type)));
  const dates = lines.flatMap(({ price }) => (price?.asOf ? [price.asOf] : [])).sort();
  return {
    lines,
    monthlyUsd: lines.reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0),
    unpriced: named(lines.filter(({ price }) => price === undefined)),
    unconfirmed: named(lines.filter(({ price }) => price?.verified === false)),
    byUse: [...types].filter((type) => CHARGERS[type] === undefined).sort(),
    priceDates: [dates[0] ?? 'unknown', dates[dates.length - 1] ?? 'unknown'],
  };
}

function named(lines: readonly CostLine[]): readonly string[] {
  return [...new Set(lines.map(({ what }) => what))];
}

function linesOf(template: StackTemplate, prices: PriceList): readonly CostLine[] {
  return Object.entries(template.resources).flatMap(([id, resource]) =>
    (CHARGERS[resource.Type]?.(resource, template, id) ?? []).map((charge) => lineOf(template, id, charge, prices)),
  );
}

function lineOf({ name: stack, region }: StackTemplate, resource: string, { service, sku, quantity, what }: Charge, prices: PriceList): CostLine {
  const price = prices.find(service, sku, region);
  return { stack, resource, what, quantity, ...(price ? { price, monthlyUsd: quantity * price.usd } : {}) };
}
