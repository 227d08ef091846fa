import { got } from '../../lib/core/problems';
import { ConfigurationProblem } from '../../stages';
import { problem } from '../../stages/problem';
import { LoadedApp } from '../assembly';
import { refuse } from '../refused-error';
import { comparisonOf, CostComparison } from './compare';
import { PriceList, PriceRow } from './price-list';
import { priceRows } from './price-rows';
import { CostReport, costReport } from './report';
import { usageOf } from './usage';

/** What a bill is made for. */
export interface CostOptions {
  /**
   * Active users.
   *
   * @default - only what is paid for whether or not anybody uses the application
   */
  readonly users?: number;

  /**
   * What you know better than the assumptions, as `usageTemplate()` shows it and `schemas/usage.schema.json` describes
   * it. Needs `users`.
   *
   * @default - the assumptions
   */
  readonly usage?: object;

  /**
   * Prices that replace those of this package.
   *
   * @default - the prices of this package
   */
  readonly prices?: readonly PriceRow[];

  /**
   * The Region whose price is taken if a Region has none of its own.
   *
   * @default - none; what has no price is listed as not included in the total
   */
  readonly fallbackRegion?: string;

  /**
   * Whether a line without a price is an error.
   *
   * @default false
   */
  readonly requirePrices?: boolean;

  /**
   * The part of the workers' tasks that would run on Spot, in percent; for a what-if beside the bill.
   *
   * @default 50
   */
  readonly spotPercent?: number;

  /**
   * Whether to tell how far each assumption moves the bill, which prices the app once for each.
   *
   * @default true
   */
  readonly includeSensitivity?: boolean;
}

/**
 * The monthly bill of an app at list prices, in US dollars.
 *
 * Throws a `RefusedError` if an option is not allowed, or if a price is missing and `requirePrices` is set.
 *
 * @param app the app
 * @param options users, usage and prices
 */
export function cost(app: LoadedApp, options: CostOptions = {}): CostReport {
  return checkedReport(app, [app], options);
}

/**
 * The difference between the monthly bills of two apps, line by line.
 *
 * Throws a `RefusedError` as `cost` does. The usage may name resources of either app.
 *
 * @param before the app as it is
 * @param after the app as it is wanted
 * @param options users, usage and prices of both
 */
export function compareCosts(before: LoadedApp, after: LoadedApp, options: CostOptions = {}): CostComparison {
  const apps = [before, after];
  const [old, wanted] = apps.map((app) => checkedReport(app, apps, { ...options, includeSensitivity: false }));
  return comparisonOf(old, wanted);
}

/**
 * The price list that options ask for.
 *
 * @param options prices and fallback
 */
export function priceListOf({ prices, fallbackRegion }: Pick<CostOptions, 'prices' | 'fallbackRegion'>): PriceList {
  return new PriceList(priceRows(prices), fallbackRegion);
}

/**
 * What is wrong with options, before anything is synthesized for them.
 *
 * @param options the options, of any values
 * @param prices the price list that they ask for
 */
export function costProblems(
  { users, usage, spotPercent, fallbackRegion }: CostOptions,
  { regions }: PriceList,
): ConfigurationProblem[] {
  const isShare = spotPercent === undefined || (Number.isFinite(spotPercent) && spotPercent >= 0 && spotPercent <= 100);
  return [
    ...userProblems(users),
    ...(isShare
      ? []
      : [problem({ property: 'spotPercent', rule: 'must be a number from 0 to 100', given: got(spotPercent) })]),
    ...(fallbackRegion === undefined || regions.includes(fallbackRegion)
      ? []
      : [
          problem({
            property: 'fallbackRegion',
            rule: `must be one of ${regions.join(', ')}`,
            given: got(fallbackRegion),
          }),
        ]),
    ...(usage !== undefined && users === undefined
      ? [problem({ property: 'usage', rule: 'must come with `users`', given: 'none' })]
      : []),
  ];
}

/** What is wrong with a number of users. */
export function userProblems(users: number | undefined): ConfigurationProblem[] {
  return users === undefined || (Number.isInteger(users) && users >= 1)
    ? []
    : [problem({ property: 'users', rule: 'must be a whole number of at least 1', given: got(users) })];
}

function checkedReport(
  { name, region, stacks }: LoadedApp,
  known: readonly LoadedApp[],
  options: CostOptions,
): CostReport {
  const { users, usage, spotPercent, requirePrices, includeSensitivity } = options;
  const prices = priceListOf(options);
  refuse(costProblems(options, prices));
  const report = costReport({
    place: name,
    stacks,
    prices,
    users,
    region,
    usage:
      usage === undefined
        ? undefined
        : usageOf(
            usage,
            known.map((app) => app.stacks),
          ),
    spotPercent,
    includeSensitivity,
  });
  refuse(requirePrices ? missingPrices(report) : []);
  return report;
}

function missingPrices({ lines }: CostReport): ConfigurationProblem[] {
  const missing = lines
    .filter(({ monthlyUsd }) => monthlyUsd === undefined)
    .map(({ address, what, region }) => `${address}: ${what} in ${region || 'an unknown Region'}`);
  const head =
    `is set, and ${missing.length} ${missing.length === 1 ? 'line has' : 'lines have'} no known price; set a ` +
    'fallback Region or your own prices';
  const rule = [head, ...missing].join('\n  - ');
  return missing.length === 0 ? [] : [problem({ property: 'requirePrices', rule })];
}
