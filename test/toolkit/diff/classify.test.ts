import { StackResource, StackTemplate } from '../../../toolkit/assembly';
import { ChangeClass, ResourceChange } from '../../../toolkit/diff/change-class';
import { classify } from '../../../toolkit/diff/classify';

const stack = (resources: Record<string, StackResource>, name = 's'): StackTemplate => ({
  name,
  region: 'eu-west-1',
  resources,
});
const changesOf = (
  before: Record<string, StackResource>,
  after: Record<string, StackResource>,
): readonly ResourceChange[] => classify([stack(before)], [stack(after)]).changes;

/** The class of the one change of a resource. */
function classOf(before: StackResource | undefined, after: StackResource | undefined): ChangeClass {
  const [change] = changesOf(before ? { R: before } : {}, after ? { R: after } : {});
  return change.class;
}

const bucket = (Properties: object = {}, more: Partial<StackResource> = {}): StackResource => ({
  Type: 'AWS::S3::Bucket',
  Properties: Properties as Record<string, unknown>,
  ...more,
});
const instance = (Properties: object, more: Partial<StackResource> = {}): StackResource => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'postgres', ...Properties },
  ...more,
});

describe('stores', () => {
  test.each<[string, StackResource | undefined, StackResource | undefined, ChangeClass]>([
    ['replaced', instance({ DBName: 'a' }), instance({ DBName: 'b' }), ChangeClass.DATA],
    [
      'replaced although the old one is kept: what refers to it gets the empty one',
      instance({ DBName: 'a' }, { UpdateReplacePolicy: 'Retain' }),
      instance({ DBName: 'b' }, { UpdateReplacePolicy: 'Retain' }),
      ChangeClass.DATA,
    ],
    ['deleted', bucket(), undefined, ChangeClass.DATA],
    ['deleted with a snapshot', instance({}), undefined, ChangeClass.DATA],
    ['kept when it leaves', bucket({}, { DeletionPolicy: 'Retain' }), undefined, ChangeClass.ORPHANED],
    ['robbed of its snapshot', instance({ DBSnapshotIdentifier: 'x' }), instance({}), ChangeClass.DATA],
    [
      'of an unknown type, changed',
      { Type: 'Custom::Store', Properties: { A: 1 } },
      { Type: 'Custom::Store', Properties: { A: 2 } },
      ChangeClass.DATA,
    ],
    ['of another type', bucket(), { Type: 'AWS::SQS::Queue' }, ChangeClass.DATA],
    ['unprotected', instance({ DeletionProtection: true }), instance({ DeletionProtection: false }), ChangeClass.GUARD],
    ['kept shorter', instance({ BackupRetentionPeriod: 7 }), instance({ BackupRetentionPeriod: 1 }), ChangeClass.GUARD],
    [
      'without versions',
      bucket({ VersioningConfiguration: { Status: 'Enabled' } }),
      bucket({ VersioningConfiguration: { Status: 'Suspended' } }),
      ChangeClass.GUARD,
    ],
    [
      'no longer retained',
      bucket({}, { DeletionPolicy: 'Retain' }),
      bucket({}, { DeletionPolicy: 'Delete' }),
      ChangeClass.GUARD,
    ],
    [
      'of another class',
      instance({ DBInstanceClass: 'a' }),
      instance({ DBInstanceClass: 'b' }),
      ChangeClass.INTERRUPTION,
    ],
    ['with a standby', instance({ MultiAZ: false }), instance({ MultiAZ: true }), ChangeClass.IN_PLACE],
    [
      'with more room to grow',
      instance({ MaxAllocatedStorage: 100 }),
      instance({ MaxAllocatedStorage: 500 }),
      ChangeClass.SCALING,
    ],
    ['tagged', bucket({ Tags: [] }), bucket({ Tags: [{ Key: 'a', Value: 'b' }] }), ChangeClass.TAGS],
    [
      'a key that changes what never changes',
      { Type: 'AWS::KMS::Key', Properties: { MultiRegion: false } },
      { Type: 'AWS::KMS::Key', Properties: { MultiRegion: true } },
      ChangeClass.REFUSED,
    ],
    ['new', undefined, bucket(), ChangeClass.ADDED],
    [
      'a read replica that goes',
      instance({ SourceDBInstanceIdentifier: 'x' }, { DeletionPolicy: 'Delete' }),
      undefined,
      ChangeClass.REMOVED,
    ],
  ])('%s', (_, before, after, expected) => expect(classOf(before, after)).toBe(expected));

  test('a renamed store that is kept still leaves an empty one behind, and is recognised', () => {
    const kept = bucket({ BucketEncryption: {} }, { DeletionPolicy: 'Retain' });
    const [change] = changesOf({ Old: kept }, { New: kept });
    expect(change).toMatchObject({ logicalId: 'Old', class: ChangeClass.DATA, movedWith: 's/New' });
    expect(change.effects[0].reason).toMatch(
      /is removed from the stack with objects, and an empty New takes its place; the old one is retained in the account; keep the logical id/,
    );
  });

  test('a move between stacks is recognised, and is no less a deletion', () => {
    const { changes } = classify(
      [stack({ Q: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 5 } } }, 'one'), stack({}, 'two')],
      [stack({}, 'one'), stack({ Q: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 5 } } }, 'two')],
    );
    expect(changes.map(({ stack: name, class: kind, movedWith }) => [name, kind, movedWith])).toEqual([
      ['one', ChangeClass.DATA, 'two/Q'],
      ['two', ChangeClass.ADDED, 'one/Q'],
    ]);
  });

  test('two that look the same are not taken for a move', () => {
    const queue = { Type: 'AWS::SQS::Queue' };
    expect(changesOf({ A: queue, B: queue }, { C: queue }).every(({ movedWith }) => movedWith === undefined)).toBe(
      true,
    );
  });
});

describe('a stateless resource', () => {
  test.each<[string, StackResource | undefined, StackResource | undefined, ChangeClass]>([
    [
      'a task definition',
      { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [1] } },
      { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [2] } },
      ChangeClass.REPLACED,
    ],
    [
      'an alarm',
      { Type: 'AWS::CloudWatch::Alarm', Properties: { Threshold: 1 } },
      { Type: 'AWS::CloudWatch::Alarm', Properties: { Threshold: 2 } },
      ChangeClass.IN_PLACE,
    ],
    [
      'bounds of scaling',
      { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { MaxCapacity: 1 } },
      { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { MaxCapacity: 2 } },
      ChangeClass.SCALING,
    ],
    ['a Lambda version', { Type: 'AWS::Lambda::Version', Properties: {} }, undefined, ChangeClass.REMOVED],
    [
      'a route',
      { Type: 'AWS::EC2::Route', Properties: { NatGatewayId: 'a' } },
      { Type: 'AWS::EC2::Route', Properties: { NatGatewayId: 'b' } },
      ChangeClass.INTERRUPTION,
    ],
  ])('%s', (_, before, after, expected) => expect(classOf(before, after)).toBe(expected));
});

describe('security', () => {
  const rule = (CidrIp: string): StackResource => ({
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { CidrIp, IpProtocol: 'tcp', FromPort: 22, ToPort: 22 },
  });
  const role = (Statement: object[]): StackResource => ({
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyDocument: { Statement } },
  });

  test.each<[string, StackResource | undefined, StackResource, string]>([
    ['a new rule for everybody', undefined, rule('0.0.0.0/0'), 'admits the whole internet on port 22 to 22'],
    [
      'a group that opens',
      { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
      {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { SecurityGroupIngress: [{ CidrIpv6: '::/0', IpProtocol: '-1' }] },
      },
      'on every port',
    ],
    [
      'a database in the open',
      instance({ PubliclyAccessible: false }),
      instance({ PubliclyAccessible: true }),
      'is publicly accessible',
    ],
    [
      'a bucket that may become public',
      bucket({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
      bucket({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: false,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
      'BlockPublicAcls is off',
    ],
    [
      'anybody',
      undefined,
      {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*' }] } },
      },
      'lets anybody do',
    ],
    [
      'everything',
      role([]),
      role([{ Effect: 'Allow', Action: '*', Resource: '*' }]),
      'may perform every action on every resource',
    ],
  ])('%s', (_, before, after, reason) => {
    const [change] = changesOf(before ? { R: before } : {}, { R: after });
    expect(change.effects.find((effect) => effect.class === ChangeClass.SECURITY)?.reason).toContain(reason);
  });

  test('what was open before is no news, and a rule for somebody is none', () => {
    expect(changesOf({ R: rule('0.0.0.0/0') }, { R: { ...rule('0.0.0.0/0'), Metadata: { changed: true } } })).toEqual(
      [],
    );
    expect(classOf(undefined, rule('10.0.0.0/8'))).toBe(ChangeClass.ADDED);
  });
});

test(
  'the gravest comes first, databases before other stores, and those before the rest, and nothing is ' +
    'said of what stays',
  () => {
    const queue = (seconds: number): StackResource => ({
      Type: 'AWS::SQS::Queue',
      Properties: { DelaySeconds: seconds },
    });
    const changes = changesOf(
      { A: queue(1), B: bucket(), C: instance({ DBName: 'a' }), D: bucket() },
      { A: queue(2), C: instance({ DBName: 'b' }), D: bucket(), E: queue(3) },
    );
    expect(changes.map(({ logicalId }) => logicalId)).toEqual(['C', 'B', 'A', 'E']);
  },
);
