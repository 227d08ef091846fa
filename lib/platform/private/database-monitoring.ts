import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ValkeyScaling } from '../../cache';
import { AuroraReaderScaling } from '../../database';
import { AuroraAlarms, DatabaseAlarms, DashboardSection, ReplicationLagAlarms } from '../../operations';
import { CacheReplication } from '../growth-platform-props';
import { clusterServes } from './database-plan';
import { idempotencyTableOf, tenantTableOf } from './global-names';
import { PlatformPlan } from './platform-plan';
import { RegionalData } from './regional-data';

/** What the databases of a Region are watched with. */
export interface DatabaseMonitoring {
  readonly plan: PlatformPlan;
  readonly data: RegionalData;
  readonly policy: { readonly actions: IAlarmAction[]; readonly muted: boolean };
}

/** Alarms over whatever serves, and over what is copied. */
export function watchDatabases(scope: Construct, watch: DatabaseMonitoring): void {
  watchInstance(scope, watch);
  watchCluster(scope, watch);
  addMigrationAlarms(scope, watch);
  watchCopies(scope, watch);
}

/** The instance, until the cluster serves. */
function watchInstance(scope: Construct, { plan, data: { database }, policy }: DatabaseMonitoring): void {
  const { instance: sizing, life } = plan.database;
  if (!sizing || !database.instance || clusterServes(life)) {
    return;
  }
  new DatabaseAlarms(scope, 'DatabaseAlarms', {
    ...policy,
    instanceIdentifier: database.instance.instance.instanceIdentifier,
    replicaIdentifiers: database.instance.replicas.map((replica) => replica.instanceIdentifier),
    allocatedStorageGiB: sizing.allocatedStorageGiB,
    burstable: sizing.instanceType.startsWith('t'),
  });
}

function watchCluster(scope: Construct, { plan, data: { database }, policy }: DatabaseMonitoring): void {
  const { cluster: sizing } = plan.database;
  if (!sizing || !database.cluster || database.cluster.members.length === 0) {
    return;
  }
  new AuroraAlarms(scope, 'AuroraAlarms', {
    ...policy,
    clusterIdentifier: database.cluster.clusterIdentifier,
    // Every instance of a further Region only reads.
    readers: !plan.place.isHome || database.cluster.members.length > 1,
    maxAcu: sizing.serverless?.maxAcu,
  });
}

/** The move from the instance to the cluster, while it is under way. */
function addMigrationAlarms(scope: Construct, { plan, data: { database }, policy }: DatabaseMonitoring): void {
  const { instance: sizing, life } = plan.database;
  if (!sizing || !database.instance || !database.cluster || clusterServes(life)) {
    return;
  }
  new ReplicationLagAlarms(scope, 'MoveAlarms', {
    ...policy,
    auroraMove: {
      sourceInstanceIdentifier: database.instance.instanceIdentifier,
      sourceStorageGiB: sizing.allocatedStorageGiB,
      replicaClusterIdentifier: database.cluster.clusterIdentifier,
    },
  });
}

/** What is copied between Regions, as this Region sees it; nothing where there is one Region. */
function watchCopies(scope: Construct, { plan, data, policy }: DatabaseMonitoring): void {
  const { props, place } = plan;
  if (place.isHome && plan.others.length === 0) {
    return;
  }
  const regions = [props.region, ...plan.copyRegions];
  const others = regions.filter((region) => region !== place.region);
  const { cluster } = data.database;
  new ReplicationLagAlarms(scope, 'ReplicationAlarms', {
    ...policy,
    globalDatabase: cluster && { clusterIdentifier: cluster.clusterIdentifier, otherRegions: others },
    globalCache:
      props.cacheReplication === CacheReplication.GLOBAL && data.cache
        ? { replicationGroupId: data.cache.replicationGroupId }
        : undefined,
    incomingObjects: data.incoming.map(({ bucketName }) => ({
      sourceBucketName: bucketName,
      destinationBucketName: data.assets.bucket.bucketName,
      ruleId: `to-${place.region}`,
    })),
    outgoingObjects: data.copies.map(({ region, bucketName }) => ({
      sourceBucketName: data.assets.bucket.bucketName,
      destinationBucketName: bucketName,
      ruleId: `to-${region}`,
    })),
    tables: [tenantTableOf(plan), idempotencyTableOf(plan)].map((tableName) => ({
      tableName,
      receivingRegions: others,
    })),
  });
}

/**
 * Scaling, which belongs to a deployment after the stores exist: numbers of nodes in their templates are frozen from
 * then on.
 */
export function addStoreScaling(scope: Construct, plan: PlatformPlan, { database, cache }: RegionalData): void {
  const { readReplicas, maxReaders } = plan.sizes.database;
  // A secondary of a global database refuses the scaling of its readers.
  if (database.cluster && maxReaders && readReplicas > 0 && plan.place.isHome) {
    new AuroraReaderScaling(scope, 'ReaderScaling', {
      clusterIdentifier: database.cluster.clusterIdentifier,
      minReaders: readReplicas,
      maxReaders,
    });
  }
  const sizing = plan.sizes.cache;
  if (
    !cache ||
    !sizing ||
    !plan.scaling ||
    plan.props.cacheReplication === CacheReplication.GLOBAL ||
    !(sizing.maxShards || sizing.maxReplicasPerShard)
  ) {
    return;
  }
  new ValkeyScaling(scope, 'CacheScaling', {
    replicationGroupId: cache.replicationGroupId,
    nodeType: sizing.nodeType,
    shards: sizing.maxShards ? { min: sizing.shards, max: sizing.maxShards } : undefined,
    replicas: sizing.maxReplicasPerShard
      ? { min: sizing.replicasPerShard, max: sizing.maxReplicasPerShard }
      : undefined,
  });
}

/** The database that takes the writes, on the dashboard; a headless Region has none. */
export function dashboardDatabase({ database }: RegionalData): DashboardSection[] {
  const { instance, cluster } = database;
  if (cluster && (!instance || database.readerHosts.includes(cluster.readerHost))) {
    const [first] = cluster.memberIdentifiers;
    return first === undefined ? [] : [DashboardSection.database({ instanceIdentifier: first })];
  }
  return instance
    ? [
        DashboardSection.database({
          instanceIdentifier: instance.instance.instanceIdentifier,
          replicaIdentifiers: instance.replicas.map((replica) => replica.instanceIdentifier),
        }),
      ]
    : [];
}
