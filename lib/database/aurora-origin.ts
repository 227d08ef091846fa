/** The kind of origin of an Aurora cluster. */
export enum AuroraOriginKind {
  /** Created empty. */
  PLAIN = 'plain',

  /** Created as a replica of an Amazon RDS for PostgreSQL instance, and promoted later. */
  REPLICA = 'replica',

  /** Restored from a snapshot. */
  SNAPSHOT = 'snapshot',

  /** Created as a secondary of an Aurora Global Database. */
  GLOBAL_SECONDARY = 'global-secondary',
}

/**
 * The origin of an Aurora cluster: how it was created. Record it in your configuration when you create the cluster, and
 * never change it, not even after a replica is promoted.
 *
 * Every origin leaves properties in the template that must not change. CloudFormation would create a second, empty
 * cluster if a snapshot were removed, if a database name or master user were added to a promoted replica, or if a
 * global cluster were added to a primary.
 */
export class AuroraOrigin {
  /** The cluster is created empty, with its own database and master user. */
  public static plain(): AuroraOrigin {
    return new AuroraOrigin(AuroraOriginKind.PLAIN);
  }

  /**
   * The cluster is created as a replica of an RDS for PostgreSQL instance of the same account, Region and major
   * version.
   *
   * It stays a replica until you promote it with the API (`PromoteReadReplicaDBCluster`). CloudFormation cannot promote
   * it, and removing the origin from the template has no effect. Keep the origin after the promotion.
   *
   * @param instanceArn literal ARN of the instance, because the origin outlives the instance in the template
   */
  public static replicaOf(instanceArn: string): AuroraOrigin {
    return new AuroraOrigin(AuroraOriginKind.REPLICA, instanceArn);
  }

  /**
   * The cluster is restored from a snapshot, with the database, master user and password of the snapshot.
   *
   * @param snapshotArn ARN of a snapshot of an RDS for PostgreSQL instance or of an Aurora cluster
   */
  public static fromSnapshot(snapshotArn: string): AuroraOrigin {
    return new AuroraOrigin(AuroraOriginKind.SNAPSHOT, snapshotArn);
  }

  /**
   * The cluster is created as a secondary of an Aurora Global Database in another Region.
   *
   * @param globalClusterIdentifier literal name of the global cluster
   */
  public static secondaryOf(globalClusterIdentifier: string): AuroraOrigin {
    return new AuroraOrigin(AuroraOriginKind.GLOBAL_SECONDARY, globalClusterIdentifier);
  }

  /**
   * @param kind the kind of origin
   * @param source the instance, snapshot or global cluster, undefined for a plain origin
   */
  private constructor(
    public readonly kind: AuroraOriginKind,
    public readonly source?: string,
  ) {}
}
