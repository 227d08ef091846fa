import { GrowthStage, StageTransition, TransitionStep } from '../lib';
import { got } from '../lib/core/problems';
import {
  ConfigurationProblem,
  DeploymentPoint,
  GrowthStages,
  GrowthPath,
  StageAdvice,
  StageSelection,
  StageSelector,
  StageSignals,
  StageTransitions,
} from '../stages';
import { signalProblems } from '../stages/check-signals';
import { problem } from '../stages/problem';
import { isJsonObject, JsonObject } from './json';

/** The stage and the step that a configuration asks for. */
export interface StageChoice {
  /**
   * The stage.
   *
   * @default - the configuration does not lead to one
   */
  readonly stage?: GrowthStage;

  /**
   * The transition that the step belongs to.
   *
   * @default - none is under way
   */
  readonly transition?: StageTransition;

  /**
   * The step that is being deployed.
   *
   * @default - no transition is under way
   */
  readonly step?: TransitionStep;

  /**
   * What the selector says.
   *
   * @default - no users are given
   */
  readonly selection?: StageSelection;

  /** What speaks against the stage, because it comes early. */
  readonly tooEarly: StageAdvice[];

  /** What is wrong with the choice. */
  readonly problems: ConfigurationProblem[];
}

/**
 * Chooses stage and step.
 *
 * @param document the configuration with its overrides, already known to be an object
 * @param keepStep whether a step that does not fit the stage is an error; if not, it is dropped
 */
export function chooseStage(document: JsonObject, keepStep: boolean): StageChoice {
  const signals = signalsOf(document);
  const wrongSignals = signals ? signalProblems(signals, signalPath) : [];
  const selection = signals && wrongSignals.length === 0 ? StageSelector.select(signals) : undefined;
  const named = GrowthStages.find(String(document.stage));
  const stage = document.stage === undefined ? selection?.stage : named;
  const problems = [
    ...wrongSignals,
    ...(document.stage === undefined && document.users === undefined ? [missingStage()] : []),
    ...unknownLive(document),
  ];
  if (!stage) {
    return { tooEarly: [], problems, selection };
  }
  const choice = chooseStep(document, stage, keepStep);
  return {
    stage,
    selection,
    tooEarly: signals && selection ? StageSelector.argumentsAgainst(stage, signals) : [],
    ...choice,
    problems: [...problems, ...choice.problems],
  };
}

/** Users and signals as the selector takes them; `undefined` if no users are given. */
function signalsOf(document: JsonObject): StageSignals | undefined {
  if (document.users === undefined) {
    return undefined;
  }
  const others = isJsonObject(document.signals) ? document.signals : {};
  return { ...others, users: document.users } as unknown as StageSignals;
}

/** Where a configuration holds a signal. */
function signalPath(name: string): string {
  return name === 'users' ? name : `signals.${name}`;
}

function missingStage(): ConfigurationProblem {
  return problem({
    property: 'stage',
    relatedProperties: ['users'],
    rule: 'must be given',
    given: 'nothing',
    remedy: 'set `stage`, or set `users` and let the selector choose a stage',
  });
}

function chooseStep(
  document: JsonObject,
  stage: GrowthStage,
  keepStep: boolean,
): Pick<StageChoice, 'transition' | 'step' | 'problems'> {
  const name = document.step;
  const transition = transitionTo(document, stage.name);
  if (name === undefined) {
    return { problems: neighbourProblems(document, { stage: stage.name }) };
  }
  const step = transition?.steps.find((candidate) => candidate.name === name);
  if (transition && step) {
    return { transition, step, problems: neighbourProblems(document, { stage: stage.name, step: step.name }) };
  }
  if (!transition) {
    return { problems: keepStep ? [needlessStep(stage, name)] : [] };
  }
  return { problems: [StageTransitions.unknownStep('step', transition, String(name))] };
}

function needlessStep(stage: GrowthStage, step: unknown): ConfigurationProblem {
  return problem({
    property: 'step',
    rule: `must be absent at stage ${stage.name}, which has no steps`,
    given: got(step),
  });
}

/** The transition to a stage, on the path that the origin of the cluster has chosen. */
function transitionTo(document: JsonObject, stage: string): StageTransition | undefined {
  return StageTransitions.leadingTo(stage, pathOf(document));
}

/** With `live`, the configuration says what is deployed, and only the points beside that one are accepted. */
function neighbourProblems(document: JsonObject, wanted: DeploymentPoint): ConfigurationProblem[] {
  const { live } = document;
  return typeof live === 'string' && unknownLive(document).length === 0
    ? GrowthPath.problems(live, wanted, pathOf(document))
    : [];
}

/** A deployment point that does not exist, whatever the stage. */
function unknownLive(document: JsonObject): ConfigurationProblem[] {
  const { live } = document;
  const path = pathOf(document);
  return typeof live === 'string' && !GrowthPath.isPoint(live, path)
    ? [GrowthPath.unknownPoint('live', live, path)]
    : [];
}

/** The path between two stages that the origin of the cluster has chosen; `undefined` if it is the default one. */
export function pathOf({ auroraOrigin }: JsonObject): string | undefined {
  return auroraOrigin === 'snapshot' ? 'snapshot' : undefined;
}
