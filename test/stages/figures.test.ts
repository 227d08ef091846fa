import { GrowthStages } from '../../stages';
import { databaseLimits } from '../../stages/database-limits';
import { GuideFigures } from '../../stages/guides';

/** The sizes of each stage, from the design and the guides; a changed figure changes the bill of everybody. */
test.each([
  [
    'monolith',
    {
      compute: 'vm-group',
      vm: { instanceType: 't4g.small', minCapacity: 1, maxCapacity: 1 },
      database: {
        kind: 'rds-instance',
        instanceType: 't4g.small',
        allocatedStorageGiB: 20,
        maxAllocatedStorageGiB: 100,
        multiAz: false,
        readReplicas: 0,
        proxy: false,
      },
      nat: 'none',
      firewall: false,
      regions: 1,
    },
  ],
  [
    'containers',
    {
      compute: 'fargate',
      web: { cpu: 512, memoryMiB: 1024, minTasks: 2, maxTasks: 10 },
      worker: { cpu: 256, memoryMiB: 512, minTasks: 1, maxTasks: 10 },
      database: {
        kind: 'rds-instance',
        instanceType: 'm7g.large',
        allocatedStorageGiB: 20,
        maxAllocatedStorageGiB: 1_200,
        multiAz: true,
        readReplicas: 1,
        proxy: true,
      },
      cache: { nodeType: 'cache.t4g.small', shards: 1, replicasPerShard: 1 },
      nat: 'one-gateway',
      firewall: true,
      regions: 1,
    },
  ],
  [
    'aurora',
    {
      compute: 'fargate',
      web: { cpu: 1024, memoryMiB: 2048, minTasks: 4, maxTasks: 40 },
      worker: { cpu: 512, memoryMiB: 1024, minTasks: 2, maxTasks: 40 },
      database: {
        kind: 'aurora-cluster',
        instanceType: 'r7g.xlarge',
        allocatedStorageGiB: 20,
        maxAllocatedStorageGiB: 1_200,
        multiAz: true,
        readReplicas: 2,
        maxReaders: 8,
        proxy: true,
      },
      cache: { nodeType: 'cache.m7g.large', shards: 3, replicasPerShard: 1, maxShards: 12 },
      nat: 'gateway-per-az',
      firewall: true,
      canary: true,
      workerSpot: true,
      regions: 1,
    },
  ],
  [
    'multi-region',
    {
      compute: 'fargate',
      web: { cpu: 1024, memoryMiB: 2048, minTasks: 6, maxTasks: 100 },
      worker: { cpu: 512, memoryMiB: 1024, minTasks: 2, maxTasks: 100 },
      database: {
        kind: 'aurora-global',
        instanceType: 'r7g.2xlarge',
        allocatedStorageGiB: 20,
        maxAllocatedStorageGiB: 1_200,
        multiAz: true,
        readReplicas: 2,
        maxReaders: 8,
        proxy: true,
      },
      cache: { nodeType: 'cache.r7g.large', shards: 3, replicasPerShard: 1, maxShards: 12 },
      nat: 'gateway-per-az',
      firewall: true,
      canary: true,
      workerSpot: true,
      regions: 2,
    },
  ],
])('the sizes of %s', (name, sizes) => {
  expect(GrowthStages.byName(name).sizes).toEqual(sizes);
});

/** The Mustafa guide, table of targets. */
test.each([
  ['monolith', 200, 99.9, 1, 60, 50, 80],
  ['containers', 150, 99.95, 0.1, 15, 20, 90],
  ['aurora', 150, 99.95, 0.1, 15, 20, 90],
  ['multi-region', 100, 99.99, 0.01, 5, 10, 95],
])('%s promises p99 %d ms, %d %% uptime, %d %% errors', (name, p99, uptime, errors, repair, query, hits) => {
  expect(GrowthStages.byName(name).kpis).toMatchObject({
    p99LatencyMs: p99,
    uptimePercent: uptime,
    errorRatePercent: errors,
    timeToRepairMinutes: repair,
    databaseQueryMs: query,
    cacheHitPercent: hits,
  });
});

/** What ends each stage, and the figure from which it counts: the guides' tables of triggers. */
test.each([
  [
    'monolith',
    ['concurrentUsers 200', 'databaseConnectionsPercent 80', 'databaseCpuPercent 70', 'databaseQueryMs 100'],
  ],
  [
    'containers',
    ['databaseCpuPercent 70', 'databaseConnectionsPercent 80', 'databaseQueryMs 100', 'writesPerSecond 10000'],
  ],
  ['aurora', ['writesPerSecond 10000', 'databaseCpuPercent 80']],
])('what ends %s', (name, signals) => {
  expect(GrowthStages.byName(name).exitSignals.map((signal) => `${signal.name} ${signal.threshold}`)).toEqual(signals);
});

test.each([
  ['CONCURRENT_USERS', ['pooling']],
  ['DATABASE_CONNECTIONS', ['pooling']],
  ['DATABASE_CPU', ['pooling', 'cache', 'replicas']],
  ['DATABASE_QUERY_TIME', ['cache', 'replicas']],
  ['CONNECTION_TIMEOUTS', ['pooling']],
  ['ANALYTIC_QUERIES', ['replicas']],
  ['CONSUMER_CONTENT_USERS', ['replicas']],
  ['WRITES', ['pooling', 'cache', 'replicas', 'aurora']],
  ['DATABASE_CPU_AFTER_VERTICAL_SCALING', ['pooling', 'cache', 'replicas', 'aurora']],
] as const)('%s: what is tried first', (signal, measures) => {
  expect(GuideFigures[signal].firstTry).toEqual(measures);
});

test.each([
  ['databaseCpuPercent', 70],
  ['databaseConnectionsPercent', 80],
  ['databaseQueryMs', 100],
])('the database is at its limit with %s from %d on', (name, figure) => {
  const limitsAt = (value: number) => databaseLimits({ users: 1, [name]: value }).map(({ signal }) => signal);
  expect(limitsAt(figure - 0.1)).toEqual([]);
  expect(limitsAt(figure)).toEqual([name]);
  expect(databaseLimits({ users: 1 })).toEqual([]);
});
