import { LocatedResource } from '../assembly';
import { PricedResource } from './charge';

/**
 * The part of the workload that a resource carries: equal parts for all resources of its kind in a Region; of several
 * Regions, the others than the home Region share what `farRegionPercent` says. The home Region is that of the first
 * stack with such a resource.
 *
 * @param priced the resource
 * @param isPeer which resources carry a part; by default, those of the same type
 */
export function shareOf(
  priced: PricedResource,
  isPeer: (located: LocatedResource) => boolean = ({ resource }) => resource.Type === priced.resource.Type,
): number {
  const counts = new Map<string, number>();
  for (const { stack } of priced.index.resources.filter(isPeer)) {
    counts.set(stack.region, (counts.get(stack.region) ?? 0) + 1);
  }
  const { region } = priced.stack;
  return counts.has(region) ? regionShare(priced, [...counts.keys()], region) / counts.get(region)! : 0;
}

/** The part of the users that a Region serves. */
export function regionShare({ workload }: PricedResource, regions: readonly string[], region: string): number {
  const far = (workload?.assumptions.farRegionPercent ?? 0) / 100;
  if (regions.length <= 1) {
    return 1;
  }
  return region === regions[0] ? 1 - far : far / (regions.length - 1);
}
