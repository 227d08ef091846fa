import { Duration } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);

/** A metric of an RDS instance. */
export function databaseMetric(
  metricName: string,
  instance: string,
  statistic: string,
  options: MetricOptions = {},
): Metric {
  return new Metric({
    namespace: 'AWS/RDS',
    metricName,
    dimensionsMap: { DBInstanceIdentifier: instance },
    statistic,
    period: FIVE_MINUTES,
    ...options,
  });
}

/** A metric of an ElastiCache node. */
export function cacheMetric(metricName: string, node: string, statistic: string, options: MetricOptions = {}): Metric {
  return new Metric({
    namespace: 'AWS/ElastiCache',
    metricName,
    dimensionsMap: { CacheClusterId: node },
    statistic,
    period: FIVE_MINUTES,
    ...options,
  });
}

/** A metric of an Application Load Balancer. */
export function loadBalancerMetric(
  metricName: string,
  loadBalancer: string,
  statistic: string,
  options: MetricOptions = {},
): Metric {
  return new Metric({
    namespace: 'AWS/ApplicationELB',
    metricName,
    dimensionsMap: { LoadBalancer: loadBalancer },
    statistic,
    period: MINUTE,
    ...options,
  });
}

/** A metric of one target group behind an Application Load Balancer. */
export function targetGroupMetric(
  metricName: string,
  names: TargetGroupNames,
  statistic: string,
  options: MetricOptions = {},
): Metric {
  const dimensionsMap = { LoadBalancer: names.loadBalancer, TargetGroup: names.targetGroup };
  return new Metric({
    namespace: 'AWS/ApplicationELB',
    metricName,
    dimensionsMap,
    statistic,
    period: MINUTE,
    ...options,
  });
}

/** The full names of a target group and its load balancer. */
export interface TargetGroupNames {
  /** Full name of the load balancer. */
  readonly loadBalancer: string;

  /** Full name of the target group. */
  readonly targetGroup: string;
}

/** A metric of an ECS service. */
export function serviceMetric(
  metricName: string,
  names: ServiceNames,
  statistic: string,
  options: MetricOptions = {},
): Metric {
  const dimensionsMap = { ClusterName: names.clusterName, ServiceName: names.serviceName };
  return new Metric({ namespace: 'AWS/ECS', metricName, dimensionsMap, statistic, period: MINUTE, ...options });
}

/** The names of an ECS service and its cluster. */
export interface ServiceNames {
  /** Name of the cluster. */
  readonly clusterName: string;

  /** Name of the service. */
  readonly serviceName: string;
}

/** A metric of an Auto Scaling group in the given namespace. */
export function groupMetric(
  namespace: string,
  metricName: string,
  group: string,
  statistic: string,
  options: MetricOptions = {},
): Metric {
  return new Metric({
    namespace,
    metricName,
    dimensionsMap: { AutoScalingGroupName: group },
    statistic,
    period: MINUTE,
    ...options,
  });
}

/** A metric of an SQS queue. */
export function queueMetric(
  metricName: string,
  queueName: string,
  statistic: string,
  options: MetricOptions = {},
): Metric {
  return new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: queueName },
    statistic,
    period: MINUTE,
    ...options,
  });
}

/** An expression over metrics. */
export function math(
  expression: string,
  usingMetrics: Record<string, IMetric>,
  label: string,
  period: Duration = MINUTE,
): MathExpression {
  return new MathExpression({ expression, usingMetrics, label, period });
}

/** The share of failed requests in percent; 0 while there are fewer than `minimum` requests in the period. */
export function failurePercent(
  failed: IMetric,
  requests: IMetric,
  minimum: number,
  period: Duration = FIVE_MINUTES,
): MathExpression {
  return math(
    `IF(FILL(requests, 0) >= ${minimum}, 100 * FILL(failed, 0) / requests, 0)`,
    { failed, requests },
    'failed requests (%)',
    period,
  );
}

/** The ids of the nodes of a replication group in cluster mode: group, shard, node. */
export function cacheNodeIds(replicationGroupId: string, shards: number, replicasPerShard: number): string[] {
  const ids: string[] = [];
  for (let shard = 1; shard <= shards; shard++) {
    for (let node = 1; node <= replicasPerShard + 1; node++) {
      ids.push(`${replicationGroupId}-${String(shard).padStart(4, '0')}-${String(node).padStart(3, '0')}`);
    }
  }
  return ids;
}
