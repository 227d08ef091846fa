import { Preview, previewEach } from '../assembly';
import { billOf } from '../cost';
import { Plan, placesOf, planBetween, withCosts } from '../plan';
import { Progress } from '../progress';
import { ReportSide } from './build';

/** Stages with the ways between them. */
export interface StagesWithPlans {
  readonly sides: readonly ReportSide[];
  readonly plans: readonly Plan[];
}

/**
 * The stacks of the stages, and the ways from each to the next with what they cost while they last. Every place is
 * synthesized once.
 *
 * @param names the stages, in the order of growth
 * @param preview what is synthesized
 * @param words what is synthesized, in words
 * @param progress told what is being done
 */
export function stagesWithPlans(
  names: readonly string[],
  preview: Preview,
  words: string,
  progress: Progress,
): StagesWithPlans {
  const plans = names.slice(1).map((name, index) => planBetween(names[index], name));
  const done = previewEach(
    preview,
    [...names, ...plans.flatMap(placesOf)],
    (stacks) => ({ stacks, bill: billOf(stacks) }),
    progress,
  );
  const bills = new Map([...done].map(([place, { bill }]) => [place, bill]));
  return {
    sides: names.map((name) => ({ name, stacks: done.get(name)!.stacks })),
    plans: plans.map((plan) => withCosts(plan, bills, words)),
  };
}
