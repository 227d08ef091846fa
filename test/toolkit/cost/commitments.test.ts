import { StackResource, StackTemplate } from '../../../toolkit/assembly';
import { billOf, ChargeKind, PriceList, WhatIf, whatIfs, workloadOf } from '../../../toolkit/cost';

const template = (region: string, resources: Record<string, StackResource>): StackTemplate[] => [
  { name: 's', region, resources },
];

function optionsOf(stacks: StackTemplate[], spotPercent?: number): WhatIf[] {
  const prices = new PriceList();
  return whatIfs(stacks, billOf(stacks, undefined, prices).lines, prices, spotPercent);
}

const named = (options: readonly WhatIf[], name: string) => options.filter((option) => option.name === name);

const machines = (type: string): Record<string, StackResource> => ({
  Lt: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType: type } } },
  Asg: {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: { MinSize: '2', MaxSize: '3', LaunchTemplate: { LaunchTemplateId: { Ref: 'Lt' } } },
  },
});

const instance = (type: string, more: object = {}): StackResource => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'postgres', DBInstanceClass: type, AllocatedStorage: '100', ...more },
});

const nodes = (type: string): StackResource => ({
  Type: 'AWS::ElastiCache::ReplicationGroup',
  Properties: { Engine: 'valkey', CacheNodeType: type, NumNodeGroups: 1, ReplicasPerNodeGroup: 1 },
});

const tasks = (more: object = {}): Record<string, StackResource> => ({
  Td: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { Cpu: '1024', Memory: '2048', RuntimePlatform: { CpuArchitecture: 'ARM64' } },
  },
  Service: {
    Type: 'AWS::ECS::Service',
    Properties: { TaskDefinition: { Ref: 'Td' }, DesiredCount: 2, LaunchType: 'FARGATE', ...more },
  },
});

test('a compute savings plan for two machines in us-east-1: 2 x 730 x 0.0816 x 0.265, a published rate', () => {
  const [plan] = named(optionsOf(template('us-east-1', machines('m7g.large'))), 'compute savings plan for machines');
  const baseline = 2 * 730 * new PriceList().find('EC2', 'm7g.large', 'us-east-1')!.usd;
  expect(plan.baselineMonthlyUsd).toBeCloseTo(baseline, 6);
  expect(plan.savingMonthlyUsd).toBeCloseTo(baseline * 0.265, 6);
  expect(plan).toMatchObject({
    kind: 'savings-plan',
    term: '1 year',
    payment: 'no upfront',
    verified: true,
    asOf: '2026-09-24',
    breakEvenPercent: 73.5,
  });
});

test('the rate of another Region is no fact', () => {
  const [plan] = named(optionsOf(template('eu-west-1', machines('m7g.large'))), 'compute savings plan for machines');
  expect(plan).toMatchObject({ verified: false, note: 'rate of us-east-1, not confirmed for eu-west-1' });
});

test('what has no rate in the list is not offered', () => {
  expect(optionsOf(template('us-east-1', machines('t4g.small')))).toEqual([]);
});

test('reserved cache nodes by their own rate in each Region: 1 - 0.0184 / 0.0272 in eu-west-1', () => {
  const [reserved] = named(
    optionsOf(template('eu-west-1', { Cache: nodes('cache.t4g.small') })),
    'reserved cache nodes',
  );
  expect(reserved.discountPercent).toBeCloseTo(100 * (1 - 0.0184 / 0.0272), 6);
  expect(reserved.verified).toBe(true);
});

test('database savings plans cover generation 7 and newer alone, and never the storage', () => {
  const options = (type: string) =>
    named(optionsOf(template('us-east-1', { Db: instance(type) })), 'database savings plan for instances and nodes');
  expect(options('db.t4g.small')).toEqual([]);
  const [plan] = options('db.m7g.large');
  expect(plan.baselineMonthlyUsd).toBeCloseTo(
    730 * new PriceList().find('RDS-PostgreSQL', 'db.m7g.large/single-az', 'us-east-1')!.usd,
    6,
  );
  expect(plan).toMatchObject({ isAtMost: true, verified: true, discountPercent: 20 });
});

test('the rate for reserved PostgreSQL instances is shown as unverified', () => {
  expect(
    named(optionsOf(template('us-east-1', { Db: instance('db.m7g.large') })), 'reserved database instances'),
  ).toMatchObject([{ verified: false, discountPercent: 30 }]);
});

describe('Aurora', () => {
  const cluster = (more: object = {}): StackResource => ({
    Type: 'AWS::RDS::DBCluster',
    Properties: { Engine: 'aurora-postgresql', ...more },
  });
  const member = (type: string) =>
    instance(type, { Engine: 'aurora-postgresql', DBClusterIdentifier: { Ref: 'Cluster' } });

  test('each class has its own rate', () => {
    const options = named(
      optionsOf(
        template('us-east-1', { Cluster: cluster(), One: member('db.r7g.large'), Two: member('db.t4g.medium') }),
      ),
      'reserved Aurora instances',
    );
    expect(options.map(({ discountPercent }) => discountPercent.toFixed(1)).sort()).toEqual(['22.1', '22.9']);
  });

  test('I/O-Optimized instances have no rate; serverless has one, at most, of its fewest units', () => {
    expect(
      named(
        optionsOf(
          template('us-east-1', { Cluster: cluster({ StorageType: 'aurora-iopt1' }), One: member('db.r7g.large') }),
        ),
        'reserved Aurora instances',
      ),
    ).toEqual([]);
    const serverless = {
      Cluster: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } }),
      One: member('db.serverless'),
    };
    expect(
      named(optionsOf(template('us-east-1', serverless)), 'database savings plan for Aurora serverless'),
    ).toMatchObject([{ isAtMost: true, discountPercent: 35, baselineMonthlyUsd: 87.6 }]);
  });
});

describe('Fargate Spot', () => {
  const spot = (options: readonly WhatIf[]) => options.filter(({ kind }) => kind === 'spot');
  const price = 2 * 730 * (0.03238 + 2 * 0.00356);

  test('half of the workers, at most 70 % less, without a promise', () => {
    const [option] = spot(optionsOf(template('us-east-1', tasks())));
    expect(option.baselineMonthlyUsd).toBeCloseTo(price / 2, 6);
    expect(option.savingMonthlyUsd).toBeCloseTo((price / 2) * 0.7, 6);
    expect(option).toMatchObject({ isAtMost: true, term: 'none' });
    expect(option).not.toHaveProperty('breakEvenPercent');
  });

  test('as large a part as is asked for, and nothing of nothing', () => {
    expect(spot(optionsOf(template('us-east-1', tasks()), 100))[0].baselineMonthlyUsd).toBeCloseTo(price, 6);
    expect(spot(optionsOf(template('us-east-1', tasks()), 0))).toEqual([]);
  });

  test('tasks that answer users stay on demand', () => {
    expect(spot(optionsOf(template('us-east-1', tasks({ LoadBalancers: [{ ContainerPort: 80 }] }))))).toEqual([]);
  });

  test('what the templates have on Spot is named as such, and no savings plan covers it', () => {
    const options = optionsOf(
      template(
        'us-east-1',
        tasks({ LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] }),
      ),
    );
    expect(options.map(({ name }) => name)).toEqual(['Fargate Spot, as the templates ask for it']);
  });
});

test('the saving is never more than what always runs, and each says what has to stay', () => {
  const stacks = template('us-east-1', {
    ...machines('m7g.large'),
    Db: instance('db.m7g.large'),
    Cache: nodes('cache.m7g.large'),
    ...tasks(),
  });
  const fixed = billOf(stacks, workloadOf(1_000_000))
    .lines.filter(({ kind }) => kind === ChargeKind.FIXED)
    .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);
  const options = whatIfs(stacks, billOf(stacks, workloadOf(1_000_000)).lines, new PriceList());
  expect(options.length).toBeGreaterThan(5);
  for (const { savingMonthlyUsd, baselineMonthlyUsd, mustStay, source } of options) {
    expect(savingMonthlyUsd).toBeLessThanOrEqual(baselineMonthlyUsd);
    expect(baselineMonthlyUsd).toBeLessThanOrEqual(fixed);
    expect(mustStay.length).toBeGreaterThan(10);
    expect(source.length).toBeGreaterThan(5);
  }
});
