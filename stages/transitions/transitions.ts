import { GrowthStage, StageTransition, StepSettings, ResolvedStepSettings, TransitionStep } from '../../lib';
import { ConfigurationProblem, unknownWord } from '../problem';
import { AURORA_TO_MULTI_REGION } from './aurora-to-multi-region';
import { CONTAINERS_TO_AURORA } from './containers-to-aurora';
import { CONTAINERS_TO_AURORA_BY_SNAPSHOT } from './containers-to-aurora-by-snapshot';
import { resolveStepSettings } from './fill';
import { MONOLITH_TO_CONTAINERS } from './monolith-to-containers';

/** The transitions between the stages of the library. */
export class StageTransitions {
  /** From stage monolith to stage containers. */
  public static readonly MONOLITH_TO_CONTAINERS: StageTransition = MONOLITH_TO_CONTAINERS;

  /** From stage containers to stage aurora, through a replica: the default path. */
  public static readonly CONTAINERS_TO_AURORA: StageTransition = CONTAINERS_TO_AURORA;

  /** From stage containers to stage aurora, through the last snapshot. */
  public static readonly CONTAINERS_TO_AURORA_BY_SNAPSHOT: StageTransition = CONTAINERS_TO_AURORA_BY_SNAPSHOT;

  /** From stage aurora to stage multi-region. */
  public static readonly AURORA_TO_MULTI_REGION: StageTransition = AURORA_TO_MULTI_REGION;

  /** Every transition, in the order of growth, the default path first. */
  public static readonly ALL: readonly StageTransition[] = [
    MONOLITH_TO_CONTAINERS,
    CONTAINERS_TO_AURORA,
    CONTAINERS_TO_AURORA_BY_SNAPSHOT,
    AURORA_TO_MULTI_REGION,
  ];

  /**
   * The transition between two stages; `undefined` if there is none.
   *
   * @param fromStage name of the stage that is being left
   * @param toStage name of the stage that is being entered
   */
  public static find(fromStage: string, toStage: string): StageTransition | undefined {
    return StageTransitions.ALL.find(({ source, target }) => source === fromStage && target === toStage);
  }

  /**
   * The transition to a stage; `undefined` if the stage is the first one.
   *
   * @param toStage name of the stage that is being entered
   * @param path which of several paths, for example `snapshot`; the default one if there is no such path
   */
  public static leadingTo(toStage: string, path?: string): StageTransition | undefined {
    const transitions = StageTransitions.ALL.filter(({ target }) => target === toStage);
    return transitions.find((transition) => transition.path === path) ?? transitions[0];
  }

  /**
   * The step of a name.
   *
   * @param transition the transition that the step belongs to
   * @param name the step's name, for example `cut-over`
   */
  public static stepByName(transition: StageTransition, name: string): TransitionStep {
    const step = transition.steps.find((candidate) => candidate.name === name);
    if (!step) {
      throw new Error(StageTransitions.unknownStep('step', transition, name).message);
    }
    return step;
  }

  /**
   * The problem of a step name that a transition does not have.
   *
   * @param property the property that held the name
   * @param transition the transition that the step should belong to
   * @param name what the user wrote
   */
  public static unknownStep(property: string, transition: StageTransition, name: string): ConfigurationProblem {
    const names = transition.steps.map((step) => step.name);
    return unknownWord(property, names, name);
  }

  /**
   * Fills the sizes of the two stages into the shape of a step.
   *
   * @param shape the shape, as the step gives it
   * @param source the stage that is being left, with the user's overrides
   * @param target the stage that is being entered, with the user's overrides
   */
  public static fill(shape: StepSettings, source: GrowthStage, target: GrowthStage): ResolvedStepSettings {
    return resolveStepSettings(shape, source, target);
  }

  private constructor() {}
}
