import { ComputeKind, NatKind } from '../../lib';
import { GrowthStages } from '../../stages';

describe('the catalogue', () => {
  test('has four stages in the order of growth', () => {
    expect(GrowthStages.NAMES).toEqual(['monolith', 'containers', 'aurora', 'multi-region']);
    expect(GrowthStages.ALL.map(({ order }) => order)).toEqual([1, 2, 3, 4]);
  });

  test('knows what comes before and after a stage', () => {
    const { MONOLITH, CONTAINERS, AURORA, MULTI_REGION } = GrowthStages;
    expect([MONOLITH, CONTAINERS, AURORA, MULTI_REGION].map((stage) => GrowthStages.next(stage))).toEqual([
      CONTAINERS,
      AURORA,
      MULTI_REGION,
      undefined,
    ]);
    expect([MONOLITH, MULTI_REGION].map((stage) => GrowthStages.previous(stage))).toEqual([undefined, AURORA]);
    expect([GrowthStages.find('aurora'), GrowthStages.find('auroa')]).toEqual([AURORA, undefined]);
  });

  test('covers every number of users once', () => {
    const ranges = GrowthStages.ALL.map(({ users }) => users);
    expect(ranges[0].minUsers).toBe(1);
    ranges.slice(1).forEach((range, index) => expect(range.minUsers).toBe(ranges[index].maxUsers));
    expect(ranges[ranges.length - 1].maxUsers).toBeUndefined();
  });

  test.each([...GrowthStages.ALL])('$name carries figures with their guides', (stage) => {
    expect(stage.kpis.source).toMatch(/^Mustafa/);
    expect(stage.budgetSource).toMatch(/Mustafa/);
    expect(GrowthStages.forUsers(stage.typicalUsers)).toBe(stage);
    expect(stage.guidePhases?.length).toBeGreaterThan(0);
    expect(stage.reasons.join(' ')).toMatch(/Software Disruption|Axewik|Krishan|Mustafa|Push2Commit/);
    expect(stage.exitSignals.length).toBeGreaterThan(0);
    stage.exitSignals.forEach((signal) => {
      expect(signal.source).toMatch(/Software Disruption|Axewik|Krishan|Mustafa|Push2Commit/);
      expect(signal.threshold).toBeGreaterThan(0);
      expect(signal.firstTry.length).toBeGreaterThan(0);
    });
  });

  test('has the targets of the Mustafa guide, and the users of a stage pay no more each than those before', () => {
    expect(GrowthStages.MONOLITH.kpis).toMatchObject({
      p99LatencyMs: 200,
      uptimePercent: 99.9,
      monthlyUsdPerUser: 2.5,
    });
    expect(GrowthStages.CONTAINERS.kpis).toMatchObject({
      p99LatencyMs: 150,
      uptimePercent: 99.95,
      monthlyUsdPerUser: 0.5,
    });
    expect(GrowthStages.MULTI_REGION.kpis).toMatchObject({
      p99LatencyMs: 100,
      uptimePercent: 99.99,
      monthlyUsdPerUser: 0.08,
    });
    expect(GrowthStages.ALL.map(({ monthlyBudgetUsd }) => monthlyBudgetUsd)).toEqual([200, 2_000, 15_000, 50_000]);
    expect(GrowthStages.ALL.map(({ typicalUsers }) => typicalUsers)).toEqual([1_000, 40_000, 300_000, 1_000_000]);
  });

  test('never shrinks what holds data, and never asks for less storage than the stage before', () => {
    GrowthStages.ALL.slice(1).forEach(({ sizes }, index) => {
      const before = GrowthStages.ALL[index].sizes.database;
      expect(sizes.database.allocatedStorageGiB).toBe(before.allocatedStorageGiB);
      expect(sizes.database.maxAllocatedStorageGiB).toBeGreaterThanOrEqual(before.maxAllocatedStorageGiB);
      expect(sizes.database.readReplicas).toBeGreaterThanOrEqual(before.readReplicas);
      expect(Number(sizes.database.multiAz)).toBeGreaterThanOrEqual(Number(before.multiAz));
    });
  });

  test('starts without what costs a fixed price and is not needed', () => {
    const { sizes } = GrowthStages.MONOLITH;
    expect(sizes).toMatchObject({ compute: ComputeKind.VM_GROUP, nat: NatKind.NONE, firewall: false, regions: 1 });
    expect(sizes).not.toHaveProperty('cache');
    expect(sizes).not.toHaveProperty('web');
  });
});

/** On-demand list prices of us-east-1 in US dollars, of 2026-09 (ElastiCache of 2025-04); a month has 730 hours. */
const HOURS = 730;
const PRICES = {
  vm: { 't4g.small': 0.0168 } as Record<string, number>,
  database: { 't4g.small': 0.032, 'm7g.large': 0.168 } as Record<string, number>,
  databaseMultiAz: { 'm7g.large': 0.337 } as Record<string, number>,
  cache: { 'cache.t4g.small': 0.0256 } as Record<string, number>,
  fargateVcpu: 0.03238,
  fargateGb: 0.00356,
  loadBalancer: 0.0225,
  nat: 0.045,
  ipv4: 0.005,
  proxyVcpu: 0.015,
  storageGb: 0.115,
  storageGbMultiAz: 0.23,
  webAcl: 5,
  rule: 1,
};

/** Keys, secrets, alarms, health check, log storage, the volumes of VMs: a generous figure for what is small. */
const SMALL_THINGS_USD = 20;

describe('fixed monthly cost in us-east-1', () => {
  test('of the default monolith is under 100 USD', () => {
    const { vm, database } = GrowthStages.MONOLITH.sizes;
    const hourly =
      PRICES.vm[vm!.instanceType] * vm!.minCapacity +
      PRICES.ipv4 * vm!.minCapacity +
      PRICES.database[database.instanceType] +
      PRICES.loadBalancer;
    const monthly = hourly * HOURS + database.allocatedStorageGiB * PRICES.storageGb + SMALL_THINGS_USD;
    expect(monthly).toBeGreaterThan(50);
    expect(monthly).toBeLessThan(100);
  });

  test('of the default containers is under 700 USD, with both kinds of tasks at their least', () => {
    const { web, worker, database, cache } = GrowthStages.CONTAINERS.sizes;
    const task = (service: typeof web) =>
      service!.minTasks * ((service!.cpu / 1024) * PRICES.fargateVcpu + (service!.memoryMiB / 1024) * PRICES.fargateGb);
    const nodes = cache!.shards * (1 + cache!.replicasPerShard);
    const hourly =
      task(web) +
      task(worker) +
      PRICES.databaseMultiAz[database.instanceType] +
      database.readReplicas * PRICES.database[database.instanceType] +
      2 * PRICES.proxyVcpu +
      nodes * PRICES.cache[cache!.nodeType] +
      PRICES.loadBalancer +
      PRICES.nat +
      PRICES.ipv4;
    const storage = database.allocatedStorageGiB * (PRICES.storageGbMultiAz + database.readReplicas * PRICES.storageGb);
    const monthly = hourly * HOURS + storage + PRICES.webAcl + 10 * PRICES.rule + 2 * SMALL_THINGS_USD;
    expect(monthly).toBeGreaterThan(400);
    expect(monthly).toBeLessThan(700);
  });
});

describe('a stage by name', () => {
  test('is found', () => {
    expect(GrowthStages.byName('multi-region')).toBe(GrowthStages.MULTI_REGION);
  });

  test.each([
    ['kontainers', 'containers'],
    ['Monolit', 'monolith'],
    ['multiregion', 'multi-region'],
    ['aurroa', 'aurora'],
    ['mono', 'monolith'],
  ])('%s suggests %s', (given, expected) => {
    expect(() => GrowthStages.byName(given)).toThrow(
      new Error(
        `\`stage\` must be one of "monolith", "containers", "aurora", "multi-region", got: "${given}"; did ` +
          `you mean "${expected}"?`,
      ),
    );
  });

  test.each(['', 'kubernetes', 'x'])('%j suggests nothing', (given) => {
    expect(() => GrowthStages.byName(given)).toThrow(
      new Error(
        `\`stage\` must be one of "monolith", "containers", "aurora", "multi-region", got: ${JSON.stringify(given)}`,
      ),
    );
  });
});

test.each([
  [1, 'monolith'],
  [9_999, 'monolith'],
  [10_000, 'containers'],
  [99_999, 'containers'],
  [100_000, 'aurora'],
  [500_000, 'multi-region'],
])('the range of %d users belongs to %s', (users, name) => {
  expect(GrowthStages.forUsers(users).name).toBe(name);
});
