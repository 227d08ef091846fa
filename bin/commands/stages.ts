import { DatabaseKind, GrowthStage } from '../../lib';
import { GrowthStages } from '../../stages';
import { Io, json } from '../output/io';
import { count, table, usd } from '../output/table';

/** The options of `growth stages`. */
export interface StagesOptions {
  readonly json?: boolean;
}

/** `growth stages`: the catalogue. */
export function stages({ json: asJson }: StagesOptions, io: Io): void {
  io.out(asJson ? json(GrowthStages.ALL) : stageTable(GrowthStages.ALL));
}

/** Widths at which the columns wrap: together as wide as a terminal of 120 columns. */
const WIDTHS = [12, 11, 22, 24, 12, 12, 13];

/** The catalogue as a table. */
export function stageTable(all: readonly GrowthStage[]): string {
  const rows = all.map((stage) => [
    stage.name,
    users(stage),
    compute(stage),
    database(stage),
    stage.sizes.cache ? `${stage.sizes.cache.shards} x ${1 + stage.sizes.cache.replicasPerShard} ${short(stage.sizes.cache.nodeType)}` : 'Valkey on the VM',
    usd(stage.monthlyBudgetUsd),
    `${stage.kpis.p99LatencyMs} ms, ${stage.kpis.uptimePercent} %`,
  ]);
  return table(['stage', 'users', 'compute', 'database', 'cache', 'USD a month', 'p99, uptime'], rows, WIDTHS);
}

function users({ users: { minUsers, maxUsers } }: GrowthStage): string {
  return maxUsers === undefined ? `from ${count(minUsers)}` : `${count(minUsers)} to ${count(maxUsers)}`;
}

function compute({ sizes: { vm, web, worker, regions } }: GrowthStage): string {
  if (vm) {
    return `${vm.minCapacity} x ${vm.instanceType}`;
  }
  const tasks = [web && `${web.minTasks}-${web.maxTasks} web`, worker && `${worker.minTasks}-${worker.maxTasks} worker`].filter(Boolean).join(', ');
  return regions > 1 ? `${tasks} in ${regions} Regions` : tasks;
}

function database({ sizes: { database: own } }: GrowthStage): string {
  const parts = [
    own.serverless ? `${own.serverless.minAcu}-${own.serverless.maxAcu} ACU` : own.instanceType,
    KINDS[own.kind] ?? (own.multiAz ? 'multi-AZ' : 'single-AZ'),
    ...(own.readReplicas > 0 ? [`${own.readReplicas} ${own.readReplicas === 1 ? 'reader' : 'readers'}`] : []), ...(own.proxy ? ['proxy'] : [])];
  return parts.join(', ');
}

/** What replaces the standby in the name of a database. */
const KINDS: Partial<Record<DatabaseKind, string>> = { [DatabaseKind.AURORA_CLUSTER]: 'Aurora', [DatabaseKind.AURORA_GLOBAL]: 'Aurora global' };

function short(nodeType: string): string {
  return nodeType.replace(/^cache\./, '');
}
