import { Charge, PriceTier } from './charge';
import { PriceList } from './price-list';

/** Quantities of charges that share their tiers. */
export type Pools = ReadonlyMap<string, number>;

type RegionalCharge = Charge & { readonly region: string };

/** Adds up what shares its tiers: AWS counts them over the account, for each Region. */
export function poolsOf(charges: readonly RegionalCharge[]): Pools {
  const pools = new Map<string, number>();
  for (const charge of charges.filter(({ tiers }) => tiers !== undefined)) {
    pools.set(poolOf(charge), (pools.get(poolOf(charge)) ?? 0) + charge.quantity);
  }
  return pools;
}

/** US dollars a month of a charge; its part of the whole where there are tiers. Nothing where a price is not known. */
export function amountOf(charge: RegionalCharge, pools: Pools, prices: PriceList): number | undefined {
  const find = (sku: string) => prices.find(charge.service, sku, charge.priceRegion ?? charge.region)?.usd;
  if (charge.tiers === undefined) {
    const usd = find(charge.sku);
    return usd === undefined ? undefined : charge.quantity * usd;
  }
  const all = pools.get(poolOf(charge)) ?? charge.quantity;
  const whole = tieredUsd(charge.tiers, all, find);
  return whole === undefined || all === 0 ? whole : (whole * charge.quantity) / all;
}

/** What a quantity costs over tiers. */
function tieredUsd(
  tiers: readonly PriceTier[],
  quantity: number,
  find: (sku: string) => number | undefined,
): number | undefined {
  let start = 0;
  let sum: number | undefined = 0;
  for (const { sku, upTo = Infinity } of tiers) {
    const part = Math.max(0, Math.min(quantity, upTo) - start);
    const usd = part === 0 ? 0 : find(sku);
    sum = usd === undefined || sum === undefined ? undefined : sum + part * usd;
    start = upTo;
  }
  return sum;
}

function poolOf({ service, sku, priceRegion, region }: RegionalCharge): string {
  return `${service} ${sku} ${priceRegion ?? region}`;
}
