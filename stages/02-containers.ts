import { ComputeKind, DatabaseKind, GrowthStage, NatKind } from '../lib';
import { GuideFigures, including } from './guides';

/**
 * Stage 2: Fargate web and worker services, a Multi-AZ PostgreSQL with a replica and a proxy, a shared Valkey; 10,000
 * to 100,000 users.
 */
export const CONTAINERS: GrowthStage = {
  name: 'containers',
  order: 2,
  title: 'Fargate web and workers, Multi-AZ PostgreSQL with replica and proxy, shared Valkey, WAF',
  users: { minUsers: 10_000, maxUsers: 100_000 },
  sizes: {
    compute: ComputeKind.FARGATE,
    // Two tasks at least, so that one Availability Zone may fail; 2 to 10 answers Push2Commit's group of 2-8 t3.medium.
    web: { cpu: 512, memoryMiB: 1024, minTasks: 2, maxTasks: 10 },
    // One task always answers at once; the option 0 trades the start of a task (about a minute) for 7 USD a month.
    worker: { cpu: 256, memoryMiB: 512, minTasks: 1, maxTasks: 10 },
    database: {
      kind: DatabaseKind.RDS_INSTANCE,
      // 2 vCPU and 8 GiB without CPU credits: a database for this many users is busy all day, which a burstable class
      // is not made for.
      instanceType: 'm7g.large',
      // As at creation: auto-scaling may have raised the real volume, and a template must never ask for less than that.
      allocatedStorageGiB: 20,
      // 10 MB for each of 100,000 users (the assumption of `growth cost`), and a fifth more.
      maxAllocatedStorageGiB: 1_200,
      multiAz: true,
      readReplicas: 1,
      proxy: true,
    },
    cache: { nodeType: 'cache.t4g.small', shards: 1, replicasPerShard: 1 },
    nat: NatKind.ONE_GATEWAY,
    firewall: true,
    regions: 1,
  },
  features: [
    'Fargate web service on Graviton, scaled on CPU, memory and requests per target',
    'separate Fargate worker service, scaled on the backlog per task that the latency goal allows',
    'deployments that roll back automatically: circuit breaker and alarms',
    'migration as a one-off task before the new version',
    'Multi-AZ PostgreSQL, a read replica behind the reader name, RDS Proxy for pooling',
    'Valkey replication group in cluster mode, TLS, one shard and one replica',
    'AWS WAF with managed rule groups, a rate limit, and a stricter one for sign-in',
    'cost anomaly monitor',
  ],
  kpis: GuideFigures.KPIS_AT_100K_USERS,
  typicalUsers: 40_000,
  monthlyBudgetUsd: 2_000,
  budgetSource: 'Mustafa (about 2,000 a month at 10k-100k users)',
  reasons: [
    'Axewik runs auto-scaling Fargate, a primary with 1-2 replicas and a pooler from 10,000 users; Push2Commit ' +
      'keeps VMs to 50,000: Axewik is followed, because web and workers then scale separately with the same image',
    'pooling comes before replicas (Push2Commit: 3-5x headroom, 20-30 % less database CPU), so the proxy is on ' +
      'from the start of the stage',
    'a read replica from about 10k-50k active users in B2B, 1k in B2C content (Krishan, Push2Commit)',
    'one NAT gateway, not three: the loss of its Availability Zone stops calls to the internet, not the answers ' +
      'to users',
  ],
  exitSignals: [
    GuideFigures.DATABASE_CPU,
    GuideFigures.DATABASE_CONNECTIONS,
    GuideFigures.DATABASE_QUERY_TIME,
    GuideFigures.WRITES,
  ],
  guidePhases: [
    {
      guide: 'G1',
      users: '10k-50k',
      runs: 'modular monolith, primary with 1-2 read replicas and PgBouncer, auto-scaling ECS/Fargate',
      costs: [
        {
          minUsers: 10_000,
          maxUsers: 50_000,
          minMonthlyUsdPerUser: 0.2,
          maxMonthlyUsdPerUser: 0.4,
          text: '0.20-0.40 USD per user',
        },
      ],
    },
    { guide: 'G0', users: '10k-100k', runs: 'replicas, message queue, automation, monitoring' },
    {
      guide: 'G3',
      users: '10k-100k',
      runs: 'modular monolith, read replicas, Redis, CDN',
      costs: [
        { minUsers: 10_000, maxUsers: 100_000, minMonthlyUsd: 2_000, maxMonthlyUsd: 2_000, text: 'about 2,000 USD' },
        {
          users: '100k',
          minUsers: 100_000,
          maxUsers: including(100_000),
          minMonthlyUsd: 3_000,
          maxMonthlyUsd: 8_000,
          text: '3,000-8,000 USD at 100k users',
        },
      ],
    },
    {
      guide: 'G4',
      users: '10k-50k',
      runs:
        'auto-scaling group of 2-8 t3.medium, Postgres primary with one replica, cache.t3.small, CDN, dedicated ' +
        'workers',
      costs: [{ minUsers: 10_000, maxUsers: 50_000, minMonthlyUsd: 800, maxMonthlyUsd: 2_000, text: '800-2,000 USD' }],
    },
    {
      guide: 'G4',
      users: '50k-100k',
      runs: 'ECS Fargate, Aurora cluster with 2-3 readers, Redis cluster mode, global CDN, Multi-AZ',
      costs: [
        {
          minUsers: 50_000,
          maxUsers: including(100_000),
          minMonthlyUsd: 2_500,
          maxMonthlyUsd: 6_000,
          text: '2,500-6,000 USD',
        },
      ],
    },
    {
      guide: 'G1',
      users: '50k-100k+',
      runs:
        'hybrid services, database partitioning, vector database kept apart, multi-region containers, CDN edge, ' +
        'FinOps tags',
      costs: [{ minUsers: 50_000, maxMonthlyUsdPerUser: 0.15, text: 'under 0.15 USD per user' }],
    },
  ],
};
