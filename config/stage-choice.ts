import { GrowthStage, StageTransition, TransitionStep } from '../lib';
import {
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
import { isJsonObject, JsonObject } from './json';

/** The stage and the step that a configuration asks for. */
export interface StageChoice {
  /** The stage; absent where the configuration does not lead to one. */
  readonly stage?: GrowthStage;

  /** The way that the step belongs to; absent outside a transition. */
  readonly transition?: StageTransition;

  /** The step that is being deployed; absent outside a transition. */
  readonly step?: TransitionStep;

  /** What the selector says; absent where no users are given. */
  readonly selection?: StageSelection;

  /** What speaks against the stage, because it comes early. */
  readonly tooEarly: StageAdvice[];

  /** What is wrong with the choice. */
  readonly problems: string[];
}

/**
 * Chooses stage and step.
 *
 * @param document the configuration with its overrides, already known to be an object
 * @param keepStep whether a step that does not fit the stage is an error; where not, it is dropped
 */
export function chooseStage(document: JsonObject, keepStep: boolean): StageChoice {
  const signals = signalsOf(document);
  const selection = signals && signalProblems(signals).length === 0 ? StageSelector.select(signals) : undefined;
  const named = GrowthStages.ALL.find(({ name }) => name === document.stage);
  const stage = document.stage === undefined ? selection?.stage : named;
  const problems = [
    ...(signals && selection === undefined ? ownSignalProblems(signals) : []),
    ...(document.stage === undefined && document.users === undefined ? [missingStage()] : []),
    ...unknownLive(document),
  ];
  if (!stage) {
    return { tooEarly: [], problems, selection };
  }
  const way = chooseStep(document, stage, keepStep);
  return {
    stage,
    selection,
    tooEarly: signals && selection ? StageSelector.argumentsAgainst(stage, signals) : [],
    ...way,
    problems: [...problems, ...way.problems],
  };
}

/** Users and signals as the selector takes them; nothing where no users are given. */
function signalsOf(document: JsonObject): StageSignals | undefined {
  if (document.users === undefined) {
    return undefined;
  }
  const others = isJsonObject(document.signals) ? document.signals : {};
  return { ...others, users: document.users } as unknown as StageSignals;
}

/** What is wrong with the signals, by the place where a configuration holds them. */
function ownSignalProblems(signals: StageSignals): string[] {
  return signalProblems(signals).map((problem) =>
    problem.startsWith('`users`') ? problem : problem.replace('`', '`signals.'),
  );
}

function missingStage(): string {
  return '`stage` must be given, got: nothing; name a stage, or give `users` and let the selector choose one';
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
    return keepStep
      ? {
          problems: [
            `\`step\` must be absent at stage ${stage.name}, to which no steps lead, got: ${JSON.stringify(name)}`,
          ],
        }
      : { problems: [] };
  }
  return { problems: [StageTransitions.unknownStep('step', transition, String(name))] };
}

/** The way to a stage, by the path that the birth of the cluster has chosen. */
function transitionTo(document: JsonObject, stage: string): StageTransition | undefined {
  return StageTransitions.leadingTo(stage, pathOf(document));
}

/** With `live`, the configuration says where it stands, and only the places beside that one are accepted. */
function neighbourProblems(document: JsonObject, wanted: DeploymentPoint): string[] {
  const { live } = document;
  return typeof live === 'string' && unknownLive(document).length === 0
    ? GrowthPath.problems(live, wanted, pathOf(document))
    : [];
}

/** A place that is not on the way, whatever the stage. */
function unknownLive(document: JsonObject): string[] {
  const { live } = document;
  return typeof live === 'string'
    ? GrowthPath.problems(live, { stage: live }, pathOf(document)).filter((problem) => problem.startsWith('`live`'))
    : [];
}

function pathOf({ auroraOrigin }: JsonObject): string | undefined {
  return auroraOrigin === 'snapshot' ? 'snapshot' : undefined;
}
