import { AlarmSetOptions, AlarmTuning } from '../core/alarm-tuning';
import {
  AuroraMoveReplication,
  GlobalCacheReplication,
  GlobalDatabaseReplication,
  ObjectReplication,
  TableReplication,
} from './replication-sources';

/** Properties of `ReplicationLagAlarms`. At least one source of replication must be given. */
export interface ReplicationLagAlarmsProps extends AlarmSetOptions {
  /**
   * The cluster of an Aurora global database in this Region.
   *
   * @default - no alarms on a global database
   */
  readonly globalDatabase?: GlobalDatabaseReplication;

  /**
   * The replication group of an ElastiCache Global Datastore in this Region.
   *
   * @default - no alarms on a Global Datastore
   */
  readonly globalCache?: GlobalCacheReplication;

  /**
   * Rules that copy objects into buckets of this Region. Amazon S3 publishes the latency in the Region of the copy.
   *
   * @default - no alarms on the latency of copies
   */
  readonly incomingObjects?: ObjectReplication[];

  /**
   * Rules that copy objects from buckets of this Region. Amazon S3 publishes failures in the Region of the original.
   *
   * @default - no alarms on failed copies
   */
  readonly outgoingObjects?: ObjectReplication[];

  /**
   * DynamoDB global tables that are written in this Region.
   *
   * @default - no alarms on global tables
   */
  readonly tables?: TableReplication[];

  /**
   * A migration from an RDS instance to an Aurora cluster that is under way.
   *
   * @default - no alarms on a migration
   */
  readonly auroraMove?: AuroraMoveReplication;

  /**
   * Alarm on the lag of the secondary cluster, in milliseconds; periods of 1 minute.
   *
   * @default - above 5000 milliseconds, 5 periods: five times the second that AWS calls typical
   */
  readonly databaseLag?: AlarmTuning;

  /**
   * Alarm on the user transactions that would be lost if the primary Region failed now, in milliseconds; periods of 1
   * minute.
   *
   * @default - above 10000 milliseconds, 5 periods: half of the smallest value of `rds.global_db_rpo` (20 seconds)
   */
  readonly databaseRecoveryPoint?: AlarmTuning;

  /**
   * Alarm on the lag of the slowest shard of the secondary cache, in seconds; periods of 1 minute.
   *
   * @default - above 10 seconds, 5 periods: ten times the second that AWS calls typical
   */
  readonly cacheLag?: AlarmTuning;

  /**
   * Alarm on the lag of the copy of a bucket, in seconds; periods of 5 minutes.
   *
   * @default - above 900 seconds, 3 periods: the 15 minutes within which S3 Replication Time Control copies 99.99 % of
   * the objects
   */
  readonly objectLatency?: AlarmTuning;

  /**
   * Alarm on the number of objects that could not be copied; periods of 5 minutes.
   *
   * @default - above 0, 1 period, because Amazon S3 does not retry
   */
  readonly objectFailures?: AlarmTuning;

  /**
   * Alarm on the time until a write to a global table arrives in another Region, in milliseconds; periods of 1 minute.
   *
   * @default - above 10000 milliseconds, 5 periods: AWS calls 0.5 to 2.5 seconds usual
   */
  readonly tableLag?: AlarmTuning;

  /**
   * Alarm on the write-ahead log that the slowest replica has not received, in GiB; periods of 5 minutes.
   *
   * @default - above 10 percent of the storage of the source, 3 periods, while the disk is not yet in danger
   */
  readonly moveSlotLag?: AlarmTuning;

  /**
   * Alarm on the write-ahead log on the disk of the source, in GiB; periods of 5 minutes.
   *
   * @default - above 20 percent of the storage of the source, 3 periods, while there is time to delete the replica
   * before the disk is full
   */
  readonly moveLogSize?: AlarmTuning;

  /**
   * Alarm on the lag of the Aurora replica behind the RDS instance, in seconds; periods of 1 minute.
   *
   * @default - above 60 seconds, 15 periods: the replica could not be promoted with a short downtime
   */
  readonly moveReplicaLag?: AlarmTuning;
}
