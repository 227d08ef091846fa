import { Io } from '../../bin/output/io';
import { GrowthStage } from '../../lib';
import { GrowthStages } from '../../stages';
import { Configuration, previewEach, StackTemplate } from '../../toolkit/assembly';
import { billOf, CostComparison, compareCosts } from '../../toolkit/cost';
import { diff } from '../../toolkit/diff/diff';
import { DiffReport } from '../../toolkit/diff/report';
import { placesOf, Plan, planBetween, withCosts } from '../../toolkit/plan';

/** Everything about the way from a stage to the next. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly diff: DiffReport;
  readonly plan: Plan;

  /** Both stages at the number of users at which one follows the other. */
  readonly bill: CostComparison;
}

/** What a transition is worked out from. */
export interface Surroundings {
  readonly configuration: Configuration;

  /** The stacks of each stage. */
  readonly stacks: ReadonlyMap<string, readonly StackTemplate[]>;
}

/**
 * The transition that leads to a stage.
 *
 * @param to the stage
 * @param surroundings configuration and stacks
 * @param io where the progress goes
 */
export function transitionTo(
  { name: to, order, users: { minUsers: users } }: GrowthStage,
  { configuration, stacks }: Surroundings,
  io: Pick<Io, 'err'>,
): Transition {
  const from = GrowthStages.ALL[order - 2].name;
  const [before, after] = [from, to].map((name) => ({ name, stacks: stacks.get(name)! }));
  const plan = planBetween(from, to);
  const steps = placesOf(plan).filter((point) => !stacks.has(point));
  const bills = new Map([
    ...previewEach(configuration, steps, (found) => billOf(found), io.err),
    ...[before, after].map((app) => [app.name, billOf(app.stacks)] as const),
  ]);
  return {
    from,
    to,
    diff: diff(before, after),
    plan: withCosts(plan, bills, configuration.source),
    bill: compareCosts(before, after, { users }),
  };
}
