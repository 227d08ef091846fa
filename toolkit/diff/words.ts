import { ChangeClass, ResourceChange } from './change-class';
import { DiffReport } from './report';

/** What each class means, for a head line. */
export const TITLES: Readonly<Record<ChangeClass, string>> = {
  [ChangeClass.DATA]: 'Data at risk',
  [ChangeClass.GUARD]: 'Data protection reduced',
  [ChangeClass.SECURITY]: 'Access broadened',
  [ChangeClass.REFUSED]: 'Rejected by AWS: the deployment would fail',
  [ChangeClass.ORPHANED]: 'Removed from the stack, retained in the account',
  [ChangeClass.REPLACED]: 'Replaced (stateless)',
  [ChangeClass.REMOVED]: 'Removed (stateless)',
  [ChangeClass.INTERRUPTION]: 'Brief interruption',
  [ChangeClass.SCALING]: 'Scaling only',
  [ChangeClass.TAGS]: 'Tags only',
  [ChangeClass.IN_PLACE]: 'Updated in place',
  [ChangeClass.ADDED]: 'New',
};

/** Classes listed resource by resource; the others are only counted. */
export const ITEMIZED_CLASSES: readonly ChangeClass[] = [
  ChangeClass.DATA,
  ChangeClass.GUARD,
  ChangeClass.SECURITY,
  ChangeClass.REFUSED,
  ChangeClass.ORPHANED,
  ChangeClass.REPLACED,
  ChangeClass.INTERRUPTION,
];

/** The address of a resource, and the path of its construct. */
export function locationOf({ address, path }: ResourceChange): string {
  return path === undefined ? address : `${address} (${path})`;
}

/** The most reasons that are given for one resource; JSON has all of them. */
const MOST_REASONS = 6;

/** Why a change has its class: the effects of that class, and where the resource seems to have moved. */
export function reasonOf({ effects, class: gravest, movedWith }: ResourceChange): string {
  const reasons = [...new Set(effects.filter((effect) => effect.class === gravest).map(({ reason }) => reason))];
  const more = reasons.length > MOST_REASONS ? [`${reasons.length - MOST_REASONS} more reasons`] : [];
  return [
    ...reasons.slice(0, MOST_REASONS),
    ...more,
    ...(movedWith === undefined ? [] : [`looks the same as ${movedWith}: renamed or moved`]),
  ].join('; ');
}

/** The most types without a price that are named; JSON has all of them. */
const MOST_UNPRICED = 10;

/** The change of the fixed cost in words. */
export function costOf({ fixedCost: { beforeMonthlyUsd, afterMonthlyUsd, basis, unpriced } }: DiffReport): string {
  const more = afterMonthlyUsd - beforeMonthlyUsd;
  const others = unpriced.length > MOST_UNPRICED ? ` and ${unpriced.length - MOST_UNPRICED} more` : '';
  const doubt =
    unpriced.length === 0 ? '' : `; no known price for ${unpriced.slice(0, MOST_UNPRICED).join(', ')}${others}`;
  return (
    `Fixed cost ${more >= 0 ? '+' : '-'}${Math.abs(more).toFixed(2)} USD a month, from ` +
    `${beforeMonthlyUsd.toFixed(2)} to ${afterMonthlyUsd.toFixed(2)} (${basis}${doubt})`
  );
}
