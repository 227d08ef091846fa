import { GrowthStages } from '../../stages';
import { previewEach, StackTemplate } from '../../toolkit/assembly';
import { BILL_BASIS } from '../../toolkit/cost';
import { STAGE_COST_BASIS, StageCost, stageCostOf } from '../../toolkit/cost/stage-costs';
import { json } from '../../toolkit/text/json';
import { wrapped } from '../../toolkit/text/wrap';
import { Io } from '../output/io';
import { CommandPreview, commandPreview, orWithoutCost } from './preview';
import { costTable, stageTable, targetTable } from './stage-tables';

/** The options of `growth stages`. */
export interface StagesOptions {
  readonly json?: boolean;
  /** The configuration from which the costs are worked out. */
  readonly config?: string;
  /** Whether costs are worked out. */
  readonly cost?: boolean;
}

/**
 * `growth stages`: the catalogue, the targets, and what each stage costs at its typical users. The first two are there
 * at once.
 *
 * @param options configuration and format
 * @param io where the catalogue goes
 */
export function stages({ json: asJson, config, cost = true }: StagesOptions, io: Io): void {
  const preview = cost ? commandPreview(config) : undefined;
  if (asJson) {
    io.out(json(documentOf(preview, io)));
    return;
  }
  io.out(
    [stageTable(GrowthStages.ALL, io.columns), '', 'Targets', '', targetTable(GrowthStages.ALL, io.columns)].join('\n'),
  );
  if (preview) {
    const costs = costsOf(preview, io);
    io.out(
      [
        '',
        'Cost at typical users, USD a month',
        '',
        costTable(costs, GrowthStages.ALL, io.columns),
        '',
        ...costNotes(costs, preview.words, io.columns),
      ].join('\n'),
    );
  }
}

/** What each stage costs at its typical users. */
function costsOf(preview: CommandPreview, io: Io): Map<string, StageCost> {
  const costOf = (stacks: readonly StackTemplate[], stage: string) =>
    stageCostOf(stacks, GrowthStages.byName(stage).typicalUsers);
  return orWithoutCost(() => previewEach(preview, GrowthStages.NAMES, costOf, io.err));
}

/** What the costs rest on, and what they leave out. */
export function costNotes(costs: ReadonlyMap<string, StageCost>, configuration: string, columns?: number): string[] {
  const all = [...costs];
  const dates = all
    .flatMap(([, { priceDates }]) => priceDates)
    .filter((date) => date !== 'unknown')
    .sort();
  const missing = all
    .filter(([, { unpriced }]) => unpriced.length > 0)
    .map(([stage, { unpriced }]) => `${stage} ${unpriced.length}`);
  const notes = [
    `Basis: ${STAGE_COST_BASIS}; ${BILL_BASIS}; prices of ${dates[0]} to ${dates[dates.length - 1]}.`,
    `Synthesized: ${configuration}.`,
    ...(missing.length > 0
      ? [
          `In no sum, so the sums are at least what they say: ${missing.join(', ')} kinds of charges; growth ` +
            'cost <stage> --users <number> names them.',
        ]
      : []),
    ...all.flatMap(([stage, { limits, users }]) =>
      limits.map((limit) => `Too small for ${users} users: ${stage}, ${limit}.`),
    ),
  ];
  return notes.flatMap((note) => wrapped(note, '', columns));
}

function documentOf(preview: CommandPreview | undefined, io: Io): object {
  const costs = preview && costsOf(preview, io);
  return {
    version: 1,
    stages: GrowthStages.ALL.map((stage) => ({ ...stage, ...(costs ? { cost: costs.get(stage.name) } : {}) })),
    ...(preview
      ? {
          costs: {
            configuration: preview.words,
            basis: `${STAGE_COST_BASIS}; ${BILL_BASIS}`,
          },
        }
      : {}),
  };
}
