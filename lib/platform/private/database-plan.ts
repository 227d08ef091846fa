import { DatabaseKind, DatabaseSizing, StageSizes } from '../../core/stage-sizing';
import { DatabaseLife } from '../../core/stage-transition';
import { AuroraBirthKind } from '../../database';
import { GrowthPlatformProps } from '../growth-platform-props';

/** Which databases exist, and which of them serves. */
export interface DatabasePlan {
  readonly life: DatabaseLife;
  readonly birth: AuroraBirthKind;
  /** The RDS instance, or what is left of it; absent where the database was born as a cluster. */
  readonly instance?: DatabaseSizing;
  /** The cluster, while it exists. */
  readonly cluster?: DatabaseSizing;
}

/** The order in which an instance gives way to a cluster. */
const LIVES = [
  DatabaseLife.INSTANCE,
  DatabaseLife.REPLICATING,
  DatabaseLife.HANDED_OVER,
  DatabaseLife.RELEASED,
  DatabaseLife.CLUSTER,
];

/** Whether the cluster serves. */
export function clusterServes(life: DatabaseLife): boolean {
  return LIVES.indexOf(life) >= LIVES.indexOf(DatabaseLife.HANDED_OVER);
}

/** Decides which databases exist. */
export function databasePlanOf({ shape, auroraBirth }: GrowthPlatformProps, { database }: StageSizes): DatabasePlan {
  const birth = auroraBirth ?? AuroraBirthKind.REPLICA;
  if (database.kind === DatabaseKind.RDS_INSTANCE) {
    return { life: DatabaseLife.INSTANCE, birth, instance: database };
  }
  const life = shape?.databaseLife ?? DatabaseLife.CLUSTER;
  const exists = clusterServes(life) || (life === DatabaseLife.REPLICATING && birth === AuroraBirthKind.REPLICA);
  return {
    life,
    birth,
    instance: birth === AuroraBirthKind.PLAIN ? undefined : instanceSizing(life, shape?.sourceDatabase ?? database),
    cluster: exists ? database : undefined,
  };
}

/** A released instance has given its replicas away: readers read from the cluster. */
function instanceSizing(life: DatabaseLife, sizing: DatabaseSizing): DatabaseSizing {
  return life === DatabaseLife.RELEASED ? { ...sizing, readReplicas: 0 } : sizing;
}
