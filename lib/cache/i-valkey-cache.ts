import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** One node of a replication group. */
export interface CacheNode {
  /** Number of the shard, from 1 on. */
  readonly shard: number;

  /** Number of the node in its shard, from 1 on; which of them is the primary changes with every failover. */
  readonly node: number;
}

/** A Valkey replication group, made here or imported. */
export interface IValkeyCache extends IConnectable {
  /** Id of the replication group. */
  readonly replicationGroupId: string;

  /** The host name of the configuration endpoint, which knows every shard. */
  readonly configurationEndpointHost: string;

  /** The port. */
  readonly port: number;

  /** The secret whose whole value is the URL of the cache with user and password, `rediss://`. */
  readonly urlSecret: ISecret;

  /**
   * A metric of one node, in namespace AWS/ElastiCache.
   *
   * Of the whole group (dimension `ReplicationGroupId`), Amazon ElastiCache publishes little: what auto scaling
   * follows, as averages that hide the busiest node, and the lag of a Global Datastore.
   */
  metric(metricName: string, node: CacheNode, props?: MetricOptions): Metric;
}

/** What is known of a replication group that exists already. */
export interface ValkeyCacheAttributes {
  /** Id of the replication group. */
  readonly replicationGroupId: string;

  /** The host name of the configuration endpoint. */
  readonly configurationEndpointHost: string;

  /** The secret whose whole value is the URL of the cache with user and password. */
  readonly urlSecret: ISecret;

  /**
   * The port.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * The security groups of the nodes.
   *
   * @default - none; `connections` admits nobody
   */
  readonly securityGroups?: ISecurityGroup[];
}
