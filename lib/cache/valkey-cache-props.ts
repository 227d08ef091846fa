import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret, ReplicaRegion } from 'aws-cdk-lib/aws-secretsmanager';
import { CacheDurability } from './cache-durability';

/** Properties of a Valkey cache. */
export interface ValkeyCacheProps {
  /** The VPC. */
  readonly vpc: IVpc;

  /** The subnets of the nodes. The subnet group is fixed for ever: give all subnets of the data tier. */
  readonly vpcSubnets: SubnetSelection;

  /**
   * Node type with the `cache.` prefix, for example `cache.t4g.small`. Can be changed online.
   *
   * Families with data tiering (`r6gd`) are not supported. Auto scaling takes `large`, `xlarge` and `2xlarge`, a Global
   * Datastore `large` and larger, both of the families M5, M6g, M7g, M8g, R5, R6g, R7g, R8g, C7gn and C8gn (Amazon
   * ElastiCache user guide). In a Global Datastore, its type is changed there and stays here as it is; in a secondary
   * it only says what the primary has.
   */
  readonly nodeType: string;

  /**
   * Number of shards (1 to 500, Amazon ElastiCache quota for Valkey 7.2 and later). Can be changed online, alone in its
   * deployment.
   *
   * Freeze it once `ValkeyScaling` scales shards, and in a Global Datastore: the number in the template goes stale, and
   * an edit of it jumps back to what it says. In a secondary it only says what the primary has.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * Replicas of each shard (0 to 5, Amazon ElastiCache quota). Freeze it once `ValkeyScaling` scales replicas.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Key of the data at rest, of the same Region. Fixed for ever.
   *
   * @default - a key that Amazon ElastiCache manages
   */
  readonly encryptionKey?: IKey;

  /**
   * Security groups that may connect.
   *
   * @default - nobody; admit clients with `connections`
   */
  readonly clients?: ISecurityGroup[];

  /**
   * Version of Valkey, major and minor, 8 or 9. It can be raised, never lowered; in a Global Datastore, it is raised
   * there.
   *
   * @default '8.1'; a secondary has that of the primary
   */
  readonly engineVersion?: string;

  /**
   * Port. Fixed for ever.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * What happens when memory is full: a value of the Valkey parameter `maxmemory-policy`.
   *
   * @default 'volatile-lru' - keys with a time to live go first, so that a forgotten one without does not push out
   * sessions; a secondary has that of the primary
   */
  readonly maxMemoryPolicy?: string;

  /**
   * Days for which daily snapshots are kept, 0 to 35; 0 makes none.
   *
   * @default 1
   */
  readonly snapshotRetentionDays?: number;

  /**
   * When a snapshot may begin each day, in UTC, an hour or more: `01:00-02:00`.
   *
   * @default - Amazon ElastiCache chooses
   */
  readonly snapshotWindow?: string;

  /**
   * When maintenance may begin each week, in UTC, an hour or more: `sun:03:00-sun:04:00`.
   *
   * @default - Amazon ElastiCache chooses
   */
  readonly preferredMaintenanceWindow?: string;

  /**
   * How long slow and engine logs are kept: a number of days that CloudWatch Logs knows.
   *
   * @default Duration.days(30)
   */
  readonly logRetention?: Duration;

  /**
   * A secret of the same Region whose whole value is the password of the user `app`: 16 to 128 letters and digits, for
   * it stands in the URL.
   *
   * @default - a secret with a generated password; must be given with `globalReplicationGroupId`
   */
  readonly passwordSecret?: ISecret;

  /**
   * Regions into which the generated password is replicated, for the secondaries of a Global Datastore. Can be added
   * later.
   *
   * @default - none
   */
  readonly passwordReplicaRegions?: ReplicaRegion[];

  /**
   * The Global Datastore as whose secondary the cache is born, in another Region than its primary. Fixed for ever.
   *
   * Only a new cache can be a secondary: giving the id to one that exists makes another, empty one in its place, and
   * Amazon ElastiCache wipes an existing cache that is added by hand. A Global Datastore has two secondaries at most.
   *
   * @default - the cache is no secondary
   */
  readonly globalReplicationGroupId?: string;

  /**
   * Whether writes survive the loss of nodes in a log over several zones. Chosen at creation: treat it as fixed for
   * ever.
   *
   * Needs Valkey 9.0 and a replica. A fork in the road: a durable cache can never be part of a Global Datastore.
   *
   * @default - the default of the engine, which is none for Valkey 8 and 9.0
   */
  readonly durability?: CacheDurability;

  /**
   * What happens to the cache and all it needs (subnet group, parameters, security group, users, secrets, logs) when
   * they leave the stack.
   *
   * With `RemovalPolicy.SNAPSHOT` a snapshot of the cache is left, and all the rest stays.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - they stay; only the rollback of their first creation removes
   * them
   */
  readonly removalPolicy?: RemovalPolicy;
}
