import { Charge, PricedResource } from '../charge';
import { usage } from './charges';

/** What a user may know of one resource, by the name that it has in `usage.json`: its meaning, with the unit. */
export type UsageNames = Readonly<Record<string, string>>;

/** How much of something is used, and how that follows. */
export interface Amount {
  readonly quantity: number;
  readonly basis: string;
}

/** What the user says about a resource; nothing where he says nothing. */
export function known({ workload, stack, id }: PricedResource, name: string): number | undefined {
  return workload?.resources[`${stack.name}/${id}`]?.[name];
}

/**
 * What the user says about a resource, or else what follows from the number of users.
 *
 * @param priced the resource
 * @param name the name in `usage.json`
 * @param quantity what follows from the users
 * @param basis how it follows
 */
export function amount(priced: PricedResource, name: string, quantity: number, basis: string): Amount {
  const own = known(priced, name);
  return own === undefined ? { quantity, basis } : { quantity: own, basis: `${name} of the resource, as you say` };
}

/** Something that is paid for by use, where the price is for `per` units of the amount. */
export function usageOf(service: string, sku: string, { quantity, basis }: Amount, what: string, per = 1): Charge {
  return usage(service, sku, quantity / per, what, basis);
}

/** A quantity as people read it: three digits, or whole where it has more. */
export function readable(quantity: number): string {
  const rounded = quantity >= 100 ? Math.round(quantity) : Number(quantity.toPrecision(3));
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 6 });
}
