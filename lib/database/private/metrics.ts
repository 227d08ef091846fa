import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IConstruct } from 'constructs';

/** A metric of a DB instance by literal name, so that alarms in other stacks need no reference. */
export function databaseMetric(
  scope: IConstruct,
  identifier: string,
  metricName: string,
  options?: MetricOptions,
): Metric {
  return rdsMetric(scope, metricName, { DBInstanceIdentifier: identifier }, options);
}

/** A metric of an Aurora cluster, over the instances of a role or over all instances. */
export function clusterMetric(
  scope: IConstruct,
  identifier: string,
  metricName: string,
  role?: 'WRITER' | 'READER',
  options?: MetricOptions,
): Metric {
  return rdsMetric(scope, metricName, { DBClusterIdentifier: identifier, ...(role ? { Role: role } : {}) }, options);
}

/** A metric of a proxy by literal name. */
export function proxyMetric(scope: IConstruct, proxyName: string, metricName: string, options?: MetricOptions): Metric {
  return rdsMetric(scope, metricName, { ProxyName: proxyName }, options);
}

function rdsMetric(
  scope: IConstruct,
  metricName: string,
  dimensionsMap: Record<string, string>,
  options?: MetricOptions,
): Metric {
  return new Metric({
    namespace: 'AWS/RDS',
    metricName,
    dimensionsMap,
    period: Duration.minutes(5),
    ...options,
  }).attachTo(scope);
}
