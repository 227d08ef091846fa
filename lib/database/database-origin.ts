/** The kind of origin of a database. */
export enum DatabaseOriginKind {
  /** Created empty. */
  PLAIN = 'plain',

  /** Restored from a snapshot. */
  SNAPSHOT = 'snapshot',
}

/**
 * The origin of a database: how it was created. Record it in your configuration when you create the database, and never
 * change it.
 *
 * Amazon RDS reads the origin only at creation, but CloudFormation compares it in every deployment. If a snapshot
 * identifier changes or is removed, CloudFormation can create a second, empty database and point everything to it.
 */
export class DatabaseOrigin {
  /** The database is created empty. */
  public static plain(): DatabaseOrigin {
    return new DatabaseOrigin(DatabaseOriginKind.PLAIN);
  }

  /**
   * The database is restored from a snapshot of a PostgreSQL instance.
   *
   * The restored database has the database name, master user and storage key of the snapshot. To use another key, copy
   * the snapshot with that key first.
   *
   * @param snapshotIdentifier name or ARN of the snapshot; it stays in the template permanently
   */
  public static fromSnapshot(snapshotIdentifier: string): DatabaseOrigin {
    return new DatabaseOrigin(DatabaseOriginKind.SNAPSHOT, snapshotIdentifier);
  }

  /**
   * @param kind the kind of origin
   * @param snapshotIdentifier the snapshot, undefined for a plain origin
   */
  private constructor(
    public readonly kind: DatabaseOriginKind,
    public readonly snapshotIdentifier?: string,
  ) {}
}
