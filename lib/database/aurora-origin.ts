/** How the first bytes of an Aurora cluster came into being. */
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
 * How an Aurora cluster was born.
 *
 * Every kind leaves properties in the template that AWS CloudFormation compares for ever: a snapshot that goes away, a
 * database name or a master user that is added to a promoted replica, or a global cluster that appears on a primary
 * would each make CloudFormation build a second, empty cluster. Write the birth into your configuration on the day the
 * cluster is created and never touch it again - also after a replica was promoted.
 */
export class AuroraOrigin {
  /** The cluster is created empty, with a database and a master user of its own. */
  public static plain(): AuroraOrigin {
    return new AuroraOrigin(AuroraOriginKind.PLAIN);
  }

  /**
   * The cluster is created as a replica of an RDS for PostgreSQL instance of the same account, Region and major
   * version.
   *
   * It stays a replica until it is promoted with the API (`PromoteReadReplicaDBCluster`): AWS CloudFormation can't do
   * that, and removing this birth from the template does nothing. After the promotion it stays in the template all the
   * same.
   *
   * @param instanceArn ARN of the instance as literal text, so that it outlives the instance in the template
   */
  public static replicaOf(instanceArn: string): AuroraOrigin {
    return new AuroraOrigin(AuroraOriginKind.REPLICA, instanceArn);
  }

  /**
   * The cluster is restored from a snapshot, which keeps database, master user and password.
   *
   * @param snapshotArn ARN of the snapshot: of an RDS for PostgreSQL instance, or of an Aurora cluster
   */
  public static fromSnapshot(snapshotArn: string): AuroraOrigin {
    return new AuroraOrigin(AuroraOriginKind.SNAPSHOT, snapshotArn);
  }

  /**
   * The cluster is created as a secondary of an Aurora Global Database in another Region; everything comes from the
   * primary.
   *
   * @param globalClusterIdentifier name of the global cluster as literal text
   */
  public static secondaryOf(globalClusterIdentifier: string): AuroraOrigin {
    return new AuroraOrigin(AuroraOriginKind.GLOBAL_SECONDARY, globalClusterIdentifier);
  }

  /**
   * @param kind what the cluster was made of
   * @param source the instance, snapshot or global cluster; nothing for a plain birth
   */
  private constructor(
    public readonly kind: AuroraOriginKind,
    public readonly source?: string,
  ) {}
}
