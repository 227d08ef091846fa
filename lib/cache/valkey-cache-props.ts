import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret, ReplicaRegion } from 'aws-cdk-lib/aws-secretsmanager';
import { CacheDurability } from './cache-durability';

/** Properties of `ValkeyCache`. */
export interface ValkeyCacheProps {
  /** The VPC. */
  readonly vpc: IVpc;

  /** The subnets of the nodes. Cannot be changed after creation, so select all subnets of the data tier. */
  readonly vpcSubnets: SubnetSelection;

  /**
   * Node type with the `cache.` prefix, for example `cache.t4g.small`. Can be changed online.
   *
   * Families with data tiering (`r6gd`) are not supported. Auto scaling supports `large`, `xlarge` and `2xlarge`, and a
   * Global Datastore supports `large` and larger, both of the families M5, M6g, M7g, M8g, R5, R6g, R7g, R8g, C7gn and
   * C8gn (Amazon ElastiCache user guide). In a Global Datastore, change the type in `GlobalValkeyCache` and leave this
   * property unchanged. In a secondary, set it to the type of the primary.
   */
  readonly nodeType: string;

  /**
   * Number of shards (1 to 500, Amazon ElastiCache quota for Valkey 7.2 and later). Can be changed online, in a
   * deployment without other changes to the cache.
   *
   * Do not change it while `ValkeyScaling` scales shards or in a Global Datastore: the live number differs from the
   * template, and an edit resets it. In a secondary, set it to the number of the primary.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * Replicas per shard (0 to 5, Amazon ElastiCache quota). Do not change it while `ValkeyScaling` scales replicas.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Key for encryption at rest, in the same Region. Cannot be changed after creation.
   *
   * @default - a key managed by Amazon ElastiCache
   */
  readonly encryptionKey?: IKey;

  /**
   * Security groups that may connect.
   *
   * @default - none; allow clients with `connections`
   */
  readonly clients?: ISecurityGroup[];

  /**
   * Major and minor version of Valkey, 8 or 9. It can be upgraded but not downgraded. In a Global Datastore, upgrade it
   * in `GlobalValkeyCache`.
   *
   * @default '8.1'; a secondary inherits it from the primary
   */
  readonly engineVersion?: string;

  /**
   * Port. Cannot be changed after creation.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * What is evicted when memory is full: a value of the Valkey parameter `maxmemory-policy`.
   *
   * @default 'volatile-lru' - only keys with a time to live are evicted, least recently used first; a secondary
   * inherits it from the primary
   */
  readonly maxMemoryPolicy?: string;

  /**
   * Days for which daily snapshots are kept, 0 to 35. With 0 no snapshots are taken.
   *
   * @default 1
   */
  readonly snapshotRetentionDays?: number;

  /**
   * Daily time window in which a snapshot may start, in UTC, at least one hour, for example `01:00-02:00`.
   *
   * @default - chosen by Amazon ElastiCache
   */
  readonly snapshotWindow?: string;

  /**
   * Weekly time window for maintenance, in UTC, at least one hour, for example `sun:03:00-sun:04:00`.
   *
   * @default - chosen by Amazon ElastiCache
   */
  readonly preferredMaintenanceWindow?: string;

  /**
   * How long slow logs and engine logs are kept: one of the retention periods of CloudWatch Logs.
   *
   * @default Duration.days(30)
   */
  readonly logRetention?: Duration;

  /**
   * A secret in the same Region that contains the password of the user `app`. It must be 16 to 128 letters and digits,
   * because it is part of the URL. Required with `globalReplicationGroupId`.
   *
   * @default - a secret with a generated password
   */
  readonly passwordSecret?: ISecret;

  /**
   * Regions to which the generated password is replicated, for the secondaries of a Global Datastore. Can be added
   * later.
   *
   * @default - none
   */
  readonly passwordReplicaRegions?: ReplicaRegion[];

  /**
   * The Global Datastore that the cache joins as a secondary, in another Region than the primary. Cannot be changed
   * after creation.
   *
   * Only a new cache can be a secondary. Setting this on an existing cache replaces it with an empty one, and Amazon
   * ElastiCache erases an existing cache that you add by hand. A Global Datastore has at most two secondaries.
   *
   * @default - the cache is not a secondary
   */
  readonly globalReplicationGroupId?: string;

  /**
   * Whether writes are stored in a transaction log in several Availability Zones, so that they survive the loss of
   * nodes. Treat it as fixed after creation.
   *
   * Needs Valkey 9.0 and a replica. A durable cache can never join a Global Datastore.
   *
   * @default - the default of the engine, which is no durability for Valkey 8 and 9.0
   */
  readonly durability?: CacheDurability;

  /**
   * What happens to the cache and its subnet group, parameters, security group, users, secrets and logs when they are
   * removed from the stack.
   *
   * With `RemovalPolicy.SNAPSHOT`, a final snapshot of the cache is taken and the other resources are retained.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - they are retained, unless their own creation is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;
}
