/** The cluster of an Aurora global database in this Region. */
export interface GlobalDatabaseReplication {
  /**
   * The identifier of the cluster in this Region. A primary publishes no lag, so every Region can have the alarms.
   */
  readonly clusterIdentifier: string;

  /**
   * The other Regions of the global database, 1 to 9. Each may become the primary, and Aurora publishes the lag per
   * source Region.
   */
  readonly otherRegions: string[];
}

/** The replication group of an ElastiCache Global Datastore in this Region. */
export interface GlobalCacheReplication {
  /** The id of the replication group in this Region. A primary publishes no lag. */
  readonly replicationGroupId: string;
}

/**
 * A rule that copies objects from bucket to bucket. Replication metrics must be enabled for the rule; Amazon S3 bills
 * them as custom metrics.
 */
export interface ObjectReplication {
  /** The name of the bucket with the originals. */
  readonly sourceBucketName: string;

  /** The name of the bucket with the copies. */
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

/** The migration from an RDS for PostgreSQL instance to an Aurora cluster that replicates it. */
export interface AuroraMoveReplication {
  /**
   * The identifier of the RDS instance, which takes the writes. It keeps the write-ahead log until the replica has
   * received it.
   */
  readonly sourceInstanceIdentifier: string;

  /** The storage of the source, in GiB. The thresholds for its write-ahead log are shares of it. */
  readonly sourceStorageGiB: number;

  /** The identifier of the Aurora cluster that is the replica. */
  readonly replicaClusterIdentifier: string;
}
