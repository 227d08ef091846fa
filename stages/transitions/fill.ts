import {
  CacheSizing,
  DatabaseKind,
  DatabaseMigrationPhase,
  DatabaseSizing,
  GrowthStage,
  RegionPhase,
  SizeSource,
  StageSizes,
  StepSettings,
  ResolvedStepSettings,
} from '../../lib';

/** The two stages of a transition, with the user's overrides. */
interface Ends {
  readonly source: GrowthStage;
  readonly target: GrowthStage;
}

/**
 * Fills the sizes of the two stages into the shape of a step.
 *
 * @param shape the shape, as the step gives it
 * @param source the stage that is being left, with the user's overrides
 * @param target the stage that is being entered, with the user's overrides
 */
export function resolveStepSettings(
  shape: StepSettings,
  source: GrowthStage,
  target: GrowthStage,
): ResolvedStepSettings {
  const ends = { source, target };
  const sizes = sizesAt(shape, ends);
  const leavesInstance =
    source.sizes.database.kind === DatabaseKind.RDS_INSTANCE &&
    target.sizes.database.kind !== DatabaseKind.RDS_INSTANCE;
  return {
    keepVmGroup: shape.keepVmGroup,
    vmWeight: shape.vmWeight,
    containerWeight: shape.containerWeight,
    // Machines that already share a cache never go back to one of their own.
    vmUsesSharedState: shape.vmUsesSharedState || source.sizes.cache !== undefined,
    workersOn: shape.workersOn,
    sizes,
    databaseMigrationPhase:
      shape.databaseMigrationPhase ?? (leavesInstance ? DatabaseMigrationPhase.CLUSTER : undefined),
    globalDatabase: shape.globalDatabase,
    regionPhase: shape.regionPhase,
    globalWriter: shape.globalWriter,
    scaling: shape.scaling,
    ...(leavesInstance ? { sourceDatabase: source.sizes.database } : {}),
    ...(shape.keepVmGroup && source.sizes.vm ? { vmStage: source.name, vm: source.sizes.vm } : {}),
  };
}

/** The stage that gives a size; the one that is being entered unless the step says otherwise. */
function origin({ source, target }: Ends, of: SizeSource | undefined): StageSizes {
  return (of === SizeSource.SOURCE ? source : target).sizes;
}

function sizesAt(shape: StepSettings, ends: Ends): StageSizes {
  const services = origin(ends, shape.services);
  const { web, worker, canary, workerSpot } = services;
  const cache = cacheAt(shape, ends);
  return {
    ...ends.target.sizes,
    ...(web ? { web } : {}),
    ...(worker ? { worker } : {}),
    canary,
    workerSpot,
    ...(cache ? { cache } : {}),
    database: databaseAt(shape, ends),
    nat: origin(ends, shape.nat).nat,
    regions: shape.regionPhase === RegionPhase.NONE ? 1 : ends.target.sizes.regions,
  };
}

function cacheAt({ cacheNodes, cacheShards, scaling = true }: StepSettings, ends: Ends): CacheSizing | undefined {
  const nodes = origin(ends, cacheNodes).cache ?? ends.target.sizes.cache;
  const shards = origin(ends, cacheShards).cache ?? ends.target.sizes.cache;
  if (!nodes || !shards) {
    return undefined;
  }
  const fixed = { nodeType: nodes.nodeType, replicasPerShard: nodes.replicasPerShard, shards: shards.shards };
  const { maxShards, maxReplicasPerShard } = shards;
  return scaling
    ? { ...fixed, ...(maxShards ? { maxShards } : {}), ...(maxReplicasPerShard ? { maxReplicasPerShard } : {}) }
    : fixed;
}

function databaseAt(shape: StepSettings, ends: Ends): DatabaseSizing {
  const { serverless, maxReaders, ...target } = ends.target.sizes.database;
  const readers = origin(ends, shape.databaseReadReplicas).database.readReplicas;
  return {
    ...target,
    multiAz: origin(ends, shape.databaseMultiAz).database.multiAz,
    instanceType: origin(ends, shape.databaseInstanceType).database.instanceType,
    readReplicas: shape.auroraReaders === false ? 0 : readers,
    ...(serverless && shape.auroraServerless !== false ? { serverless } : {}),
    ...(maxReaders && shape.scaling !== false ? { maxReaders } : {}),
  };
}
