import { LoadedApp, Preview, previewEach, previewWords } from '../assembly';
import { billOf } from '../cost';
import { Plan, placesOf, planBetween, withCosts } from '../plan';
import { Progress } from '../progress';

/** Stages with the plans between them. */
export interface StagesWithPlans {
  readonly apps: readonly LoadedApp[];
  readonly plans: readonly Plan[];
}

/**
 * The stacks of stages, and the plans from each to the next with what they cost. Every deployment point is synthesized
 * once.
 *
 * @param names the stages, in the order of growth
 * @param preview what is synthesized
 * @param progress receives a line for each synthesis
 */
export function stagesWithPlans(names: readonly string[], preview: Preview, progress: Progress): StagesWithPlans {
  const plans = names.slice(1).map((name, index) => planBetween(names[index], name));
  const done = previewEach(
    preview,
    [...names, ...plans.flatMap(placesOf)],
    (stacks) => ({ stacks, bill: billOf(stacks) }),
    progress,
  );
  const bills = new Map([...done].map(([point, { bill }]) => [point, bill]));
  return {
    apps: names.map((name) => ({ name, stacks: done.get(name)!.stacks })),
    plans: plans.map((plan) => withCosts(plan, bills, previewWords(preview))),
  };
}
