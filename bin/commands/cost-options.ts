import { priceRows } from '../../toolkit/cost/price-file';
import { PriceList } from '../../toolkit/cost/price-list';
import { RefusedError } from '../../toolkit/refused-error';

/** The options of `growth cost`; commander gives every value as text. */
export interface CostOptions {
  readonly assembly: string;
  readonly config: string;
  readonly format: string;
  readonly missingPrices: string;
  readonly users?: string;
  readonly region?: string;
  readonly usage?: string;
  readonly priceFile?: string;
  readonly spotPercent?: string;
  readonly compare?: readonly string[];
  readonly failOn?: readonly string[];
  readonly all?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly printUsage?: boolean;
  readonly refreshPrices?: boolean;
  readonly output?: string;
  readonly maxCharacters?: string;
}

/** What becomes of something without a price in its Region. */
export interface MissingPrices {
  readonly isError: boolean;

  /** The Region whose price is taken instead. */
  readonly fallback?: string;
}

const FALLBACK = 'fallback=';

/** Active users; nothing where only what is fixed is asked for. */
export function usersOf(users: string | undefined): number | undefined {
  if (users === undefined) {
    return undefined;
  }
  if (!/^[1-9]\d*$/.test(users)) {
    throw new RefusedError(`\`--users\` must be a whole number of at least 1, got: ${JSON.stringify(users)}`);
  }
  return Number(users);
}

/** A part in percent, for example of tasks on Spot. */
export function percentOf(property: string, value: string | undefined): number | undefined {
  const given = value === undefined ? undefined : Number(value);
  if (given !== undefined && !(value?.trim() !== '' && given >= 0 && given <= 100)) {
    throw new RefusedError(`\`${property}\` must be a number from 0 to 100, got: ${JSON.stringify(value)}`);
  }
  return given;
}

/** The prices that the options ask for, and what becomes of those that are missing. */
export function pricesOf({
  priceFile,
  missingPrices,
  region,
}: Pick<CostOptions, 'priceFile' | 'missingPrices' | 'region'>): {
  readonly prices: PriceList;
  readonly missing: MissingPrices;
} {
  const rows = priceRows(priceFile);
  const { regions } = new PriceList(rows);
  const missing = missingOf(missingPrices, regions);
  if (region !== undefined && !regions.includes(region)) {
    throw new RefusedError(
      `\`--region\` must be one of ${regions.join(', ')}, for which there are prices, got: ` +
        (`${JSON.stringify(region)}; a price file ` + 'may add others (--price-file)'),
    );
  }
  return { prices: new PriceList(rows, missing.fallback), missing };
}

function missingOf(value: string, regions: readonly string[]): MissingPrices {
  const fallback = value.startsWith(FALLBACK) ? value.slice(FALLBACK.length) : undefined;
  if (fallback !== undefined && !regions.includes(fallback)) {
    throw new RefusedError(
      `\`--missing-prices fallback=\` must name one of ${regions.join(', ')}, got: ${JSON.stringify(fallback)}`,
    );
  }
  if (fallback === undefined && value !== 'list' && value !== 'error') {
    throw new RefusedError(
      `\`--missing-prices\` must be list, error or fallback=<region>, got: ${JSON.stringify(value)}`,
    );
  }
  return { isError: value === 'error', ...(fallback === undefined ? {} : { fallback }) };
}
