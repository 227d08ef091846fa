import { DatabaseKind, DatabaseSizing, StageSizes } from '../../core/stage-sizing';
import { DatabaseMigrationPhase } from '../../core/stage-transition';
import { AuroraOriginKind } from '../../database';
import { GrowthPlatformProps } from '../growth-platform-props';

/** Which databases exist, and which of them takes the writes. */
export interface DatabasePlan {
  readonly migrationPhase: DatabaseMigrationPhase;
  readonly origin: AuroraOriginKind;
  /** The RDS instance, or its shared resources after it is gone; undefined if the database was created as a cluster. */
  readonly instance?: DatabaseSizing;
  /** The cluster, while it exists. */
  readonly cluster?: DatabaseSizing;
}

/** The phases of the migration from an instance to a cluster, in order. */
const MIGRATION_PHASES = [
  DatabaseMigrationPhase.INSTANCE,
  DatabaseMigrationPhase.REPLICATING,
  DatabaseMigrationPhase.HANDED_OVER,
  DatabaseMigrationPhase.RELEASED,
  DatabaseMigrationPhase.CLUSTER,
];

/** Whether the cluster takes the writes. */
export function clusterServes(phase: DatabaseMigrationPhase): boolean {
  return MIGRATION_PHASES.indexOf(phase) >= MIGRATION_PHASES.indexOf(DatabaseMigrationPhase.HANDED_OVER);
}

/** Decides which databases exist. */
export function databasePlanOf({ shape, auroraOrigin }: GrowthPlatformProps, { database }: StageSizes): DatabasePlan {
  const origin = auroraOrigin ?? AuroraOriginKind.REPLICA;
  if (database.kind === DatabaseKind.RDS_INSTANCE) {
    return { migrationPhase: DatabaseMigrationPhase.INSTANCE, origin, instance: database };
  }
  const migrationPhase = shape?.databaseMigrationPhase ?? DatabaseMigrationPhase.CLUSTER;
  const exists =
    clusterServes(migrationPhase) ||
    (migrationPhase === DatabaseMigrationPhase.REPLICATING && origin === AuroraOriginKind.REPLICA);
  return {
    migrationPhase,
    origin,
    instance:
      origin === AuroraOriginKind.PLAIN ? undefined : instanceSizing(migrationPhase, shape?.sourceDatabase ?? database),
    cluster: exists ? database : undefined,
  };
}

/** A released instance has no replicas any more: readers read from the cluster. */
function instanceSizing(phase: DatabaseMigrationPhase, sizing: DatabaseSizing): DatabaseSizing {
  return phase === DatabaseMigrationPhase.RELEASED ? { ...sizing, readReplicas: 0 } : sizing;
}
