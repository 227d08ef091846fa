import { CacheSizing, DatabaseSizing, GrowthStage, NatKind, ServiceSizing, StageSizes, VmSizing } from '../../lib';
import { GrowthStages } from '../../stages';
import { DocumentSizes, DocumentStageSizes } from './growth-document';

/** The parts of a stage whose sizes a configuration may change. */
export const SIZED_PARTS = ['vm', 'web', 'worker', 'database', 'cache', 'nat'] as const;

/** What the configuration changes of a stage. */
export function sizesFor(stage: GrowthStage, sizes: DocumentSizes | undefined): DocumentStageSizes {
  return (sizes as Readonly<Record<string, DocumentStageSizes | undefined>> | undefined)?.[stage.name] ?? {};
}

/**
 * The stage with the sizes that the configuration changes.
 *
 * Each property replaces one property of the stage; a part that the stage does not have is left out, and reported by the rules.
 * What a user gave the database of the stage before is not taken away by moving up: storage, replicas, standby and proxy
 * are at least as before.
 *
 * @param stage the stage of the catalogue
 * @param sizes the sizes of the configuration, by stage
 */
export function withSizes(stage: GrowthStage, sizes: DocumentSizes | undefined): GrowthStage {
  const own = sizesFor(stage, sizes);
  const base = stage.sizes;
  const merged: StageSizes = {
    ...base,
    ...(base.vm ? { vm: replaced<VmSizing>(base.vm, own.vm) } : {}),
    ...(base.web ? { web: replaced<ServiceSizing>(base.web, own.web) } : {}),
    ...(base.worker ? { worker: replaced<ServiceSizing>(base.worker, own.worker) } : {}),
    ...(base.cache ? { cache: replaced<CacheSizing>(base.cache, own.cache) } : {}),
    database: replaced<DatabaseSizing>(atLeast(base.database, databaseBefore(stage, sizes)), own.database),
    nat: (own.nat as NatKind | undefined) ?? base.nat,
  };
  return { ...stage, sizes: merged };
}

/** The database of the stage before, with its sizes; nothing for the first stage. */
export function databaseBefore(stage: GrowthStage, sizes: DocumentSizes | undefined): DatabaseSizing | undefined {
  const before = GrowthStages.ALL.find(({ order }) => order === stage.order - 1);
  return before && withSizes(before, sizes).sizes.database;
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
