import replacement from '../../../../data/replacement.json';
import { rendered, replacementData } from '../../../../scripts/replacement-data';
import {
  isKnownType,
  replacementOf,
  judgedProperties,
  losses,
  replacingProperties,
  ReplacementOutcome,
} from '../../../../toolkit/diff/replacement';

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
): ReplacementOutcome[] {
  const with_ = (value: unknown, own: object = {}) => ({
    ...own,
    ...(value === undefined ? {} : { [property]: value }),
  });
  return replacementOf(
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
  expect(verdict('AWS::Nothing::There', 'Any', 1, 2)).toEqual([ReplacementOutcome.MAY_REPLACE]);
  expect(replacingProperties('AWS::S3::Bucket')).toContain('BucketName');
});

test.each<[string, string, unknown, unknown, ReplacementOutcome, object?]>([
  ['AWS::RDS::DBInstance', 'MultiAZ', false, true, ReplacementOutcome.IN_PLACE],
  ['AWS::RDS::DBInstance', 'DBInstanceClass', 'db.t4g.small', 'db.m7g.large', ReplacementOutcome.IN_PLACE],
  ['AWS::RDS::DBInstance', 'DBParameterGroupName', 'a', 'b', ReplacementOutcome.IN_PLACE],
  ['AWS::RDS::DBInstance', 'Engine', 'postgres', 'aurora-postgresql', ReplacementOutcome.REPLACES],
  ['AWS::RDS::DBInstance', 'StorageEncrypted', true, false, ReplacementOutcome.REPLACES],
  ['AWS::RDS::DBInstance', 'DBSnapshotIdentifier', 'a', undefined, ReplacementOutcome.ORIGIN],
  ['AWS::RDS::DBInstance', 'SourceDBInstanceIdentifier', 'a', undefined, ReplacementOutcome.DETACHES],
  ['AWS::RDS::DBInstance', 'SourceDBInstanceIdentifier', 'a', 'b', ReplacementOutcome.REPLACES],
  ['AWS::RDS::DBInstance', 'PerformanceInsightsKMSKeyId', undefined, 'k', ReplacementOutcome.IN_PLACE],
  ['AWS::RDS::DBInstance', 'PerformanceInsightsKMSKeyId', 'k', 'l', ReplacementOutcome.MAY_REPLACE],
  ['AWS::RDS::DBCluster', 'MasterUsername', undefined, 'app', ReplacementOutcome.MAY_REPLACE],
  ['AWS::RDS::DBCluster', 'MasterUserPassword', 'a', 'b', ReplacementOutcome.IN_PLACE],
  ['AWS::RDS::DBCluster', 'ReplicationSourceIdentifier', 'arn', undefined, ReplacementOutcome.ORIGIN],
  ['AWS::RDS::DBCluster', 'GlobalClusterIdentifier', undefined, 'g', ReplacementOutcome.REPLACES],
  ['AWS::RDS::DBCluster', 'GlobalClusterIdentifier', 'g', undefined, ReplacementOutcome.DETACHES],
  ['AWS::RDS::DBCluster', 'StorageType', undefined, 'aurora-iopt1', ReplacementOutcome.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'CacheNodeType', 'a', 'b', ReplacementOutcome.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'ReplicasPerNodeGroup', 1, 2, ReplacementOutcome.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'AuthToken', undefined, 't', ReplacementOutcome.REPLACES],
  ['AWS::ElastiCache::ReplicationGroup', 'AuthToken', 't', 'u', ReplacementOutcome.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'Engine', 'redis', 'valkey', ReplacementOutcome.IN_PLACE],
  ['AWS::ElastiCache::ReplicationGroup', 'Engine', 'valkey', 'redis', ReplacementOutcome.REPLACES],
  ['AWS::KMS::Key', 'MultiRegion', true, false, ReplacementOutcome.REFUSED],
  [
    'AWS::DynamoDB::GlobalTable',
    'Replicas',
    [{ Region: 'a' }],
    [{ Region: 'a' }, { Region: 'b' }],
    ReplacementOutcome.IN_PLACE,
  ],
  [
    'AWS::DynamoDB::GlobalTable',
    'Replicas',
    [{ Region: 'a' }, { Region: 'b' }],
    [{ Region: 'a' }, { Region: 'c' }],
    ReplacementOutcome.REFUSED,
  ],
  ['AWS::CloudFront::VpcOrigin', 'VpcOriginEndpointConfig', { A: 1 }, { A: 2 }, ReplacementOutcome.REFUSED],
  ['AWS::SQS::Queue', 'FifoQueue', undefined, true, ReplacementOutcome.REPLACES],
  ['AWS::Logs::LogGroup', 'RetentionInDays', 30, 90, ReplacementOutcome.IN_PLACE],
])('%s %s from %j to %j', (type, property, before, after, expected) => {
  expect(verdict(type, property, before, after)).toEqual([expected]);
});

test('shards move in place only where the deployed template says so already', () => {
  const change = (policy?: Record<string, unknown>) =>
    verdict('AWS::ElastiCache::ReplicationGroup', 'NumNodeGroups', 1, 3, { policy });
  expect(change({ UseOnlineResharding: true })).toEqual([ReplacementOutcome.IN_PLACE]);
  expect(change()).toEqual([ReplacementOutcome.REPLACES]);
});

test('the zone of an instance goes only together with Multi-AZ', () => {
  expect(verdict('AWS::RDS::DBInstance', 'AvailabilityZone', 'a', undefined, { old: { MultiAZ: true } })).toEqual([
    ReplacementOutcome.IN_PLACE,
  ]);
  expect(verdict('AWS::RDS::DBInstance', 'AvailabilityZone', 'a', undefined)).toEqual([ReplacementOutcome.REPLACES]);
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
