import { ChangeClass } from '../../../../toolkit/diff/change-class';
import { changeOf, propertiesWith, resource } from './outcome';

const lowered = (before: Parameters<typeof propertiesWith>[1], after: Parameters<typeof propertiesWith>[2]) =>
  propertiesWith(ChangeClass.GUARD, before, after);

/** What CloudFormation does with a resource that leaves, from the one that keeps least to the one that keeps most. */
const POLICIES = ['Delete', 'Snapshot', 'RetainExceptOnCreate', 'Retain'];
const PAIRS = POLICIES.flatMap((from) => POLICIES.filter((to) => to !== from).map((to) => [from, to] as const));
const isLess = (from: string, to: string) => POLICIES.indexOf(to) < POLICIES.indexOf(from);

describe.each(['DeletionPolicy', 'UpdateReplacePolicy'])('%s', (name) => {
  test.each(PAIRS)('from %s to %s', (from, to) => {
    const withPolicy = (policy: string) => resource('AWS::RDS::DBInstance', {}, { [name]: policy });
    expect(lowered(withPolicy(from), withPolicy(to))).toEqual(isLess(from, to) ? [name] : []);
  });
});

/** The policy that holds where a template gives none: the CloudFormation guide, DeletionPolicy. */
test.each([
  ['AWS::RDS::DBInstance', {}, 'Snapshot'],
  ['AWS::RDS::DBInstance', { DBClusterIdentifier: 'c' }, 'Delete'],
  ['AWS::RDS::DBCluster', {}, 'Snapshot'],
  ['AWS::RDS::GlobalCluster', {}, 'Snapshot'],
  ['AWS::DynamoDB::Table', {}, 'Delete'],
  ['AWS::S3::Bucket', {}, 'Delete'],
])('%s with %j has the deletion policy %s', (type, properties, policy) => {
  const plain = resource(type, properties);
  const explicit = (DeletionPolicy: string) => resource(type, properties, { DeletionPolicy });
  const stronger = POLICIES[POLICIES.indexOf(policy) + 1];
  expect(lowered(explicit(policy), plain)).toEqual([]);
  expect(lowered(plain, explicit(policy))).toEqual([]);
  expect(lowered(explicit(stronger), plain)).toEqual(['DeletionPolicy']);
  expect(lowered(plain, explicit('Delete'))).toEqual(policy === 'Delete' ? [] : ['DeletionPolicy']);
});

const UNKNOWN = { 'Fn::If': ['Unknown', true, false] };

test.each<[type: string, property: string, on: unknown, off: unknown]>([
  ['AWS::ElastiCache::ReplicationGroup', 'AutomaticFailoverEnabled', true, false],
  ['AWS::ElastiCache::ReplicationGroup', 'MultiAZEnabled', true, 'false'],
  ['AWS::EFS::FileSystem', 'BackupPolicy', { Status: 'ENABLED' }, { Status: 'DISABLED' }],
  ['AWS::RDS::DBInstance', 'DeletionProtection', 'true', false],
  ['AWS::RDS::DBCluster', 'DeletionProtection', true, false],
  ['AWS::DynamoDB::Table', 'DeletionProtectionEnabled', true, false],
  ['AWS::KMS::Key', 'EnableKeyRotation', true, false],
  ['AWS::RDS::DBInstance', 'MultiAZ', true, false],
  ['AWS::S3::Bucket', 'ObjectLockEnabled', true, false],
  [
    'AWS::DynamoDB::Table',
    'PointInTimeRecoverySpecification',
    { PointInTimeRecoveryEnabled: true },
    { PointInTimeRecoveryEnabled: false },
  ],
  ['AWS::S3::Bucket', 'VersioningConfiguration', { Status: 'Enabled' }, { Status: 'Suspended' }],
])('%s: %s protects from %j, not from %j', (type, property, on, off) => {
  const withValue = (value: unknown) => resource(type, value === undefined ? {} : { [property]: value });
  expect(lowered(withValue(on), withValue(off))).toEqual([property]);
  expect(lowered(withValue(on), withValue(undefined))).toEqual([property]);
  expect(lowered(withValue(on), withValue(UNKNOWN))).toEqual([property]);
  expect(lowered(withValue(UNKNOWN), withValue(off))).toEqual([property]);
  expect(lowered(withValue(off), withValue(on))).toEqual([]);
  expect(lowered(withValue(undefined), withValue(on))).toEqual([]);
  expect(lowered(withValue(undefined), withValue(off))).toEqual([]);
  expect(lowered(withValue(off), withValue(UNKNOWN))).toEqual([]);
});

test.each<[type: string, property: string, byDefault: number]>([
  ['AWS::Redshift::Cluster', 'AutomatedSnapshotRetentionPeriod', 1],
  ['AWS::RDS::DBInstance', 'BackupRetentionPeriod', 1],
  ['AWS::RDS::DBCluster', 'BackupRetentionPeriod', 1],
  ['AWS::SQS::Queue', 'MessageRetentionPeriod', 345_600],
  ['AWS::KMS::Key', 'PendingWindowInDays', 30],
  ['AWS::Kinesis::Stream', 'RetentionPeriodHours', 24],
  ['AWS::ElastiCache::ReplicationGroup', 'SnapshotRetentionLimit', 0],
])('%s: %s is %d where none is given', (type, property, byDefault) => {
  const withValue = (value?: number) => resource(type, value === undefined ? {} : { [property]: value });
  expect(lowered(withValue(byDefault + 2), withValue(byDefault + 1))).toEqual([property]);
  expect(lowered(withValue(byDefault + 1), withValue(byDefault + 2))).toEqual([]);
  expect(lowered(withValue(byDefault + 1), withValue())).toEqual([property]);
  expect(lowered(withValue(byDefault), withValue())).toEqual([]);
  expect(lowered(withValue(), withValue(byDefault + 1))).toEqual([]);
});

test('logs are kept permanently where no retention is given', () => {
  const logs = (RetentionInDays?: number) =>
    resource('AWS::Logs::LogGroup', RetentionInDays === undefined ? {} : { RetentionInDays });
  expect(lowered(logs(90), logs(30))).toEqual(['RetentionInDays']);
  expect(lowered(logs(), logs(3650))).toEqual(['RetentionInDays']);
  expect(lowered(logs(30), logs(90))).toEqual([]);
  expect(lowered(logs(3650), logs())).toEqual([]);
});

test('only a key has a waiting period', () => {
  const queue = (PendingWindowInDays: number) => resource('AWS::SQS::Queue', { PendingWindowInDays });
  expect(lowered(queue(30), queue(7))).toEqual([]);
});

test.each([
  ['Custom::ECRAutoDeleteImages', 'a repository'],
  ['Custom::S3AutoDeleteObjects', 'a bucket'],
])('%s empties %s', (type, what) => {
  const effect = changeOf(undefined, resource(type))?.effects.find(({ class: kind }) => kind === ChangeClass.GUARD);
  expect(effect?.reason).toContain(`empties ${what} `);
});
