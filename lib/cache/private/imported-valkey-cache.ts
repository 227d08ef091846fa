import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { CacheNode, IValkeyCache, ValkeyCacheAttributes } from '../i-valkey-cache';

/** In cluster mode, Amazon ElastiCache names a node `<group>-<shard, four digits>-<node, three digits>`. */
export function nodeMetric(
  replicationGroupId: string,
  metricName: string,
  { shard, node }: CacheNode,
  props: MetricOptions,
): Metric {
  const cacheClusterId = `${replicationGroupId}-${String(shard).padStart(4, '0')}-${String(node).padStart(3, '0')}`;
  return new Metric({
    namespace: 'AWS/ElastiCache',
    metricName,
    dimensionsMap: { CacheClusterId: cacheClusterId },
    statistic: 'Maximum',
    period: Duration.minutes(1),
    ...props,
  });
}

/** An imported replication group. */
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

  public metric(metricName: string, node: CacheNode, props: MetricOptions = {}): Metric {
    return nodeMetric(this.replicationGroupId, metricName, node, props);
  }
}
