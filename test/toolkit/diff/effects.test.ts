import { stackOf, StackResource, StackTemplate, TemplateDocument } from '../../../toolkit/assembly';
import { ChangeClass } from '../../../toolkit/diff/change-class';
import { classify } from '../../../toolkit/diff/classify';

const stack = (R: StackResource | undefined): StackTemplate[] => [
  stackOf({ name: 's', region: 'eu-west-1' }, { Resources: R ? { R } : {} } as TemplateDocument),
];
const resource = (
  Type: string,
  Properties: Record<string, unknown> = {},
  more: Partial<StackResource> = {},
): StackResource => ({ Type, Properties, ...more });
const database = (Properties: Record<string, unknown> = {}, more: Partial<StackResource> = {}) =>
  resource('AWS::RDS::DBInstance', Properties, more);
const table = (Properties: Record<string, unknown> = {}, more: Partial<StackResource> = {}) =>
  resource('AWS::DynamoDB::Table', Properties, more);

/** Class and reasons of what happens to the one resource. */
function outcome(before: StackResource, after: StackResource | undefined): [ChangeClass | undefined, string] {
  const [change] = classify(stack(before), stack(after)).changes;
  return [change?.class, change?.effects.map(({ reason }) => reason).join('; ') ?? ''];
}

test.each<[string, StackResource, StackResource | undefined, ChangeClass, RegExp]>([
  [
    'without a snapshot everything goes',
    database({}, { DeletionPolicy: 'Delete' }),
    undefined,
    ChangeClass.DATA,
    /is deleted with rows; no snapshot is taken, and automated backups are deleted/,
  ],
  ['with one something is left', database(), undefined, ChangeClass.DATA, /a final snapshot is taken/],
  [
    'backups that are kept are said',
    database({ DeleteAutomatedBackups: false }, { DeletionPolicy: 'Delete' }),
    undefined,
    ChangeClass.DATA,
    /automated backups are kept for their retention period/,
  ],
  [
    'protection that stands in the way is said',
    database({ DeletionProtection: 'true' }),
    undefined,
    ChangeClass.DATA,
    /its deletion protection makes AWS reject the deletion/,
  ],
  [
    'a table with point-in-time recovery leaves a backup',
    table({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
    undefined,
    ChangeClass.DATA,
    /leaves a backup for 35 days/,
  ],
  [
    'a replacement deletes the old one by its update-replace policy',
    table({ KeySchema: [1] }),
    table({ KeySchema: [2] }),
    ChangeClass.DATA,
    /the old one is deleted with items/,
  ],
  [
    'or keeps it, and what refers to it gets an empty one',
    table({ KeySchema: [1] }, { UpdateReplacePolicy: 'Retain' }),
    table({ KeySchema: [2] }, { UpdateReplacePolicy: 'Retain' }),
    ChangeClass.DATA,
    /the old one is retained in the account, and everything that refers to it gets the new, empty one/,
  ],
  [
    'what keeps a name of its own is not replaced',
    table({ TableName: 'orders', KeySchema: [1] }),
    table({ TableName: 'orders', KeySchema: [2] }),
    ChangeClass.DATA,
    /AWS CloudFormation rejects the replacement while it keeps TableName orders/,
  ],
  [
    'a replica that is cut off',
    database({ SourceDBInstanceIdentifier: 'a' }),
    database({}),
    ChangeClass.DATA,
    /SourceDBInstanceIdentifier detaches/,
  ],
  [
    'a property that says how a cluster was born',
    resource('AWS::RDS::DBCluster', { SnapshotIdentifier: 'a' }),
    resource('AWS::RDS::DBCluster', {}),
    ChangeClass.DATA,
    /rewrites the origin/,
  ],
  [
    'a member of a cluster is stateless',
    database({ DBClusterIdentifier: 'c', Engine: 'a' }, { DeletionPolicy: 'Delete' }),
    undefined,
    ChangeClass.REMOVED,
    /is removed; it is stateless/,
  ],
  [
    'a stateless resource that is retained is orphaned',
    resource('AWS::IAM::Role', {}, { DeletionPolicy: 'Retain' }),
    undefined,
    ChangeClass.ORPHANED,
    /retained in the account/,
  ],
  [
    'attributes of users that go are refused',
    resource('AWS::Cognito::UserPool', { Schema: [{ Name: 'a' }] }),
    resource('AWS::Cognito::UserPool', { Schema: [] }),
    ChangeClass.REFUSED,
    /cannot change or remove an attribute/,
  ],
  [
    'those that come are not',
    resource('AWS::Cognito::UserPool', { Schema: [{ Name: 'a' }] }),
    resource('AWS::Cognito::UserPool', { Schema: [{ Name: 'a' }, { Name: 'b' }] }),
    ChangeClass.IN_PLACE,
    /attributes are added/,
  ],
  [
    'what is written by a function may replace',
    resource('AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'a' }] }),
    resource('AWS::DynamoDB::GlobalTable', { Replicas: { 'Fn::If': ['Unknown', [{ Region: 'a' }], []] } }),
    ChangeClass.DATA,
    /the value cannot be known/,
  ],
  [
    'tags that cannot be changed',
    resource('AWS::OpenSearchServerless::Collection', { Tags: [1] }),
    resource('AWS::OpenSearchServerless::Collection', { Tags: [2] }),
    ChangeClass.DATA,
    /Tags replaces it/,
  ],
])('%s', (_, before, after, expected, reason) =>
  expect(outcome(before, after)).toEqual([expected, expect.stringMatching(reason)]),
);

const service = (TaskDefinition: string, MinimumHealthyPercent: number) =>
  resource('AWS::ECS::Service', { TaskDefinition, DeploymentConfiguration: { MinimumHealthyPercent } });
const group = (LaunchTemplate: string, UpdatePolicy?: Record<string, unknown>) =>
  resource('AWS::AutoScaling::AutoScalingGroup', { LaunchTemplate }, UpdatePolicy ? { UpdatePolicy } : {});
const rolling = (MinInstancesInService: number) => ({ AutoScalingRollingUpdate: { MinInstancesInService } });

test.each<[string, StackResource, StackResource, ChangeClass]>([
  ['a service that keeps its tasks', service('a', 100), service('b', 100), ChangeClass.IN_PLACE],
  ['a service that may stop them all', service('a', 0), service('b', 0), ChangeClass.INTERRUPTION],
  ['machines that are replaced one by one', group('a', rolling(1)), group('b', rolling(1)), ChangeClass.IN_PLACE],
  ['machines of which none has to run', group('a', rolling(0)), group('b', rolling(0)), ChangeClass.INTERRUPTION],
  ['machines that are not replaced', group('a'), group('b'), ChangeClass.IN_PLACE],
  [
    'the class of a database',
    database({ DBInstanceClass: 'a' }),
    database({ DBInstanceClass: 'b' }),
    ChangeClass.INTERRUPTION,
  ],
  [
    'the password of a database',
    database({ MasterUserPassword: 'a' }),
    database({ MasterUserPassword: 'b' }),
    ChangeClass.INTERRUPTION,
  ],
  [
    'bounds of capacity units',
    resource('AWS::RDS::DBCluster', { ServerlessV2ScalingConfiguration: 1 }),
    resource('AWS::RDS::DBCluster', { ServerlessV2ScalingConfiguration: 2 }),
    ChangeClass.SCALING,
  ],
  [
    'bounds of scaling with tags',
    resource('AWS::ECS::Service', { DesiredCount: 1, Tags: [] }),
    resource('AWS::ECS::Service', { DesiredCount: 2, Tags: [1] }),
    ChangeClass.SCALING,
  ],
  [
    'tags alone',
    resource('AWS::ECS::Service', { Tags: [] }),
    resource('AWS::ECS::Service', { Tags: [1] }),
    ChangeClass.TAGS,
  ],
  [
    'tags with something else are not only tags',
    resource('AWS::ECS::Service', { Tags: [], TaskDefinition: 'a' }),
    resource('AWS::ECS::Service', { Tags: [1], TaskDefinition: 'b' }),
    ChangeClass.IN_PLACE,
  ],
])('%s', (_, before, after, expected) => expect(outcome(before, after)[0]).toBe(expected));

test('an interruption says why, about how long, and on what basis', () => {
  expect(outcome(database({ DBInstanceClass: 'a' }), database({ DBInstanceClass: 'b' }))[1]).toBe(
    'DBInstanceClass: a restart, or a failover if there is a standby, 60 to 120 s with Multi-AZ, minutes without ' +
      '(AWS figure) (Amazon RDS user guide, modifying an instance; not measured)',
  );
});

test.each<[string, StackResource, StackResource]>([
  ['backups', database({ BackupRetentionPeriod: 7 }), database({})],
  ['a standby', database({ MultiAZ: true }), database({ MultiAZ: false })],
  ['a policy of the stack', table({}, { DeletionPolicy: 'Retain' }), table()],
  ['a policy for replacements', table({}, { UpdateReplacePolicy: 'Retain' }), table()],
  ['logs that never expired', resource('AWS::Logs::LogGroup'), resource('AWS::Logs::LogGroup', { RetentionInDays: 7 })],
  [
    'point-in-time recovery',
    table({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
    table(),
  ],
  ['messages', resource('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 }), resource('AWS::SQS::Queue')],
  [
    'a key that is deleted sooner',
    resource('AWS::KMS::Key', { PendingWindowInDays: 30 }),
    resource('AWS::KMS::Key', { PendingWindowInDays: 7 }),
  ],
])('%s: less protection is said', (_, before, after) => expect(outcome(before, after)[0]).toBe(ChangeClass.GUARD));

test('a handler that empties a bucket takes a protection away', () => {
  const [change] = classify(stack(undefined), stack(resource('Custom::S3AutoDeleteObjects'))).changes;
  expect([change.class, change.effects[0].reason]).toEqual([
    ChangeClass.GUARD,
    'empties a bucket before it is deleted, without asking',
  ]);
});

test('more protection is none the less', () => {
  expect(
    outcome(
      database({ BackupRetentionPeriod: 1, MultiAZ: false }),
      database({ BackupRetentionPeriod: 7, MultiAZ: true }),
    )[0],
  ).toBe(ChangeClass.IN_PLACE);
  expect(outcome(resource('AWS::Logs::LogGroup', { RetentionInDays: 7 }), resource('AWS::Logs::LogGroup'))[0]).toBe(
    ChangeClass.IN_PLACE,
  );
});
