import { readFileSync } from 'node:fs';
import { RefusedError } from '../refused-error';
import { priceKey, PriceRow, SHIPPED_PRICES } from './price-list';

/** The most problems of a price file that are named. */
const MOST_NAMED = 10;

const TEXTS = ['service', 'sku', 'unit', 'region', 'source'] as const;

/**
 * The prices that come with this package, with those of a file in their place.
 *
 * @param file rows in JSON, as `growth cost --refresh-prices` writes them; absent for the prices of this package
 */
export function priceRows(file?: string): readonly PriceRow[] {
  if (file === undefined) {
    return SHIPPED_PRICES;
  }
  const own = rowsOf(file);
  const replaced = new Set(own.map(({ service, sku, region }) => priceKey(service, sku, region)));
  return [
    ...SHIPPED_PRICES.filter(({ service, sku, region }) => !replaced.has(priceKey(service, sku, region))),
    ...own,
  ];
}

function rowsOf(file: string): PriceRow[] {
  const rows = read(file);
  if (!Array.isArray(rows)) {
    throw new RefusedError(
      `\`--price-file\` must hold a list of prices, got: ${file}; write one with growth cost --refresh-prices`,
    );
  }
  const problems = rows.flatMap(problemsOf);
  if (problems.length > 0) {
    const more = problems.length > MOST_NAMED ? [`and ${problems.length - MOST_NAMED} more`] : [];
    throw new RefusedError(
      [
        `\`--price-file\` ${file} has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`,
        ...problems.slice(0, MOST_NAMED),
        ...more,
      ].join('\n  - '),
    );
  }
  return rows as PriceRow[];
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new RefusedError(
      `\`--price-file\` must be a file in JSON, got: ${file}, ${(error as Error).message}; write one with ` +
        'growth cost --refresh-prices',
    );
  }
}

function problemsOf(row: unknown, index: number): string[] {
  const given = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>;
  const must = (name: string, rule: string) =>
    `\`[${index}].${name}\` must be ${rule}, got: ${JSON.stringify(given[name]) ?? 'nothing'}`;
  const isPrice = typeof given.usd === 'number' && Number.isFinite(given.usd) && given.usd >= 0;
  const isDate =
    given.asOf === null || (typeof given.asOf === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(given.asOf));
  return [
    ...TEXTS.filter((name) => typeof given[name] !== 'string' || given[name] === '').map((name) =>
      must(name, 'a text'),
    ),
    ...(isPrice ? [] : [must('usd', 'a number of US dollars, 0 or more')]),
    ...(isDate ? [] : [must('asOf', 'a date as 2026-11-21, or null where it is not known')]),
    ...(typeof given.verified === 'boolean' ? [] : [must('verified', 'true or false')]),
  ];
}
