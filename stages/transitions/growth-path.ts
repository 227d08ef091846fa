import { StageTransition, TransitionStep } from '../../lib';
import { GrowthStages } from '../catalogue';
import { ConfigurationProblem, didYouMean, problem } from '../problem';
import { StageTransitions } from './transitions';

/** What is deployed at one moment: a stage, or a step on the path to it. */
export interface DeploymentPoint {
  /** The stage. */
  readonly stage: string;

  /**
   * The step on the path to it.
   *
   * @default - the plain stage
   */
  readonly step?: string;
}

/** A deployment point with what leads to it. */
interface Stop {
  readonly point: DeploymentPoint;
  /** The point as users write it. */
  readonly name: string;
  /** The step whose deployment leads here; `undefined` at a stage. */
  readonly step?: TransitionStep;
}

/** The path from the first stage to the last, point by point: what may be deployed on top of what. */
export class GrowthPath {
  /**
   * Every deployment point from the first stage to the last, in the order in which they are deployed.
   *
   * @param path which of several paths between two stages, for example `snapshot`
   */
  public static points(path?: string): DeploymentPoint[] {
    return stopsOf(path).map(({ point }) => point);
  }

  /**
   * A deployment point as users write it: `containers`, or `aurora:expand`.
   *
   * @param point the deployment point
   */
  public static nameOf({ stage, step }: DeploymentPoint): string {
    return step === undefined ? stage : `${stage}:${step}`;
  }

  /**
   * The deployment point that users mean by what they write; it need not exist.
   *
   * @param name the point as users write it, for example `aurora:expand`
   */
  public static pointOf(name: string): DeploymentPoint {
    const [stage, step] = name.split(':');
    return { stage, ...(step === undefined ? {} : { step }) };
  }

  /**
   * Whether a name is that of a deployment point.
   *
   * @param name the point as users write it
   * @param path which of several paths between two stages, for example `snapshot`
   */
  public static isPoint(name: string, path?: string): boolean {
    return namesOf(path).includes(name);
  }

  /**
   * The problem of a name that is not that of a deployment point.
   *
   * @param property the property that held the name
   * @param name what the user wrote
   * @param path which of several paths between two stages, for example `snapshot`
   */
  public static unknownPoint(property: string, name: string, path?: string): ConfigurationProblem {
    const allowed = namesOf(path);
    return problem({
      property,
      rule: 'must be a stage, or a stage and one of its steps',
      given: JSON.stringify(name),
      allowed,
      remedy: didYouMean(name, allowed),
    });
  }

  /**
   * What speaks against deploying a point on top of what is live; empty if it is the same point, the next one, or an
   * earlier one to which the environment can be rolled back.
   *
   * @param live the deployment point that is live, as users write it
   * @param wanted the deployment point that is to be deployed
   * @param path which of several paths between two stages, for example `snapshot`
   */
  public static problems(live: string, wanted: DeploymentPoint, path?: string): ConfigurationProblem[] {
    const stops = stopsOf(path);
    const names = stops.map(({ name }) => name);
    const from = names.indexOf(live);
    const to = names.indexOf(GrowthPath.nameOf(wanted));
    if (from < 0) {
      return [GrowthPath.unknownPoint('live', live, path)];
    }
    if (to < 0 || to === from) {
      return [];
    }
    return to > from ? skipped(stops, from, to) : wayBack(stops, from, to);
  }

  private constructor() {}
}

function stepsTo(stage: string, path?: string): TransitionStep[] {
  const transition: StageTransition | undefined = StageTransitions.leadingTo(stage, path);
  return transition?.steps ?? [];
}

function stopsOf(path?: string): Stop[] {
  return GrowthStages.NAMES.flatMap((stage) => [
    ...stepsTo(stage, path).map((step) => stopAt({ stage, step: step.name }, step)),
    stopAt({ stage }),
  ]);
}

function stopAt(point: DeploymentPoint, step?: TransitionStep): Stop {
  return { point, name: GrowthPath.nameOf(point), step };
}

function namesOf(path?: string): string[] {
  return stopsOf(path).map(({ name }) => name);
}

/** Which deployment is wanted is said by two properties. */
const STAGE_AND_STEP = { property: 'stage', relatedProperties: ['step', 'live'], subject: '`stage` and `step`' };

/** The last step of a transition equals the plain stage, so both follow the step before. */
function skipped(stops: Stop[], from: number, to: number): ConfigurationProblem[] {
  const between = stops.slice(from + 1, to).filter(({ step }) => step !== undefined);
  const lastIsSame = stops[to].step === undefined && between.length === 1 && stops[to - 1].step === between[0].step;
  if (between.length === 0 || lastIsSame) {
    return [];
  }
  const [next] = between;
  return [
    problem({
      ...STAGE_AND_STEP,
      rule:
        `must be the next deployment point after \`live\` ${JSON.stringify(stops[from].name)}, which is ` +
        `${JSON.stringify(next.name)}`,
      given: `${JSON.stringify(stops[to].name)}, which skips ${between.map(({ name }) => name).join(', ')}`,
      remedy: 'deploy the steps one by one',
    }),
  ];
}

/** Rolling back undoes steps, several at once if each can be undone. */
function wayBack(stops: Stop[], from: number, to: number): ConfigurationProblem[] {
  const refusals = stops
    .slice(to + 1, from + 1)
    .flatMap(({ name, step }) => (step?.noWayBack === undefined ? [] : [`${name}: ${step.noWayBack}`]));
  return refusals.length === 0
    ? []
    : [
        problem({
          ...STAGE_AND_STEP,
          rule:
            `must not go back from \`live\` ${JSON.stringify(stops[from].name)} to ` +
            `${JSON.stringify(stops[to].name)}: ${refusals.reverse().join('; ')}`,
        }),
      ];
}
