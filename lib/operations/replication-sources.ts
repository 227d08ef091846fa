/** The cluster of an Aurora global database that lies in this Region. */
export interface GlobalDatabaseReplication {
  /**
   * The identifier of this Region's cluster. A primary reports nothing here and raises no alarm, so the alarms can
   * stand in every Region.
   */
  readonly clusterIdentifier: string;

  /**
   * The other Regions of the global database, 1 to 9: each may become the primary, and Aurora publishes the lag per
   * source Region.
   */
  readonly otherRegions: string[];
}

/** The replication group of an ElastiCache Global Datastore that lies in this Region. */
export interface GlobalCacheReplication {
  /** The id of this Region's replication group. A primary reports nothing and raises no alarm. */
  readonly replicationGroupId: string;
}

/**
 * One rule that copies objects from bucket to bucket. The rule has to have replication metrics on: Amazon S3 publishes
 * nothing otherwise, and bills them as custom metrics.
 */
export interface ObjectReplication {
  /** The name of the bucket that is copied. */
  readonly sourceBucketName: string;

  /** The name of the bucket that is copied to. */
  readonly destinationBucketName: string;

  /** The id of the rule. */
  readonly ruleId: string;
}

/** A DynamoDB global table that is written in this Region. */
export interface TableReplication {
  /** The name of the table. */
  readonly tableName: string;

  /** The other Regions that have a replica of the table, at least one. */
  readonly receivingRegions: string[];
}

/** The move from an RDS for PostgreSQL instance to an Aurora cluster that is its replica. */
export interface AuroraMoveReplication {
  /**
   * The identifier of the RDS instance that still takes the writes. It keeps the write-ahead log until the replica has
   * read it.
   */
  readonly sourceInstanceIdentifier: string;

  /** The storage of the source, in GiB; the alarms on the log it keeps are shares of it. */
  readonly sourceStorageGiB: number;

  /** The identifier of the Aurora cluster that is the replica. */
  readonly replicaClusterIdentifier: string;
}
