import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { IValkeyCache, ValkeyCacheAttributes } from '../i-valkey-cache';

/** A metric of a replication group, in namespace AWS/ElastiCache. */
export function replicationGroupMetric(replicationGroupId: string, metricName: string, props: MetricOptions): Metric {
  return new Metric({
    namespace: 'AWS/ElastiCache',
    metricName,
    dimensionsMap: { ReplicationGroupId: replicationGroupId },
    statistic: 'Maximum',
    period: Duration.minutes(1),
    ...props,
  });
}

/** A replication group that exists already. */
export class ImportedValkeyCache extends Construct implements IValkeyCache {
  public readonly replicationGroupId: string;
  public readonly configurationEndpointHost: string;
  public readonly port: number;
  public readonly urlSecret: ISecret;
  public readonly connections: Connections;

  constructor(scope: Construct, id: string, attributes: ValkeyCacheAttributes) {
    super(scope, id);
    this.replicationGroupId = attributes.replicationGroupId;
    this.configurationEndpointHost = attributes.configurationEndpointHost;
    this.port = attributes.port ?? 6379;
    this.urlSecret = attributes.urlSecret;
    this.connections = new Connections({ securityGroups: attributes.securityGroups, defaultPort: Port.tcp(this.port) });
  }

  public metric(metricName: string, props: MetricOptions = {}): Metric {
    return replicationGroupMetric(this.replicationGroupId, metricName, props);
  }
}
