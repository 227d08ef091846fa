import { LoadedApp } from '../assembly';
import { ChangeClass, CLASSES, ResourceChange } from './change-class';
import { classify } from './classify';

/** The difference between two sets of stacks. */
export interface DiffReport {
  /** Version of this shape; it is raised when a property changes its meaning or goes. */
  readonly version: 1;
  readonly from: string;
  readonly to: string;
  /**
   * How many resources each class has, the gravest class first; a resource counts for the gravest thing that happens to
   * it.
   */
  readonly counts: Readonly<Record<ChangeClass, number>>;
  /** What changes, the gravest first. */
  readonly changes: readonly ResourceChange[];
  /** Resources that neither change nor come nor go. */
  readonly unchanged: number;
  /** What could not be compared, and does not seem to change: what macros write, templates that are elsewhere. */
  readonly notes: readonly string[];
  /**
   * Fixed cost of both sides in US dollars a month at list prices, and whether everything on both sides has a known
   * price.
   */
  readonly fixedCost: FixedCostDifference;
}

/** What always runs, before and after. */
export interface FixedCostDifference {
  readonly beforeMonthlyUsd: number;
  readonly afterMonthlyUsd: number;
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
