import { replacementOf, ReplacementOutcome } from '../../../../toolkit/diff/replacement';

const { IN_PLACE, REPLACES, MAY_REPLACE, REFUSED, ORIGIN, DETACHES } = ReplacementOutcome;

interface Others {
  readonly old?: object;
  readonly next?: object;
  readonly UpdatePolicy?: Record<string, unknown>;
}

/** What becomes of a resource when one property changes; absent is `undefined`. */
function outcomeOf(Type: string, property: string, before: unknown, after: unknown, others: Others = {}) {
  const { old = {}, next = old, UpdatePolicy } = others;
  const properties = (value: unknown, rest: object) => ({
    ...rest,
    ...(value === undefined ? {} : { [property]: value }),
  });
  return replacementOf(
    { Type, Properties: properties(before, old), ...(UpdatePolicy ? { UpdatePolicy } : {}) },
    { Type, Properties: properties(after, next) },
  ).map(({ property: name, verdict }) => [name, verdict]);
}

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const CACHE = 'AWS::ElastiCache::ReplicationGroup';
const POOL = 'AWS::Cognito::UserPool';
const TABLE = 'AWS::DynamoDB::GlobalTable';
const copies = (...regions: string[]) => regions.map((Region) => ({ Region }));
const FUNCTION = { 'Fn::If': ['Unknown', [], []] };

/** Each row says what AWS does, from the user guides and the handlers of the registry. */
test.each<[type: string, property: string, before: unknown, after: unknown, outcome: ReplacementOutcome]>([
  [INSTANCE, 'MultiAZ', true, false, IN_PLACE],
  [INSTANCE, 'StorageType', 'gp2', 'gp3', IN_PLACE],
  [INSTANCE, 'BackupRetentionPeriod', 7, 14, IN_PLACE],
  [INSTANCE, 'AutoMinorVersionUpgrade', true, false, IN_PLACE],
  [INSTANCE, 'PreferredMaintenanceWindow', 'a', 'b', IN_PLACE],
  [INSTANCE, 'DBParameterGroupName', 'a', 'b', IN_PLACE],
  [INSTANCE, 'AvailabilityZone', 'a', 'b', REPLACES],
  [INSTANCE, 'AvailabilityZone', 'a', undefined, REPLACES],
  [INSTANCE, 'Engine', 'postgres', 'mysql', REPLACES],
  [INSTANCE, 'PerformanceInsightsKMSKeyId', undefined, 'a', IN_PLACE],
  [INSTANCE, 'PerformanceInsightsKMSKeyId', 'a', 'b', MAY_REPLACE],
  [INSTANCE, 'PerformanceInsightsKMSKeyId', 'a', undefined, MAY_REPLACE],
  [INSTANCE, 'SourceDBInstanceIdentifier', 'a', undefined, DETACHES],
  [INSTANCE, 'SourceDBInstanceIdentifier', 'a', 'b', REPLACES],
  [INSTANCE, 'SourceDBInstanceIdentifier', undefined, 'a', REPLACES],
  [INSTANCE, 'DBSnapshotIdentifier', 'a', undefined, ORIGIN],
  [INSTANCE, 'DBClusterSnapshotIdentifier', 'a', 'b', ORIGIN],
  [INSTANCE, 'RestoreTime', 'a', undefined, ORIGIN],
  [INSTANCE, 'UseLatestRestorableTime', true, undefined, ORIGIN],
  [INSTANCE, 'SourceDbiResourceId', 'a', undefined, ORIGIN],
  [INSTANCE, 'SourceDBInstanceAutomatedBackupsArn', undefined, 'a', ORIGIN],
  [CLUSTER, 'SnapshotIdentifier', 'a', undefined, ORIGIN],
  [CLUSTER, 'ReplicationSourceIdentifier', 'a', 'b', ORIGIN],
  [CLUSTER, 'SourceDBClusterIdentifier', undefined, 'a', ORIGIN],
  [CLUSTER, 'MasterUsername', 'a', 'b', MAY_REPLACE],
  [CLUSTER, 'Engine', 'aurora-postgresql', 'aurora-mysql', REPLACES],
  [CLUSTER, 'GlobalClusterIdentifier', 'a', undefined, DETACHES],
  [CLUSTER, 'GlobalClusterIdentifier', undefined, 'a', REPLACES],
  [CLUSTER, 'GlobalClusterIdentifier', 'a', 'b', REPLACES],
  [CACHE, 'NumNodeGroups', 1, 2, REPLACES],
  [CACHE, 'NodeGroupConfiguration', [1], [2], MAY_REPLACE],
  [CACHE, 'ReplicasPerNodeGroup', 1, 2, IN_PLACE],
  [CACHE, 'AuthToken', undefined, 'a', REPLACES],
  [CACHE, 'AuthToken', 'a', 'b', IN_PLACE],
  [CACHE, 'ClusterMode', 'disabled', 'enabled', REFUSED],
  [CACHE, 'TransitEncryptionEnabled', false, true, REFUSED],
  [CACHE, 'Durability', 'a', 'b', ORIGIN],
  [CACHE, 'Engine', 'redis', 'valkey', IN_PLACE],
  [CACHE, 'Engine', 'valkey', 'redis', REPLACES],
  [CACHE, 'Engine', 'redis', 'memcached', REPLACES],
  [CACHE, 'Engine', 'memcached', 'valkey', REPLACES],
  ['AWS::CloudFront::VpcOrigin', 'VpcOriginEndpointConfig', { A: 1 }, { A: 2 }, REFUSED],
  ['AWS::CloudFormation::CustomResource', 'ServiceTimeout', 1, 2, IN_PLACE],
  ['AWS::CloudFormation::CustomResource', 'ServiceToken', 'a', 'b', MAY_REPLACE],
  ['AWS::CloudFormation::CustomResource', 'Anything', 1, 2, MAY_REPLACE],
  ['Custom::Anything', 'ServiceTimeout', 1, 2, IN_PLACE],
  ['Custom::Anything', 'ServiceToken', 'a', 'b', MAY_REPLACE],
  ['Custom::Anything', 'Anything', 1, 2, MAY_REPLACE],
  [POOL, 'AliasAttributes', ['a'], ['b'], REFUSED],
  [POOL, 'UsernameAttributes', ['a'], ['b'], REFUSED],
  [POOL, 'UsernameConfiguration', { A: 1 }, { A: 2 }, REFUSED],
  [POOL, 'Schema', undefined, [{ Name: 'a' }], IN_PLACE],
  [POOL, 'Schema', [{ Name: 'a' }], [{ Name: 'b' }, { Name: 'a' }], IN_PLACE],
  [POOL, 'Schema', [{ Name: 'a' }, { Name: 'b' }], [{ Name: 'a' }], REFUSED],
  [POOL, 'Schema', [{ Name: 'a' }], FUNCTION, MAY_REPLACE],
  [POOL, 'Schema', FUNCTION, [{ Name: 'a' }], MAY_REPLACE],
  [TABLE, 'GlobalSecondaryIndexes', [1], [2], IN_PLACE],
  [TABLE, 'GlobalTableSourceArn', 'a', 'b', ORIGIN],
  [TABLE, 'Replicas', copies('a'), copies('a', 'b'), IN_PLACE],
  [TABLE, 'Replicas', copies('a', 'b'), copies('a'), IN_PLACE],
  [TABLE, 'Replicas', copies('a'), copies('b'), REFUSED],
  [TABLE, 'Replicas', copies('a'), copies('a', 'b', 'c'), REFUSED],
  [TABLE, 'Replicas', [{ Region: 'a', B: 1 }], [{ Region: 'a', B: 2 }], IN_PLACE],
  [TABLE, 'Replicas', FUNCTION, copies('a'), MAY_REPLACE],
  ['AWS::ElastiCache::GlobalReplicationGroup', 'Members', [1], [2], MAY_REPLACE],
  ['AWS::KMS::Key', 'KeySpec', 'a', 'b', REFUSED],
  ['AWS::KMS::Key', 'KeyUsage', 'a', 'b', REFUSED],
  ['AWS::KMS::Key', 'MultiRegion', true, false, REFUSED],
  ['AWS::KMS::Key', 'Origin', 'a', 'b', REFUSED],
])('%s: %s from %j to %j', (type, property, before, after, outcome) => {
  expect(outcomeOf(type, property, before, after)).toEqual([[property, outcome]]);
});

test.each<[string, string, unknown, unknown, Others, [string, ReplacementOutcome][]]>([
  [
    'the zone of an instance that becomes Multi-AZ',
    'AvailabilityZone',
    'a',
    undefined,
    { old: { MultiAZ: false }, next: { MultiAZ: true } },
    [
      ['MultiAZ', IN_PLACE],
      ['AvailabilityZone', IN_PLACE],
    ],
  ],
  [
    'another zone of an instance that is Multi-AZ',
    'AvailabilityZone',
    'a',
    'b',
    { old: { MultiAZ: true } },
    [['AvailabilityZone', REPLACES]],
  ],
  [
    'the zone of an instance that ceases to be Multi-AZ',
    'AvailabilityZone',
    'a',
    undefined,
    { old: { MultiAZ: true }, next: { MultiAZ: false } },
    [
      ['MultiAZ', IN_PLACE],
      ['AvailabilityZone', REPLACES],
    ],
  ],
])('%s', (_, property, before, after, others, expected) => {
  expect(outcomeOf(INSTANCE, property, before, after, others)).toEqual(expected);
});

test.each([
  [{ UseOnlineResharding: true }, IN_PLACE],
  [{ UseOnlineResharding: false }, REPLACES],
  [{}, REPLACES],
])('shards move online only with a deployed %j', (UpdatePolicy, outcome) => {
  expect(outcomeOf(CACHE, 'NumNodeGroups', 1, 2, { UpdatePolicy })).toEqual([['NumNodeGroups', outcome]]);
});

test('a macro inside of a property, or in place of properties, writes what nobody can know', () => {
  const macro = { 'Fn::Transform': { Name: 'Any' } };
  expect(outcomeOf(INSTANCE, 'MultiAZ', true, macro)).toEqual([['MultiAZ', MAY_REPLACE]]);
  expect(outcomeOf(INSTANCE, 'MultiAZ', macro, true)).toEqual([['MultiAZ', MAY_REPLACE]]);
  expect(outcomeOf('AWS::SQS::Queue', 'Fn::Transform', { A: 1 }, { A: 2 })).toEqual([['Fn::Transform', MAY_REPLACE]]);
});

/** The service specification alone, one row for each thing that it can say. */
test.each<[string, string, unknown, unknown, ReplacementOutcome]>([
  ['AWS::S3::Bucket', 'BucketName', 'a', 'b', REPLACES],
  ['AWS::S3::Bucket', 'Tags', [1], [2], IN_PLACE],
  ['AWS::S3::Bucket', 'NotAProperty', 1, 2, MAY_REPLACE],
  ['AWS::EC2::Instance', 'InstanceType', 'a', 'b', MAY_REPLACE],
  ['AWS::Nothing::There', 'Any', 1, 2, MAY_REPLACE],
  [
    'AWS::Batch::ComputeEnvironment',
    'ComputeResources',
    { SpotIamFleetRole: 'a', Type: 'c' },
    { SpotIamFleetRole: 'b', Type: 'd' },
    REPLACES,
  ],
  ['AWS::Batch::ComputeEnvironment', 'ComputeResources', { Type: 'a' }, { Type: 'b' }, MAY_REPLACE],
  ['AWS::Batch::ComputeEnvironment', 'ComputeResources', undefined, { Type: 'b' }, MAY_REPLACE],
  ['AWS::Batch::ComputeEnvironment', 'ComputeResources', { Other: 1 }, { Other: 2 }, IN_PLACE],
  ['AWS::AuditManager::Assessment', 'Scope', { AwsAccounts: [{ Id: 1 }] }, { AwsAccounts: [{ Id: 2 }] }, MAY_REPLACE],
  [
    'AWS::AuditManager::Assessment',
    'Scope',
    { AwsAccounts: [{ Id: 1 }], A: 1 },
    { AwsAccounts: [{ Id: 1 }] },
    IN_PLACE,
  ],
])('%s: %s by the service specification', (type, property, before, after, outcome) => {
  expect(outcomeOf(type, property, before, after)).toEqual([[property, outcome]]);
});
