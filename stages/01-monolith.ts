import { ComputeKind, DatabaseKind, GrowthStage, NatKind } from '../lib';
import { GuideFigures } from './guides';

/** Stage 1: one virtual machine that heals itself, one managed PostgreSQL, and a CDN in front; to 10,000 users. */
export const MONOLITH: GrowthStage = {
  name: 'monolith',
  order: 1,
  title: 'One self-healing VM, one managed PostgreSQL, CloudFront in front',
  users: { minUsers: 1, maxUsers: 10_000 },
  sizes: {
    compute: ComputeKind.VM_GROUP,
    // Mustafa: one server, vertical scaling. 2 vCPU and 2 GiB hold web, worker and the Valkey beside them.
    vm: { instanceType: 't4g.small', minCapacity: 1, maxCapacity: 1 },
    database: {
      kind: DatabaseKind.RDS_INSTANCE,
      // Push2Commit gives db.t3.medium to the upper half of the range; Axewik and Mustafa start smaller. A class change
      // is one deployment.
      instanceType: 't4g.small',
      // 20 GiB is the least gp3 volume of RDS for PostgreSQL; storage auto-scaling raises it, and it can never shrink.
      allocatedStorageGiB: 20,
      maxAllocatedStorageGiB: 100,
      multiAz: false,
      readReplicas: 0,
      proxy: false,
    },
    nat: NatKind.NONE,
    firewall: false,
    regions: 1,
  },
  features: [
    'auto-scaling group of one Graviton VM that replaces itself when it fails; optionally 2 to 8 VMs, which scale ' +
      'out above 70 % CPU and in below 30 %',
    'web, worker and migration from one container image, with the variables of every later stage',
    'RDS for PostgreSQL, single-AZ, encrypted, with backups and deletion protection',
    'Valkey beside the application for sessions, query results and rate-limit counters',
    'work queue with a dead-letter queue and alarms from day one',
    'CloudFront with immutable assets in front of an internal load balancer',
    'network over three Availability Zones from the start, without a NAT gateway',
    'alarms, dashboard, uptime check on /health, cost tags, budget',
  ],
  kpis: GuideFigures.KPIS_AT_1K_USERS,
  typicalUsers: 1_000,
  monthlyBudgetUsd: 200,
  budgetSource: 'Mustafa (about 200 a month at 1k-10k users)',
  reasons: [
    'Mustafa and Axewik run one server and one PostgreSQL to 10,000 users; Push2Commit already runs two servers ' +
      'there: set the group to 2 to 8 VMs when a minute of downtime costs more than the second VM',
    'the network, the names, the keys and the database are already those of the last stage, so nothing has to be ' +
      'replaced later',
    'a queue from day one for anything above 200 ms (Push2Commit) or 500 ms (Krishan)',
    'a cache from day one for sessions (Axewik: one look-up under 1 ms, 80 % less load on the database)',
  ],
  exitSignals: [
    GuideFigures.CONCURRENT_USERS,
    GuideFigures.DATABASE_CONNECTIONS,
    GuideFigures.DATABASE_CPU,
    GuideFigures.DATABASE_QUERY_TIME,
  ],
  guidePhases: [
    {
      guide: 'G1',
      users: '0-1k',
      runs: 'monolith, one managed Postgres, one small VM or serverless',
      costs: [
        {
          minUsers: 0,
          maxUsers: 1_000,
          minMonthlyUsdPerUser: 1,
          maxMonthlyUsdPerUser: 2,
          text: '1.00-2.00 USD per user',
        },
      ],
    },
    {
      guide: 'G1',
      users: '1k-10k',
      runs: 'optimised monolith, indexes and Redis, managed containers, background queue',
      costs: [
        {
          minUsers: 1_000,
          maxUsers: 10_000,
          minMonthlyUsdPerUser: 0.4,
          maxMonthlyUsdPerUser: 0.8,
          text: '0.40-0.80 USD per user',
        },
      ],
    },
    { guide: 'G0', users: '1k-10k', runs: 'stateless application and a basic cache' },
    {
      guide: 'G3',
      users: '1k-10k',
      runs: 'monolith, one Postgres, one server, vertical scaling',
      costs: [{ minUsers: 1_000, maxUsers: 10_000, minMonthlyUsd: 200, maxMonthlyUsd: 200, text: 'about 200 USD' }],
    },
    {
      guide: 'G4',
      users: '1k-10k',
      runs:
        '2 application servers behind a load balancer, db.t3.medium Postgres with pooling, cache.t3.micro, ' +
        'CloudFront, basic queue',
      costs: [{ minUsers: 1_000, maxUsers: 10_000, minMonthlyUsd: 300, maxMonthlyUsd: 600, text: '300-600 USD' }],
    },
  ],
};
