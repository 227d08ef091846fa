import { CostOptions, costProblems, PriceList, priceListOf, PriceRow } from '../../toolkit/cost';
import { costPolicyProblems } from '../../toolkit/cost/policy';
import { refuse, RefusedError } from '../../toolkit/refused-error';
import { readJson } from '../output/file';
import { numberOf } from '../output/flags';

/** The flags of `growth cost`; commander gives every value as text. */
export interface CostFlags {
  readonly assembly: string;
  readonly config?: string;
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

const FALLBACK = 'fallback=';

/**
 * What the flags mean for the engine, checked before anything is synthesized.
 *
 * @param flags the flags
 */
export function costOptionsOf(flags: CostFlags): CostOptions {
  const { users, usage, spotPercent, failOn = [] } = flags;
  requireUsers(flags);
  const options = {
    ...pricesOf(flags),
    users: numberOf(users),
    spotPercent: numberOf(spotPercent),
    ...(usage === undefined ? {} : { usage: usageIn(usage) }),
  };
  const prices = priceListOf(options);
  refuse([...costProblems(options, prices), ...costPolicyProblems(failOn)]);
  requireRegion(flags.region, prices);
  return options;
}

/** The prices that the flags name, and what becomes of those that are missing. */
function pricesOf({ priceFile, missingPrices }: CostFlags): CostOptions {
  const fallbackRegion = missingPrices.startsWith(FALLBACK) ? missingPrices.slice(FALLBACK.length) : undefined;
  if (fallbackRegion === undefined && missingPrices !== 'list' && missingPrices !== 'error') {
    throw new RefusedError(
      `\`--missing-prices\` must be list, error or fallback=<region>, got: ${JSON.stringify(missingPrices)}`,
    );
  }
  return {
    requirePrices: missingPrices === 'error',
    ...(fallbackRegion === undefined ? {} : { fallbackRegion }),
    ...(priceFile === undefined ? {} : { prices: pricesIn(priceFile) }),
  };
}

/** The prices of a file, not yet checked. */
export function pricesIn(file: string): readonly PriceRow[] {
  return readJson('--price-file', file, 'write one with growth cost --refresh-prices');
}

function usageIn(file: string): object {
  return readJson('--usage', file, `begin with growth cost --print-usage > ${file}`);
}

/** Flags that say nothing without a number of users. */
function requireUsers({ users, usage, failOn = [] }: CostFlags): void {
  if (users !== undefined) {
    return;
  }
  if (usage !== undefined) {
    throw new RefusedError('`--usage` must come with the number of users, got: none; add --users <number>');
  }
  if (failOn.some((policy) => policy.startsWith('cost-per-user='))) {
    throw new RefusedError('`--fail-on cost-per-user` must have users to divide by, got: none; add --users <number>');
  }
}

function requireRegion(region: string | undefined, { regions }: PriceList): void {
  if (region !== undefined && !regions.includes(region)) {
    throw new RefusedError(
      `\`--region\` must be one of ${regions.join(', ')}, for which there are prices, got: ` +
        `${JSON.stringify(region)}; a price file may add others (--price-file)`,
    );
  }
}
