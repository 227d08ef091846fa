import { Template } from 'aws-cdk-lib/assertions';
import { CacheReplication, RegionRouting } from '../../../../../lib';
import { CacheStore } from '../../../../../lib/platform/private/stores/cache';
import { GrowthStages } from '../../../../../stages';
import { SECONDARY_REGIONS } from '../../props';
import { alarmsOf, deployed, emptyRegions, grantsOf, scalingOf, sectionsOf, typesIn, variablesOf } from './support';

const SEVERAL_REGIONS = { stage: GrowthStages.MULTI_REGION, secondaryRegions: SECONDARY_REGIONS };
const GLOBAL = {
  ...SEVERAL_REGIONS,
  cacheReplication: CacheReplication.GLOBAL,
  regionRouting: RegionRouting.FAILOVER,
};

function inHome(props: Parameters<typeof emptyRegions>[0] = {}) {
  const { home } = emptyRegions(props);
  return { home, store: deployed(CacheStore.inHome(home.data, home.context), home) };
}

function inSecondary(props: Parameters<typeof emptyRegions>[0]) {
  const { home, secondary } = emptyRegions(props);
  const homeStore = CacheStore.inHome(home.data, home.context);
  homeStore.addGlobalParts(home.data);
  return {
    home,
    secondary,
    store: deployed(CacheStore.inSecondary(secondary.data, secondary.context, homeStore), secondary),
  };
}

const groupOf = ({ data }: { readonly data: any }) =>
  Object.values(Template.fromStack(data).findResources('AWS::ElastiCache::ReplicationGroup'))[0].Properties;

describe('without a shared cache, at stage monolith', () => {
  const monolith = () => inHome({ stage: GrowthStages.MONOLITH });

  test('nothing is made, watched, drawn or scaled', () => {
    const { home, store } = monolith();
    expect(typesIn(home.data)).toEqual({});
    expect(sectionsOf(store)).toEqual({});
    expect(alarmsOf(home)).toEqual({});
    expect(scalingOf(monolith().home)).toEqual([]);
  });

  test('the workload uses the cache beside it', () => {
    expect(variablesOf(monolith().store)).toEqual({ CACHE_URL: 'redis://valkey:6379' });
  });
});

describe('one Region', () => {
  test('has a replication group of the size of the stage, encrypted with the key of the data', () => {
    const { home } = inHome();
    expect(typesIn(home.data)).toMatchObject({ 'AWS::ElastiCache::ReplicationGroup': 1 });
    expect(groupOf(home)).toMatchObject({
      CacheNodeType: 'cache.t4g.small',
      NumNodeGroups: 1,
      ReplicasPerNodeGroup: 1,
      KmsKeyId: expect.anything(),
    });
  });

  test('the URL is a secret, and only for processes that share state', () => {
    const { store } = inHome();
    expect(variablesOf(store)).toEqual({ CACHE_URL: 'secret as a whole' });
    expect(variablesOf(store, { usesProxy: false, usesSharedCache: false })).toEqual({
      CACHE_URL: 'redis://valkey:6379',
    });
  });

  test('no grant is needed: the secret is granted with the variable', () => {
    const { home } = inHome();
    expect(grantsOf(home)).toEqual([]);
  });

  test('has alarms and a section of the dashboard', () => {
    const { home, store } = inHome();
    expect(alarmsOf(home)).toEqual({
      CacheAlarmsEngineCpu: true,
      CacheAlarmsMemory: true,
      CacheAlarmsEvictions: true,
      CacheAlarmsHitRatio: true,
    });
    expect(sectionsOf(store)).toEqual({ Cache: ['Engine CPU', 'Memory', 'Hit rate', 'Evictions'] });
  });

  test('is scaled where the stage names a ceiling', () => {
    const containers = inHome();
    expect(scalingOf(containers.home)).toEqual([]);
    const aurora = inHome({ stage: GrowthStages.AURORA });
    expect(scalingOf(aurora.home)).toEqual([
      expect.objectContaining({
        MinCapacity: 3,
        MaxCapacity: 12,
        ScalableDimension: 'elasticache:replication-group:NodeGroups',
      }),
    ]);
  });
});

describe('several Regions', () => {
  test('each has its own cache by default, and nothing is copied', () => {
    const { home, secondary, store } = inSecondary(SEVERAL_REGIONS);
    expect(typesIn(home.data)['AWS::ElastiCache::GlobalReplicationGroup']).toBeUndefined();
    expect(groupOf(secondary)).toMatchObject({ CacheNodeType: 'cache.r7g.large', NumNodeGroups: 3 });
    expect(store.replication()).toEqual({});
  });

  test('or they share one Global Datastore, which is watched and not scaled', () => {
    const { home, secondary, store } = inSecondary(GLOBAL);
    expect(typesIn(home.data)).toMatchObject({ 'AWS::ElastiCache::GlobalReplicationGroup': 1 });
    expect(groupOf(secondary)).toMatchObject({ GlobalReplicationGroupId: expect.anything() });
    expect(store.replication()).toEqual({ globalCache: { replicationGroupId: expect.any(String) } });
    expect(scalingOf(secondary)).toEqual([]);
  });
});
