/** How the first bytes of a database came into being. */
export enum DatabaseOriginKind {
  /** Created empty. */
  PLAIN = 'plain',
  /** Restored from a snapshot. */
  SNAPSHOT = 'snapshot',
}

/**
 * How a database was born.
 *
 * Amazon RDS reads this once, at creation, and AWS CloudFormation compares it for ever: a snapshot identifier that
 * changes or disappears later can make CloudFormation create a second, empty database and point everything to it. Write
 * the birth of a database into your configuration on the day it is created and never touch it again.
 */
export class DatabaseOrigin {
  /** The database is created empty. */
  public static plain(): DatabaseOrigin {
    return new DatabaseOrigin(DatabaseOriginKind.PLAIN);
  }

  /**
   * The database is restored from a snapshot of a PostgreSQL instance.
   *
   * The restored database keeps what the snapshot holds: database name, master user and the key of its storage. Where
   * the snapshot should live under another key, copy it with that key first.
   *
   * @param snapshotIdentifier name or ARN of the snapshot; emitted into the template for ever
   */
  public static fromSnapshot(snapshotIdentifier: string): DatabaseOrigin {
    return new DatabaseOrigin(DatabaseOriginKind.SNAPSHOT, snapshotIdentifier);
  }

  /**
   * @param kind what the database was made of
   * @param snapshotIdentifier the snapshot, where it was made of one
   */
  private constructor(
    public readonly kind: DatabaseOriginKind,
    public readonly snapshotIdentifier?: string,
  ) {}
}
