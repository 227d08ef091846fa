import { StageSignals } from '../../stages';
import { previewOf, previewPoint, previewWords } from '../../toolkit/assembly';
import { Selection, selectionOf, selectionProblems, SelectionRequest } from '../../toolkit/catalogue/selection';
import { selectionText } from '../../toolkit/catalogue/selection-text';
import { stageCostOf } from '../../toolkit/cost/stage-costs';
import { refuse } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { numberOf } from '../output/flags';
import { Io } from '../output/io';
import { CommandConfiguration, commandConfiguration } from './configuration';
import { NUMBER_SIGNALS } from './number-signals';

/** The flags of `growth select`; commander gives every value as text. */
export interface SelectFlags {
  readonly json?: boolean;

  /** AWS Regions near which the users are. */
  readonly regions?: readonly string[];

  /** The stage that the user has in mind. */
  readonly stage?: string;

  /** The configuration from which the cost is computed. */
  readonly config?: string;
  readonly dataResidency?: readonly string[];
  readonly measuresInUse?: readonly string[];
  readonly consumerContent?: boolean;
  readonly [signal: string]: unknown;
}

/**
 * `growth select`: the stage for a number of users and what is known about the load.
 *
 * @param flags the signals, the configuration and the format
 * @param io where the answer goes
 */
export function selectCommand(flags: SelectFlags, io: Io): void {
  const { json: asJson, stage, config, regions } = flags;
  const request: SelectionRequest = { signals: signalsOf(flags), regions, stage };
  refuse(selectionProblems(request));
  const configuration = commandConfiguration(config);
  const selection = costed(selectionOf(request), request.signals.users, configuration, io);
  const words = previewWords(previewOf(configuration));
  const basis = selection.cost ? words : 'there is no growth.json here; name yours with --config';
  io.out(
    asJson ? json(documentOf(selection, words)) : selectionText(selection, request.signals.users, basis, io.columns),
  );
}

function signalsOf(flags: SelectFlags): StageSignals {
  const { dataResidency, measuresInUse, consumerContent } = flags;
  const names = ['users', ...NUMBER_SIGNALS.map(([name]) => name)].filter((name) => flags[name] !== undefined);
  return {
    ...Object.fromEntries(names.map((name) => [name, numberOf(String(flags[name]))])),
    ...(dataResidency ? { dataResidency } : {}),
    ...(measuresInUse ? { measuresInUse } : {}),
    ...(consumerContent === undefined ? {} : { consumerContent }),
  } as unknown as StageSignals;
}

/** No cost without the user's configuration: the example's bill would mislead. */
function costed(selection: Selection, users: number, configuration: CommandConfiguration, io: Io): Selection {
  if (configuration.isExample) {
    return selection;
  }
  const { name } = selection.stage;
  io.err(`synthesize ${name}`);
  return { ...selection, cost: stageCostOf(previewPoint(previewOf(configuration), name), users) };
}

/** What `--json` prints. */
function documentOf({ stage, next, ...rest }: Selection, configuration: string): object {
  return {
    version: 1,
    stage: stage.name,
    ...rest,
    ...(next ? { next: { ...next, stage: next.stage.name, exitSignals: stage.exitSignals } } : {}),
    ...(rest.cost ? { configuration } : {}),
  };
}
