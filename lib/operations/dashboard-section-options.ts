import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** The edge on the dashboard. */
export interface EdgeSectionOptions {
  /** The id of the CloudFront distribution. */
  readonly distributionId: string;

  /**
   * The web ACL's name in metrics (`EdgeFirewall.metricName`).
   *
   * @default - no firewall on the dashboard
   */
  readonly webAclMetricName?: string;
}

/** The load balancer on the dashboard. */
export interface LoadBalancerSectionOptions {
  /** The load balancer's full name, for example `app/origin/0123456789abcdef`. */
  readonly loadBalancerFullName: string;

  /**
   * The full names of its target groups.
   *
   * @default - no healthy targets on the dashboard
   */
  readonly targetGroupFullNames?: string[];

  /**
   * The promised 99th percentile of response time, in milliseconds, drawn as a line.
   *
   * @default - no line
   */
  readonly p99LatencyMs?: number;
}

/** A group of virtual machines on the dashboard. */
export interface VmSectionOptions {
  /** The name of the Auto Scaling group. */
  readonly autoScalingGroupName: string;

  /**
   * The namespace into which the CloudWatch agent writes.
   *
   * @default 'CWAgent'
   */
  readonly agentNamespace?: string;
}

/** An ECS service on the dashboard. */
export interface ServiceSectionOptions {
  /** What the service is called on the dashboard, for example `web`. */
  readonly label: string;

  /** The name of the ECS cluster. */
  readonly clusterName: string;

  /** The name of the service. */
  readonly serviceName: string;
}

/** The database on the dashboard. */
export interface DatabaseSectionOptions {
  /** The identifier of the instance that takes the writes. */
  readonly instanceIdentifier: string;

  /**
   * The identifiers of the read replicas.
   *
   * @default - no replicas
   */
  readonly replicaIdentifiers?: string[];
}

/** The cache on the dashboard. */
export interface CacheSectionOptions {
  /** The id of the replication group (cluster mode enabled). */
  readonly replicationGroupId: string;

  /**
   * Shards to draw.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * Replicas of each shard.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;
}

/** The work queue on the dashboard. */
export interface QueueSectionOptions {
  /** The name of the queue. */
  readonly queueName: string;

  /**
   * The name of the dead-letter queue.
   *
   * @default - no dead-letter queue on the dashboard
   */
  readonly deadLetterQueueName?: string;
}

/** One graph of a section of your own. */
export interface DashboardGraph {
  /** The title of the graph. */
  readonly title: string;

  /** The metrics that it draws. */
  readonly metrics: IMetric[];

  /**
   * The unit of the axis, for example `%`.
   *
   * @default - no unit
   */
  readonly unit?: string;
}
