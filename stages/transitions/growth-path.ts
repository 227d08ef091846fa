import { StageTransition, TransitionStep } from '../../lib';
import { GrowthStages } from '../catalogue';
import { suggestion } from '../nearest';
import { StageTransitions } from './transitions';

/** A place on the way of growth: a plain stage, or a step on the way to it. */
export interface DeploymentPoint {
  /** The stage. */
  readonly stage: string;

  /**
   * The step on the way to it.
   *
   * @default - the plain stage
   */
  readonly step?: string;
}

/** One place with what leads to it. */
interface Stop {
  readonly place: DeploymentPoint;
  /** The place as users write it. */
  readonly name: string;
  /** The step whose deployment leads here; absent at a plain stage. */
  readonly step?: TransitionStep;
}

/** The one way from the first stage to the last, stop by stop: what may be deployed on top of what. */
export class GrowthPath {
  /**
   * Every place from the first stage to the last, in the order in which they are deployed.
   *
   * @param path which of several ways between two stages, for example `snapshot`
   */
  public static points(path?: string): DeploymentPoint[] {
    return stopsOf(path).map(({ place }) => place);
  }

  /**
   * A place as users write it: `containers`, or `aurora:expand`.
   *
   * @param place the place
   */
  public static nameOf({ stage, step }: DeploymentPoint): string {
    return step === undefined ? stage : `${stage}:${step}`;
  }

  /**
   * The place that users mean by what they write; whether it is on the way is not looked at.
   *
   * @param name the place as users write it, for example `aurora:expand`
   */
  public static pointOf(name: string): DeploymentPoint {
    const [stage, step] = name.split(':');
    return { stage, ...(step === undefined ? {} : { step }) };
  }

  /**
   * What speaks against deploying a place on top of what is live; empty where it is the same place, the next one, or an
   * earlier one to which there is a way back.
   *
   * @param live the place that is deployed, as users write it
   * @param wanted the place that is to be deployed
   * @param path which of several ways between two stages, for example `snapshot`
   */
  public static problems(live: string, wanted: DeploymentPoint, path?: string): string[] {
    const stops = stopsOf(path);
    const names = stops.map(({ name }) => name);
    const from = names.indexOf(live);
    const to = names.indexOf(GrowthPath.nameOf(wanted));
    if (from < 0) {
      return [
        `\`live\` must be a stage, or a stage and one of its steps, got: ` +
          `${JSON.stringify(live)}${suggestion(live, names)}`,
      ];
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

function stopAt(place: DeploymentPoint, step?: TransitionStep): Stop {
  return { place, name: GrowthPath.nameOf(place), step };
}

/** The last step of a transition equals the plain stage, so both follow the step before. */
function skipped(stops: Stop[], from: number, to: number): string[] {
  const between = stops.slice(from + 1, to).filter(({ step }) => step !== undefined);
  const lastIsSame = stops[to].step === undefined && between.length === 1 && stops[to - 1].step === between[0].step;
  if (between.length === 0 || lastIsSame) {
    return [];
  }
  const [next] = between;
  return [
    `\`stage\` and \`step\` must be the next place after \`live\` ${JSON.stringify(stops[from].name)}, ` +
      (`which is ${JSON.stringify(next.name)}, ` + `got: ${JSON.stringify(stops[to].name)}, `) +
      `which skips ${between.map(({ name }) => name).join(', ')}; deploy the steps one by one`,
  ];
}

/** Going back undoes steps, several at once where each can be undone; one that can't ends the way. */
function wayBack(stops: Stop[], from: number, to: number): string[] {
  const refusals = stops
    .slice(to + 1, from + 1)
    .flatMap(({ name, step }) => (step?.noWayBack === undefined ? [] : [`${name}: ${step.noWayBack}`]));
  return refusals.length === 0
    ? []
    : [
        `\`stage\` and \`step\` must not go back from \`live\` ${JSON.stringify(stops[from].name)} to ` +
          (`${JSON.stringify(stops[to].name)}: ` + `${refusals.reverse().join('; ')}`),
      ];
}
