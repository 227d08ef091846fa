import { RemovalPolicy } from 'aws-cdk-lib';
import { InstanceType, ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { DatabaseOrigin } from './database-origin';

/** What a PostgreSQL database is made of. */
export interface PostgresDatabaseProps {
  /** The network of the database. */
  readonly vpc: IVpc;

  /**
   * The data subnets, one in each of at least three Availability Zones.
   *
   * The subnets of an RDS Proxy and the subnet group of the instance can't be swapped later, so they cover every zone
   * from birth.
   */
  readonly vpcSubnets: SubnetSelection;

  /**
   * Instance class without the `db.` prefix, for example `t4g.small`. Changing it restarts the database, or fails over
   * with `multiAz`.
   */
  readonly instanceType: InstanceType;

  /** Storage at creation, in GiB, 20 to 65536 (Amazon RDS quota for gp3). It can be raised, never lowered. */
  readonly allocatedStorageGiB: number;

  /** Ceiling of storage auto-scaling, in GiB; at least 10 % above `allocatedStorageGiB` (Amazon RDS rule). */
  readonly maxAllocatedStorageGiB: number;

  /**
   * Provisioned IOPS of the gp3 volume; only from 400 GiB on (Amazon RDS quota).
   *
   * @default - what gp3 includes: 3000 below 400 GiB, 12000 from 400 GiB on
   */
  readonly iops?: number;

  /**
   * Throughput of the gp3 volume, in MiB per second; only from 400 GiB on (Amazon RDS quota).
   *
   * @default - what gp3 includes: 125 below 400 GiB, 500 from 400 GiB on
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
   * Number of read replicas, 0 to 15 (Amazon RDS quota). They are made one after the other and spread over the
   * Availability Zones.
   *
   * @default 0
   */
  readonly readReplicas?: number;

  /**
   * Instance class of the read replicas, without the `db.` prefix.
   *
   * @default - the class of the database; a smaller replica falls behind when writes are heavy
   */
  readonly replicaInstanceType?: InstanceType;

  /**
   * Whether an RDS Proxy pools the connections of the writer.
   *
   * @default false
   */
  readonly proxy?: boolean;

  /**
   * The key of storage, backups and Performance Insights. It can never be changed on an existing database.
   *
   * @default - a new multi-Region customer managed key with yearly rotation
   */
  readonly encryptionKey?: IKey;

  /**
   * Name of the first database; fixed for ever. With a birth from a snapshot, the name of the database in the snapshot.
   *
   * @default 'app'
   */
  readonly databaseName?: string;

  /**
   * Name of the master user; fixed for ever. With a birth from a snapshot, the master user of the snapshot.
   *
   * @default 'app'
   */
  readonly username?: string;

  /**
   * Engine version, pinned to a minor that Amazon Aurora offers too, so that the path to Aurora stays open.
   *
   * @default - PostgreSQL 17.7
   */
  readonly engineVersion?: PostgresEngineVersion;

  /**
   * Whether a deployment may move the database to another major version. Minutes of downtime; take a snapshot first and
   * turn it off afterwards.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;

  /**
   * Whether logical replication can be used (change data capture, zero-downtime migrations). Switching it reboots the
   * database.
   *
   * @default false
   */
  readonly logicalReplication?: boolean;

  /**
   * Statements that run longer are logged, in milliseconds; -1 logs none.
   *
   * @default 100 (guide G4: a query above 100 ms marks the database as the bottleneck)
   */
  readonly slowQueryMs?: number;

  /**
   * Further PostgreSQL parameters by name; they win over the library's. Static parameters reboot the database.
   *
   * @default - only the library's parameters
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
   * Whether Amazon RDS refuses to delete the database.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * What happens to the database, its secret, key, log groups and settings when they leave the template.
   *
   * `SNAPSHOT` applies to the instance only, everything else is then retained. `DESTROY` loses data and needs
   * `deletionProtection: false`.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - everything stays and keeps running, only the rollback of its
   * first creation cleans up
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How the database was born; never changes again.
   *
   * @default DatabaseOrigin.plain()
   */
  readonly origin?: DatabaseOrigin;

  /**
   * Name of the Aurora cluster that has taken over, as literal text: secret and proxy then point to it, in place, and
   * the instance stays beside them.
   *
   * Set it in the deployment after the cluster was promoted, and never before: a proxy whose target has no writer
   * refuses connections. There is no way back by taking it away once the cluster has taken writes: the instance does
   * not have them.
   *
   * @default - the instance serves
   */
  readonly successorClusterIdentifier?: string;

  /**
   * Regions that hold a copy of the secret of the master user, for applications that run there.
   *
   * @default - none
   */
  readonly secretReplicaRegions?: string[];

  /**
   * Security groups that may connect to database, replicas and proxy on port 5432. The rules are made next to the
   * database.
   *
   * @default - nobody; admit clients with `connections`
   */
  readonly clients?: ISecurityGroup[];

  /**
   * How long CloudWatch Logs keeps the logs of database, replicas and proxy.
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
   * Physical name of the instance: lower-case letters, digits and single hyphens, at most 52 characters. Replicas
   * append their number. Fixed for ever.
   *
   * @default - made from the stack's name and the construct's path
   */
  readonly instanceIdentifier?: string;

  /**
   * Fewest Availability Zones that `vpcSubnets` must cover. Lower it only for a network that will never have three.
   *
   * @default 3
   */
  readonly minAvailabilityZones?: number;
}
