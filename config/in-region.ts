/**
 * The configuration of the same application at home in another Region.
 *
 * Availability Zones, ARNs and host names that contain the name of the home Region follow. If the other Region is one
 * of the `secondaryRegions`, the two Regions change places.
 *
 * @param document the configuration, as it is written
 * @param region the new home Region
 */
export function inRegion<T extends object>(document: T, region: string): T {
  const { region: home } = document as { readonly region?: unknown };
  if (typeof home !== 'string' || home === region) {
    return document;
  }
  // A whole name, perhaps with the letter of a zone: not `eu-west-1` in `eu-west-10` or in `shop-eu-west-1`.
  const either = [home, region].map((name) => name.replace(/\W/g, '\\$&')).join('|');
  const names = new RegExp(`(?<![\\w-])(?:${either})(?=[a-z]?(?![\\w-]))`, 'g');
  return withStrings(document, (text) => text.replace(names, (name) => (name === home ? region : home))) as T;
}

/** A copy of a JSON value in which every string is changed; names of properties stay. */
function withStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => withStrings(item, change));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withStrings(item, change)]))
    : value;
}
