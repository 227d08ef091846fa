import { GrowthStages } from '../../stages';
import { Preview, previewEach, previewOf, previewWords, StackTemplate } from '../../toolkit/assembly';
import { costNotes, costTable, stageTable, targetTable } from '../../toolkit/catalogue/stage-tables';
import { BILL_BASIS } from '../../toolkit/cost';
import { STAGE_COST_BASIS, StageCost, stageCostOf } from '../../toolkit/cost/stage-costs';
import { json } from '../../toolkit/text/json';
import { Io } from '../output/io';
import { commandConfiguration, orWithoutCost } from './configuration';

/** The flags of `growth stages`. */
export interface StagesFlags {
  readonly json?: boolean;

  /** The configuration from which the costs are computed. */
  readonly config?: string;

  /** Whether costs are computed. */
  readonly cost?: boolean;
}

/**
 * `growth stages`: the catalogue, the targets, and what each stage costs at its typical users.
 *
 * @param flags configuration and format
 * @param io where the catalogue goes
 */
export function stagesCommand({ json: asJson, config, cost = true }: StagesFlags, io: Io): void {
  const preview = cost ? previewOf(commandConfiguration(config)) : undefined;
  if (asJson) {
    io.out(json(documentOf(preview, io)));
    return;
  }
  const { ALL } = GrowthStages;
  const costs = preview ? costLines(preview, io) : [];
  io.out([stageTable(ALL, io.columns), '', 'Targets', '', targetTable(ALL, io.columns), ...costs].join('\n'));
}

function costLines(preview: Preview, io: Io): string[] {
  const costs = costsOf(preview, io);
  const head = ['', 'Cost at typical users, USD a month', ''];
  const table = costTable(costs, GrowthStages.ALL, io.columns);
  return [...head, table, '', ...costNotes(costs, previewWords(preview), io.columns)];
}

/** What each stage costs at its typical users. */
function costsOf(preview: Preview, io: Io): Map<string, StageCost> {
  const costOf = (stacks: readonly StackTemplate[], stage: string) =>
    stageCostOf(stacks, GrowthStages.byName(stage).typicalUsers);
  return orWithoutCost(() => previewEach(preview, GrowthStages.NAMES, costOf, io.err));
}

/** What `--json` prints. */
function documentOf(preview: Preview | undefined, io: Io): object {
  if (preview === undefined) {
    return { version: 1, stages: GrowthStages.ALL };
  }
  const costs = costsOf(preview, io);
  return {
    version: 1,
    stages: GrowthStages.ALL.map((stage) => ({ ...stage, cost: costs.get(stage.name) })),
    costs: { configuration: previewWords(preview), basis: `${STAGE_COST_BASIS}; ${BILL_BASIS}` },
  };
}
