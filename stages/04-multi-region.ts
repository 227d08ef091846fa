import { ComputeKind, DatabaseKind, GrowthStage, NatKind } from '../lib';
import { GuideFigures } from './guides';

/**
 * Stage 4: reads in several Regions, one writer with failover; for users on several continents, residency or recovery
 * rules.
 */
export const MULTI_REGION: GrowthStage = {
  name: 'multi-region',
  order: 4,
  title: 'Aurora Global Database, services and cache in several Regions, routing by latency and health',
  users: { minUsers: 500_000 },
  sizes: {
    compute: ComputeKind.FARGATE,
    web: { cpu: 1024, memoryMiB: 2048, minTasks: 6, maxTasks: 100 },
    worker: { cpu: 512, memoryMiB: 1024, minTasks: 2, maxTasks: 100 },
    database: {
      kind: DatabaseKind.AURORA_GLOBAL,
      instanceType: 'r7g.2xlarge',
      // Aurora grows its volume automatically; the two figures bound only the RDS instance that it comes from.
      allocatedStorageGiB: 20,
      maxAllocatedStorageGiB: 1_200,
      multiAz: true,
      readReplicas: 2,
      maxReaders: 8,
      proxy: true,
    },
    // A Global Datastore takes nodes from the size `large` on only.
    cache: { nodeType: 'cache.r7g.large', shards: 3, replicasPerShard: 1, maxShards: 12 },
    nat: NatKind.GATEWAY_PER_AZ,
    firewall: true,
    canary: true,
    workerSpot: true,
    regions: 2,
  },
  features: [
    'Aurora Global Database: reads in every Region, one writer with switchover and failover',
    'services, cache and queue in every Region; idempotent consumers, and a global table for their keys and for ' +
      'the tenants',
    'one distribution over several origins: users go to the nearest Region that may serve them, or to the home ' +
      'Region unless it is out of service',
    'buckets copied both ways, copies of secrets and images, keys of the same material in every Region',
    'read/write separation: reads stay local, writes go to the writer Region',
    'replication lag watched, failover runbook, cross-Region transfer shown in the bill',
  ],
  kpis: GuideFigures.KPIS_AT_1M_USERS,
  typicalUsers: 1_000_000,
  monthlyBudgetUsd: 50_000,
  budgetSource: 'Mustafa (about 50,000 a month and more at 500k-1M+ users)',
  reasons: [
    'only for users on several continents, latency, data-residency or recovery rules (Krishan, Mustafa); never for ' +
      'the number of users alone',
    'everything costs at least twice as much, plus transfer between Regions',
    'Mustafa goes active-active at 500k-1M+ users, Krishan stays in one Region to a million: Krishan is followed ' +
      'where no rule asks for more',
  ],
  exitSignals: [GuideFigures.WRITES, GuideFigures.DATABASE_CPU_AFTER_VERTICAL_SCALING],
  guidePhases: [
    {
      guide: 'G3',
      users: '500k-1M+',
      runs: 'active-active multi-region, CQRS, auto-scaling containers',
      costs: [
        { minUsers: 500_000, minMonthlyUsd: 50_000, text: 'about 50,000 USD and more' },
        { minUsers: 500_000, minMonthlyUsdPerUser: 0.08, maxMonthlyUsdPerUser: 0.08, text: '0.08 USD per user' },
      ],
    },
    { guide: 'G2', users: 'to 1M', runs: 'several Regions only for latency or compliance' },
    { guide: 'G0', users: '100k-1M+', runs: 'horizontal scaling across Regions' },
  ],
};
