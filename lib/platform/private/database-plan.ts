import { DatabaseKind, DatabaseSizing, StageSizes } from '../../core/stage-sizing';
import { DatabaseMigrationPhase } from '../../core/stage-transition';
import { AuroraOriginKind } from '../../database';
import { GrowthPlatformProps } from '../growth-platform-props';

/** Which databases exist, and which of them serves. */
export interface DatabasePlan {
  readonly life: DatabaseMigrationPhase;
  readonly origin: AuroraOriginKind;
  /** The RDS instance, or what is left of it; absent where the database was born as a cluster. */
  readonly instance?: DatabaseSizing;
  /** The cluster, while it exists. */
  readonly cluster?: DatabaseSizing;
}

/** The order in which an instance gives way to a cluster. */
const LIVES = [
  DatabaseMigrationPhase.INSTANCE,
  DatabaseMigrationPhase.REPLICATING,
  DatabaseMigrationPhase.HANDED_OVER,
  DatabaseMigrationPhase.RELEASED,
  DatabaseMigrationPhase.CLUSTER,
];

/** Whether the cluster serves. */
export function clusterServes(life: DatabaseMigrationPhase): boolean {
  return LIVES.indexOf(life) >= LIVES.indexOf(DatabaseMigrationPhase.HANDED_OVER);
}

/** Decides which databases exist. */
export function databasePlanOf({ shape, auroraOrigin }: GrowthPlatformProps, { database }: StageSizes): DatabasePlan {
  const origin = auroraOrigin ?? AuroraOriginKind.REPLICA;
  if (database.kind === DatabaseKind.RDS_INSTANCE) {
    return { life: DatabaseMigrationPhase.INSTANCE, origin, instance: database };
  }
  const life = shape?.databaseMigrationPhase ?? DatabaseMigrationPhase.CLUSTER;
  const exists =
    clusterServes(life) || (life === DatabaseMigrationPhase.REPLICATING && origin === AuroraOriginKind.REPLICA);
  return {
    life,
    origin,
    instance: origin === AuroraOriginKind.PLAIN ? undefined : instanceSizing(life, shape?.sourceDatabase ?? database),
    cluster: exists ? database : undefined,
  };
}

/** A released instance has given its replicas away: readers read from the cluster. */
function instanceSizing(life: DatabaseMigrationPhase, sizing: DatabaseSizing): DatabaseSizing {
  return life === DatabaseMigrationPhase.RELEASED ? { ...sizing, readReplicas: 0 } : sizing;
}
