import { Side, StackTemplate } from '../templates';
import { ChangeClass, CLASSES, ResourceChange } from './changes';
import { classify } from './classify';

/** The difference between two sets of stacks. */
export interface DiffReport {
  /** Version of this shape; it is raised when a property changes its meaning or goes. */
  readonly version: 1;
  readonly from: string;
  readonly to: string;
  /** How many resources each class has, the gravest class first; a resource counts for the gravest thing that happens to it. */
  readonly counts: Readonly<Record<ChangeClass, number>>;
  /** What changes, the gravest first. */
  readonly changes: readonly ResourceChange[];
  /** Resources that neither change nor come nor go. */
  readonly unchanged: number;
  /** Fixed cost of both sides in US dollars a month at list prices, and whether everything on both sides has a known price. */
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
export function reportOf(from: Side, to: Side, fixedCost: FixedCostDifference): DiffReport {
  const changes = classify(from.stacks, aligned(from.stacks, to.stacks));
  const counts = Object.fromEntries(CLASSES.map((name) => [name, changes.filter((change) => change.class === name).length])) as Record<ChangeClass, number>;
  const all = from.stacks.reduce((sum, { resources }) => sum + Object.keys(resources).length, 0);
  const touched = changes.filter((change) => change.class !== ChangeClass.ADDED && !change.effects.some((effect) => effect.class === ChangeClass.ADDED)).length;
  return { version: 1, from: from.name, to: to.name, counts, changes, unchanged: all - touched, fixedCost };
}

/** Two sides of one stack each are two versions of that stack, whatever their files are called. */
function aligned(before: readonly StackTemplate[], after: readonly StackTemplate[]): readonly StackTemplate[] {
  const roots = (stacks: readonly StackTemplate[]) => stacks.filter(({ name }) => !name.includes('/'));
  const [[old, ...more], [next, ...others]] = [roots(before), roots(after)];
  if (!old || !next || more.length > 0 || others.length > 0 || old.name === next.name) {
    return after;
  }
  return after.map((stack) => ({ ...stack, name: stack.name === next.name ? old.name : stack.name.replace(`${next.name}/`, `${old.name}/`) }));
}
