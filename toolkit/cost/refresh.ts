import { priceKey, PriceRow } from './price-list';
import { priceIn } from './refresh-answer';
import { PriceQuery, queryOf, REFRESHED_REGIONS } from './refresh-queries';

/** Something that answers as the AWS Price List Query API does. */
export interface ProductSource {
  /** Products in JSON that match every filter. */
  readonly products: (serviceCode: string, filters: Readonly<Record<string, string>>) => Promise<readonly string[]>;
}

/** What a price is asked for. */
export type WantedPrice = Pick<PriceRow, 'service' | 'sku' | 'region'>;

/** A price that has been asked for and got. */
export interface RefreshedPrice extends WantedPrice {
  /** Absent where the list had none. */
  readonly beforeUsd?: number;
  readonly usd: number;
}

/** A price that stays as it is, and why. */
export interface KeptPrice extends WantedPrice {
  readonly reason: string;
}

/** What a refresh came to. */
export interface Refresh {
  /** Every price, the new ones in the place of the old ones. */
  readonly rows: readonly PriceRow[];
  readonly refreshed: readonly RefreshedPrice[];
  readonly kept: readonly KeptPrice[];
}

/** Requests under way at the same time; AWS throttles more. */
const AT_ONCE = 4;

interface Asked extends WantedPrice {
  readonly query: PriceQuery;
}

/**
 * Gets prices from AWS; what AWS does not answer without doubt keeps its old price and date.
 *
 * @param rows the prices there are
 * @param wanted the prices that are asked for
 * @param source the API
 * @param progress told after each request
 */
export async function refreshed(
  rows: readonly PriceRow[],
  wanted: readonly WantedPrice[],
  source: ProductSource,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Refresh> {
  const known = new Map(rows.map((row) => [priceKey(row.service, row.sku, row.region), row]));
  const asked = wanted.flatMap((one): Asked[] => {
    const query = queryFor(one);
    return query ? [{ ...one, query }] : [];
  });
  const answers = await answered(asked, source, progress);
  const results = asked.map((one) => ({
    one,
    price: priceIn(one.query, one.region, answers.get(requestOf(one)) ?? []),
  }));
  const found = results.flatMap(({ one: { query, ...place }, price }) =>
    typeof price === 'string' ? [] : [{ ...place, query, price }],
  );
  const fresh = found.map(({ service, sku, region, query, price: { usd, asOf, awsSku } }): PriceRow => ({
    service,
    sku,
    unit: query.unit,
    region,
    usd,
    source: `AWS Price List Query API, ${query.serviceCode} ${awsSku}`,
    asOf,
    verified: true,
    basis: 'aws-price-list-api',
  }));
  const replaced = new Set(fresh.map(({ service, sku, region }) => priceKey(service, sku, region)));
  return {
    rows: [...rows.filter(({ service, sku, region }) => !replaced.has(priceKey(service, sku, region))), ...fresh].sort(
      byPlace,
    ),
    refreshed: fresh.map(({ service, sku, region, usd }) => {
      const before = known.get(priceKey(service, sku, region));
      return { service, sku, region, ...(before ? { beforeUsd: before.usd } : {}), usd };
    }),
    kept: [
      ...wanted
        .filter((one) => queryFor(one) === undefined)
        .map((one) => ({ ...one, reason: 'growth does not know for certain how AWS lists it' })),
      ...results.flatMap(({ one: { service, sku, region }, price }) =>
        typeof price === 'string' ? [{ service, sku, region, reason: price }] : [],
      ),
    ],
  };
}

function queryFor({ service, sku, region }: WantedPrice): PriceQuery | undefined {
  return REFRESHED_REGIONS.includes(region) ? queryOf(service, sku) : undefined;
}

/** The answers by request: several prices may be in one. */
async function answered(
  asked: readonly Asked[],
  source: ProductSource,
  progress: (done: number, all: number) => void,
): Promise<Map<string, readonly string[]>> {
  const requests = [...new Map(asked.map((one) => [requestOf(one), one])).entries()];
  const answers = new Map<string, readonly string[]>();
  let next = 0;
  const work = async () => {
    while (next < requests.length) {
      const [name, { query, region }] = requests[next++];
      answers.set(name, await source.products(query.serviceCode, { regionCode: region, ...query.filters }));
      progress(answers.size, requests.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, requests.length) }, work));
  return answers;
}

function requestOf({ query, region }: Asked): string {
  return JSON.stringify([query.serviceCode, region, query.filters]);
}

function byPlace(one: PriceRow, other: PriceRow): number {
  const [left, right] = [one, other].map(({ service, sku, region }) => priceKey(service, sku, region));
  return left < right ? -1 : left > right ? 1 : 0;
}
