import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { GlobalValkeyCache, ValkeyCacheProps } from '../../../lib/cache';
import { losses } from '../../helpers/create-only';
import { nagFindings } from '../../helpers/nag';
import { build, own } from './helpers/cache';

const SECONDARY = { nodeType: 'cache.r7g.large', shards: 3, globalReplicationGroupId: 'sgaui-sessions' };

function secondary(props: Partial<ValkeyCacheProps> = {}) {
  const at = own();
  return build(
    { ...SECONDARY, passwordSecret: Secret.fromSecretNameV2(at.stack, 'Theirs', 'cache-password'), ...props },
    at,
  );
}

describe('a secondary of a Global Datastore', () => {
  const { app, stack, cache } = secondary({ replicasPerShard: 2 });
  const template = Template.fromStack(stack);

  test('says nothing that the primary dictates', () => {
    const dictated = [
      'Engine',
      'EngineVersion',
      'CacheNodeType',
      'ClusterMode',
      'NumNodeGroups',
      'AutomaticFailoverEnabled',
      'MultiAZEnabled',
      'CacheParameterGroupName',
      'TransitEncryptionEnabled',
      'TransitEncryptionMode',
      'AtRestEncryptionEnabled',
      'AutoMinorVersionUpgrade',
      'Durability',
      'AuthToken',
    ];
    template.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
      GlobalReplicationGroupId: 'sgaui-sessions',
      ...Object.fromEntries(dictated.map((name) => [name, Match.absent()])),
    });
    template.resourceCountIs('AWS::ElastiCache::ParameterGroup', 0);
  });

  test('has replicas, network, users, snapshots and logs of its own', () => {
    template.hasResource('AWS::ElastiCache::ReplicationGroup', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdatePolicy: { UseOnlineResharding: true },
      Metadata: { GlobalDatastoreSecondary: { CacheNodeType: 'cache.r7g.large', NumNodeGroups: 3 } },
      Properties: {
        ReplicasPerNodeGroup: 2,
        Port: 6379,
        CacheSubnetGroupName: { Ref: Match.stringLikeRegexp('Subnets') },
        SecurityGroupIds: [Match.anyValue()],
        UserGroupIds: [{ Ref: Match.stringLikeRegexp('UserGroup') }],
        SnapshotRetentionLimit: 1,
        LogDeliveryConfigurations: Match.anyValue(),
      },
    });
    expect(cache.shards).toBe(3);
  });

  test('cdk-nag finds nothing that is not acknowledged', () => {
    expect(nagFindings(app)).toEqual([]);
  });
});

test(
  'a primary and its secondary in another Region: the password is the same, and no Region waits for ' +
    'the other in a circle',
  () => {
    const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } });
    const here = build(
      { nodeType: 'cache.r7g.large', passwordReplicaRegions: [{ region: 'eu-central-1' }] },
      own(app, 'Ireland'),
    );
    const { globalReplicationGroupId } = new GlobalValkeyCache(here.stack, 'Global', {
      idSuffix: 'sessions',
      replicationGroupId: here.cache.replicationGroupId,
    });
    const at = own(app, 'Frankfurt', 'eu-central-1');
    const there = build(
      {
        nodeType: 'cache.r7g.large',
        globalReplicationGroupId,
        passwordSecret: here.cache.passwordReplica(at.stack, 'CachePassword'),
      },
      at,
    );
    app.synth();
    const template = Template.fromStack(there.stack);
    template.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
      GlobalReplicationGroupId: { 'Fn::GetStackOutput': Match.objectLike({ Region: 'eu-west-1' }) },
    });
    const name = {
      'Fn::Select': [
        6,
        {
          'Fn::Split': [':', { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'Ireland', Region: 'eu-west-1' }) }],
        },
      ],
    };
    template.allResourcesProperties('AWS::ElastiCache::User', {
      AuthenticationMode: {
        Passwords: [
          {
            'Fn::Join': [
              '',
              [
                '{{resolve:secretsmanager:arn:',
                { Ref: 'AWS::Partition' },
                ':secretsmanager:eu-central-1:111111111111:secret:',
                name,
                ':SecretString:::}}',
              ],
            ],
          },
        ],
      },
    });
    expect(JSON.stringify(Template.fromStack(here.stack).toJSON())).not.toContain('eu-central-1a');
  },
);

test('a password has a replica where it was replicated, and nowhere else', () => {
  const { app, stack, cache } = build({ passwordReplicaRegions: [{ region: 'us-east-1' }] });
  expect(() => cache.passwordReplica(own(app, 'Frankfurt', 'eu-central-1').stack, 'Password')).toThrow(
    'Own/Cache: `passwordReplicaRegions` must include eu-central-1, got: ["us-east-1"]',
  );
  expect(() => secondary().cache.passwordReplica(stack, 'Password')).toThrow(
    'Own/Cache: `passwordReplica` must not be called if `passwordSecret` is set; ' +
      'import the replica of that secret',
  );
});

test.each<[string, Partial<ValkeyCacheProps>, string[]]>([
  [
    'another Global Datastore makes another cache',
    { globalReplicationGroupId: 'sgaui-others' },
    ['GlobalReplicationGroupId'],
  ],
  ['replicas change in place', { replicasPerShard: 3 }, []],
  ['type and shards are not its own', { nodeType: 'cache.r7g.xlarge', shards: 6 }, []],
])('%s', (_, change, lost) => {
  const [before, after] = [{}, change].map((props) => Template.fromStack(secondary(props).stack).toJSON());
  const found = losses(before, after, ['AWS::ElastiCache::ReplicationGroup']);
  expect(found).toHaveLength(lost.length);
  lost.forEach((name, index) => expect(found[index]).toContain(name));
});

test('a cache that exists never becomes a secondary in place', () => {
  const at = own();
  const before = Template.fromStack(
    build(
      { nodeType: 'cache.r7g.large', passwordSecret: Secret.fromSecretNameV2(at.stack, 'Theirs', 'cache-password') },
      at,
    ).stack,
  ).toJSON();
  expect(
    losses(before, Template.fromStack(secondary().stack).toJSON(), ['AWS::ElastiCache::ReplicationGroup']),
  ).not.toEqual([]);
});

test('every problem of a secondary at once, by name', () => {
  expect(() =>
    build({
      nodeType: 'cache.t4g.small',
      globalReplicationGroupId: '',
      engineVersion: '8.1',
      maxMemoryPolicy: 'noeviction',
      replicasPerShard: 0,
    }),
  ).toThrow(
    'Own/Cache: `globalReplicationGroupId` must be the id of a Global Datastore, got: ""; ' +
      '`engineVersion` must not be set together with `globalReplicationGroupId`, got: "8.1"; ' +
      'a secondary inherits it from the primary; ' +
      '`maxMemoryPolicy` must not be set together with `globalReplicationGroupId`, got: "noeviction"; ' +
      'a secondary inherits it from the primary; ' +
      '`nodeType` must be large or larger of m5, m6g, m7g, m8g, r5, r6g, r6gd, r7g, r8g, c7gn or c8gn for a ' +
      'Global Datastore, got: "cache.t4g.small"; ' +
      '`replicasPerShard` must be from 1 to 5 with `globalReplicationGroupId`, got: 0; ' +
      'a secondary inherits automatic failover from the primary; ' +
      '`passwordSecret` must be set together with `globalReplicationGroupId`, got: nothing; ' +
      "use the replica of the primary's password",
  );
});
