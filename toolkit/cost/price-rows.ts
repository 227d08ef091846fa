import { got } from '../../lib/core/problems';
import { ConfigurationProblem } from '../../stages';
import { problem } from '../../stages/problem';
import { refuse } from '../refused-error';
import { priceKey, PriceRow, SHIPPED_PRICES } from './price-list';

/** The most problems of prices that are named. */
const MOST_NAMED = 10;

const TEXTS = ['service', 'sku', 'unit', 'region', 'source'] as const;

/**
 * The prices that come with this package, with those of the user in their place.
 *
 * @param prices prices of the user, of any shape
 */
export function priceRows(prices?: unknown): readonly PriceRow[] {
  refuse(priceProblems(prices));
  const own = (prices ?? []) as readonly PriceRow[];
  const replaced = new Set(own.map(({ service, sku, region }) => priceKey(service, sku, region)));
  return [
    ...SHIPPED_PRICES.filter(({ service, sku, region }) => !replaced.has(priceKey(service, sku, region))),
    ...own,
  ];
}

function priceProblems(prices: unknown): ConfigurationProblem[] {
  if (prices === undefined) {
    return [];
  }
  if (!Array.isArray(prices)) {
    return [problem({ property: 'prices', rule: 'must be a list of prices', given: got(prices) })];
  }
  const rows = prices.flatMap(rowProblems);
  const more = rows.length > MOST_NAMED ? [`and ${rows.length - MOST_NAMED} more`] : [];
  const head = `has ${rows.length} ${rows.length === 1 ? 'problem' : 'problems'}`;
  const rule = [head, ...rows.slice(0, MOST_NAMED), ...more].join('\n  - ');
  return rows.length === 0 ? [] : [problem({ property: 'prices', rule })];
}

function rowProblems(row: unknown, index: number): string[] {
  const given = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>;
  const must = (name: string, rule: string) => `\`[${index}].${name}\` must be ${rule}, got: ${got(given[name])}`;
  const isPrice = typeof given.usd === 'number' && Number.isFinite(given.usd) && given.usd >= 0;
  const isDate =
    given.asOf === null || (typeof given.asOf === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(given.asOf));
  return [
    ...TEXTS.filter((name) => typeof given[name] !== 'string' || given[name] === '').map((name) =>
      must(name, 'a string'),
    ),
    ...(isPrice ? [] : [must('usd', 'a number of US dollars, 0 or more')]),
    ...(isDate ? [] : [must('asOf', 'a date as 2026-11-21, or null if it is not known')]),
    ...(typeof given.verified === 'boolean' ? [] : [must('verified', 'true or false')]),
  ];
}
