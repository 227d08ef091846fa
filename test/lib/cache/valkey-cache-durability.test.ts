import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CacheDurability, ValkeyCacheProps } from '../../../lib/cache';
import { nagFindings } from '../../helpers/nag';
import { build, own } from './helpers/cache';

const DURABLE = { nodeType: 'cache.r7g.large', engineVersion: '9.0' };

test.each([
  [CacheDurability.SYNC, 'sync'],
  [CacheDurability.ASYNC, 'async'],
  [CacheDurability.DISABLED, 'disabled'],
])('%s stands in the template', (durability, value) => {
  const { app, stack } = build({ ...DURABLE, durability });
  Template.fromStack(stack).hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
    Durability: value,
    MultiAZEnabled: true,
    ClusterMode: 'enabled',
    TransitEncryptionEnabled: true,
  });
  expect(nagFindings(app)).toEqual([]);
});

test('nothing said, nothing there', () => {
  Template.fromStack(build(DURABLE).stack).hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
    Durability: Match.absent(),
  });
});

test('no durability asks for no replicas and no large nodes', () => {
  expect(() =>
    build({
      nodeType: 'cache.t4g.small',
      engineVersion: '9.0',
      replicasPerShard: 0,
      durability: CacheDurability.DISABLED,
    }),
  ).not.toThrow();
});

test.each<[string, Partial<ValkeyCacheProps>, string]>([
  ['Valkey 8', { engineVersion: undefined }, '`engineVersion` must be 9.0 or later for `durability`, got: "8.1"'],
  ['no replicas', { replicasPerShard: 0 }, '`replicasPerShard` must be from 1 to 5 for `durability`, got: 0'],
  [
    'families without it',
    { nodeType: 'cache.r5.large' },
    '`nodeType` must be large or larger of m6g, m7g, m8g, r6g, r7g, r8g, c7gn or c8gn for durability, ' +
      'got: "cache.r5.large"',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => build({ ...DURABLE, durability: CacheDurability.SYNC, ...props })).toThrow(`Own/Cache: ${message}`);
});

test('refuses a secondary: a durable cache cannot be part of a Global Datastore', () => {
  const at = own();
  const passwordSecret = Secret.fromSecretNameV2(at.stack, 'Theirs', 'cache-password');
  expect(() =>
    build(
      {
        nodeType: 'cache.r7g.large',
        durability: CacheDurability.ASYNC,
        globalReplicationGroupId: 'sgaui-sessions',
        passwordSecret,
      },
      at,
    ),
  ).toThrow(
    'Own/Cache: `durability` must not be set together with `globalReplicationGroupId`, got: "async"; ' +
      'a durable cache cannot join a Global Datastore; ' +
      '`engineVersion` must be 9.0 or later for `durability`, got: "8.1"',
  );
});
