import { Duration, Fn, Lazy, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ValkeyCache, ValkeyCacheProps } from '../../../lib/cache';
import { losses } from '../../helpers/create-only';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { build, own } from './helpers/cache';

const RETAINED = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

describe('minimal', () => {
  const { app, stack, cache } = build();
  const template = Template.fromStack(stack);

  test('cluster mode, TLS, encryption, failover over zones, snapshots, own users', () => {
    template.hasResource('AWS::ElastiCache::ReplicationGroup', {
      ...RETAINED,
      UpdatePolicy: { UseOnlineResharding: true },
      Properties: {
        Engine: 'valkey',
        ClusterMode: 'enabled',
        NumNodeGroups: 1,
        ReplicasPerNodeGroup: 1,
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: true,
        TransitEncryptionEnabled: true,
        TransitEncryptionMode: 'required',
        AtRestEncryptionEnabled: true,
        KmsKeyId: Match.absent(),
        AuthToken: Match.absent(),
        SnapshotRetentionLimit: 1,
        Port: 6379,
        ReplicationGroupId: Match.absent(),
        UserGroupIds: [{ Ref: Match.stringLikeRegexp('UserGroup') }],
      },
    });
    template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      Properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'volatile-lru' },
    });
  });

  test('the default user may do nothing, the application no administration', () => {
    template.hasResourceProperties('AWS::ElastiCache::User', { UserName: 'default', AccessString: 'off ~* -@all' });
    // Users of engine valkey must have a password or IAM, the switched off one too.
    template.allResourcesProperties('AWS::ElastiCache::User', {
      Engine: 'valkey',
      AuthenticationMode: { Type: 'password', Passwords: [Match.anyValue()] },
    });
    template.hasResourceProperties('AWS::ElastiCache::User', {
      UserName: 'app',
      AccessString: Match.stringLikeRegexp('-@admin -@dangerous'),
      AuthenticationMode: Match.objectLike({ Type: 'password' }),
    });
  });

  test('names of users fit ElastiCache: lower case, at most 40 characters, a letter first', () => {
    const ids = [
      ...Object.values(template.findResources('AWS::ElastiCache::User')).map(
        ({ Properties }) => (Properties as { UserId: string }).UserId,
      ),
      ...Object.values(template.findResources('AWS::ElastiCache::UserGroup')).map(
        ({ Properties }) => (Properties as { UserGroupId: string }).UserGroupId,
      ),
    ];
    expect(new Set(ids).size).toBe(3);
    ids.forEach((id) => expect(id).toMatch(/^[a-z][a-z0-9-]{0,39}$/));
  });

  test('nobody is admitted, and nothing goes out', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32' }],
    });
  });

  test('the password is nowhere; the URL says where it is', () => {
    template.hasResource('AWS::SecretsManager::Secret', {
      ...RETAINED,
      Properties: { GenerateSecretString: { PasswordLength: 48, ExcludePunctuation: true } },
    });
    const url = JSON.stringify(
      stack.resolve(
        template.findResources('AWS::SecretsManager::Secret', { Properties: { SecretString: Match.anyValue() } }),
      ),
    );
    expect(url).toContain('rediss://app:{{resolve:secretsmanager:');
    expect(url).toContain('ConfigurationEndPoint.Address');
  });

  test('slow and engine logs are kept', () => {
    template.resourceCountIs('AWS::Logs::LogGroup', 2);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  test('cdk-nag finds nothing that is not acknowledged', () => {
    expect(nagFindings(app)).toEqual([]);
    expect(cache.port).toBe(6379);
  });
});

test('maximal', () => {
  const at = own();
  const { stack } = build(
    {
      shards: 3,
      replicasPerShard: 2,
      encryptionKey: new Key(at.stack, 'Key', { enableKeyRotation: true }),
      engineVersion: '8.0',
      port: 7000,
      maxMemoryPolicy: 'allkeys-lfu',
      snapshotRetentionDays: 7,
      snapshotWindow: '23:30-00:30',
      preferredMaintenanceWindow: 'sun:23:30-mon:00:30',
      passwordReplicaRegions: [{ region: 'eu-central-1' }],
      logRetention: Duration.days(7),
      removalPolicy: RemovalPolicy.DESTROY,
    },
    at,
  );
  const template = Template.fromStack(stack);
  expectGoldenTemplate('valkey-cache', template);
  template.hasResource('AWS::ElastiCache::ReplicationGroup', {
    DeletionPolicy: 'Delete',
    Properties: {
      NumNodeGroups: 3,
      ReplicasPerNodeGroup: 2,
      KmsKeyId: Match.anyValue(),
      EngineVersion: '8.0',
      Port: 7000,
      SnapshotRetentionLimit: 7,
      SnapshotWindow: '23:30-00:30',
      PreferredMaintenanceWindow: 'sun:23:30-mon:00:30',
    },
  });
  template.hasResourceProperties('AWS::SecretsManager::Secret', {
    GenerateSecretString: Match.anyValue(),
    ReplicaRegions: [{ Region: 'eu-central-1' }],
  });
  template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
    Properties: { 'maxmemory-policy': 'allkeys-lfu' },
  });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
});

const EVERYTHING = ['ReplicationGroup', 'SubnetGroup', 'ParameterGroup', 'User', 'UserGroup'].map(
  (name) => `AWS::ElastiCache::${name}`,
);
const SURROUNDINGS = [
  ...EVERYTHING.slice(1),
  'AWS::EC2::SecurityGroup',
  'AWS::SecretsManager::Secret',
  'AWS::Logs::LogGroup',
];

test.each([
  ['nothing said', undefined, 'RetainExceptOnCreate', 'RetainExceptOnCreate'],
  ['RETAIN', RemovalPolicy.RETAIN, 'Retain', 'Retain'],
  ['SNAPSHOT', RemovalPolicy.SNAPSHOT, 'Snapshot', 'RetainExceptOnCreate'],
  ['DESTROY', RemovalPolicy.DESTROY, 'Delete', 'Delete'],
])('%s: all that the group needs stays or goes with it', (_, removalPolicy, ofGroup, ofSharedResources) => {
  const template = Template.fromStack(build({ removalPolicy }).stack);
  template.allResources('AWS::ElastiCache::ReplicationGroup', { DeletionPolicy: ofGroup });
  SURROUNDINGS.forEach((type) =>
    template.allResources(type, {
      DeletionPolicy: ofSharedResources,
      UpdateReplacePolicy: ofSharedResources === 'Delete' ? 'Delete' : 'Retain',
    }),
  );
  expect(
    new Set(Object.values(template.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type)),
  ).toEqual(new Set(['AWS::ElastiCache::ReplicationGroup', ...SURROUNDINGS]));
});

test('without replicas there is nothing to fail over to in another zone, and cluster mode stays', () => {
  Template.fromStack(build({ replicasPerShard: 0 }).stack).hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
    MultiAZEnabled: false,
    AutomaticFailoverEnabled: true,
    ClusterMode: 'enabled',
  });
});

test('clients of somebody else are admitted by a rule in this stack', () => {
  const at = own();
  const { stack } = build(
    { clients: [SecurityGroup.fromSecurityGroupId(at.stack, 'Theirs', 'sg-0123456789abcdef0')] },
    at,
  );
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [{ SourceSecurityGroupId: 'sg-0123456789abcdef0', FromPort: 6379, ToPort: 6379 }],
  });
});

test.each<[string, Partial<ValkeyCacheProps>]>([
  ['node type', { nodeType: 'cache.r7g.large' }],
  ['shards', { shards: 4 }],
  ['replicas', { replicasPerShard: 3 }],
  ['none', { replicasPerShard: 0 }],
  [
    'snapshots and logs',
    { snapshotRetentionDays: 30, logRetention: Duration.days(90), maxMemoryPolicy: 'allkeys-lru' },
  ],
])('changing %s loses nothing', (_, change) => {
  const [before, after] = [{}, change].map((props) => Template.fromStack(build(props).stack).toJSON());
  const types = [
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::ElastiCache::User',
    'AWS::ElastiCache::UserGroup',
    'AWS::ElastiCache::SubnetGroup',
    'AWS::SecretsManager::Secret',
    'AWS::Logs::LogGroup',
  ];
  expect(losses(before, after, types)).toEqual([]);
});

test('every problem at once, by name', () => {
  expect(() =>
    build({ nodeType: 't4g.small', shards: 0, replicasPerShard: 6, engineVersion: '7.2', snapshotRetentionDays: 36 }),
  ).toThrow(
    'Own/Cache: `nodeType` must be a node type such as cache.t4g.small, got: "t4g.small"; ' +
      '`shards` must be a whole number from 1 to 500, got: 0; ' +
      '`replicasPerShard` must be a whole number from 0 to 5, got: 6; ' +
      '`engineVersion` must be a version of Valkey 8 or 9 such as 8.1, got: "7.2"; ' +
      '`snapshotRetentionDays` must be a whole number from 0 to 35, got: 36',
  );
});

test.each<[string, Partial<ValkeyCacheProps>, string]>([
  [
    'a burstable size of another family',
    { nodeType: 'cache.r7g.medium' },
    '`nodeType` must be a node type such as cache.t4g.small, got: "cache.r7g.medium"',
  ],
  [
    'a large size of a burstable family',
    { nodeType: 'cache.t4g.large' },
    '`nodeType` must be a node type such as cache.t4g.small, got: "cache.t4g.large"',
  ],
  [
    'data tiering',
    { nodeType: 'cache.r6gd.xlarge' },
    'Own/Cache: `nodeType` must not be of the family r6gd, got: "cache.r6gd.xlarge"; ' +
      'data tiering is not supported, use r7g',
  ],
  ['a port', { port: 0 }, '`port` must be a whole number from 1 to 65535, got: 0'],
  [
    'a memory policy',
    { maxMemoryPolicy: 'lru' },
    '`maxMemoryPolicy` must be one of volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, ' +
      'allkeys-random, volatile-ttl, noeviction, got: "lru"',
  ],
  [
    'a retention',
    { logRetention: Duration.days(31) },
    'Own/Cache: `logRetention` must be a retention period of CloudWatch Logs (1, 3, 5, 7, 14, 30, 60, 90, ' +
      '120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, 9999 days), got: 31',
  ],
  ['a retention of hours', { logRetention: Duration.hours(12) }, 'got: 0.5'],
  [
    'a short maintenance window',
    { preferredMaintenanceWindow: 'sun:03:00-sun:03:30' },
    'Own/Cache: `preferredMaintenanceWindow` must be at least one hour in UTC such as ' +
      'sun:03:00-sun:04:00, got: "sun:03:00-sun:03:30"',
  ],
  [
    'no maintenance window at all',
    { preferredMaintenanceWindow: 'Sunday' },
    'such as sun:03:00-sun:04:00, got: "Sunday"',
  ],
  [
    'a short snapshot window',
    { snapshotWindow: '23:30-00:00' },
    'Own/Cache: `snapshotWindow` must be at least one hour in UTC such as 01:00-02:00, got: "23:30-00:00"',
  ],
  ['no snapshot window at all', { snapshotWindow: '24:00-25:00' }, 'such as 01:00-02:00, got: "24:00-25:00"'],
  [
    'a window for no snapshots',
    { snapshotWindow: '01:00-02:00', snapshotRetentionDays: 0 },
    'Own/Cache: `snapshotWindow` must not be set if `snapshotRetentionDays` is 0, got: "01:00-02:00"; ' +
      'no snapshots are taken',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => build(props)).toThrow(message);
});

test('what only the deployment knows passes', () => {
  const later = (name: string) => Fn.importValue(name);
  const number = Token.asNumber(Lazy.any({ produce: () => later('number') }));
  const { stack } = build({
    nodeType: later('type'),
    shards: number,
    port: number,
    maxMemoryPolicy: later('policy'),
    snapshotWindow: later('snapshots'),
    preferredMaintenanceWindow: later('maintenance'),
    logRetention: Duration.days(number),
  });
  Template.fromStack(stack).hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
    CacheNodeType: { 'Fn::ImportValue': 'type' },
    NumNodeGroups: { 'Fn::ImportValue': 'number' },
  });
});

test('Valkey 9 has parameters of its own family, beside those of Valkey 8', () => {
  const template = Template.fromStack(build({ engineVersion: '9.0' }).stack);
  template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
    CacheParameterGroupFamily: 'valkey9',
    Description: 'Valkey 9, cluster mode',
  });
  expect(Object.keys(template.findResources('AWS::ElastiCache::ParameterGroup'))).toEqual([
    expect.stringMatching(/^CacheParametersValkey9/),
  ]);
});

describe('a password of somebody else', () => {
  const ARN = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:theirs-AbCdEf';

  test('is read where it is, and no other is made', () => {
    const at = own();
    const { stack, cache } = build({ passwordSecret: Secret.fromSecretCompleteArn(at.stack, 'Theirs', ARN) }, at);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
    template.allResourcesProperties('AWS::ElastiCache::User', {
      AuthenticationMode: { Passwords: [`{{resolve:secretsmanager:${ARN}:SecretString:::}}`] },
    });
    expect(JSON.stringify(template.toJSON())).toContain(
      `rediss://app:{{resolve:secretsmanager:${ARN}:SecretString:::}}@`,
    );
    expect(cache.passwordSecret.secretArn).toBe(ARN);
  });

  test('is read by its name where the whole ARN is not known', () => {
    const at = own();
    const { stack } = build({ passwordSecret: Secret.fromSecretNameV2(at.stack, 'Theirs', 'theirs') }, at);
    Template.fromStack(stack).allResourcesProperties('AWS::ElastiCache::User', {
      AuthenticationMode: { Passwords: ['{{resolve:secretsmanager:theirs:SecretString:::}}'] },
    });
  });

  test('must be of this Region, and replicates itself', () => {
    const at = own();
    const passwordSecret = Secret.fromSecretCompleteArn(at.stack, 'Theirs', ARN.replace('eu-west-1', 'eu-central-1'));
    expect(() => build({ passwordSecret, passwordReplicaRegions: [{ region: 'us-east-1' }] }, at)).toThrow(
      'Own/Cache: `passwordReplicaRegions` must not be set together with `passwordSecret`, got: ' +
        '[{"region":"us-east-1"}]; replicate your secret where you create it; ' +
        '`passwordSecret` must be in eu-west-1, got: eu-central-1; ' +
        'CloudFormation reads secrets of its own Region only, so use the replica',
    );
  });
});

test('lets a principal read the URL', () => {
  const { stack, cache } = build();
  cache.grantReadUrl(new Role(stack, 'Web', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        {
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          Resource: stack.resolve(cache.urlSecret.secretArn),
        },
      ],
    },
  });
});

test.each([
  ['metricEngineCpu', 'EngineCPUUtilization', 'Maximum'],
  ['metricMemoryUsage', 'DatabaseMemoryUsagePercentage', 'Maximum'],
  ['metricConnections', 'CurrConnections', 'Maximum'],
  ['metricEvictions', 'Evictions', 'Sum'],
  ['metricCacheHitRate', 'CacheHitRate', 'Average'],
  ['metricReplicationLag', 'ReplicationLag', 'Maximum'],
] as const)('%s', (method, metricName, statistic) => {
  const { stack, cache } = build();
  expect(stack.resolve(cache[method]({ shard: 2, node: 1 }).toMetricConfig().metricStat)).toMatchObject({
    namespace: 'AWS/ElastiCache',
    metricName,
    statistic,
    dimensions: [
      { name: 'CacheClusterId', value: { 'Fn::Join': ['', [stack.resolve(cache.replicationGroup.ref), '-0002-001']] } },
    ],
  });
});

test('an imported cache has its metrics and lets clients in', () => {
  const { stack } = own();
  const nodes = SecurityGroup.fromSecurityGroupId(stack, 'Nodes', 'sg-0123456789abcdef0');
  const urlSecret = Secret.fromSecretNameV2(stack, 'Url', 'theirs');
  const cache = ValkeyCache.fromValkeyCacheAttributes(stack, 'Theirs', {
    replicationGroupId: 'theirs',
    configurationEndpointHost: 'theirs.example.com',
    urlSecret,
    securityGroups: [nodes],
  });
  cache.connections.allowDefaultPortFrom(SecurityGroup.fromSecurityGroupId(stack, 'Client', 'sg-0123456789abcdef1'));
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    GroupId: 'sg-0123456789abcdef0',
    FromPort: 6379,
  });
  expect(cache.metric('Evictions', { shard: 1, node: 2 }, { statistic: 'Sum' }).dimensions).toEqual({
    CacheClusterId: 'theirs-0001-002',
  });
});
