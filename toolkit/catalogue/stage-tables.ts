import { DatabaseKind, GrowthStage, NatKind } from '../../lib';
import { BILL_BASIS } from '../cost';
import { STAGE_COST_BASIS, StageCost } from '../cost/stage-costs';
import { fittedTable } from '../text/fitted-table';
import { count, usd } from '../text/table';
import { wrapped } from '../text/wrap';

/** Widths at which the columns wrap: less than 120 together. */
const CONTENTS = [12, 18, 18, 24, 15, 14, 7];
const TARGETS = [12, 8, 9, 9, 9, 9, 10, 12, 24];
const COSTS = [12, 10, 11, 11, 11, 10, 14, 13, 11];

/** The catalogue as a table: who a stage is for, and what runs in it. */
export function stageTable(all: readonly GrowthStage[], columns?: number): string {
  const rows = all.map((stage) => [
    stage.name,
    usersOf(stage),
    computeOf(stage),
    databaseOf(stage),
    cacheOf(stage),
    networkOf(stage),
    String(stage.sizes.regions),
  ]);
  return fittedTable(
    ['stage', 'users', 'compute', 'database', 'cache', 'internet, WAF', 'Regions'],
    rows,
    CONTENTS,
    columns,
  );
}

/** The targets of the stages. */
export function targetTable(all: readonly GrowthStage[], columns?: number): string {
  const rows = all.map(({ name, kpis }) => [
    name,
    `< ${kpis.p99LatencyMs} ms`,
    `${kpis.uptimePercent} %`,
    `< ${kpis.errorRatePercent} %`,
    `< ${kpis.timeToRepairMinutes} min`,
    `< ${kpis.databaseQueryMs} ms`,
    `> ${kpis.cacheHitPercent} %`,
    `${kpis.monthlyUsdPerUser.toFixed(2)} USD`,
    kpis.source,
  ]);
  return fittedTable(
    ['stage', 'p99', 'uptime', 'errors', 'repair', 'queries', 'cache hits', 'a user/month', 'source'],
    rows,
    TARGETS,
    columns,
  );
}

/** What the stages cost at their typical users. */
export function costTable(
  costs: ReadonlyMap<string, StageCost>,
  all: readonly GrowthStage[],
  columns?: number,
): string {
  const rows = all.flatMap((stage) => {
    const cost = costs.get(stage.name);
    return cost === undefined ? [] : [costRow(stage, cost)];
  });
  return fittedTable(
    ['stage', 'at users', 'fixed', 'usage', 'total', 'per user', 'usage part', 'target per user', 'guide budget'],
    rows,
    COSTS,
    columns,
  );
}

function costRow({ name, kpis, monthlyBudgetUsd }: GrowthStage, cost: StageCost): string[] {
  return [
    name,
    count(cost.users),
    usd(cost.fixedMonthlyUsd),
    usd(cost.usageMonthlyUsd),
    usd(cost.monthlyUsd),
    perUser(cost.monthlyUsdPerUser),
    perUser(cost.usageMonthlyUsdPerUser),
    perUser(kpis.monthlyUsdPerUser),
    usd(monthlyBudgetUsd),
  ];
}

/**
 * What the costs of stages rest on, and what they leave out.
 *
 * @param costs the costs by stage
 * @param configuration what was synthesized, in words
 * @param columns the width of the text
 */
export function costNotes(costs: ReadonlyMap<string, StageCost>, configuration: string, columns?: number): string[] {
  const all = [...costs];
  const dates = all
    .flatMap(([, { priceDates }]) => priceDates)
    .filter((date) => date !== 'unknown')
    .sort();
  const missing = all
    .filter(([, { unpriced }]) => unpriced.length > 0)
    .map(([stage, { unpriced }]) => `${stage} ${unpriced.length}`);
  const tooSmall = all.flatMap(([stage, { limits, users }]) =>
    limits.map((limit) => `Too small for ${users} users: ${stage}, ${limit}.`),
  );
  const notes = [
    `Basis: ${STAGE_COST_BASIS}; ${BILL_BASIS}; prices of ${dates[0]} to ${dates[dates.length - 1]}.`,
    `Synthesized: ${configuration}.`,
    ...(missing.length > 0
      ? [
          `Not included in the totals: ${missing.join(', ')} kinds of charges without a known price. ` +
            '`growth cost <stage>` lists them.',
        ]
      : []),
    ...tooSmall,
  ];
  return notes.flatMap((note) => wrapped(note, '', columns));
}

function usersOf({ users: { minUsers, maxUsers } }: GrowthStage): string {
  return maxUsers === undefined ? `from ${count(minUsers)}` : `${count(minUsers)} to ${count(maxUsers)}`;
}

function computeOf({ sizes: { vm, web, worker } }: GrowthStage): string {
  if (vm) {
    return `${vm.minCapacity} x ${vm.instanceType}`;
  }
  const services = [
    web && `${web.minTasks}-${web.maxTasks} web`,
    worker && `${worker.minTasks}-${worker.maxTasks} worker`,
  ];
  return services.filter(Boolean).join(', ');
}

function databaseOf({ sizes: { database: own } }: GrowthStage): string {
  const parts = [
    own.serverless ? `${own.serverless.minAcu}-${own.serverless.maxAcu} ACU` : own.instanceType,
    KINDS[own.kind] ?? (own.multiAz ? 'multi-AZ' : 'single-AZ'),
    ...(own.readReplicas > 0 ? [readersOf(own)] : []),
    ...(own.proxy ? ['proxy'] : []),
  ];
  return parts.join(', ');
}

function readersOf({ readReplicas, maxReaders }: GrowthStage['sizes']['database']): string {
  const range = maxReaders ? `${readReplicas}-${maxReaders}` : String(readReplicas);
  return `${range} ${readReplicas === 1 ? 'reader' : 'readers'}`;
}

/** Kinds of databases that are named instead of their standby. */
const KINDS: Partial<Record<DatabaseKind, string>> = {
  [DatabaseKind.AURORA_CLUSTER]: 'Aurora',
  [DatabaseKind.AURORA_GLOBAL]: 'Aurora global',
};

function cacheOf({ sizes: { cache } }: GrowthStage): string {
  return cache
    ? `${cache.shards} x ${1 + cache.replicasPerShard} ${cache.nodeType.replace(/^cache\./, '')}`
    : 'Valkey on the VM';
}

const NETWORKS: Readonly<Record<NatKind, string>> = {
  [NatKind.NONE]: 'no NAT',
  [NatKind.INSTANCE]: 'NAT instance',
  [NatKind.ONE_GATEWAY]: '1 NAT',
  [NatKind.GATEWAY_PER_AZ]: '3 NAT',
};

function networkOf({ sizes: { nat, firewall } }: GrowthStage): string {
  return `${NETWORKS[nat]}, ${firewall ? 'WAF' : 'no WAF'}`;
}

function perUser(value: number): string {
  return value.toFixed(value < 0.1 ? 3 : 2);
}
