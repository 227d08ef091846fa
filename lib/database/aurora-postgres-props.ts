import { RemovalPolicy } from 'aws-cdk-lib';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AuroraPostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { AuroraCapacity } from './aurora-capacity';
import { AuroraOrigin } from './aurora-origin';
import { AuroraStorage } from './aurora-storage';
import { ISharedDatabaseResources } from './i-shared-database-resources';

/** Properties of `AuroraPostgres`. */
export interface AuroraPostgresProps {
  /** The VPC of the cluster. */
  readonly vpc: IVpc;

  /** The data subnets, one in each of at least three Availability Zones. Cannot be changed after creation. */
  readonly vpcSubnets: SubnetSelection;

  /** The size of the instances. Changing it restarts the instances one at a time, the writer with a failover. */
  readonly capacity: AuroraCapacity;

  /**
   * Number of readers in addition to the writer, 0 to 14 (a cluster has at most 15 instances here, including those that
   * scaling adds). They are spread over the Availability Zones of `vpcSubnets`.
   *
   * @default 1
   */
  readonly readers?: number;

  /**
   * Whether the cluster replicates storage and has no instance. Only for a secondary of a global database.
   *
   * @default false
   */
  readonly headless?: boolean;

  /**
   * How the cluster is created. Cannot be changed after creation.
   *
   * @default AuroraOrigin.plain()
   */
  readonly origin?: AuroraOrigin;

  /**
   * The database that the cluster replaces. The cluster uses its secret, key, subnet group, security group and proxy.
   *
   * @default - none; the cluster has its own resources
   */
  readonly predecessor?: ISharedDatabaseResources;

  /**
   * The secret of the master user, with the fields `username` and `password`. Set it for an origin from a snapshot
   * without a predecessor, and for a secondary (the replica of the primary's secret).
   *
   * @default - a new secret for a plain origin, otherwise the secret of the predecessor
   */
  readonly secret?: ISecret;

  /**
   * Regions to which the master user's secret is replicated, for applications that run there.
   *
   * @default - none
   */
  readonly secretReplicaRegions?: string[];

  /**
   * Whether an RDS Proxy pools the connections of the writer. Not allowed with a predecessor, whose proxy is used, or
   * with capacity that pauses.
   *
   * @default false
   */
  readonly proxy?: boolean;

  /**
   * Key for storage, backups and Performance Insights. Cannot be changed after creation.
   *
   * @default - the key of the predecessor, otherwise a new multi-Region key
   */
  readonly encryptionKey?: IKey;

  /**
   * Name of the initial database. Cannot be changed after creation.
   *
   * @default - the name of the predecessor, otherwise `app`
   */
  readonly databaseName?: string;

  /**
   * Name of the master user. Cannot be changed after creation.
   *
   * @default - the name of the predecessor, otherwise `app`
   */
  readonly username?: string;

  /**
   * Engine version. A replica of an instance needs the same major version and the same or a later minor version.
   *
   * @default AuroraPostgresEngineVersion.VER_17_7
   */
  readonly engineVersion?: AuroraPostgresEngineVersion;

  /**
   * How storage and I/O are billed.
   *
   * @default AuroraStorage.STANDARD
   */
  readonly storage?: AuroraStorage;

  /**
   * Whether logical replication is on. Blue/green upgrades and replication to another database need it. It writes
   * additional WAL, and turning it on later restarts the cluster.
   *
   * @default - true, except with capacity that pauses to zero, because logical replication prevents the pause
   */
  readonly logicalReplication?: boolean;

  /**
   * Whether a secondary cluster forwards writes to the writer Region. Use it for modest write rates.
   *
   * @default false
   */
  readonly globalWriteForwarding?: boolean;

  /**
   * Statements that take longer, in milliseconds, are logged. Use -1 to log none.
   *
   * @default 100 - the limit of the Push2Commit guide (docs/guides/sources.md)
   */
  readonly slowQueryMs?: number;

  /**
   * Additional PostgreSQL parameters of the cluster by name. They override those of the library.
   *
   * @default - only the parameters of the library
   */
  readonly parameters?: { [name: string]: string };

  /**
   * Days of automated backups and point-in-time recovery, 7 to 35 (35 is the Aurora quota).
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
   * What happens to the cluster, its first instance and its other resources when they are removed from the stack.
   * `SNAPSHOT` applies to the cluster only.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - they are retained, unless their own creation is rolled back,
   * which requires turning off deletion protection by hand
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Security groups that may connect on port 5432. With a predecessor, only those that it does not allow already.
   *
   * @default - none; allow clients with `connections`
   */
  readonly clients?: ISecurityGroup[];

  /**
   * How long CloudWatch Logs keeps the server log.
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
   * Physical name of the cluster: lowercase letters, digits and single hyphens, at most 60 characters. Instances append
   * their number. Cannot be changed after creation, and must be unique in all Regions of a global database.
   *
   * @default - derived from the name of the stack and the path of the construct
   */
  readonly clusterIdentifier?: string;

  /**
   * Minimum number of Availability Zones that `vpcSubnets` must cover.
   *
   * @default 3
   */
  readonly minAvailabilityZones?: number;
}
