import { StackTemplate } from '../assembly';
import { billOf } from './bill';
import { CostOptions, priceListOf } from './cost';
import { priceKey, PriceRow } from './price-list';
import { AnsweredPrice, priceIn } from './refresh-answer';
import { PriceQuery, queryOf, REFRESHED_REGIONS } from './refresh-queries';
import { workloadOf } from './workload';

/** Something that answers as the AWS Price List Query API does. */
export interface ProductSource {
  /** Products in JSON that match every filter. */
  readonly products: (serviceCode: string, filters: Readonly<Record<string, string>>) => Promise<readonly string[]>;
}

/** What a price is asked for. */
export type WantedPrice = Pick<PriceRow, 'service' | 'sku' | 'region'>;

/** A price that AWS gave. */
export interface RefreshedPrice extends WantedPrice {
  /** `undefined` if the list had none. */
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
 * The prices that the bill of an app needs, with those that are not known.
 *
 * @param stacks the stacks of the app
 * @param options users and prices
 */
export function wantedPrices(
  stacks: readonly StackTemplate[],
  { users, prices, fallbackRegion }: Pick<CostOptions, 'users' | 'prices' | 'fallbackRegion'>,
): WantedPrice[] {
  const list = priceListOf({ prices, fallbackRegion });
  const { lines } = billOf(stacks, users === undefined ? undefined : workloadOf(users), list);
  const wanted = lines.flatMap(({ service, sku, tiers, region, priceRegion = region }) =>
    (tiers ?? [{ sku }]).map((tier) => ({
      service,
      sku: tier.sku,
      region: list.find(service, tier.sku, priceRegion)?.region === 'global' ? 'global' : priceRegion,
    })),
  );
  return [...new Map(wanted.map((price) => [keyOf(price), price])).values()];
}

/**
 * Gets prices from AWS. A price for which AWS gives no clear answer keeps its amount and date.
 *
 * @param rows the prices there are
 * @param wanted the prices that are asked for
 * @param source the API
 * @param progress receives the number of answers after each
 */
export async function refreshed(
  rows: readonly PriceRow[],
  wanted: readonly WantedPrice[],
  source: ProductSource,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Refresh> {
  const asked = wanted.flatMap((price): Asked[] => {
    const query = queryFor(price);
    return query ? [{ ...price, query }] : [];
  });
  const answers = await answered(asked, source, progress);
  const results = asked.map((price) => ({
    asked: price,
    answer: priceIn(price.query, price.region, answers.get(requestOf(price)) ?? []),
  }));
  const fresh = results.flatMap(({ asked: price, answer }) =>
    typeof answer === 'string' ? [] : [freshRow(price, answer)],
  );
  const unknown = wanted.filter((price) => queryFor(price) === undefined);
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  return {
    rows: [...new Map([...rows, ...fresh].map((row) => [keyOf(row), row])).values()].sort(byKey),
    refreshed: fresh.map((row) => refreshedPrice(row, known.get(keyOf(row)))),
    kept: [
      ...unknown.map((price) => ({ ...price, reason: 'it is not certain how AWS lists it' })),
      ...results.flatMap(({ asked: { service, sku, region }, answer }) =>
        typeof answer === 'string' ? [{ service, sku, region, reason: answer }] : [],
      ),
    ],
  };
}

function freshRow({ service, sku, region, query }: Asked, { usd, asOf, awsSku }: AnsweredPrice): PriceRow {
  return {
    service,
    sku,
    unit: query.unit,
    region,
    usd,
    source: `AWS Price List Query API, ${query.serviceCode} ${awsSku}`,
    asOf,
    verified: true,
    basis: 'aws-price-list-api',
  };
}

function refreshedPrice({ service, sku, region, usd }: PriceRow, before: PriceRow | undefined): RefreshedPrice {
  return { service, sku, region, ...(before ? { beforeUsd: before.usd } : {}), usd };
}

function keyOf({ service, sku, region }: WantedPrice): string {
  return priceKey(service, sku, region);
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
  const requests = [...new Map(asked.map((price) => [requestOf(price), price])).entries()];
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

function byKey(a: PriceRow, b: PriceRow): number {
  return keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b));
}
