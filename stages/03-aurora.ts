import { ComputeKind, DatabaseKind, GrowthStage, NatKind } from '../lib';
import { GuideFigures, including } from './guides';

/**
 * Stage 3: Aurora PostgreSQL with readers that scale, a sharded Valkey, NAT per Availability Zone; 100,000 to 500,000
 * users.
 */
export const AURORA: GrowthStage = {
  name: 'aurora',
  order: 3,
  title: 'Aurora PostgreSQL with scaling readers, sharded Valkey, NAT per Availability Zone',
  users: { minUsers: 100_000, maxUsers: 500_000 },
  sizes: {
    compute: ComputeKind.FARGATE,
    web: { cpu: 1024, memoryMiB: 2048, minTasks: 4, maxTasks: 40 },
    worker: { cpu: 512, memoryMiB: 1024, minTasks: 2, maxTasks: 40 },
    database: {
      kind: DatabaseKind.AURORA_CLUSTER,
      instanceType: 'r7g.xlarge',
      // Aurora grows its volume automatically, to 128 TiB; these figures only bound the RDS instance it comes from.
      allocatedStorageGiB: 20,
      maxAllocatedStorageGiB: 1_200,
      multiAz: true,
      readReplicas: 2,
      // Krishan and Push2Commit: up to 15 readers; 8 leaves room to react before the ceiling.
      maxReaders: 8,
      proxy: true,
    },
    cache: { nodeType: 'cache.m7g.large', shards: 3, replicasPerShard: 1, maxShards: 12 },
    nat: NatKind.GATEWAY_PER_AZ,
    firewall: true,
    canary: true,
    workerSpot: true,
    regions: 1,
  },
  features: [
    'Aurora PostgreSQL, provisioned or Serverless v2, with two readers and more by auto-scaling (up to 15)',
    'the proxy moves onto the cluster; the host name that the application uses stays',
    'Valkey with several shards and online resharding',
    'canary deployments that alarms stop, Fargate Spot for workers above the minimum',
    'short caching of anonymous API responses at the edge, on the paths that the application names, with ' +
      'stale-while-revalidate',
    'alarms on the burn rate of the error budget (99.95 % uptime, p99 under 150 ms)',
  ],
  kpis: GuideFigures.KPIS_AT_100K_USERS,
  typicalUsers: 300_000,
  monthlyBudgetUsd: 15_000,
  budgetSource: 'Mustafa (about 15,000 a month at 100k-500k users)',
  reasons: [
    'Push2Commit moves to Aurora at 50,000 users, Mustafa to a sharded database at 100,000: Aurora comes first, at ' +
      '100,000, because shards are the last step in Krishan and Push2Commit',
    'failover typically in under 60 s, often under 30 s, instead of 60-120 s (AWS figures), and readers that ' +
      'share the storage of the writer',
    'Krishan serves a million users from PostgreSQL, Redis, a queue and a CDN',
  ],
  exitSignals: [GuideFigures.WRITES, GuideFigures.DATABASE_CPU_AFTER_VERTICAL_SCALING],
  guidePhases: [
    {
      guide: 'G3',
      users: '100k-500k',
      runs: 'services, sharded database, event-driven (Kafka)',
      costs: [
        {
          minUsers: 100_000,
          maxUsers: 500_000,
          minMonthlyUsd: 15_000,
          maxMonthlyUsd: 15_000,
          text: 'about 15,000 USD',
        },
      ],
    },
    {
      guide: 'G0',
      users: '100k-1M+',
      runs:
        'horizontal scaling across regions, chaos tests, circuit breakers, graceful degradation, multi-layer ' +
        'cache, full CI/CD',
    },
    {
      guide: 'G2',
      users: 'to 1M',
      runs: 'Postgres, Redis, queue, CDN and error tracking are enough',
      costs: [
        {
          minUsers: 0,
          maxUsers: including(1_000_000),
          text: 'a "six-figure cloud bill", without naming the period',
        },
      ],
    },
  ],
};
