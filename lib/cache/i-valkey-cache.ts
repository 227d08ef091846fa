import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** One node of a replication group. */
export interface CacheNode {
  /** Number of the shard, starting at 1. */
  readonly shard: number;

  /** Number of the node within the shard, starting at 1. A failover changes which node is the primary. */
  readonly node: number;
}

/** A Valkey replication group, created by `ValkeyCache` or imported. */
export interface IValkeyCache extends IConnectable {
  /** Id of the replication group. */
  readonly replicationGroupId: string;

  /** The host name of the configuration endpoint. */
  readonly configurationEndpointHost: string;

  /** The port. */
  readonly port: number;

  /** The secret that contains the URL of the cache, with user and password, as `rediss://app:...`. */
  readonly urlSecret: ISecret;

  /**
   * Returns a metric of one node, in namespace AWS/ElastiCache.
   *
   * For a whole replication group (dimension `ReplicationGroupId`), Amazon ElastiCache publishes only the averages that
   * auto scaling uses, which hide the busiest node, and the lag of a Global Datastore.
   */
  metric(metricName: string, node: CacheNode, props?: MetricOptions): Metric;
}

/** Attributes of an existing replication group. */
export interface ValkeyCacheAttributes {
  /** Id of the replication group. */
  readonly replicationGroupId: string;

  /** The host name of the configuration endpoint. */
  readonly configurationEndpointHost: string;

  /** The secret that contains the URL of the cache, with user and password. */
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
   * @default - none; `connections` then cannot add rules
   */
  readonly securityGroups?: ISecurityGroup[];
}
