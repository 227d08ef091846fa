import { StackResource } from '../../../../toolkit/assembly';
import { ChangeClass } from '../../../../toolkit/diff/change-class';
import { reasonsOf, resource } from './outcome';

const opened = (before: StackResource, after: StackResource) =>
  reasonsOf(ChangeClass.SECURITY, { R: before }, { R: after });

const statement = (more: object = {}) => ({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', ...more }],
});

/** What is put upon something that exists opens that; upon something new it opens only what is open to everybody. */
test.each<[type: string, on: string, open: Record<string, unknown>]>([
  ['AWS::EC2::SecurityGroupIngress', 'GroupId', { CidrIp: '10.0.0.0/8', IpProtocol: '-1' }],
  ['AWS::EC2::SecurityGroupIngress', 'GroupName', { CidrIp: '10.0.0.0/8', IpProtocol: '-1' }],
  ['AWS::IAM::GroupPolicy', 'GroupName', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::IAM::ManagedPolicy', 'Groups', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::IAM::ManagedPolicy', 'Roles', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::IAM::ManagedPolicy', 'Users', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::IAM::Policy', 'Groups', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::IAM::Policy', 'Roles', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::IAM::Policy', 'Users', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::IAM::RolePolicy', 'RoleName', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::IAM::UserPolicy', 'UserName', { PolicyDocument: statement({ Principal: undefined }) }],
  ['AWS::Lambda::Permission', 'FunctionName', { Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' }],
  ['AWS::S3::BucketPolicy', 'Bucket', { PolicyDocument: statement({ Principal: { AWS: '111111111111' } }) }],
  ['AWS::SNS::TopicPolicy', 'Topics', { PolicyDocument: statement({ Principal: { AWS: '111111111111' } }) }],
  ['AWS::SQS::QueuePolicy', 'Queues', { PolicyDocument: statement({ Principal: { AWS: '111111111111' } }) }],
  [
    'AWS::SecretsManager::ResourcePolicy',
    'SecretId',
    { ResourcePolicy: statement({ Principal: { AWS: '111111111111' } }) },
  ],
])('%s opens what %s names', (type, on, open) => {
  const target = { Target: resource('AWS::SSM::Parameter') };
  const put = resource(type, { ...open, [on]: /s$/.test(on) ? [{ Ref: 'Target' }] : { Ref: 'Target' } });
  expect(reasonsOf(ChangeClass.SECURITY, target, { ...target, Put: put })).toHaveLength(1);
  expect(reasonsOf(ChangeClass.SECURITY, {}, { ...target, Put: put })).toEqual([]);
});

test.each([
  ['AWS::IAM::Role', 'AssumeRolePolicyDocument'],
  ['AWS::KMS::Key', 'KeyPolicy'],
  ['AWS::IAM::ManagedPolicy', 'PolicyDocument'],
  ['AWS::Lambda::LayerVersionPermission', 'Policy'],
  ['AWS::ECR::Repository', 'RepositoryPolicyText'],
  ['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy'],
  ['AWS::EFS::FileSystem', 'FileSystemPolicy'],
  ['AWS::OpenSearchService::Domain', 'AccessPolicies'],
])('%s: %s is a policy that is compared', (type, property) => {
  const document = (action: string) => resource(type, { [property]: statement({ Action: action }) });
  expect(opened(document('s3:GetObject'), document('s3:*'))).toEqual(['lets anybody do s3:* with everything']);
  expect(opened(document('s3:*'), document('s3:GetObject'))).toEqual([]);
});

test('policies inside of a role are compared', () => {
  const role = (action: string) =>
    resource('AWS::IAM::Role', { Policies: [{ PolicyDocument: statement({ Action: action, Principal: undefined }) }] });
  expect(opened(role('s3:GetObject'), role('s3:*'))).toEqual(['may do s3:* with everything']);
});

test.each([
  ['AWS::EC2::Volume', 'Encrypted'],
  ['AWS::EFS::FileSystem', 'Encrypted'],
  ['AWS::ElastiCache::ReplicationGroup', 'AtRestEncryptionEnabled'],
  ['AWS::ElastiCache::ReplicationGroup', 'TransitEncryptionEnabled'],
  ['AWS::RDS::DBCluster', 'StorageEncrypted'],
  ['AWS::RDS::DBInstance', 'StorageEncrypted'],
  ['AWS::RDS::DBProxy', 'RequireTLS'],
  ['AWS::SQS::Queue', 'SqsManagedSseEnabled'],
])('%s: %s switched off opens it', (type, property) => {
  const withValue = (value: unknown) => resource(type, { [property]: value });
  expect(opened(withValue(true), withValue(false))).toEqual([`${property} is off`]);
  expect(opened(withValue(true), withValue('false'))).toEqual([`${property} is off`]);
  expect(opened(withValue(false), withValue(true))).toEqual([]);
  expect(opened(withValue(false), withValue('false'))).toEqual([]);
});

test.each([
  ['AWS::ApiGateway::Method', 'AuthorizerId'],
  ['AWS::ApiGatewayV2::Route', 'AuthorizerId'],
  ['AWS::IAM::Role', 'PermissionsBoundary'],
  ['AWS::IAM::User', 'PermissionsBoundary'],
  ['AWS::S3::Bucket', 'PublicAccessBlockConfiguration'],
])('%s without %s is less protected', (type, property) => {
  const value = property === 'PublicAccessBlockConfiguration' ? {} : 'a';
  expect(opened(resource(type, { [property]: value }), resource(type))).toEqual([`${property} is removed`]);
  expect(opened(resource(type), resource(type, { [property]: 'a' }))).not.toContain(`${property} is removed`);
});

test.each(['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'])(
  'a bucket without %s is open',
  (name) => {
    const all = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
    const bucket = (block: object) => resource('AWS::S3::Bucket', { PublicAccessBlockConfiguration: block });
    expect(opened(bucket(all), bucket({ ...all, [name]: false }))).toEqual([`${name} is off`]);
    expect(opened(bucket({ ...all, [name]: 'true' }), bucket(all))).toEqual([]);
  },
);

test.each<[type: string, before: object, after: object, reason: string]>([
  ['AWS::RDS::DBInstance', { PubliclyAccessible: false }, { PubliclyAccessible: true }, 'is publicly accessible'],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    { Scheme: 'internal' },
    { Scheme: 'internet-facing' },
    'faces the internet',
  ],
  ['AWS::S3::Bucket', {}, { AccessControl: 'PublicRead' }, 'has the access control list PublicRead'],
  ['AWS::S3::Bucket', {}, { AccessControl: 'PublicReadWrite' }, 'has the access control list PublicReadWrite'],
  ['AWS::S3::Bucket', {}, { AccessControl: 'AuthenticatedRead' }, 'has the access control list AuthenticatedRead'],
  ['AWS::Lambda::Url', { AuthType: 'AWS_IAM' }, { AuthType: 'NONE' }, 'needs no authentication'],
  [
    'AWS::ApiGateway::Method',
    { AuthorizationType: 'AWS_IAM' },
    { AuthorizationType: 'NONE' },
    'needs no authentication',
  ],
  [
    'AWS::ElasticLoadBalancingV2::Listener',
    { Protocol: 'HTTPS' },
    { Protocol: 'HTTP' },
    'no longer encrypts its traffic',
  ],
  ['AWS::ElasticLoadBalancingV2::Listener', { Protocol: 'TLS' }, { Protocol: 'TCP' }, 'no longer encrypts its traffic'],
  [
    'AWS::CloudFront::Distribution',
    { DistributionConfig: { WebACLId: 'a' } },
    { DistributionConfig: { WebACLId: '' } },
    'is no longer behind a firewall',
  ],
  [
    'AWS::EC2::SecurityGroup',
    { SecurityGroupIngress: [] },
    { SecurityGroupIngress: [{ CidrIpv6: '::/0', IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }] },
    'admits the whole internet on port 22 to 22',
  ],
])('%s from %j to %j', (type, before, after, reason) => {
  const [old, next] = [before, after].map((properties) => resource(type, properties as Record<string, unknown>));
  expect(opened(old, next)).toEqual([reason]);
  expect(opened(next, old)).toEqual([]);
});

test('a new access key is one that never ends, and a private bucket list is none', () => {
  const key = resource('AWS::IAM::AccessKey', { UserName: 'a' });
  expect(reasonsOf(ChangeClass.SECURITY, {}, { Key: key })).toEqual(['is an access key, which never expires']);
  expect(opened(resource('AWS::S3::Bucket'), resource('AWS::S3::Bucket', { AccessControl: 'Private' }))).toEqual([]);
});

test('TLS to TLS stays encrypted', () => {
  const listener = (Protocol: string) => resource('AWS::ElasticLoadBalancingV2::Listener', { Protocol });
  expect(opened(listener('HTTPS'), listener('TLS'))).toEqual([]);
});

test('of many actions five are named', () => {
  const actions = ['a:1', 'a:2', 'a:3', 'a:4', 'a:5', 'a:6', 'a:7'];
  const policy = (count: number) =>
    resource('AWS::IAM::ManagedPolicy', {
      PolicyDocument: statement({ Principal: undefined, Action: actions.slice(0, count) }),
    });
  expect(opened(policy(0), policy(5))).toEqual(['may do a:1, a:2, a:3, a:4, a:5 with everything']);
  expect(opened(policy(0), policy(7))).toEqual(['may do a:1, a:2, a:3, a:4, a:5 and 2 more with everything']);
});
