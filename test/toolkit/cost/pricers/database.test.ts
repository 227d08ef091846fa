import { StackResource } from '../../../../toolkit/assembly';
import { billOf } from '../../../../toolkit/cost';
import { fixtureBill, fixtureWorkload, HOURS, SECONDS, stackWith } from '../fixtures';

const db = (properties: object = {}): StackResource => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: {
    Engine: 'postgres',
    DBInstanceClass: 'db.m7g.large',
    AllocatedStorage: '100',
    StorageType: 'gp3',
    ...properties,
  },
});
const fixedOf = (resources: Record<string, StackResource>) => fixtureBill(resources).fixedMonthlyUsd;
const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources)
    .unpriced.filter(({ type }) => type.startsWith('AWS::RDS::DB'))
    .map(({ reason }) => reason);
const single = HOURS * 0.168 + 100 * 0.115;

test.each<[string, Record<string, StackResource>, number]>([
  ['single-AZ: 730 x 0.168 + 100 x 0.115', { D: db() }, single],
  ['multi-AZ: 730 x 0.337 + 100 x 0.23', { D: db({ MultiAZ: 'true' }) }, HOURS * 0.337 + 100 * 0.23],
  ['gp3, where nothing is said', { D: db({ StorageType: undefined }) }, single],
  [
    'a replica has the storage of its source',
    {
      D: db(),
      R: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { SourceDBInstanceIdentifier: { Ref: 'D' }, DBInstanceClass: 'db.m7g.large' },
      },
    },
    2 * single,
  ],
  [
    'a replica by ARN',
    {
      D: db(),
      R: {
        Type: 'AWS::RDS::DBInstance',
        Properties: {
          SourceDBInstanceIdentifier: { 'Fn::Join': ['', ['arn:aws:rds:x:y:db:', { Ref: 'D' }]] },
          DBInstanceClass: 'db.m7g.large',
        },
      },
    },
    2 * single,
  ],
  [
    'a replica by name',
    {
      D: db({ DBInstanceIdentifier: 'first' }),
      R: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { SourceDBInstanceIdentifier: 'first', DBInstanceClass: 'db.m7g.large' },
      },
    },
    2 * single,
  ],
  ['a public address: 730 x 0.005', { D: db({ PubliclyAccessible: true }) }, single + HOURS * 0.005],
  [
    'IOPS that are included',
    { D: db({ AllocatedStorage: 400, Iops: 12000, StorageThroughput: 500 }) },
    HOURS * 0.168 + 400 * 0.115,
  ],
])('%s', (_, resources, expected) => {
  expect(fixedOf(resources)).toBeCloseTo(expected, 6);
  expect(reasonsOf(resources)).toEqual([]);
});

test.each<[string, object, string]>([
  ['another engine', { Engine: 'mysql' }, 'no known price for engine mysql'],
  [
    'the engine of a snapshot',
    { Engine: undefined, DBSnapshotIdentifier: 's' },
    'the engine is that of a snapshot, of an instance outside the application, or known only at deployment',
  ],
  [
    'a replica of something else',
    { Engine: undefined, SourceDBInstanceIdentifier: 'arn:aws:rds:x:y:db:z' },
    'the engine is that of a snapshot, of an instance outside the application, or known only at deployment',
  ],
  ['gp2', { StorageType: 'gp2' }, 'no known price for storage of type gp2'],
  ['io1, where IOPS are given', { StorageType: undefined, Iops: 3000 }, 'no known price for storage of type io1'],
  [
    'IOPS that are not included',
    { AllocatedStorage: 400, Iops: 13000 },
    'no known price for IOPS above 12000 or throughput above 500 MiB/s of gp3 storage',
  ],
  [
    'throughput that is not included',
    { StorageThroughput: 200 },
    'no known price for IOPS above 3000 or throughput above 125 MiB/s of gp3 storage',
  ],
  [
    'a class from elsewhere',
    { DBInstanceClass: { Ref: 'Class' } },
    'the class of the instance, or whether it has a standby, is known only at deployment',
  ],
  [
    'a standby from elsewhere',
    { MultiAZ: { Ref: 'Standby' } },
    'the class of the instance, or whether it has a standby, is known only at deployment',
  ],
  [
    'storage from elsewhere',
    { AllocatedStorage: { Ref: 'Size' } },
    'some GiB gp3 single-az: the template does not specify the quantity',
  ],
  [
    'credits',
    { DBInstanceClass: 'db.t4g.small' },
    'CPU credits above those that db.t4g.small earns, because its credits are unlimited; set ' +
      '`surplusCreditVcpuHours` with --usage',
  ],
  [
    'insights over a long time',
    { PerformanceInsightsRetentionPeriod: 731 },
    'no known price for Performance Insights over more than 7 days',
  ],
  [
    'advanced insights',
    { DatabaseInsightsMode: 'advanced', PerformanceInsightsRetentionPeriod: 465 },
    'no known price for the advanced mode of Database Insights',
  ],
  ['an old version', { EngineVersion: '12.22' }, 'no known price for RDS Extended Support of version 12.22'],
  [
    'a class without a price',
    { DBInstanceClass: 'db.r8g.large' },
    'no known price for db.r8g.large single-az in us-east-1',
  ],
])('%s is named', (_, properties, reason) => {
  expect(reasonsOf({ D: db(properties) })).toContain(reason);
});

test('a version in support, or without it on purpose, is not', () => {
  expect(reasonsOf({ D: db({ EngineVersion: '14.20' }) })).toEqual([]);
  expect(
    reasonsOf({
      D: db({ EngineVersion: '12.22', EngineLifecycleSupport: 'open-source-rds-extended-support-disabled' }),
    }),
  ).toEqual([]);
});

test('storage grows with the data up to its most; a standby and a replica grow too', () => {
  const replica = {
    Type: 'AWS::RDS::DBInstance',
    Properties: { SourceDBInstanceIdentifier: { Ref: 'D' }, DBInstanceClass: 'db.m7g.large', MaxAllocatedStorage: 200 },
  };
  const bill = fixtureBill(
    { D: db({ MultiAZ: true, MaxAllocatedStorage: 200, BackupRetentionPeriod: 0 }), R: replica },
    { D: { dataGb: 150 }, R: { dataGb: 250 } },
  );
  const grown = bill.lines
    .filter(({ sku, kind }) => sku.startsWith('gp3') && kind === 'usage')
    .map(({ monthlyUsd }) => monthlyUsd);
  expect(grown).toEqual([50 * 0.23, 100 * 0.115]);
  expect(bill.limits).toMatchObject([{ resource: 'R', what: 'GiB of storage', needed: 250, most: 200 }]);
});

test('a replica in another Region gets 200,000 writes of 2 kB over the Regions: 0.4 x 0.02', () => {
  const replica = {
    Type: 'AWS::RDS::DBInstance',
    Properties: { SourceDBInstanceIdentifier: 'arn:aws:rds:us-east-1:1:db:first', DBInstanceClass: 'db.m7g.large' },
  };
  const stacks = [
    stackWith({ D: db({ DBInstanceIdentifier: 'first' }) }),
    stackWith({ R: replica }, { name: 'far', region: 'eu-west-1' }),
  ];
  const { lines } = billOf(stacks, fixtureWorkload());
  expect(lines.find(({ what }) => what === 'data out of us-east-1 to the replica')!.monthlyUsd).toBeCloseTo(
    0.4 * 0.02,
    6,
  );
});

test('backups above the storage, from --usage: 40 x 0.095', () => {
  const lines = fixtureBill({ D: db() }, { D: { backupGb: 40 } }).lines.filter(({ sku }) => sku === 'backup-storage');
  expect(lines).toMatchObject([{ monthlyUsd: 40 * 0.095 }]);
});

test('surplus credits, from --usage: 10 x 0.075', () => {
  const bill = fixtureBill({ D: db({ DBInstanceClass: 'db.t4g.small' }) }, { D: { surplusCreditVcpuHours: 10 } });
  expect(bill.lines.find(({ sku }) => sku === 't4g-surplus-cpu-credit')!.monthlyUsd).toBeCloseTo(0.75, 6);
  expect(bill.unpriced).toEqual([]);
});

describe('proxies', () => {
  const proxy = (group: object) => ({
    P: { Type: 'AWS::RDS::DBProxy', Properties: { DBProxyName: 'mine' } },
    G: { Type: 'AWS::RDS::DBProxyTargetGroup', Properties: { DBProxyName: { Ref: 'P' }, ...group } },
  });
  const proxyUsd = (resources: Record<string, StackResource>) =>
    fixtureBill(resources)
      .lines.filter(({ service }) => service === 'RDS-Proxy')
      .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);
  const cluster = (properties: object) => ({
    Type: 'AWS::RDS::DBCluster',
    Properties: { Engine: 'aurora-postgresql', MasterUsername: 'app', ...properties },
  });
  const member = (type: string) => ({
    Type: 'AWS::RDS::DBInstance',
    Properties: { DBInstanceClass: type, DBClusterIdentifier: { Ref: 'C' } },
  });

  test.each<[string, Record<string, StackResource>, number]>([
    ['two vCPUs: 2 x 730 x 0.015', { D: db(), ...proxy({ DBInstanceIdentifiers: [{ Ref: 'D' }] }) }, 2 * HOURS * 0.015],
    [
      'at least two vCPUs',
      { D: db({ DBInstanceClass: 'db.t4g.micro' }), ...proxy({ DBInstanceIdentifiers: [{ Ref: 'D' }] }) },
      2 * HOURS * 0.015,
    ],
    [
      'by name',
      {
        D: db({ DBInstanceIdentifier: 'd', DBInstanceClass: 'db.m7g.xlarge' }),
        ...proxy({ DBProxyName: 'mine', DBInstanceIdentifiers: ['d'] }),
      },
      4 * HOURS * 0.015,
    ],
    [
      'every instance of a cluster',
      {
        C: cluster({}),
        A: member('db.r7g.large'),
        B: member('db.r7g.xlarge'),
        ...proxy({ DBClusterIdentifiers: [{ Ref: 'C' }] }),
      },
      6 * HOURS * 0.015,
    ],
    [
      'at least eight capacity units',
      {
        C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 } }),
        A: member('db.serverless'),
        ...proxy({ DBClusterIdentifiers: [{ Ref: 'C' }] }),
      },
      8 * HOURS * 0.015,
    ],
    [
      'more capacity units',
      {
        C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 6, MaxCapacity: 8 } }),
        A: member('db.serverless'),
        B: member('db.serverless'),
        ...proxy({ DBClusterIdentifiers: [{ Ref: 'C' }] }),
      },
      12 * HOURS * 0.015,
    ],
  ])('%s', (_, resources, expected) => {
    expect(proxyUsd(resources)).toBeCloseTo(expected, 6);
  });

  test('uses the capacity units of its instances: 1,600 queries a second need 13, and 8 are fixed cost', () => {
    const resources = {
      C: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } }),
      A: member('db.serverless'),
      ...proxy({ DBClusterIdentifiers: [{ Ref: 'C' }] }),
    };
    const { lines } = billOf([stackWith(resources)], { ...fixtureWorkload(), requests: 400 * SECONDS });
    expect(lines.find(({ service, kind }) => service === 'RDS-Proxy' && kind === 'usage')!.monthlyUsd).toBeCloseTo(
      5 * HOURS * 0.015,
      6,
    );
  });

  test.each([
    ['a database from elsewhere', proxy({ DBInstanceIdentifiers: ['other'] })],
    ['nothing', { P: proxy({}).P }],
  ])('in front of %s is named, and costs nothing', (_, resources) => {
    expect(reasonsOf(resources)).toContain('the databases behind the proxy are not in the application');
    expect(fixtureBill(resources).lines.filter(({ service }) => service === 'RDS-Proxy')).toEqual([]);
  });
});
