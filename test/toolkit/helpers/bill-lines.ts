import { Bill } from '../../../toolkit/cost';

/** Six digits, without the last ones that rounding changes. */
const amount = (value: number | undefined) => (value === undefined ? 'unknown' : String(Number(value.toPrecision(6))));

/** The numbers of a description, which people read instead of the units. */
const numbersIn = (text: string) => text.match(/\d[\d.,]*/g)?.join(' ') ?? '-';

/** A bill as golden files show it: every charge, what is not included, and what is too small. */
export function billLines({ lines, unpriced, limits, ...bill }: Bill): string[] {
  return [
    `fixed ${amount(bill.fixedMonthlyUsd)}, usage ${amount(bill.usageMonthlyUsd)}, for ${bill.users} users`,
    ...lines
      .map(({ address, kind, service, sku, priceRegion, quantity, monthlyUsd, what, basis }) => {
        const price = [service, sku, ...(priceRegion === undefined ? [] : [priceRegion])].join(' ');
        const said = basis === undefined ? numbersIn(what) : `${numbersIn(what)}, by ${numbersIn(basis)}`;
        return `${address}: ${kind} ${price}, ${amount(quantity)} units, ${amount(monthlyUsd)} USD (${said})`;
      })
      .sort(),
    ...unpriced.map(({ address, type }) => `not included: ${address} ${type}`).sort(),
    ...limits.map(({ address, needed, most }) => `too small: ${address} needs ${amount(needed)} of ${most}`).sort(),
  ];
}
