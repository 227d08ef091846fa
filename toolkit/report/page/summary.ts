import { ReportModel, StageModel } from '../model';
import { html, Markup } from './markup';
import { badge, counted, dollars, idOf, list, perUser, section, table, whole } from './parts';

const COLUMNS = [
  'Stage',
  'USD a month',
  'At users',
  'USD per user',
  'Budget',
  'Made for users',
  'p99 latency, uptime',
  'Resources',
];

/** The stages at a glance. */
export function summary(model: ReportModel): Markup {
  const facts = [...deploymentFacts(model), ...riskFacts(model)];
  return section('summary', 'At a glance', [
    table('Stages', COLUMNS, model.stages.map(summaryRow), 1),
    facts.length > 0 ? list(facts) : '',
  ]);
}

function summaryRow({ name, stage, bill, resources, graph }: StageModel): (Markup | string)[] {
  const stateful = graph.nodes.filter(({ holds }) => holds).reduce((sum, { members }) => sum + members.length, 0);
  return [
    html`<a href="#architecture-${idOf(name)}">${name}</a>`,
    `${bill.unpriced.length > 0 ? 'at least ' : ''}${dollars(bill.monthlyUsd)}`,
    whole(bill.users),
    perUser(bill.monthlyUsd / bill.users),
    budgetOf(bill),
    stage ? usersOf(stage.users) : 'not known',
    stage ? `${stage.kpis.p99LatencyMs} ms, ${stage.kpis.uptimePercent} %` : 'none given',
    `${whole(resources)}, ${stateful} stateful`,
  ];
}

function budgetOf({ budget }: StageModel['bill']): Markup | string {
  if (!budget) {
    return 'none';
  }
  const verdict = budget.overMonthlyUsd > 0 ? badge('bad', 'over') : badge('good', 'kept');
  return html`${dollars(budget.monthlyUsd)} ${verdict}`;
}

function usersOf({ minUsers, maxUsers }: { readonly minUsers: number; readonly maxUsers?: number }): string {
  return maxUsers === undefined ? `from ${whole(minUsers)}` : `${whole(minUsers)} to ${whole(maxUsers)}`;
}

function deploymentFacts({ plans }: ReportModel): Markup[] {
  if (plans.length === 0) {
    return [];
  }
  const deployments = plans.reduce((sum, { steps }) => sum + steps.length, 0);
  const noticed = plans.reduce((sum, { totals }) => sum + totals.downtimeAt.length, 0);
  return [
    html`<b>${counted(deployments, 'deployment')}</b> lead from the first stage to the last. Users notice
      ${noticed === 0 ? 'none' : whole(noticed)} of them (<a href="#transitions">transitions</a>).`,
  ];
}

function riskFacts({ differences }: ReportModel): Markup[] {
  const atRisk = differences.reduce((sum, { counts }) => sum + counts['data-risk'], 0);
  return differences.length === 0
    ? []
    : [
        html`If the steps between the stages were skipped, <b>${counted(atRisk, 'stateful resource')}</b> would be
          replaced or removed (<a href="#findings">findings</a>).`,
      ];
}
