import { App } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CacheDurability, GlobalValkeyCache, ValkeyScaling } from '../../../lib/cache';
import { build, own } from './helpers/cache';

const { CDK_VALIDATION } = process.env;
beforeAll(() => delete process.env.CDK_VALIDATION);
afterAll(() => {
  process.env.CDK_VALIDATION = CDK_VALIDATION;
});

const MEMBER = { nodeType: 'cache.r7g.large' };

test('the offline validation of the CDK finds nothing in any kind of cache', () => {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const scaled = build(MEMBER, own(app, 'Scaled'));
  new ValkeyScaling(scaled.stack, 'Scaling', {
    replicationGroupId: scaled.cache.replicationGroupId,
    ...MEMBER,
    shards: { min: 1, max: 3, memoryTargetPercent: 60 },
    replicas: { min: 1, max: 2 },
  });
  build({ ...MEMBER, engineVersion: '9.0', durability: CacheDurability.SYNC }, own(app, 'Durable'));
  const primary = build(MEMBER, own(app, 'Primary'));
  new GlobalValkeyCache(primary.stack, 'Global', {
    idSuffix: 'sessions',
    replicationGroupId: primary.cache.replicationGroupId,
  });
  const secondary = own(app, 'Secondary', 'eu-central-1');
  build(
    {
      ...MEMBER,
      globalReplicationGroupId: 'sgaui-sessions',
      passwordSecret: Secret.fromSecretNameV2(secondary.stack, 'Theirs', 'cache-password'),
    },
    secondary,
  );
  expect(() => app.synth()).not.toThrow();
});
