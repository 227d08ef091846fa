import {
  isKnownType,
  judge,
  judgedProperties,
  losses,
  replacingProperties,
  Verdict,
} from '../../../../toolkit/diff/replacement';
import replacement from '../../../../data/replacement.json';
import { rendered, replacementData } from '../../../../scripts/replacement-data';

const resource = (Type: string, Properties: Record<string, unknown>, UpdatePolicy?: Record<string, unknown>) => ({
  Type,
  Properties,
  ...(UpdatePolicy ? { UpdatePolicy } : {}),
});

/** The verdicts on one property that changes. */
function verdict(
  type: string,
  property: string,
  before: unknown,
  after: unknown,
  others: { old?: object; next?: object; policy?: Record<string, unknown> } = {},
): Verdict[] {
  const with_ = (value: unknown, own: object = {}) => ({
    ...own,
    ...(value === undefined ? {} : { [property]: value }),
  });
  return judge(
    resource(type, with_(before, others.old), others.policy),
    resource(type, with_(after, others.next ?? others.old)),
  ).map((change) => change.verdict);
}

test('the data is that of the published service specification', () => {
  expect(rendered(replacementData())).toBe(rendered(replacement as never));
}, 30_000);

test('knows the types of the specification, and says so of others', () => {
  expect(isKnownType('AWS::RDS::DBCluster')).toBe(true);
  expect(isKnownType('AWS::Nothing::There')).toBe(false);
  expect(verdict('AWS::Nothing::There', 'Any', 1, 2)).toEqual([Verdict.MAY_REPLACE]);
  expect(replacingProperties('AWS::S3::Bucket')).toContain('BucketName');
});

test.each<[string, string, unknown, unknown, Verdict, object?]>([
  ['AWS::RDS::DBInstance', 'MultiAZ', false, true, Verdict.IN_PLACE],
  ['AWS::RDS::DBInstance', 'DBInstanceClass', 'db.t4g.small', 'db.m7g.large', Verdict.IN_PLACE],
  ['AWS::RDS::DBInstance', 'DBParameterGroupName', 'a', 'b', Verdict.IN_PLACE],
  ['AWS::RDS::DBInstance', 'Engine', 'postgres', 'aurora-postgresql', Verdict.REPLACES],
  ['AWS::RDS::DBInstance', 'StorageEncrypted', true, false, Verdict.REPLACES],
  ['AWS::RDS::DBInstance', 'DBSnapshotIdentifier', 'a', undefined, Verdict.BIRTH],
  ['AWS::RDS::DBInstance', 'SourceDBInstanceIdentifier', 'a', undefined, Verdict.DETACHES],
  ['AWS::RDS::DBInstance', 'SourceDBInstanceIdentifier', 'a', 'b', Verdict.REPLACES],
  ['AWS::RDS::DBInstance', 'PerformanceInsightsKMSKeyId', undefined, 'k', Verdict.IN_PLACE],
  ['AWS::RDS::DBInstance', 'PerformanceInsightsKMSKeyId', 'k', 'l', Verdict.MAY_REPLACE],
  ['AWS::RDS::DBCluster', 'MasterUsername', undefined, 'app', Verdict.MAY_REPLACE],
  ['AWS::RDS::DBCluster', 'MasterUserPassword', 'a', 'b', Verdict.IN_PLACE],
  ['AWS::RDS::DBCluster', 'ReplicationSourceIdentifier', 'arn', undefined, Verdict.BIRTH],
  ['AWS::RDS::DBCluster', 'GlobalClusterIdentifier', undefined, 'g', Verdict.REPLACES],
  ['AWS::RDS::DBCluster', 'GlobalClusterIdentifier', 'g', undefined, Verdict.DETACHES],
  ['AWS::RDS::DBCluster', 'StorageType', undefined, 'aurora-iopt1', Verdict.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'CacheNodeType', 'a', 'b', Verdict.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'ReplicasPerNodeGroup', 1, 2, Verdict.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'AuthToken', undefined, 't', Verdict.REPLACES],
  ['AWS::ElastiCache::ReplicationGroup', 'AuthToken', 't', 'u', Verdict.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'Engine', 'redis', 'valkey', Verdict.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'Engine', 'valkey', 'redis', Verdict.REPLACES],
  ['AWS::KMS::Key', 'MultiRegion', true, false, Verdict.REFUSED],
  ['AWS::DynamoDB::GlobalTable', 'Replicas', [{ Region: 'a' }], [{ Region: 'a' }, { Region: 'b' }], Verdict.IN_PLACE],
  [
    'AWS::DynamoDB::GlobalTable',
    'Replicas',
    [{ Region: 'a' }, { Region: 'b' }],
    [{ Region: 'a' }, { Region: 'c' }],
    Verdict.REFUSED,
  ],
  ['AWS::CloudFront::VpcOrigin', 'VpcOriginEndpointConfig', { A: 1 }, { A: 2 }, Verdict.REFUSED],
  ['AWS::SQS::Queue', 'FifoQueue', undefined, true, Verdict.REPLACES],
  ['AWS::Logs::LogGroup', 'RetentionInDays', 30, 90, Verdict.IN_PLACE],
])('%s %s from %j to %j', (type, property, before, after, expected) => {
  expect(verdict(type, property, before, after)).toEqual([expected]);
});

test('shards move in place only where the deployed template says so already', () => {
  const change = (policy?: Record<string, unknown>) =>
    verdict('AWS::ElastiCache::ReplicationGroup', 'NumNodeGroups', 1, 3, { policy });
  expect(change({ UseOnlineResharding: true })).toEqual([Verdict.IN_PLACE]);
  expect(change()).toEqual([Verdict.REPLACES]);
});

test('the zone of an instance goes only together with Multi-AZ', () => {
  expect(verdict('AWS::RDS::DBInstance', 'AvailabilityZone', 'a', undefined, { old: { MultiAZ: true } })).toEqual([
    Verdict.IN_PLACE,
  ]);
  expect(verdict('AWS::RDS::DBInstance', 'AvailabilityZone', 'a', undefined)).toEqual([Verdict.REPLACES]);
});

test('every rule is about a property that the type has', () => {
  const { types } = replacementData();
  [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::KMS::Key',
    'AWS::CloudFront::VpcOrigin',
  ].forEach((type) => {
    expect(types[type]).toBeDefined();
    expect(judgedProperties(type).length).toBeGreaterThan(0);
  });
}, 30_000);

test('losses name what was removed, changed its type or would not survive', () => {
  const before = {
    Resources: {
      A: resource('AWS::SQS::Queue', {}),
      B: resource('AWS::SQS::Queue', {}),
      C: resource('AWS::SQS::Queue', { FifoQueue: true }),
      D: resource('AWS::SNS::Topic', {}),
    },
  };
  const after = {
    Resources: { B: resource('AWS::SNS::Topic', {}), C: resource('AWS::SQS::Queue', { DelaySeconds: 5 }) },
  };
  expect(losses(before, after, ['AWS::SQS::Queue'])).toEqual([
    'A: removed',
    'B: AWS::SQS::Queue became AWS::SNS::Topic',
    'C: FifoQueue replaces',
  ]);
});
