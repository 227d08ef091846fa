import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** Options of `DashboardSection.edge()`. */
export interface EdgeSectionOptions {
  /** The id of the CloudFront distribution. */
  readonly distributionId: string;

  /**
   * The name of the web ACL in metrics (`EdgeFirewall.metricName`).
   *
   * @default - no graph of the firewall
   */
  readonly webAclMetricName?: string;
}

/** Options of `DashboardSection.loadBalancer()`. */
export interface LoadBalancerSectionOptions {
  /** The load balancer's full name, for example `app/origin/0123456789abcdef`. */
  readonly loadBalancerFullName: string;

  /**
   * The full names of its target groups.
   *
   * @default - no graph of healthy targets
   */
  readonly targetGroupFullNames?: string[];

  /**
   * The target for the 99th percentile of response time, in milliseconds, drawn as a line.
   *
   * @default - no line
   */
  readonly p99LatencyMs?: number;
}

/** Options of `DashboardSection.virtualMachines()`. */
export interface VmSectionOptions {
  /** The name of the Auto Scaling group. */
  readonly autoScalingGroupName: string;

  /**
   * The metric namespace of the CloudWatch agent.
   *
   * @default 'CWAgent'
   */
  readonly agentNamespace?: string;
}

/** A service of `DashboardSection.services()`. */
export interface ServiceSectionOptions {
  /** The name of the service on the dashboard, for example `Web`. */
  readonly label: string;

  /** The name of the ECS cluster. */
  readonly clusterName: string;

  /** The name of the service. */
  readonly serviceName: string;
}

/** Options of `DashboardSection.database()`. */
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

/** Options of `DashboardSection.cache()`. */
export interface CacheSectionOptions {
  /** The id of the replication group (cluster mode enabled). */
  readonly replicationGroupId: string;

  /**
   * Number of shards.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * Number of replicas of each shard.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;
}

/** Options of `DashboardSection.queue()`. */
export interface QueueSectionOptions {
  /** The name of the queue. */
  readonly queueName: string;

  /**
   * The name of the dead-letter queue.
   *
   * @default - no graph of dead letters
   */
  readonly deadLetterQueueName?: string;
}

/** A graph of `DashboardSection.of()`. */
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
