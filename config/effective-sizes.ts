import {
  CacheSizing,
  DatabaseKind,
  DatabaseSizing,
  GrowthStage,
  NatKind,
  ServiceSizing,
  StageSizes,
  ValkeyScaling,
  VmSizing,
} from '../lib';
import { GrowthStages } from '../stages';
import { auroraClass, largerClass } from './instance-classes';
import { DocumentCacheSizes, DocumentSizes, DocumentStageSizes } from './sizes-document';

/** The parts of a stage whose sizes a configuration may change. */
export const SIZED_PARTS = ['vm', 'web', 'worker', 'database', 'cache', 'nat'] as const;

/**
 * The shared cache of a stage that has none of its own, if the configuration turns it on: the smallest node, without
 * a replica.
 */
const ADDED_CACHE: CacheSizing = { nodeType: 'cache.t4g.micro', shards: 1, replicasPerShard: 0 };

/** One writer and fourteen readers: the most instances of an Aurora cluster. */
const MAX_CLUSTER_READERS = 14;

/** What the configuration changes of a stage. */
export function sizesFor(stage: GrowthStage, sizes: DocumentSizes | undefined): DocumentStageSizes {
  return sizes?.[stage.name] ?? {};
}

/**
 * The stage with the sizes that the configuration changes.
 *
 * Each property replaces one property of the stage; a part that the stage does not have is left out, and reported by
 * the rules, except the shared cache, which any stage may add. What a user gave the stores of the stage before is not
 * taken away by moving up: storage, replicas, standby, proxy and shards are at least as before, and a larger class that
 * the user chose stays until another is chosen.
 *
 * @param stage the stage of the catalogue
 * @param sizes the sizes of the configuration, by stage
 */
export function withSizes(stage: GrowthStage, sizes: DocumentSizes | undefined): GrowthStage {
  const own = sizesFor(stage, sizes);
  const base = stage.sizes;
  const cache = cacheFor(stage, sizes);
  const merged: StageSizes = {
    ...base,
    ...(base.vm ? { vm: replaced<VmSizing>(base.vm, own.vm) } : {}),
    ...(base.web ? { web: replaced<ServiceSizing>(base.web, own.web) } : {}),
    ...(base.worker ? { worker: replaced<ServiceSizing>(base.worker, own.worker) } : {}),
    ...(cache ? { cache } : {}),
    database: replaced<DatabaseSizing>(databaseBase(stage, sizes), own.database),
    nat: (own.nat as NatKind | undefined) ?? base.nat,
    ...(base.web ? { canary: own.canary ?? base.canary, workerSpot: own.workerSpot ?? base.workerSpot } : {}),
  };
  return { ...stage, sizes: merged };
}

/** The database of the stage before, with its sizes; `undefined` for the first stage. */
export function databaseBefore(stage: GrowthStage, sizes: DocumentSizes | undefined): DatabaseSizing | undefined {
  const before = GrowthStages.previous(stage);
  return before && withSizes(before, sizes).sizes.database;
}

/**
 * The database of a stage before its own settings: at least what the stage before had, of the larger class that the
 * user chose there.
 */
function databaseBase(stage: GrowthStage, sizes: DocumentSizes | undefined): DatabaseSizing {
  const least = atLeast(stage.sizes.database, databaseBefore(stage, sizes));
  const instanceType = largerClass(least.instanceType, chosenBefore(stage, sizes)?.database?.instanceType);
  return isAurora(stage) ? clusterBase(least, instanceType) : { ...least, instanceType };
}

/** Whether the database of a stage is an Aurora cluster. */
export function isAurora({ sizes }: GrowthStage): boolean {
  return sizes.database.kind !== DatabaseKind.RDS_INSTANCE;
}

/** Whether the transition to a stage moves the database from an RDS instance to an Aurora cluster. */
export function leavesInstance(stage: GrowthStage): boolean {
  const before = GrowthStages.previous(stage);
  return before !== undefined && isAurora(stage) && !isAurora(before);
}

/** A cluster has at most 14 readers in the template, classes of its own, and room to scale. */
function clusterBase(least: DatabaseSizing, instanceType: string): DatabaseSizing {
  const readReplicas = Math.min(least.readReplicas, MAX_CLUSTER_READERS);
  return {
    ...least,
    instanceType: auroraClass(instanceType),
    readReplicas,
    ...(least.maxReaders ? { maxReaders: Math.max(least.maxReaders, readReplicas) } : {}),
  };
}

/** The shared cache of a stage; `undefined` if neither the stage nor the configuration has one. */
function cacheFor(stage: GrowthStage, sizes: DocumentSizes | undefined): CacheSizing | undefined {
  const own = sizesFor(stage, sizes).cache;
  const base = stage.sizes.cache ?? (own && ADDED_CACHE);
  if (!base) {
    return undefined;
  }
  const before = GrowthStages.previous(stage);
  const smaller = before && withSizes(before, sizes).sizes.cache;
  const least: CacheSizing = {
    nodeType: largerClass(base.nodeType, chosenBefore(stage, sizes)?.cache?.nodeType),
    shards: Math.max(base.shards, smaller?.shards ?? 0),
    replicasPerShard: Math.max(base.replicasPerShard, smaller?.replicasPerShard ?? 0),
  };
  return withScaling(replaced<CacheSizing>(least, own), base, own);
}

/**
 * The stage's own ceiling holds where the nodes can be scaled at all, and is never below the number that is there; the
 * user's is taken as it is.
 */
function withScaling(cache: CacheSizing, { maxShards }: CacheSizing, own: DocumentCacheSizes | undefined): CacheSizing {
  return maxShards === undefined || own?.maxShards !== undefined || !ValkeyScaling.supports(cache.nodeType)
    ? cache
    : { ...cache, maxShards: Math.max(maxShards, cache.shards) };
}

/** What the configuration says of the stage before; `undefined` for the first stage. */
function chosenBefore(stage: GrowthStage, sizes: DocumentSizes | undefined): DocumentStageSizes | undefined {
  const before = GrowthStages.previous(stage);
  return before && sizesFor(before, sizes);
}

/** The sizes of a database that holds what the one before it held. */
function atLeast(base: DatabaseSizing, before: DatabaseSizing | undefined): DatabaseSizing {
  return before === undefined
    ? base
    : {
        ...base,
        allocatedStorageGiB: Math.max(base.allocatedStorageGiB, before.allocatedStorageGiB),
        maxAllocatedStorageGiB: Math.max(base.maxAllocatedStorageGiB, before.maxAllocatedStorageGiB),
        readReplicas: Math.max(base.readReplicas, before.readReplicas),
        multiAz: base.multiAz || before.multiAz,
        proxy: base.proxy || before.proxy,
      };
}

function replaced<T extends object>(base: T, own: Partial<T> | undefined): T {
  return { ...base, ...own };
}
