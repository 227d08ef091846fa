import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { GlobalValkeyCache, GlobalValkeyCacheProps } from '../../../lib/cache';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { build, own } from './helpers/cache';

function global(props: Partial<GlobalValkeyCacheProps> = {}, at: { stack: Stack } = own()) {
  const cache = new GlobalValkeyCache(at.stack, 'Global', {
    idSuffix: 'sessions',
    replicationGroupId: 'theirs',
    ...props,
  });
  return { stack: at.stack, cache };
}

test('minimal: the primary alone, and nothing that would change it', () => {
  const at = own();
  const { stack, cache } = global({}, at);
  Template.fromStack(stack).hasResource('AWS::ElastiCache::GlobalReplicationGroup', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      GlobalReplicationGroupIdSuffix: 'sessions',
      Members: [{ ReplicationGroupId: 'theirs', ReplicationGroupRegion: 'eu-west-1', Role: 'PRIMARY' }],
      ...Object.fromEntries(
        [
          'AutomaticFailoverEnabled',
          'CacheNodeType',
          'CacheParameterGroupName',
          'Engine',
          'EngineVersion',
          'GlobalNodeGroupCount',
          'GlobalReplicationGroupDescription',
          'RegionalConfigurations',
        ].map((name) => [name, Match.absent()]),
      ),
    },
  });
  expect(stack.resolve(cache.globalReplicationGroupId)).toEqual({
    'Fn::GetAtt': [stack.resolve(cache.globalReplicationGroup.logicalId), 'GlobalReplicationGroupId'],
  });
  expect(nagFindings(at.app)).toEqual([]);
});

test('maximal: what all members change together', () => {
  const { stack } = global({
    primaryRegion: 'eu-west-1',
    description: 'Sessions',
    automaticFailover: true,
    nodeType: 'cache.r7g.xlarge',
    shards: 6,
    engineVersion: '8.2',
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const template = Template.fromStack(stack);
  expectGoldenTemplate('global-valkey-cache', template);
  template.hasResource('AWS::ElastiCache::GlobalReplicationGroup', {
    DeletionPolicy: 'Delete',
    Properties: {
      GlobalReplicationGroupDescription: 'Sessions',
      AutomaticFailoverEnabled: true,
      CacheNodeType: 'cache.r7g.xlarge',
      GlobalNodeGroupCount: 6,
      EngineVersion: '8.2',
    },
  });
});

test('a cache of the same stack becomes the primary, and its own template stays as it is', () => {
  const before = Template.fromStack(build({ nodeType: 'cache.r7g.large' }).stack).toJSON() as { Resources: object };
  const at = build({ nodeType: 'cache.r7g.large' });
  global({ replicationGroupId: at.cache.replicationGroupId }, at);
  Template.fromStack(at.stack).templateMatches(before);
});

test('a stack for any Region', () => {
  const { stack } = global({}, { stack: new Stack(new App(), 'Any') });
  Template.fromStack(stack).hasResourceProperties('AWS::ElastiCache::GlobalReplicationGroup', {
    Members: [{ ReplicationGroupRegion: { Ref: 'AWS::Region' } }],
  });
});

test('every problem at once, by name', () => {
  expect(() =>
    global({
      idSuffix: 'a--b',
      replicationGroupId: '',
      primaryRegion: 'Ireland',
      nodeType: 'cache.t4g.small',
      shards: 0,
      engineVersion: '8',
      removalPolicy: RemovalPolicy.SNAPSHOT,
    }),
  ).toThrow(
    'Own/Global: `idSuffix` must be 1 to 40 letters and digits with single hyphens between them, got: ' +
      '"a--b"; `replicationGroupId` must be the id of a replication group, got: ""; ' +
      '`primaryRegion` must be a Region such as eu-west-1, got: "Ireland"; ' +
      '`primaryRegion` must be the Region of the stack, eu-west-1, got: "Ireland"; ' +
      'create the Global Datastore in the Region of its primary; ' +
      '`nodeType` must be large or larger of m5, m6g, m7g, m8g, r5, r6g, r6gd, r7g, r8g, c7gn or c8gn for a ' +
      'Global Datastore, got: "cache.t4g.small"; ' +
      '`shards` must be a whole number from 1 to 500, got: 0; ' +
      '`engineVersion` must be a version of Valkey such as 8.1, got: "8"; ' +
      '`removalPolicy` must not be SNAPSHOT, got: "snapshot"; ' +
      'a Global Datastore has no snapshots, only its members do',
  );
});
