import { GrowthStage } from '../../lib';
import { got } from '../../lib/core/problems';
import {
  ConfigurationProblem,
  GrowthStages,
  StageAdvice,
  StageSelection,
  StageSelector,
  StageSignals,
} from '../../stages';
import { problem } from '../../stages/problem';
import { StageCost } from '../cost/stage-costs';
import { continentsOf, regionProblems } from './continents';

/** What a stage is selected for. */
export interface SelectionRequest {
  /** The users and what is known about the load. */
  readonly signals: StageSignals;

  /** AWS Regions near which the users are; the number of continents follows from them. */
  readonly regions?: readonly string[];

  /** The stage that the user has in mind. */
  readonly stage?: string;
}

/** The stage for a request, with what comes after it. */
export interface Selection extends StageSelection {
  /** What speaks against the stage, or the several Regions, that the user has in mind. */
  readonly tooEarly: readonly StageAdvice[];
  readonly next?: NextStage;

  /** What the stage costs at the number of users; `undefined` without a configuration. */
  readonly cost?: StageCost;
}

/** Where the stage ends. */
export interface NextStage {
  readonly stage: GrowthStage;

  /** The number of users from which it is the next one; `undefined` if their number alone never asks for it. */
  readonly users?: number;
}

/** What is wrong with a request. */
export function selectionProblems(request: SelectionRequest): ConfigurationProblem[] {
  const { signals, regions, stage } = request;
  const isTwice = regions !== undefined && signals.continents !== undefined;
  const twice = problem({
    property: 'continents',
    rule: 'must not be set together with `regions`',
    given: got(signals.continents),
    remedy: 'the continents are derived from the Regions',
  });
  return [
    ...regionProblems(regions ?? []),
    ...(isTwice ? [twice] : []),
    ...StageSelector.problems(withContinents(request)),
    ...(stage === undefined || GrowthStages.NAMES.includes(stage) ? [] : [GrowthStages.unknownName('stage', stage)]),
  ];
}

/**
 * The stage for a number of users and what is known about the load.
 *
 * @param request a request without problems
 */
export function selectionOf(request: SelectionRequest): Selection {
  const selection = StageSelector.select(withContinents(request));
  return { ...selection, tooEarly: tooEarlyOf(request), ...nextOf(selection.stage) };
}

function withContinents({ signals, regions }: SelectionRequest): StageSignals {
  return regions === undefined || signals.continents !== undefined
    ? signals
    : { ...signals, continents: Math.max(1, continentsOf(regions).length) };
}

/** The stage that several Regions need; naming them shows that it is planned. */
const SEVERAL_REGIONS = GrowthStages.ALL.find(({ sizes }) => sizes.regions > 1);

function tooEarlyOf(request: SelectionRequest): StageAdvice[] {
  const { stage: asked, regions = [] } = request;
  const against = (stage: GrowthStage) => StageSelector.argumentsAgainst(stage, withContinents(request));
  const own = asked === undefined ? [] : against(GrowthStages.byName(asked));
  const others =
    new Set(regions).size > 1 && SEVERAL_REGIONS && asked !== SEVERAL_REGIONS.name
      ? against(SEVERAL_REGIONS).filter(({ subject }) => subject === SEVERAL_REGIONS.name)
      : [];
  return [...own, ...others];
}

/** The stage after the selected one, with the number of users that alone asks for it, if there is one. */
function nextOf(selected: GrowthStage): Pick<Selection, 'next'> {
  const stage = GrowthStages.next(selected);
  const users = stage && StageSelector.usersFor(stage);
  return stage ? { next: { stage, ...(users === undefined ? {} : { users }) } } : {};
}
