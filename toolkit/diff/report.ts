import { LoadedApp } from '../assembly';
import { ChangeClass, CLASSES, ResourceChange } from './change-class';
import { classify } from './classify';

/** The difference between two sets of stacks. */
export interface DiffReport {
  /** Version of this format. It is raised when a property changes its meaning or is removed, not when one is added. */
  readonly version: 1;

  /** What is deployed, as it was named. */
  readonly from: string;

  /** What is wanted, as it was named. */
  readonly to: string;

  /** How many resources each class has, the gravest class first; a resource counts for its gravest effect. */
  readonly counts: Readonly<Record<ChangeClass, ResourceCount>>;

  /** Resources that are added, removed or changed, the gravest first. */
  readonly changes: readonly ResourceChange[];

  /** Resources on both sides that do not change. */
  readonly unchanged: ResourceCount;

  /** What could not be compared and does not seem to change: what macros write, templates that are elsewhere. */
  readonly notes: readonly string[];

  /** Fixed cost of both sides at list prices. */
  readonly fixedCost: FixedCostDifference;
}

/**
 * Number of resources.
 *
 * @integer
 * @minimum 0
 */
export type ResourceCount = number;

/** Fixed cost, before and after. */
export interface FixedCostDifference {
  /**
   * US dollars a month of the first side.
   *
   * @minimum 0
   */
  readonly beforeMonthlyUsd: number;

  /**
   * US dollars a month of the second side.
   *
   * @minimum 0
   */
  readonly afterMonthlyUsd: number;

  /** What the figures are based on. */
  readonly basis: string;

  /** What has no known price on one of the sides: the difference may be larger. */
  readonly unpriced: readonly string[];
}

/**
 * Compares two sides.
 *
 * @param from what is deployed
 * @param to what is wanted
 * @param fixedCost what always runs on both sides
 */
export function reportOf(from: LoadedApp, to: LoadedApp, fixedCost: FixedCostDifference): DiffReport {
  const { changes, unchanged, notes } = classify(from.stacks, to.stacks);
  const counts = Object.fromEntries(CLASSES.map((name) => [name, 0])) as Record<ChangeClass, number>;
  changes.forEach((change) => counts[change.class]++);
  return { version: 1, from: from.name, to: to.name, counts, changes, unchanged, notes, fixedCost };
}
