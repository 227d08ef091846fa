import { Construct } from 'constructs';
import { BucketStore } from './bucket';
import { CacheStore } from './cache';
import { DatabaseStore } from './database';
import { ImageStore } from './images';
import { LogStore } from './logs';
import { QueueStore } from './queue';
import { SecondaryStoreContext, Store, StoreContext } from './store';
import { TableStore } from './tables';

/** The stores of one Region, in the order in which its data stack creates them. Append new stores. */
export interface RegionalStores {
  readonly database: DatabaseStore;
  readonly cache: CacheStore;
  readonly bucket: BucketStore;
  readonly queue: QueueStore;
  readonly images: ImageStore;
  readonly logs: LogStore;
  readonly tables: TableStore;
}

/** Creates the stores of the home Region, and what exists once for all Regions. */
export function createHomeStores(scope: Construct, context: StoreContext): RegionalStores {
  const stores = {
    database: DatabaseStore.inHome(scope, context),
    cache: CacheStore.inHome(scope, context),
    bucket: BucketStore.inHome(scope, context),
    queue: new QueueStore(scope, context),
    images: ImageStore.inHome(scope, context),
    logs: new LogStore(scope, context),
    tables: new TableStore(context),
  };
  if (context.plan.global) {
    addGlobalParts(scope, stores);
  }
  return stores;
}

/** Creates the stores of a secondary Region: copies of those of the home Region, and stores of its own. */
export function createSecondaryStores(
  scope: Construct,
  context: SecondaryStoreContext,
  home: RegionalStores,
): RegionalStores {
  return {
    database: DatabaseStore.inSecondary(scope, context, home.database),
    cache: CacheStore.inSecondary(scope, context, home.cache),
    bucket: BucketStore.inSecondary(scope, context, home.bucket),
    queue: new QueueStore(scope, context),
    images: ImageStore.inSecondary(scope, context, home.images),
    logs: new LogStore(scope, context),
    tables: new TableStore(context),
  };
}

/** All stores, in the order in which the data stack creates them. */
export function allStores(stores: RegionalStores): Store[] {
  return Object.values(stores);
}

/** All stores, in the order of grants and alarms, which is that of the templates of version 0.1.0. */
export function inWorkloadOrder({ database, queue, ...others }: RegionalStores): Store[] {
  return [database, queue, ...Object.values<Store>(others)];
}

/** Tables and images come first, because other stores may depend on them. */
function addGlobalParts(scope: Construct, { tables, images, ...others }: RegionalStores): void {
  const made: Construct[] = [];
  for (const store of [tables, images, ...Object.values<Store>(others)]) {
    made.push(...store.addGlobalParts(scope, made));
  }
}
