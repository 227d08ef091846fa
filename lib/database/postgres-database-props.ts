import { RemovalPolicy } from 'aws-cdk-lib';
import { InstanceType, ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { DatabaseOrigin } from './database-origin';

/** Properties of `PostgresDatabase`. */
export interface PostgresDatabaseProps {
  /** The VPC of the database. */
  readonly vpc: IVpc;

  /**
   * The data subnets, one in each of at least three Availability Zones. Cannot be changed after creation, neither for
   * the instance nor for an RDS Proxy.
   */
  readonly vpcSubnets: SubnetSelection;

  /**
   * Instance class without the `db.` prefix, for example `t4g.small`. Changing it restarts the database, or fails over
   * with `multiAz`.
   */
  readonly instanceType: InstanceType;

  /** Initial storage in GiB, 20 to 65536 (Amazon RDS quota for gp3). It can be increased but not decreased. */
  readonly allocatedStorageGiB: number;

  /** Limit of storage autoscaling in GiB, at least 10 % above `allocatedStorageGiB` (Amazon RDS rule). */
  readonly maxAllocatedStorageGiB: number;

  /**
   * Provisioned IOPS of the gp3 volume. Requires at least 400 GiB (Amazon RDS quota).
   *
   * @default - the gp3 baseline: 3000 below 400 GiB, otherwise 12000
   */
  readonly iops?: number;

  /**
   * Throughput of the gp3 volume in MiB per second. Requires at least 400 GiB (Amazon RDS quota).
   *
   * @default - the gp3 baseline: 125 below 400 GiB, otherwise 500
   */
  readonly storageThroughputMiBps?: number;

  /**
   * Whether a standby in a second Availability Zone takes over when the first fails. Roughly doubles instance and
   * storage cost.
   *
   * @default false
   */
  readonly multiAz?: boolean;

  /**
   * Number of read replicas, 0 to 15 (Amazon RDS quota). They are created one at a time and spread over the
   * Availability Zones.
   *
   * @default 0
   */
  readonly readReplicas?: number;

  /**
   * Instance class of the read replicas, without the `db.` prefix.
   *
   * @default - the class of the database; a smaller replica falls behind under heavy writes
   */
  readonly replicaInstanceType?: InstanceType;

  /**
   * Whether an RDS Proxy pools the connections of the writer.
   *
   * @default false
   */
  readonly proxy?: boolean;

  /**
   * Key for storage, backups and Performance Insights. Cannot be changed after creation.
   *
   * @default - a new multi-Region customer managed key with yearly rotation
   */
  readonly encryptionKey?: IKey;

  /**
   * Name of the initial database. Cannot be changed after creation. For an origin from a snapshot, the name of the
   * database in the snapshot.
   *
   * @default 'app'
   */
  readonly databaseName?: string;

  /**
   * Name of the master user. Cannot be changed after creation. For an origin from a snapshot, the master user of the
   * snapshot.
   *
   * @default 'app'
   */
  readonly username?: string;

  /**
   * Engine version. Use a minor version that Amazon Aurora offers, too, if you may move to Aurora later.
   *
   * @default - PostgreSQL 17.7
   */
  readonly engineVersion?: PostgresEngineVersion;

  /**
   * Whether a deployment may upgrade the major version, with minutes of downtime. Take a snapshot first, and set it to
   * false afterwards.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;

  /**
   * Whether logical replication is on, for change data capture or zero-downtime migrations. Changing it reboots the
   * database.
   *
   * @default false
   */
  readonly logicalReplication?: boolean;

  /**
   * Statements that take longer, in milliseconds, are logged. Use -1 to log none.
   *
   * @default 100 - the limit of the Push2Commit guide (docs/guides/sources.md)
   */
  readonly slowQueryMs?: number;

  /**
   * Additional PostgreSQL parameters by name. They override those of the library. Static parameters reboot the
   * database.
   *
   * @default - only the parameters of the library
   */
  readonly parameters?: { [name: string]: string };

  /**
   * Days of automated backups and point-in-time recovery, 7 to 35 (35 is the Amazon RDS quota).
   *
   * @default 7
   */
  readonly backupRetentionDays?: number;

  /**
   * Daily backup window in UTC, `hh24:mi-hh24:mi`, at least 30 minutes.
   *
   * @default - chosen by Amazon RDS
   */
  readonly preferredBackupWindow?: string;

  /**
   * Weekly maintenance window in UTC, `ddd:hh24:mi-ddd:hh24:mi`.
   *
   * @default - chosen by Amazon RDS
   */
  readonly preferredMaintenanceWindow?: string;

  /**
   * Whether deletion protection is on.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * What happens to the database and its secret, key, log groups and settings when they are removed from the stack.
   *
   * `SNAPSHOT` applies to the instance only; everything else is then retained. `DESTROY` deletes the data and requires
   * `deletionProtection: false`.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - they are retained and keep running, unless their own creation
   * is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How the database is created. Cannot be changed after creation.
   *
   * @default DatabaseOrigin.plain()
   */
  readonly origin?: DatabaseOrigin;

  /**
   * Literal name of the Aurora cluster that has taken over. Secret and proxy then point to the cluster, as an update in
   * place, and the instance keeps running.
   *
   * Set it in the deployment after the cluster is promoted, not before: a proxy whose target has no writer refuses
   * connections. Do not remove it once the cluster has taken writes, because the instance does not have them.
   *
   * @default - none; secret and proxy point to the instance
   */
  readonly successorClusterIdentifier?: string;

  /**
   * Regions to which the master user's secret is replicated, for applications that run there.
   *
   * @default - none
   */
  readonly secretReplicaRegions?: string[];

  /**
   * Security groups that may connect to database, replicas and proxy on port 5432. The rules are created in the stack
   * of the database.
   *
   * @default - none; allow clients with `connections`
   */
  readonly clients?: ISecurityGroup[];

  /**
   * How long CloudWatch Logs keeps the logs of database, replicas and proxy.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * Granularity of Enhanced Monitoring in seconds: 1, 5, 10, 15, 30 or 60. Use 0 to turn it off.
   *
   * @default 60
   */
  readonly enhancedMonitoringSeconds?: number;

  /**
   * Physical name of the instance: lowercase letters, digits and single hyphens, at most 52 characters. Replicas append
   * their number. Cannot be changed after creation.
   *
   * @default - derived from the name of the stack and the path of the construct
   */
  readonly instanceIdentifier?: string;

  /**
   * Minimum number of Availability Zones that `vpcSubnets` must cover. Lower it only for a network that will never have
   * three.
   *
   * @default 3
   */
  readonly minAvailabilityZones?: number;
}
