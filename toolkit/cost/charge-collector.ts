import { CapacityLimit, Charge, ChargeKind, Priced, PricedResource, PriceTier } from './charge';
import { HOURS_PER_MONTH } from './price-list';
import { Workload } from './workload';

/** What the usage of single resources may say: names by type, with their meaning. */
export type ResourceUsage = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a charge may bear beside its quantity. */
export type ChargeExtras = Pick<Charge, 'tiers' | 'priceRegion'>;

/** Gathers what one resource is paid for. */
export class ChargeCollector {
  private readonly charges: Charge[] = [];
  private readonly reasons: string[] = [];
  private readonly limits: CapacityLimit[] = [];

  /** @param priced the resource */
  public constructor(private readonly priced: PricedResource) {}

  /** Something that is paid for while it exists; a quantity that is not known is named. */
  public fixed(
    service: string,
    sku: string,
    quantity: number | undefined,
    what: string,
    extras: ChargeExtras = {},
  ): this {
    return this.add({ kind: ChargeKind.FIXED, service, sku, what, ...extras }, quantity);
  }

  /** Something that is there for a whole month, and has a price for an hour. */
  public hourly(service: string, sku: string, count: number | undefined, what: string): this {
    return this.fixed(service, sku, count === undefined ? undefined : count * HOURS_PER_MONTH, what);
  }

  /** Something that is paid for by use. */
  public usage(
    service: string,
    sku: string,
    quantity: number | undefined,
    what: string,
    basis: string,
    extras: ChargeExtras = {},
  ): this {
    return this.add({ kind: ChargeKind.USAGE, service, sku, what, basis, ...extras }, quantity);
  }

  /** Adds something chargeable whose amount cannot be computed. */
  public unknown(reason: string): this {
    this.reasons.push(reason);
    return this;
  }

  /** Notes a need that exceeds what the templates allow. */
  public limit(what: string, needed: number, most: number): this {
    if (needed > most) {
      this.limits.push({ what, needed, most });
    }
    return this;
  }

  /** Calls the function only if users are given. */
  public withWorkload(then: (workload: Workload) => void): this {
    if (this.priced.workload) {
      then(this.priced.workload);
    }
    return this;
  }

  /** The quantity that `--usage` gives for this resource. */
  public own(name: string): number | undefined {
    return this.priced.workload?.resources[this.priced.address]?.[name];
  }

  public get result(): Priced {
    return {
      charges: this.charges,
      ...(this.reasons.length > 0 ? { unknown: this.reasons } : {}),
      ...(this.limits.length > 0 ? { limits: this.limits } : {}),
    };
  }

  private add(charge: Omit<Charge, 'quantity'>, quantity: number | undefined): this {
    if (quantity === undefined || Number.isNaN(quantity)) {
      return this.unknown(`${charge.what}: the template does not specify the quantity`);
    }
    this.charges.push({ ...charge, quantity });
    return this;
  }
}

/** A pricer from a function that gathers. */
export function tallied(
  gather: (tally: ChargeCollector, priced: PricedResource) => void,
): (priced: PricedResource) => Priced {
  return (priced) => {
    const tally = new ChargeCollector(priced);
    gather(tally, priced);
    return tally.result;
  };
}

/** The price tiers of a service, from what they hold up to. */
export function tiersOf(...tiers: readonly (readonly [string, number?])[]): { readonly tiers: readonly PriceTier[] } {
  return { tiers: tiers.map(([sku, upTo]) => ({ sku, ...(upTo === undefined ? {} : { upTo }) })) };
}
