import { StackResource } from '../../../../toolkit/assembly';
import { billOf } from '../../../../toolkit/cost';
import { fixtureBill, fixtureWorkload, HOURS, SECONDS, stackWith } from '../fixtures';

const cluster = (properties: object = {}): StackResource => ({
  Type: 'AWS::RDS::DBCluster',
  Properties: { Engine: 'aurora-postgresql', MasterUsername: 'app', ...properties },
});
const member = (type = 'db.r7g.large', of: unknown = { Ref: 'C' }): StackResource => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'aurora-postgresql', DBInstanceClass: type, DBClusterIdentifier: of },
});
const scaling = (
  MinCapacity: number,
  MaxCapacity: number,
  ResourceId: unknown = { 'Fn::Join': ['', ['cluster:', { Ref: 'C' }]] },
) => ({
  Target: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: { MinCapacity, MaxCapacity, ScalableDimension: 'rds:cluster:ReadReplicaCount', ResourceId },
  },
  Policy: {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      ScalingTargetId: { Ref: 'Target' },
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: 'RDSReaderAverageCPUUtilization' },
      },
    },
  },
});
const aurora = (resources: Record<string, StackResource>, kind: string, own = {}, usage = {}) =>
  billOf([stackWith(resources)], { ...fixtureWorkload(usage), ...own })
    .lines.filter((line) => line.service === 'Aurora-PostgreSQL' && line.kind === kind)
    .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);
const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources).unpriced.map(({ reason }) => reason);

test.each<[string, Record<string, StackResource>, number]>([
  ['standard: 730 x 0.276', { C: cluster(), M: member() }, HOURS * 0.276],
  ['I/O-Optimized: 730 x 0.359', { C: cluster({ StorageType: 'aurora-iopt1' }), M: member() }, HOURS * 0.359],
  [
    'serverless: 2 x 730 x 0.5 x 0.12',
    {
      C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 } }),
      M: member('db.serverless'),
      N: member('db.serverless'),
    },
    2 * HOURS * 0.5 * 0.12,
  ],
  [
    'serverless that pauses',
    {
      C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8 } }),
      M: member('db.serverless'),
    },
    0,
  ],
  [
    'by the name of the cluster',
    { C: cluster({ DBClusterIdentifier: 'mine', StorageType: 'aurora-iopt1' }), M: member('db.r7g.large', 'mine') },
    HOURS * 0.359,
  ],
  ['readers that scaling adds: 3 x 730 x 0.276', { C: cluster(), M: member(), ...scaling(2, 4) }, 3 * HOURS * 0.276],
])('%s', (_, resources, expected) => {
  expect(aurora(resources, 'fixed')).toBeCloseTo(expected, 6);
});

test.each<[string, Record<string, StackResource>, string]>([
  [
    'MySQL',
    {
      C: cluster({ Engine: 'aurora-mysql' }),
      M: { ...member(), Properties: { ...member().Properties, Engine: 'aurora-mysql' } },
    },
    'no known price for clusters of engine aurora-mysql',
  ],
  [
    'a Multi-AZ cluster of RDS',
    { C: cluster({ Engine: 'postgres', DBClusterInstanceClass: 'db.m7g.large' }) },
    'no known price for clusters of engine postgres',
  ],
  [
    'the first version of serverless',
    { C: cluster({ EngineMode: 'serverless' }) },
    'no known price for the first version of Aurora Serverless',
  ],
  [
    'a class from elsewhere',
    { C: cluster(), M: member({ Ref: 'Class' } as unknown as string) },
    'the class of the instance is known only at deployment',
  ],
  [
    'a cluster from elsewhere',
    { M: member('db.r7g.large', 'other') },
    "the cluster is not in the application: the price of a standard cluster's instance is used",
  ],
  [
    'capacity from elsewhere',
    { C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: { Ref: 'Least' } } }), M: member('db.serverless') },
    'Aurora serverless, some capacity units standard: the template does not specify the quantity',
  ],
  [
    'advanced insights',
    { C: cluster({ DatabaseInsightsMode: 'advanced' }) },
    'no known price for the advanced mode of Database Insights',
  ],
])('%s is named', (_, resources, reason) => {
  expect(reasonsOf(resources)).toContain(reason);
});

test.each<[string, Record<string, StackResource>]>([
  ['of a cluster from elsewhere', { M: member('db.serverless', 'other') }],
  ['without a capacity that is known', { C: cluster(), M: member('db.serverless') }],
])('an instance %s has no usage by capacity units', (_, resources) => {
  const { lines, limits } = fixtureBill(resources);
  expect(lines.filter(({ kind, sku }) => kind === 'usage' && sku.startsWith('serverless'))).toEqual([]);
  expect(limits).toEqual([]);
});

test(
  '10 GB at 0.10, reads of 5 % of 4 million queries and 200,000 writes at 0.20 a million; backups of ' +
    'one day cost nothing',
  () => {
    expect(aurora({ C: cluster() }, 'usage')).toBeCloseTo(10 * 0.1 + (0.2 + 0.2) * 0.2, 6);
    expect(aurora({ C: cluster({ BackupRetentionPeriod: 7 }) }, 'usage')).toBeCloseTo(
      10 * 0.1 + 0.4 * 0.2 + 10 * 0.021,
      6,
    );
  },
);

test('I/O-Optimized pays more for storage and nothing for I/O: 10 x 0.225', () => {
  expect(aurora({ C: cluster({ StorageType: 'aurora-iopt1' }) }, 'usage')).toBeCloseTo(10 * 0.225, 6);
});

test('what the usage says wins: 500 x 0.10 + 20 x 0.20 + 100 x 0.021', () => {
  expect(
    aurora(
      { C: cluster({ BackupRetentionPeriod: 7 }) },
      'usage',
      {},
      { C: { storageGb: 500, ioMillions: 20, backupGb: 100 } },
    ),
  ).toBeCloseTo(50 + 4 + 2.1, 6);
});

describe('scaled by queries', () => {
  /** So many queries a second, four for each request. */
  const at = (queries: number) => ({ requests: (queries / 4) * SECONDS, requestsPerSecond: queries / 4 });
  const withoutIo = (resources: Record<string, StackResource>, queries: number) => {
    const { lines, limits } = billOf([stackWith(resources)], { ...fixtureWorkload(), ...at(queries) });
    return {
      usd: lines
        .filter(({ sku, kind }) => kind === 'usage' && /serverless|db\./.test(sku))
        .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0),
      limits,
    };
  };

  test('capacity units, 125 queries a second each: 600 need 5, of which one is there', () => {
    const resources = {
      C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } }),
      M: member('db.serverless'),
    };
    expect(withoutIo(resources, 600)).toEqual({ usd: 4 * HOURS * 0.12, limits: [] });
  });

  test('two instances take half each, in steps of half a unit', () => {
    const resources = {
      C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } }),
      M: member('db.serverless'),
      N: member('db.serverless'),
    };
    expect(withoutIo(resources, 600).usd).toBeCloseTo(2 * 1.5 * HOURS * 0.12, 6);
  });

  test('more than the most units take is a limit', () => {
    const resources = {
      C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 4 } }),
      M: member('db.serverless'),
    };
    const { usd, limits } = withoutIo(resources, 1_000);
    expect(usd).toBeCloseTo(3 * HOURS * 0.12, 6);
    expect(limits).toMatchObject([{ resource: 'M', needed: 8, most: 4 }]);
  });

  test(
    'readers of two vCPU, 500 queries a second at half of their CPU: 1,800 with 5 % writes need 4, of ' +
      'which one is there',
    () => {
      const { usd, limits } = withoutIo({ C: cluster(), M: member(), N: member(), ...scaling(1, 6) }, 1_800);
      expect(usd).toBeCloseTo(3 * HOURS * 0.276, 6);
      expect(limits).toEqual([]);
    },
  );

  test('by the name of the cluster', () => {
    expect(
      withoutIo(
        { C: cluster({ DBClusterIdentifier: 'mine' }), M: member(), N: member(), ...scaling(1, 6, 'cluster:mine') },
        1_800,
      ).usd,
    ).toBeCloseTo(3 * HOURS * 0.276, 6);
  });

  test('more queries than all instances answer is a limit', () => {
    expect(withoutIo({ C: cluster(), M: member() }, 1_500).limits).toMatchObject([
      { resource: 'C', needed: 1_500, most: 1_000 },
    ]);
  });
});

describe('a copy in another Region', () => {
  const stacks = [
    stackWith({ C: cluster({ GlobalClusterIdentifier: 'global' }), M: member() }),
    stackWith(
      {
        C: {
          Type: 'AWS::RDS::DBCluster',
          Properties: { Engine: 'aurora-postgresql', GlobalClusterIdentifier: 'global' },
        },
        M: member(),
      },
      { name: 'far', region: 'eu-west-1' },
    ),
  ];
  const lines = billOf(stacks, fixtureWorkload()).lines;
  const line = (stack: string, what: string) =>
    lines.find((one) => one.stack === stack && one.what.startsWith(what))?.monthlyUsd;

  test('holds as much as the primary: 10 x 0.11', () => {
    expect(line('s', 'storage')).toBeCloseTo(10 * 0.1, 6);
    expect(line('far', 'storage')).toBeCloseTo(10 * 0.11, 6);
  });

  test('gets 200,000 writes at 0.22 a million, 2 kB each over the Regions at 0.02', () => {
    expect(line('far', 'writes')).toBeCloseTo(0.2 * 0.22, 6);
    expect(line('far', 'data out of us-east-1')).toBeCloseTo(0.4 * 0.02, 6);
    expect(line('s', 'writes that come')).toBeUndefined();
  });

  test('reads for its own users only: half of 4 million queries; the primary writes too', () => {
    expect(line('far', 'reads')).toBeCloseTo(0.1 * 0.22, 6);
    expect(line('s', 'reads')).toBeCloseTo((0.1 + 0.2) * 0.2, 6);
  });
});
