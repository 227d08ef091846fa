import { Construct } from 'constructs';
import { GlobalValkeyCache, ValkeyCache, ValkeyCacheProps, ValkeyScaling } from '../../../cache';
import { VmGroup } from '../../../compute';
import { AlarmSetOptions } from '../../../core/alarm-tuning';
import { WorkloadSecret } from '../../../core/workload-secret';
import { WorkloadVariable } from '../../../core/workload-variable';
import { CacheAlarms, DashboardSection } from '../../../operations';
import { CacheReplication } from '../../growth-platform-props';
import { globalCacheNameOf } from '../global-names';
import { PlatformPlan } from '../platform-plan';
import {
  ReplicationSources,
  SecondaryStoreContext,
  Store,
  StoreContext,
  WorkloadProcess,
  WorkloadVariables,
} from './store';

/** The shared cache: none at the first stage, then one in each Region or one Global Datastore. */
export class CacheStore extends Store {
  /** The cache of the home Region. */
  public static inHome(scope: Construct, context: StoreContext): CacheStore {
    const passwordReplicaRegions = globalRegionsOf(context.plan).map((region) => ({ region }));
    return new CacheStore(context, createCache(scope, context, { passwordReplicaRegions }));
  }

  /** The cache of a secondary Region: a member of the Global Datastore if there is one. */
  public static inSecondary(scope: Construct, context: SecondaryStoreContext, home: CacheStore): CacheStore {
    const { globalCache } = home;
    const props = globalCache && {
      globalReplicationGroupId: globalCache.globalReplicationGroupId,
      passwordSecret: home.cache!.passwordReplica(scope, 'CachePassword'),
    };
    return new CacheStore(context, createCache(scope, context, props));
  }

  /** The Global Datastore, in the home Region. */
  private globalCache?: GlobalValkeyCache;

  private constructor(
    context: StoreContext,
    /** Undefined if the stage has no shared cache. */
    private readonly cache: ValkeyCache | undefined,
  ) {
    super(context);
  }

  public override addGlobalParts(scope: Construct): Construct[] {
    if (!this.cache || globalRegionsOf(this.plan).length === 0) {
      return [];
    }
    this.globalCache = new GlobalValkeyCache(scope, 'GlobalCache', {
      idSuffix: globalCacheNameOf(this.plan),
      replicationGroupId: this.cache.replicationGroupId,
    });
    return [this.globalCache];
  }

  public override variables({ usesSharedCache }: WorkloadProcess): WorkloadVariables {
    return this.cache && usesSharedCache
      ? { secrets: { [WorkloadVariable.CACHE_URL]: WorkloadSecret.whole(this.cache.urlSecret) } }
      : { environment: { [WorkloadVariable.CACHE_URL]: VmGroup.LOCAL_CACHE_URL } };
  }

  public override addAlarms(scope: Construct, options: AlarmSetOptions): void {
    const { cache: sizing } = this.plan.sizes;
    if (this.cache && sizing) {
      new CacheAlarms(scope, 'CacheAlarms', {
        ...options,
        replicationGroupId: this.cache.replicationGroup.ref,
        shards: sizing.shards,
        replicasPerShard: sizing.replicasPerShard,
      });
    }
  }

  public override replication(): ReplicationSources {
    return this.cache && this.isGlobal ? { globalCache: { replicationGroupId: this.cache.replicationGroupId } } : {};
  }

  /** Amazon ElastiCache does not scale a member of a Global Datastore. */
  public override addScaling(scope: Construct): void {
    const sizing = this.plan.sizes.cache;
    const isScaled = this.plan.scaling && (sizing?.maxShards || sizing?.maxReplicasPerShard);
    if (!this.cache || !sizing || !isScaled || this.isGlobal) {
      return;
    }
    const { shards, maxShards, replicasPerShard, maxReplicasPerShard } = sizing;
    new ValkeyScaling(scope, 'CacheScaling', {
      replicationGroupId: this.cache.replicationGroupId,
      nodeType: sizing.nodeType,
      shards: maxShards ? { min: shards, max: maxShards } : undefined,
      replicas: maxReplicasPerShard ? { min: replicasPerShard, max: maxReplicasPerShard } : undefined,
    });
  }

  public override dashboardSections(): DashboardSection[] {
    if (!this.cache) {
      return [];
    }
    const { replicationGroup, shards, replicasPerShard } = this.cache;
    return [DashboardSection.cache({ replicationGroupId: replicationGroup.ref, shards, replicasPerShard })];
  }

  private get isGlobal(): boolean {
    return this.plan.props.cacheReplication === CacheReplication.GLOBAL;
  }
}

/** The secondary Regions of the Global Datastore; empty if each Region has its own cache. */
function globalRegionsOf({ copyRegions, props }: PlatformPlan): string[] {
  return props.cacheReplication === CacheReplication.GLOBAL ? copyRegions : [];
}

function createCache(
  scope: Construct,
  { plan, network, key }: StoreContext,
  regionalProps: Partial<ValkeyCacheProps> | undefined,
): ValkeyCache | undefined {
  const { cache: sizing } = plan.sizes;
  if (!sizing) {
    return undefined;
  }
  const { vpc, dataSubnets, workloadSecurityGroup } = network.network;
  return new ValkeyCache(scope, 'Cache', {
    vpc,
    vpcSubnets: dataSubnets,
    nodeType: sizing.nodeType,
    shards: sizing.shards,
    replicasPerShard: sizing.replicasPerShard,
    encryptionKey: key,
    clients: [workloadSecurityGroup],
    ...regionalProps,
  });
}
