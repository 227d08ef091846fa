import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** Properties of a Valkey cache. */
export interface ValkeyCacheProps {
  /** The VPC. */
  readonly vpc: IVpc;

  /** The subnets of the nodes. The subnet group is fixed for ever: give all subnets of the data tier. */
  readonly vpcSubnets: SubnetSelection;

  /** Node type with the `cache.` prefix, for example `cache.t4g.small`. Can be changed online. */
  readonly nodeType: string;

  /**
   * Number of shards (1 to 500, Amazon ElastiCache quota for Valkey 7.2 and later). Can be changed online, alone in its deployment.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * Replicas of each shard (0 to 5, Amazon ElastiCache quota).
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Key of the data at rest. Fixed for ever.
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
   * Version of Valkey, major and minor. It can be raised, never lowered.
   *
   * @default '8.1'
   */
  readonly engineVersion?: string;

  /**
   * Port. Fixed for ever.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * What happens when memory is full.
   *
   * @default 'volatile-lru' - keys with a time to live go first, so that a forgotten one without does not push out sessions
   */
  readonly maxMemoryPolicy?: string;

  /**
   * Days for which daily snapshots are kept, 0 to 35; 0 makes none.
   *
   * @default 1
   */
  readonly snapshotRetentionDays?: number;

  /**
   * How long slow and engine logs are kept.
   *
   * @default Duration.days(30)
   */
  readonly logRetention?: Duration;

  /**
   * What happens to the cache and its secrets when they leave the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - they stay; only the rollback of their first creation removes them
   */
  readonly removalPolicy?: RemovalPolicy;
}
