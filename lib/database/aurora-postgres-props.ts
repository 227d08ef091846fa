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

/** What an Aurora PostgreSQL cluster is made of. */
export interface AuroraPostgresProps {
  /** The network of the cluster. */
  readonly vpc: IVpc;

  /** The data subnets, one in each of at least three Availability Zones; fixed for ever. */
  readonly vpcSubnets: SubnetSelection;

  /** The size of the instances. Changing it restarts one instance after the other, the writer by a failover. */
  readonly capacity: AuroraCapacity;

  /**
   * Readers besides the writer, 0 to 14 (an Aurora cluster has at most 15 instances here; those that scaling adds count
   * too). They are spread over the Availability Zones of `vpcSubnets`.
   *
   * @default 1
   */
  readonly readers?: number;

  /**
   * Whether the cluster has no instance at all: storage that replicates, and nothing that answers. Only for a secondary
   * of a global database.
   *
   * @default false
   */
  readonly headless?: boolean;

  /**
   * How the cluster was born; never changes again.
   *
   * @default AuroraOrigin.plain()
   */
  readonly origin?: AuroraOrigin;

  /**
   * The database that the cluster follows: it shares its secret, key, subnet group, security group and proxy, which all
   * stay where they are.
   *
   * @default - the cluster has surroundings of its own
   */
  readonly predecessor?: ISharedDatabaseResources;

  /**
   * The secret of the master user, with the fields `username` and `password`, where neither the cluster makes one nor
   * the predecessor has one: for a birth from a foreign snapshot, and for a secondary (the replica of the primary's
   * secret).
   *
   * @default - a new secret for a plain birth, that of the predecessor otherwise
   */
  readonly secret?: ISecret;

  /**
   * Regions that hold a copy of the secret of the master user, for applications that run there.
   *
   * @default - none
   */
  readonly secretReplicaRegions?: string[];

  /**
   * Whether an RDS Proxy pools the connections of the writer. Not with a predecessor (its proxy moves over), not with
   * capacity that pauses.
   *
   * @default false
   */
  readonly proxy?: boolean;

  /**
   * The key of storage, backups and Performance Insights; fixed for ever.
   *
   * @default - that of the predecessor, otherwise a new multi-Region key
   */
  readonly encryptionKey?: IKey;

  /**
   * Name of the first database; fixed for ever.
   *
   * @default - that of the predecessor, otherwise `app`
   */
  readonly databaseName?: string;

  /**
   * Name of the master user; fixed for ever.
   *
   * @default - that of the predecessor, otherwise `app`
   */
  readonly username?: string;

  /**
   * Engine version. For a replica of an instance: the same major version, and not an older minor.
   *
   * @default AuroraPostgresEngineVersion.VER_17_7
   */
  readonly engineVersion?: AuroraPostgresEngineVersion;

  /**
   * How storage and input/output are paid.
   *
   * @default AuroraStorage.STANDARD
   */
  readonly storage?: AuroraStorage;

  /**
   * Whether logical replication is on, which blue/green upgrades and the way back to another database need. It costs
   * extra WAL; turning it on later restarts the cluster, so it is on from birth.
   *
   * @default true, except where the capacity pauses to zero: Aurora does not pause with it
   */
  readonly logicalReplication?: boolean;

  /**
   * Whether writes that reach a secondary cluster are forwarded to the writer Region; fit for modest write rates. Only
   * for a secondary.
   *
   * @default false
   */
  readonly globalWriteForwarding?: boolean;

  /**
   * Statements that run longer are logged, in milliseconds; -1 logs none.
   *
   * @default 100 (guide G4: a query above 100 ms marks the database as the bottleneck)
   */
  readonly slowQueryMs?: number;

  /**
   * Further PostgreSQL parameters of the cluster by name; they win over the library's.
   *
   * @default - only the library's parameters
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
   * Whether Amazon RDS refuses to delete the cluster.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * What happens to the cluster, its first instance and everything around it when they leave the template. `SNAPSHOT`
   * applies to the cluster only.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - everything stays, only the rollback of its first creation
   * cleans up - once deletion protection is lifted by hand, which holds there, too
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Security groups that may connect on port 5432; with a predecessor, those that it does not admit already.
   *
   * @default - nobody; admit clients with `connections`
   */
  readonly clients?: ISecurityGroup[];

  /**
   * How long CloudWatch Logs keeps the server log.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * Granularity of Enhanced Monitoring, in seconds: 1, 5, 10, 15, 30 or 60; 0 switches it off.
   *
   * @default 60
   */
  readonly enhancedMonitoringSeconds?: number;

  /**
   * Physical name of the cluster: lower-case letters, digits and single hyphens, at most 60 characters; instances
   * append their number. Fixed for ever, and unique over all Regions of a global database.
   *
   * @default - made from the stack's name and the construct's path
   */
  readonly clusterIdentifier?: string;

  /**
   * Fewest Availability Zones that `vpcSubnets` must cover.
   *
   * @default 3
   */
  readonly minAvailabilityZones?: number;
}
