import { GrowthStage } from '../../lib';
import { GrowthStages, StageAdvice, StageSelector, StageSignals } from '../../stages';
import { previewPoint } from '../../toolkit/assembly';
import { stageCostOf } from '../../toolkit/cost/stage-costs';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { Io } from '../output/io';
import { continentsOf, regionProblems } from './continents';
import { NUMBER_SIGNALS } from './number-signals';
import { CommandPreview, commandPreview } from './preview';
import { answer, SelectAnswer } from './select-text';

/** The options of `growth select`; commander gives every value as text. */
export interface SelectOptions {
  readonly json?: boolean;
  /** AWS Regions near which the users are. */
  readonly regions?: readonly string[];
  /** The stage that the user has in mind. */
  readonly stage?: string;
  /** The configuration from which the cost is worked out. */
  readonly config?: string;
  readonly dataResidency?: readonly string[];
  readonly measuresInUse?: readonly string[];
  readonly consumerContent?: boolean;
  readonly [signal: string]: unknown;
}

/**
 * `growth select`: the stage for a number of users and what is known about the load.
 *
 * @param options the signals, the configuration and the format
 * @param io where the answer goes
 */
export function select(options: SelectOptions, io: Io): void {
  const { json: asJson, stage: asked, config, regions = [] } = options;
  const signals = signalsOf(options);
  const problems = [
    ...regionProblems(regions),
    ...regionsTwice(options),
    ...StageSelector.problems(signals).map(({ message }) => message),
    ...askedProblems(asked),
  ];
  if (problems.length > 0) {
    throw new RefusedError(problems.join('\n'));
  }
  const preview = commandPreview(config);
  const selection = StageSelector.select(signals);
  const tooEarly = tooEarlyOf(signals, asked, new Set(regions).size > 1);
  const found: SelectAnswer = {
    ...selection,
    tooEarly,
    ...nextOf(selection.stage),
    ...costOf(preview, selection.stage.name, signals.users, io),
  };
  io.out(asJson ? json(documentOf(found, preview)) : answer(found, preview.words, signals.users, io.columns));
}

function signalsOf(options: SelectOptions): StageSignals {
  const { dataResidency, measuresInUse, consumerContent, regions } = options;
  const names = ['users', ...NUMBER_SIGNALS.map(([name]) => name)].filter((name) => options[name] !== undefined);
  const continents =
    regions && options.continents === undefined ? Math.max(1, continentsOf(regions).length) : undefined;
  return {
    ...Object.fromEntries(names.map((name) => [name, numberOf(String(options[name]))])),
    ...(continents === undefined ? {} : { continents }),
    ...(dataResidency ? { dataResidency } : {}),
    ...(measuresInUse ? { measuresInUse } : {}),
    ...(consumerContent === undefined ? {} : { consumerContent }),
  } as unknown as StageSignals;
}

/** What is no number stays a text, which the selector refuses by name. */
function numberOf(text: string): unknown {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function regionsTwice({ regions, continents }: SelectOptions): string[] {
  return regions && continents !== undefined
    ? [
        `\`continents\` must be absent beside \`regions\`, got: ${JSON.stringify(continents)}; the ` +
          'continents follow from the Regions',
      ]
    : [];
}

function askedProblems(asked: string | undefined): string[] {
  return asked === undefined || GrowthStages.NAMES.includes(asked)
    ? []
    : [GrowthStages.unknownName('stage', asked).message];
}

/** The stage that several Regions need; whoever names them has it in mind. */
const SEVERAL_REGIONS = GrowthStages.ALL.find(({ sizes }) => sizes.regions > 1);

function tooEarlyOf(signals: StageSignals, asked: string | undefined, hasRegions: boolean): StageAdvice[] {
  const against = (stage: GrowthStage) => StageSelector.argumentsAgainst(stage, signals);
  const own = asked === undefined ? [] : against(GrowthStages.byName(asked));
  const regions =
    hasRegions && SEVERAL_REGIONS && asked !== SEVERAL_REGIONS.name
      ? against(SEVERAL_REGIONS).filter(({ subject }) => subject === SEVERAL_REGIONS.name)
      : [];
  return [...own, ...regions];
}

/** The stage after the selected one, with the number of users that alone asks for it, if there is one. */
function nextOf(selected: GrowthStage): Pick<SelectAnswer, 'next'> {
  const stage = GrowthStages.next(selected);
  const users = stage && StageSelector.usersFor(stage);
  return stage ? { next: { stage, ...(users === undefined ? {} : { users }) } } : {};
}

/** Without a configuration of one's own a cost would be that of somebody else. */
function costOf(preview: CommandPreview, stage: string, users: number, io: Io): Pick<SelectAnswer, 'cost'> {
  if (preview.isExample) {
    return {};
  }
  io.err(`synthesize ${stage}`);
  return { cost: stageCostOf(previewPoint(preview, stage), users) };
}

function documentOf({ stage, next, ...rest }: SelectAnswer, { words }: CommandPreview): object {
  return {
    version: 1,
    stage: stage.name,
    ...rest,
    ...(next ? { next: { ...next, stage: next.stage.name, exitSignals: stage.exitSignals } } : {}),
    ...(rest.cost ? { configuration: words } : {}),
  };
}
