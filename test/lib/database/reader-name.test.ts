import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ReaderName, ReaderNameProps } from '../../../lib/database';
import { losses } from '../../helpers/create-only';
import { nagFindings } from '../../helpers/nag';
import { database, ENV, MAXIMAL, testApp } from './stacks';

function readerTemplate(props: Partial<ReaderNameProps> = {}): Template {
  const test = testApp();
  new ReaderName(test.data, 'Reader', {
    vpc: test.vpc,
    zoneName: 'saas-production.internal',
    writerHost: 'writer.example',
    replicaHosts: [],
    ...props,
  });
  return Template.fromStack(test.data);
}

const recordsOf = (template: Template): Record<string, unknown>[] =>
  Object.values(template.findResources('AWS::Route53::RecordSet')).map((record) => record.Properties);

test('alone, the writer answers', () => {
  const template = readerTemplate();
  template.hasResource('AWS::Route53::HostedZone', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { Name: 'saas-production.internal.', VPCs: [Match.objectLike({ VPCRegion: 'eu-central-1' })] },
  });
  expect(recordsOf(template)).toEqual([
    {
      HostedZoneId: { Ref: expect.stringMatching(/^ReaderZone/) },
      Name: 'reader.saas-production.internal.',
      ResourceRecords: ['writer.example'],
      SetIdentifier: 'writer',
      TTL: '5',
      Type: 'CNAME',
      Weight: 100,
    },
  ]);
});

test('with replicas they answer and the writer stands by', () => {
  const records = recordsOf(readerTemplate({ replicaHosts: ['one.example', 'two.example'] }));
  expect(records.map((record) => [record.SetIdentifier, record.Weight, record.ResourceRecords])).toEqual([
    ['writer', 0, ['writer.example']],
    ['replica-1', 100, ['one.example']],
    ['replica-2', 100, ['two.example']],
  ]);
});

test('replicas come and go without a change of zone, name or set identifier', () => {
  const types = ['AWS::Route53::HostedZone', 'AWS::Route53::RecordSet'];
  const [none, one, three] = [[], ['one'], ['one', 'two', 'three']].map((replicaHosts) =>
    readerTemplate({ replicaHosts }),
  );
  for (const [before, after] of [
    [none, one],
    [one, three],
    [none, three],
  ]) {
    expect(losses(before.toJSON(), after.toJSON(), types)).toEqual([]);
  }
  const setIdentifiers = (template: Template): unknown[] => recordsOf(template).map((record) => record.SetIdentifier);
  expect(setIdentifiers(three).slice(0, 2)).toEqual(setIdentifiers(one));
  expect(losses(three.toJSON(), one.toJSON(), types)).toEqual([
    expect.stringMatching(/^ReaderReplica2.*removed/),
    expect.stringMatching(/^ReaderReplica3.*removed/),
  ]);
});

test('the host is a literal', () => {
  const test = testApp();
  const reader = new ReaderName(test.data, 'Reader', {
    vpc: test.vpc,
    zoneName: 'a.internal',
    recordName: 'ro',
    writerHost: 'w',
    replicaHosts: [],
    ttlSeconds: 30,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  expect(reader.host).toBe('ro.a.internal');
  expect(reader.hostedZone.zoneName).toBe('a.internal');
  Template.fromStack(test.data).hasResource('AWS::Route53::HostedZone', { DeletionPolicy: 'Delete' });
});

test('alarms take replicas out', () => {
  const test = testApp();
  const db = database(test, MAXIMAL);
  const replicaHealthAlarms = db.replicas.map(
    (_, index) =>
      new Alarm(test.data, `Lag${index}`, { metric: db.metricReplicaLag(index), threshold: 60, evaluationPeriods: 3 }),
  );
  new ReaderName(test.data, 'Reader', {
    vpc: test.vpc,
    zoneName: 'a.internal',
    writerHost: db.instanceHost,
    replicaHosts: db.replicaHosts,
    replicaHealthAlarms,
  });
  const template = Template.fromStack(test.data);
  template.resourceCountIs('AWS::Route53::HealthCheck', 2);
  template.hasResourceProperties('AWS::Route53::HealthCheck', {
    HealthCheckConfig: {
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Name: { Ref: Match.stringLikeRegexp('^Lag') }, Region: 'eu-central-1' },
      InsufficientDataHealthStatus: 'LastKnownStatus',
    },
  });
  const [writer, replica] = recordsOf(template);
  expect(writer.HealthCheckId).toBeUndefined();
  expect(replica.HealthCheckId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/HealthCheck/), 'HealthCheckId'] });
});

test('works in a foreign stack with an imported network', () => {
  const stack = new Stack(new App(), 'Foreign', { env: ENV });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
  new ReaderName(stack, 'Reader', { vpc, zoneName: 'a.internal', writerHost: 'w', replicaHosts: [] });
  Template.fromStack(stack).hasResourceProperties('AWS::Route53::HostedZone', {
    VPCs: [{ VPCId: 'vpc-1', VPCRegion: 'eu-central-1' }],
  });
});

test('clean by cdk-nag', () => {
  const test = testApp();
  new ReaderName(test.data, 'Reader', { vpc: test.vpc, zoneName: 'a.internal', writerHost: 'w', replicaHosts: ['r'] });
  expect(nagFindings(test.app).filter((finding) => finding.includes('Data/'))).toEqual([]);
});

test('fails with every problem at once', () => {
  expect(() =>
    readerTemplate({
      zoneName: 'Internal.',
      recordName: 'a.b',
      replicaHosts: Array(16).fill('r'),
      replicaHealthAlarms: [],
      ttlSeconds: 0,
    }),
  ).toThrow(
    'Data/Reader: `zoneName` must be a lowercase domain name without a trailing dot, got: "Internal."; ' +
      'for example saas-production.internal; ' +
      '`recordName` must be a lowercase DNS label, got: "a.b"; for example reader; ' +
      '`replicaHosts` must have at most 15 entries (Amazon RDS quota), got: 16; ' +
      '`replicaHealthAlarms` must have one alarm per replica, got: 0 for 16 replicas; ' +
      '`ttlSeconds` must be a whole number from 1 to 60, got: 0',
  );
});
