import { GrowthStage, StageTransition, ResolvedStepSettings, TransitionStep } from '../lib';
import schema from '../schemas/growth.schema.json';
import { ConfigurationProblem, GrowthStages, StageAdvice, StageSelection, StageTransitions } from '../stages';
import { problem } from '../stages/problem';
import { ConfigurationError } from './configuration-error';
import { withSizes } from './effective-sizes';
import { GrowthDocument } from './growth-document';
import { isJsonObject, JsonObject, jsonType } from './json';
import { applyOverrides, GrowthOverrides } from './overrides';
import { crossFieldProblems } from './rules';
import { SchemaCheck } from './schema-problems';
import { chooseStage, StageChoice } from './stage-choice';

/** A configuration from which a platform can be built. */
export interface ResolvedGrowth {
  /** The configuration with its overrides; `stage` and `step` are those that were chosen. */
  readonly config: GrowthDocument;

  /** The stage, with the sizes that the configuration changes. */
  readonly stage: GrowthStage;

  /**
   * The shape of the transition step that is being deployed.
   *
   * @default - no transition, or its last step, which equals the plain stage
   */
  readonly shape?: ResolvedStepSettings;

  /**
   * The transition that is under way.
   *
   * @default - none
   */
  readonly transition?: StageTransition;

  /**
   * The step of the transition.
   *
   * @default - none
   */
  readonly step?: TransitionStep;

  /**
   * What the selector says about the users.
   *
   * @default - no users are given
   */
  readonly selection?: StageSelection;

  /** What speaks against the stage because it comes early; empty if nothing does, or no users are given. */
  readonly tooEarly: StageAdvice[];

  /** Where the configuration came from, in words. */
  readonly sources: readonly string[];
}

let schemaCheck: SchemaCheck | undefined;

/**
 * Checks a configuration and chooses stage and step; pure.
 *
 * Throws one `ConfigurationError` with every problem.
 *
 * @param input the configuration as it was written
 * @param overrides what the command line gives
 * @param sources where the configuration came from, in words
 */
export function resolveGrowthConfig(
  input: unknown,
  overrides: GrowthOverrides = {},
  sources: readonly string[] = [],
): ResolvedGrowth {
  if (!isJsonObject(input)) {
    const kind = input === undefined ? 'nothing' : `a ${jsonType(input)}`;
    const wrong = problem({ property: '', subject: 'the configuration', rule: 'must be an object', given: kind });
    throw new ConfigurationError([wrong], sources);
  }
  const document = applyOverrides(input, overrides);
  const choice = choiceOf(input, document, overrides);
  const problems = allProblems(document, choice);
  if (problems.length > 0 || !choice.stage) {
    throw new ConfigurationError(problems, sources);
  }
  return resolved(document as unknown as GrowthDocument, choice, choice.stage, sources);
}

/** A step of the file belongs to the stage of the file: it is dropped when the command line chooses another stage. */
function choiceOf(input: JsonObject, document: JsonObject, overrides: GrowthOverrides): StageChoice {
  const choice = chooseStage(document, true);
  if (
    overrides.step !== undefined ||
    input.step === undefined ||
    (overrides.stage === undefined && overrides.users === undefined)
  ) {
    return choice;
  }
  const before = chooseStage(input, true).stage;
  if (choice.stage && choice.stage.name === before?.name) {
    return choice;
  }
  delete document.step;
  return chooseStage(document, true);
}

/** Schema problems first; the other rules add what they find, but never a second message about the same property. */
function allProblems(document: JsonObject, choice: StageChoice): ConfigurationProblem[] {
  schemaCheck ??= new SchemaCheck(schema as unknown as JsonObject);
  const bySchema = schemaCheck.problems(document).filter(({ property }) => !saidBetter(property, choice));
  const isNew = (path: string) => !bySchema.some(({ property }) => related(path, property));
  const byChoice = choice.problems.filter(({ property }) => isNew(property));
  const byRules = crossFieldProblems(
    document as unknown as GrowthDocument,
    GrowthStages.ALL,
    bySchema.length > 0,
    choice,
  ).filter(({ property, relatedProperties = [] }) => [property, ...relatedProperties].every(isNew));
  return [...bySchema, ...byChoice, ...byRules];
}

/** Prefer the stage's own message about `step`; the schema only knows the union of all steps. */
function saidBetter(property: string, { problems }: StageChoice): boolean {
  return property === 'step' && problems.some((other) => other.property === 'step');
}

/** Whether two properties are the same, or one is a part of the other. */
function related(left: string, right: string): boolean {
  return left === right || isPart(left, right) || isPart(right, left);
}

function isPart(path: string, whole: string): boolean {
  return path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}

function resolved(
  document: GrowthDocument,
  choice: StageChoice,
  chosen: GrowthStage,
  sources: readonly string[],
): ResolvedGrowth {
  const stage = withSizes(chosen, document.sizes);
  const { transition, step, selection, tooEarly } = choice;
  const isLast = step !== undefined && step === transition?.steps[transition.steps.length - 1];
  const source = transition && withSizes(sourceOf(transition), document.sizes);
  const { $schema: _, ...config } = document;
  return {
    config: { ...config, stage: stage.name },
    stage,
    ...(step && source && !isLast ? { shape: StageTransitions.fill(step.shape, source, stage) } : {}),
    ...(transition && step ? { transition, step } : {}),
    ...(selection ? { selection } : {}),
    tooEarly,
    sources,
  };
}

function sourceOf(transition: StageTransition): GrowthStage {
  return GrowthStages.byName(transition.source);
}
