import { Priced, PricedResource, Pricer } from '../charge';

/**
 * Pricers of several files as one table; a type that several of them know is paid for by what all of them find.
 *
 * @param tables pricers by type
 */
export function together(...tables: readonly Readonly<Record<string, Pricer>>[]): Readonly<Record<string, Pricer>> {
  const types = new Map<string, Pricer[]>();
  for (const [type, pricer] of tables.flatMap((table) => Object.entries(table))) {
    types.set(type, [...(types.get(type) ?? []), pricer]);
  }
  return Object.fromEntries(
    [...types].map(([type, pricers]) => [
      type,
      pricers.length === 1 ? pricers[0] : (priced: PricedResource) => sum(pricers.map((pricer) => pricer(priced))),
    ]),
  );
}

function sum(found: readonly Priced[]): Priced {
  return {
    charges: found.flatMap(({ charges }) => charges),
    unknown: found.flatMap(({ unknown = [] }) => unknown),
    limits: found.flatMap(({ limits = [] }) => limits),
  };
}
