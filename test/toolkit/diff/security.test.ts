import { stackOf, StackResource, StackTemplate, TemplateDocument } from '../../../toolkit/assembly';
import { ChangeClass } from '../../../toolkit/diff/change-class';
import { classify } from '../../../toolkit/diff/classify';

type Resources = Record<string, StackResource>;
const stack = (Resources: Resources): StackTemplate[] => [
  stackOf({ name: 's', region: 'eu-west-1' }, { Resources } as TemplateDocument),
];
const resource = (Type: string, Properties: Record<string, unknown> = {}): StackResource => ({ Type, Properties });

/** What opens, by the reasons. */
function opened(before: Resources, after: Resources): string[] {
  return classify(stack(before), stack(after)).changes.flatMap(({ effects }) =>
    effects.filter((effect) => effect.class === ChangeClass.SECURITY).map(({ reason }) => reason),
  );
}

const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const policy = (...Statement: object[]) =>
  resource('AWS::IAM::Policy', { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement } });
const role = resource('AWS::IAM::Role', {});
const bucketPolicy = (...Statement: object[]) =>
  resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'B' }, PolicyDocument: { Statement } });
const bucket = resource('AWS::S3::Bucket');
const arn = { 'Fn::GetAtt': ['B', 'Arn'] };

describe('policies of what is there', () => {
  test.each<[string, StackResource, StackResource, string[]]>([
    [
      'another action',
      policy(allow('s3:GetObject', arn)),
      policy(allow(['s3:GetObject', 's3:DeleteObject'], arn)),
      ['may do s3:deleteobject with ${B.Arn}'],
    ],
    [
      'another resource',
      policy(allow('s3:GetObject', 'a')),
      policy(allow('s3:GetObject', ['a', 'b'])),
      ['may do s3:getobject with b'],
    ],
    [
      'a pattern that takes in more',
      policy(allow('s3:GetObject', 'a')),
      policy(allow('s3:*', 'a')),
      ['may do s3:* with a'],
    ],
    [
      'a condition that goes',
      policy(allow('s3:GetObject', 'a', { Condition: { Bool: { x: 'y' } } })),
      policy(allow('s3:GetObject', 'a')),
      ['may do s3:getobject with a'],
    ],
    [
      'everything but',
      policy(allow('s3:GetObject')),
      policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
      ['may do everything but "iam:*" with everything'],
    ],
    ['everything', policy(), policy(allow('*')), ['may perform every action on every resource']],
    ['less is no opening', policy(allow('s3:*')), policy(allow('s3:GetObject', arn)), []],
    ['nor is another order', policy(allow(['a:B', 'c:D'])), policy(allow(['c:D', 'a:B'])), []],
    ['nor another way to write it', policy(allow('s3:GetObject')), policy(allow(['S3:getObject'], ['*'])), []],
    [
      'nor a denial',
      policy(allow('s3:GetObject')),
      policy(allow('s3:GetObject'), { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }),
      [],
    ],
    [
      'a statement under a condition',
      policy(),
      policy({ 'Fn::If': ['Unknown', allow('s3:GetObject', 'a'), { Ref: 'AWS::NoValue' }] }),
      ['may do s3:getobject with a'],
    ],
    [
      'an action under a condition',
      policy(allow('s3:GetObject', 'a')),
      policy(allow({ 'Fn::If': ['Unknown', 's3:GetObject', 's3:PutObject'] }, 'a')),
      ['may do s3:putobject with a'],
    ],
    [
      'a denial that goes is one',
      policy({ Effect: 'Deny', Action: 's3:PutObject', Resource: 'a' }),
      policy(),
      ['no longer denies s3:putobject on a'],
    ],
  ])('%s', (_, before, after, expected) =>
    expect(opened({ Role: role, B: bucket, P: before }, { Role: role, B: bucket, P: after })).toEqual(expected),
  );

  test('a role that another account may take, a managed policy, a boundary that goes', () => {
    const one = (more: object, principal: unknown = { Service: 'ecs.amazonaws.com' }) => ({
      R: resource('AWS::IAM::Role', {
        AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }] },
        ...more,
      }),
    });
    expect(opened(one({}), one({}, { Service: 'ecs.amazonaws.com', AWS: 'arn:aws:iam::111111111111:root' }))).toEqual([
      'lets arn:aws:iam::111111111111:root do sts:assumerole',
    ]);
    expect(
      opened(
        one({}),
        one({
          ManagedPolicyArns: [
            { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AdministratorAccess']] },
          ],
        }),
      ),
    ).toEqual(['may do what policy/AdministratorAccess allows with everything']);
    expect(opened(one({ PermissionsBoundary: 'a' }), one({}))).toEqual(['PermissionsBoundary is removed']);
  });

  test(
    'what is new for something new opens only what it opens to everybody; what is new for something old ' +
      'opens what it allows',
    () => {
      const grants = { P: policy(allow('s3:GetObject', arn)) };
      expect(opened({ B: bucket }, { B: bucket, Role: role, ...grants })).toEqual([]);
      expect(opened({ B: bucket, Role: role }, { B: bucket, Role: role, ...grants })).toEqual([
        'may do s3:getobject with ${B.Arn}',
      ]);
      expect(opened({}, { Role: role, P: policy(allow('*')) })).toEqual(['may perform every action on every resource']);
    },
  );

  test('a policy of a bucket for anybody, or for whoever comes from one place', () => {
    const anybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: arn };
    expect(opened({}, { B: bucket, P: bucketPolicy(anybody) })).toEqual(['lets anybody do s3:getobject with ${B.Arn}']);
    expect(opened({}, { B: bucket, P: bucketPolicy({ ...anybody, Principal: { AWS: ['*'] } }) })).toEqual([
      'lets anybody do s3:getobject with ${B.Arn}',
    ]);
    expect(
      opened(
        {},
        { B: bucket, P: bucketPolicy({ ...anybody, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }) },
      ),
    ).toEqual([]);
  });

  test('the policy that demands TLS goes with its resource', () => {
    expect(
      opened(
        {
          B: bucket,
          P: bucketPolicy({
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: arn,
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        },
        { B: bucket },
      ),
    ).toEqual(['no longer denies s3:*']);
  });

  test('a function that somebody else may call', () => {
    const permission = (more: object) =>
      resource('AWS::Lambda::Permission', {
        FunctionName: { Ref: 'F' },
        Action: 'lambda:InvokeFunction',
        Principal: '*',
        ...more,
      });
    expect(opened({}, { F: resource('AWS::Lambda::Function'), P: permission({}) })).toEqual([
      'lets anybody do lambda:invokefunction',
    ]);
    expect(
      opened(
        { F: resource('AWS::Lambda::Function') },
        { F: resource('AWS::Lambda::Function'), P: permission({ Principal: 's3.amazonaws.com', SourceArn: 'a' }) },
      ),
    ).toEqual(['lets s3.amazonaws.com do lambda:invokefunction under a condition']);
  });
});

describe('networks and switches', () => {
  const group = (...SecurityGroupIngress: object[]) => resource('AWS::EC2::SecurityGroup', { SecurityGroupIngress });
  const rule = (CidrIp: unknown) => ({ CidrIp, IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432 });

  test.each<[string, StackResource, StackResource, string[]]>([
    [
      'a group that admits another network',
      group(),
      group(rule('10.9.0.0/16')),
      ['admits 10.9.0.0/16 on port 5432 to 5432'],
    ],
    [
      'a group that admits everybody',
      group(rule('10.0.0.0/8')),
      group(rule('0.0.0.0/0')),
      ['admits the whole internet on port 5432 to 5432'],
    ],
    [
      'a group that admits another group of the app',
      group(),
      group({ SourceSecurityGroupId: { Ref: 'Other' }, IpProtocol: 'tcp', FromPort: 1, ToPort: 1 }),
      [],
    ],
    [
      'a group that admits a group of somebody',
      group(),
      group({ SourceSecurityGroupId: 'sg-1', IpProtocol: '-1' }),
      ['admits sg-1 on every port'],
    ],
    [
      'a group that admits everybody under a condition',
      group(),
      group({ 'Fn::If': ['Unknown', rule('0.0.0.0/0'), { Ref: 'AWS::NoValue' }] }),
      ['admits the whole internet on port 5432 to 5432'],
    ],
    [
      'a listener without TLS',
      resource('AWS::ElasticLoadBalancingV2::Listener', { Protocol: 'HTTPS' }),
      resource('AWS::ElasticLoadBalancingV2::Listener', { Protocol: 'HTTP' }),
      ['no longer encrypts its traffic'],
    ],
    [
      'a distribution without a firewall',
      resource('AWS::CloudFront::Distribution', { DistributionConfig: { WebACLId: 'a' } }),
      resource('AWS::CloudFront::Distribution', { DistributionConfig: {} }),
      ['is no longer behind a firewall'],
    ],
    [
      'a bucket without its block',
      resource('AWS::S3::Bucket', { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
      bucket,
      ['PublicAccessBlockConfiguration is removed'],
    ],
    [
      'a bucket that everybody may read',
      bucket,
      resource('AWS::S3::Bucket', { AccessControl: 'PublicRead' }),
      ['has the access control list PublicRead'],
    ],
    [
      'a method that needs no authentication',
      resource('AWS::ApiGateway::Method', { AuthorizationType: 'AWS_IAM' }),
      resource('AWS::ApiGateway::Method', { AuthorizationType: 'NONE' }),
      ['needs no authentication'],
    ],
    [
      'an index of tasks without TLS',
      resource('AWS::RDS::DBProxy', { RequireTLS: true }),
      resource('AWS::RDS::DBProxy', { RequireTLS: false }),
      ['RequireTLS is off'],
    ],
  ])('%s', (_, before, after, expected) => expect(opened({ R: before }, { R: after })).toEqual(expected));

  test('a firewall that no longer stands before something', () => {
    expect(opened({ W: resource('AWS::WAFv2::WebACLAssociation') }, {})).toEqual(['removes the firewall']);
  });
});
