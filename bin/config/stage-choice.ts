import { GrowthStage, StageTransition, TransitionStep } from '../../lib';
import { GrowthStages, StageAdvice, StageSelection, StageSelector, StageSignals, StageTransitions } from '../../stages';
import { signalProblems } from '../../stages/check-signals';
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
    ...(stage && !stage.buildable ? [notBuildable(stage, selection, document)] : []),
  ];
  if (!stage?.buildable) {
    return { tooEarly: [], problems, selection };
  }
  const way = chooseStep(document.step, stage, keepStep);
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
  return signalProblems(signals).map((problem) => (problem.startsWith('`users`') ? problem : problem.replace('`', '`signals.')));
}

function missingStage(): string {
  return '`stage` must be given, got: nothing; name a stage, or give `users` and let the selector choose one';
}

function notBuildable(stage: GrowthStage, selection: StageSelection | undefined, document: JsonObject): string {
  const instead = GrowthStages.buildableBefore(stage);
  const database = `sizes.${instead.name}.database`;
  const chosen = document.stage === undefined ? `the stage of these \`users\`, ${stage.name},` : `\`stage\` ${stage.name}`;
  const reason = document.stage === undefined && selection ? ` (${selection.reasons[0].text})` : '';
  return (
    `${chosen} is declared but not yet buildable in this version${reason}; ` +
    `use \`stage\` ${JSON.stringify(instead.name)} with a larger \`${database}.instanceType\` and more \`${database}.readReplicas\` until it is`
  );
}

function chooseStep(name: unknown, stage: GrowthStage, keepStep: boolean): Pick<StageChoice, 'transition' | 'step' | 'problems'> {
  if (name === undefined) {
    return { problems: [] };
  }
  const transition = StageTransitions.leadingTo(stage.name);
  const step = transition?.steps.find((candidate) => candidate.name === name);
  if (transition && step) {
    return { transition, step, problems: [] };
  }
  if (!transition) {
    return keepStep ? { problems: [`\`step\` must be absent at stage ${stage.name}, to which no steps lead, got: ${JSON.stringify(name)}; steps lead to stage containers`] } : { problems: [] };
  }
  return { problems: [StageTransitions.unknownStep('step', transition, String(name))] };
}
