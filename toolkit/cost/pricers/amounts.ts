import { PricedResource } from '../charge';
import { ChargeCollector } from '../charge-collector';

/** How much of something is used, and how that follows. */
export interface Amount {
  readonly quantity: number;
  readonly basis: string;
}

/**
 * What the user says about a resource, or else what follows from the number of users.
 *
 * @param tally the resource
 * @param name the name in `usage.json`
 * @param quantity what follows from the users
 * @param basis how it follows
 */
export function amount(tally: ChargeCollector, name: string, quantity: number, basis: string): Amount {
  const own = tally.own(name);
  return own === undefined ? { quantity, basis } : { quantity: own, basis: `${name}, from --usage` };
}

/** What only the user can say: the amount, or the reason why it is not known. */
export function onlyKnown(
  tally: ChargeCollector,
  priced: PricedResource,
  name: string,
  reason: string,
): Amount | undefined {
  const own = tally.own(name);
  if (own === undefined) {
    tally.unknown(`${reason}; set \`${name}\` with --usage`);
    return undefined;
  }
  return { quantity: own, basis: `${name} of ${priced.id}, from --usage` };
}

/**
 * What to say of a quantity for whose last part the list has no price: prices only fall with the quantity, so that the
 * last known one is too high.
 */
export function beyond(quantity: number, known: number, unit: string): string {
  return quantity > known ? `; above ${readable(known)} ${unit} at the last known price, which is too high` : '';
}

/** Made once: bills ask thousands of times. */
const NUMBERS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** A quantity as people read it: three digits, or whole where it has more. */
export function readable(quantity: number): string {
  return NUMBERS.format(Math.abs(quantity) >= 100 ? Math.round(quantity) : Number(quantity.toPrecision(3)));
}
