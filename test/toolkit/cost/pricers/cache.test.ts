import { StackResource } from '../../../../toolkit/assembly';
import { billOf, workloadOf } from '../../../../toolkit/cost';
import { fixtureBill, fixtureWorkload, HOURS, SECONDS, stackWith } from '../fixtures';

const group = (properties: object = {}): StackResource => ({
  Type: 'AWS::ElastiCache::ReplicationGroup',
  Properties: { Engine: 'valkey', CacheNodeType: 'cache.t4g.small', ...properties },
});
const scaling = (MinCapacity: number, MaxCapacity: number) => ({
  Target: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      MinCapacity,
      MaxCapacity,
      ScalableDimension: 'elasticache:replication-group:NodeGroups',
      ResourceId: { 'Fn::Join': ['', ['replication-group/', { Ref: 'G' }]] },
    },
  },
});
const node = HOURS * 0.0256;
const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources).unpriced.map(({ reason }) => reason);

test.each<[string, Record<string, StackResource>, number]>([
  ['a node', { G: group() }, node],
  ['Redis OSS, where nothing is said: 730 x 0.032', { G: group({ Engine: undefined }) }, HOURS * 0.032],
  ['a primary with two replicas', { G: group({ NumCacheClusters: 3 }) }, 3 * node],
  ['three shards with two replicas', { G: group({ NumNodeGroups: '3', ReplicasPerNodeGroup: 2 }) }, 9 * node],
  [
    'shards with different replicas',
    { G: group({ NumNodeGroups: 2, NodeGroupConfiguration: [{ ReplicaCount: 0 }, { ReplicaCount: 2 }] }) },
    4 * node,
  ],
  ['one shard, where their number is not said', { G: group({ ReplicasPerNodeGroup: 1 }) }, 2 * node],
  ['shards by their configuration', { G: group({ NodeGroupConfiguration: [{}, {}, {}] }) }, 3 * node],
  ['shards that scaling adds', { G: group({ NumNodeGroups: 2, ReplicasPerNodeGroup: 1 }), ...scaling(3, 5) }, 6 * node],
  [
    'a node outside of groups',
    {
      G: {
        Type: 'AWS::ElastiCache::CacheCluster',
        Properties: { Engine: 'redis', CacheNodeType: 'cache.t4g.small', NumCacheNodes: 1 },
      },
    },
    HOURS * 0.032,
  ],
  [
    'a node of a group is paid for there',
    {
      G: group({ NumCacheClusters: 2 }),
      N: { Type: 'AWS::ElastiCache::CacheCluster', Properties: { ReplicationGroupId: { Ref: 'G' } } },
    },
    2 * node,
  ],
  [
    'a serverless cache of Redis OSS: 1 GB at the least',
    { G: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { Engine: 'redis' } } },
    HOURS * 0.125,
  ],
  [
    'a serverless cache with a least: 5 GB and 1,000 units a second',
    {
      G: {
        Type: 'AWS::ElastiCache::ServerlessCache',
        Properties: {
          Engine: 'valkey',
          CacheUsageLimits: { DataStorage: { Minimum: 5, Unit: 'GB' }, ECPUPerSecond: { Minimum: 1000 } },
        },
      },
    },
    5 * HOURS * 0.084 + ((1_000 * SECONDS) / 1_000_000) * 0.0023,
  ],
])('%s', (_, resources, expected) => {
  expect(fixtureBill(resources).fixedMonthlyUsd).toBeCloseTo(expected, 6);
  expect(reasonsOf(resources)).toEqual([]);
});

test.each<[string, StackResource, string]>([
  [
    'Memcached',
    { Type: 'AWS::ElastiCache::CacheCluster', Properties: { Engine: 'memcached', CacheNodeType: 'cache.t4g.small' } },
    'no known price for caches of engine memcached',
  ],
  [
    'a type from elsewhere',
    group({ CacheNodeType: { Ref: 'Type' } }),
    'the type of the nodes is known only at deployment',
  ],
  [
    'more than one backup',
    group({ SnapshotRetentionLimit: 7 }),
    'no known price for backups of a cache above the first',
  ],
  ['data tiering', group({ DataTieringEnabled: true }), 'nodes with data tiering have no known price'],
  [
    'a Global Datastore',
    { Type: 'AWS::ElastiCache::GlobalReplicationGroup', Properties: {} },
    'data between the Regions of the Global Datastore depends on the writes to the cache',
  ],
  [
    'shards from elsewhere',
    group({ NumNodeGroups: { Ref: 'Shards' } }),
    'NaN x cache.t4g.small node: the template does not specify the quantity',
  ],
  [
    'a secondary of something else',
    {
      Type: 'AWS::ElastiCache::ReplicationGroup',
      Properties: { GlobalReplicationGroupId: 'other', CacheNodeType: 'cache.t4g.small' },
    },
    'the engine of the cache is known only at deployment',
  ],
])('%s is named', (_, resource, reason) => {
  expect(reasonsOf({ G: resource })).toContain(reason);
});

test.each([
  [undefined, 0],
  [0, 0],
  [1, 0],
  [2, 1],
  ['2', 1],
])('with %p snapshots kept, %d reasons: the first costs nothing', (SnapshotRetentionLimit, count) => {
  const properties = SnapshotRetentionLimit === undefined ? {} : { SnapshotRetentionLimit };
  expect(reasonsOf({ G: group(properties) })).toHaveLength(count);
});

describe('a secondary of a Global Datastore', () => {
  const secondary = (properties: object, Metadata?: object): StackResource => ({
    Type: 'AWS::ElastiCache::ReplicationGroup',
    Properties: { ReplicasPerNodeGroup: 1, ...properties },
    ...(Metadata ? { Metadata: { GlobalDatastoreSecondary: Metadata } } : {}),
  });

  test('has what its primary has', () => {
    const primary = {
      P: group({ NumNodeGroups: 2, ReplicasPerNodeGroup: 0 }),
      D: {
        Type: 'AWS::ElastiCache::GlobalReplicationGroup',
        Properties: { Members: [{ ReplicationGroupId: { Ref: 'P' } }] },
      },
    };
    const home = stackWith(primary, {
      sections: {
        Outputs: { Id: { Value: { 'Fn::GetAtt': ['D', 'GlobalReplicationGroupId'] }, Export: { Name: 'datastore' } } },
      },
    });
    const far = stackWith(
      { S: secondary({ GlobalReplicationGroupId: { 'Fn::ImportValue': 'datastore' } }) },
      { name: 'far' },
    );
    expect(billOf([home, far]).lines.filter(({ resource }) => resource === 'S')).toMatchObject([
      { quantity: 4 * HOURS, sku: 'cache.t4g.small/valkey' },
    ]);
  });

  test('of this library notes it in its metadata', () => {
    expect(
      fixtureBill({
        S: secondary({ GlobalReplicationGroupId: 'g' }, { CacheNodeType: 'cache.t4g.small', NumNodeGroups: 3 }),
      }).fixedMonthlyUsd,
    ).toBeCloseTo(6 * node, 6);
  });
});

test('shards by calls, 50,000 a second each: 3 calls of 50,000 requests need 3, of which one is there', () => {
  const { usd, limits } = busy({ G: group({ NumNodeGroups: 1, ReplicasPerNodeGroup: 1 }), ...scaling(1, 5) });
  expect(usd).toBeCloseTo(2 * 2 * node, 4);
  expect(limits).toEqual([]);
});

test('more calls than the most shards answer is a limit', () => {
  expect(busy({ G: group() }).limits).toMatchObject([{ needed: 3, most: 1 }]);
});

function busy(resources: Record<string, StackResource>) {
  const { lines, limits } = billOf([stackWith(resources)], { ...fixtureWorkload(), requests: 50_000 * SECONDS });
  return {
    usd: lines
      .filter(({ kind, service }) => kind === 'usage' && service === 'ElastiCache')
      .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0),
    limits,
  };
}

test('usage of a serverless cache: 2.9 GB above the minimum at 0.084 an hour, 50 millions at 0.0023', () => {
  const { lines } = fixtureBill(
    { G: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { Engine: 'valkey' } } },
    { G: { storageGb: 3, ecpuMillions: 50 } },
  );
  const usd = lines
    .filter(({ kind, service }) => kind === 'usage' && service === 'ElastiCache')
    .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);
  expect(usd).toBeCloseTo(2.9 * HOURS * 0.084 + 50 * 0.0023, 6);
});

test('each Region has a serverless cache of its own, which holds what its users need', () => {
  const cache = { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { Engine: 'valkey' } };
  const heldIn = (...regions: readonly string[]) =>
    billOf(
      regions.map((region) => stackWith({ G: cache }, { name: region, region })),
      workloadOf(10_000_000),
    ).lines.flatMap(({ sku, kind, quantity }) => (kind === 'usage' && sku.endsWith('/storage') ? [quantity] : []));
  const [alone] = heldIn('us-east-1');
  expect(alone).toBeGreaterThan(0);
  expect(heldIn('us-east-1', 'eu-west-1')).toEqual([alone, alone]);
});
