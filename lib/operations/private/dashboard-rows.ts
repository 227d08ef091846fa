import { Duration } from 'aws-cdk-lib';
import { GraphWidget, IMetric, IWidget, Metric, TextWidget, YAxisProps } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CacheSectionOptions,
  DashboardGraph,
  DatabaseSectionOptions,
  EdgeSectionOptions,
  LoadBalancerSectionOptions,
  QueueSectionOptions,
  ServiceSectionOptions,
  VmSectionOptions,
} from '../dashboard-section-options';
import {
  cacheMetric,
  cacheNodeIds,
  databaseMetric,
  groupMetric,
  loadBalancerMetric,
  math,
  queueMetric,
  serviceMetric,
  targetGroupMetric,
} from './metrics';

/** Columns of a dashboard. */
const COLUMNS = 24;

/** The only Region with the metrics of CloudFront and its web ACLs. */
const EDGE_REGION = 'us-east-1';

const PERCENT: YAxisProps = { min: 0, label: '%', showUnits: false };
const COUNT: YAxisProps = { min: 0, showUnits: false };

/** One graph of a row. */
interface Graph {
  readonly title: string;
  readonly left: IMetric[];
  readonly axis: YAxisProps;
  readonly region?: string;
  readonly line?: number;
}

/** A heading of the dashboard. */
export function heading(markdown: string): IWidget[] {
  return [new TextWidget({ markdown, width: COLUMNS, height: 1 })];
}

/** Requests, error rate and traffic of the distribution, and requests that the firewall has blocked. */
export function edgeRow(section: EdgeSectionOptions): IWidget[] {
  const metric = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      dimensionsMap: { DistributionId: section.distributionId, Region: 'Global' },
      statistic,
      period: Duration.minutes(5),
      region: EDGE_REGION,
    });
  const graphs: Graph[] = [
    { title: 'Requests', left: [metric('Requests', 'Sum')], axis: COUNT, region: EDGE_REGION },
    {
      title: 'Error rate',
      left: [metric('4xxErrorRate', 'Average'), metric('5xxErrorRate', 'Average')],
      axis: PERCENT,
      region: EDGE_REGION,
    },
    { title: 'Bytes to users', left: [metric('BytesDownloaded', 'Sum')], axis: COUNT, region: EDGE_REGION },
  ];
  return row(section.webAclMetricName === undefined ? graphs : [...graphs, firewallGraph(section.webAclMetricName)]);
}

/** Requests, errors, response time and healthy targets of the load balancer. */
export function loadBalancerRow(section: LoadBalancerSectionOptions): IWidget[] {
  const name = section.loadBalancerFullName;
  const requests = loadBalancerMetric('RequestCount', name, 'Sum');
  const latency = ['p50', 'p95', 'p99'].map((statistic) =>
    loadBalancerMetric('TargetResponseTime', name, statistic, { label: statistic }),
  );
  const failed = [
    failureShare('HTTPCode_Target_5XX_Count', name, 'Target', 'application'),
    failureShare('HTTPCode_ELB_5XX_Count', name, 'Balancer', 'load balancer'),
  ];
  const healthy = (section.targetGroupFullNames ?? []).map((targetGroup, index) =>
    targetGroupMetric('HealthyHostCount', { loadBalancer: name, targetGroup }, 'Minimum', {
      label: `healthy targets of group ${index + 1}`,
    }),
  );
  const line = section.p99LatencyMs === undefined ? undefined : section.p99LatencyMs / 1000;
  const graphs: Graph[] = [
    { title: 'Requests a minute', left: [requests], axis: COUNT },
    { title: 'Failed requests', left: failed, axis: PERCENT },
    { title: 'Response time', left: latency, axis: { min: 0, label: 's', showUnits: false }, line },
  ];
  return row(healthy.length === 0 ? graphs : [...graphs, { title: 'Healthy targets', left: healthy, axis: COUNT }]);
}

/** CPU, memory and disk of the machines. */
export function vmRow(section: VmSectionOptions): IWidget[] {
  const agent = section.agentNamespace ?? 'CWAgent';
  const metric = (namespace: string, metricName: string, statistic: string) =>
    groupMetric(namespace, metricName, section.autoScalingGroupName, statistic);
  return row([
    { title: 'CPU', left: [metric('AWS/EC2', 'CPUUtilization', 'Average')], axis: PERCENT },
    { title: 'Memory of the fullest machine', left: [metric(agent, 'mem_used_percent', 'Maximum')], axis: PERCENT },
    { title: 'Disk of the fullest machine', left: [metric(agent, 'disk_used_percent', 'Maximum')], axis: PERCENT },
  ]);
}

/** CPU, memory and running tasks of the services. */
export function servicesRow(sections: ServiceSectionOptions[]): IWidget[] {
  const each = (metricName: string, statistic: string) =>
    sections.map((section) => serviceMetric(metricName, section, statistic, { label: section.label }));
  return row([
    { title: 'CPU', left: each('CPUUtilization', 'Average'), axis: PERCENT },
    { title: 'Memory', left: each('MemoryUtilization', 'Average'), axis: PERCENT },
    { title: 'Running tasks', left: each('CPUUtilization', 'SampleCount'), axis: COUNT },
  ]);
}

/** CPU, connections, storage and replica lag. */
export function databaseRow(section: DatabaseSectionOptions): IWidget[] {
  const replicas = section.replicaIdentifiers ?? [];
  const members = [section.instanceIdentifier, ...replicas];
  const label = (index: number) => (index === 0 ? 'writer' : `replica ${index}`);
  const each = (metricName: string, statistic: string) =>
    members.map((member, index) => databaseMetric(metricName, member, statistic, { label: label(index) }));
  const lag = replicas.map((replica, index) =>
    databaseMetric('ReplicaLag', replica, 'Maximum', { label: label(index + 1) }),
  );
  const graphs: Graph[] = [
    { title: 'CPU', left: each('CPUUtilization', 'Average'), axis: PERCENT },
    { title: 'Connections', left: each('DatabaseConnections', 'Maximum'), axis: COUNT },
    { title: 'Free memory and storage of the writer', left: freeSpace(section.instanceIdentifier), axis: COUNT },
  ];
  return row(lag.length === 0 ? graphs : [...graphs, { title: 'Replica lag (s)', left: lag, axis: COUNT }]);
}

/** CPU, memory, evictions and misses of each node. */
export function cacheRow(section: CacheSectionOptions): IWidget[] {
  const nodes = cacheNodeIds(section.replicationGroupId, section.shards ?? 1, section.replicasPerShard ?? 1);
  const each = (metricName: string, statistic: string) =>
    nodes.map((node, index) => cacheMetric(metricName, node, statistic, { label: `node ${index + 1}` }));
  return row([
    { title: 'Engine CPU', left: each('EngineCPUUtilization', 'Maximum'), axis: PERCENT },
    { title: 'Memory', left: each('DatabaseMemoryUsagePercentage', 'Maximum'), axis: PERCENT },
    { title: 'Hit rate', left: each('CacheHitRate', 'Average'), axis: PERCENT },
    { title: 'Evictions', left: each('Evictions', 'Sum'), axis: COUNT },
  ]);
}

/** Depth, age and throughput of the queue, and the number of messages in the dead-letter queue. */
export function queueRow(section: QueueSectionOptions): IWidget[] {
  const name = section.queueName;
  const depth = ['ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesNotVisible'].map((metricName) =>
    queueMetric(metricName, name, 'Maximum'),
  );
  const flow = ['NumberOfMessagesSent', 'NumberOfMessagesDeleted'].map((metricName) =>
    queueMetric(metricName, name, 'Sum'),
  );
  const graphs: Graph[] = [
    { title: 'Queue depth: waiting, in work', left: depth, axis: COUNT },
    {
      title: 'Age of the oldest message (s)',
      left: [queueMetric('ApproximateAgeOfOldestMessage', name, 'Maximum')],
      axis: COUNT,
    },
    { title: 'Messages sent and finished', left: flow, axis: COUNT },
  ];
  const dead = section.deadLetterQueueName;
  return row(dead === undefined ? graphs : [...graphs, deadLetterGraph(dead)]);
}

function deadLetterGraph(queueName: string): Graph {
  return {
    title: 'Dead letters',
    left: [queueMetric('ApproximateNumberOfMessagesVisible', queueName, 'Maximum')],
    axis: COUNT,
  };
}

function firewallGraph(webAcl: string): Graph {
  const left = ['BlockedRequests', 'CountedRequests'].map(
    (metricName) =>
      new Metric({
        namespace: 'AWS/WAFV2',
        metricName,
        dimensionsMap: { WebACL: webAcl, Rule: 'ALL' },
        statistic: 'Sum',
        period: Duration.minutes(5),
        region: EDGE_REGION,
      }),
  );
  return { title: 'Firewall: blocked, counted', left, axis: COUNT, region: EDGE_REGION };
}

function freeSpace(instance: string): IMetric[] {
  return ['FreeableMemory', 'FreeStorageSpace'].map((metricName) => databaseMetric(metricName, instance, 'Minimum'));
}

/** The share of failed requests. The suffix makes the ids of the metrics unique within a graph. */
function failureShare(metricName: string, loadBalancer: string, suffix: string, label: string): IMetric {
  const failed = `failed${suffix}`;
  const requests = `requests${suffix}`;
  return math(
    `IF(FILL(${requests}, 0) > 0, 100 * FILL(${failed}, 0) / ${requests}, 0)`,
    {
      [failed]: loadBalancerMetric(metricName, loadBalancer, 'Sum'),
      [requests]: loadBalancerMetric('RequestCount', loadBalancer, 'Sum'),
    },
    label,
  );
}

/** Graphs of a section that the library does not know. */
export function graphRow(graphs: DashboardGraph[]): IWidget[] {
  return row(
    graphs.map(({ title, metrics, unit }) => ({
      title,
      left: metrics,
      axis: unit === undefined ? COUNT : { ...COUNT, label: unit },
    })),
  );
}

function row(graphs: Graph[]): IWidget[] {
  return graphs.map(
    (graph) =>
      new GraphWidget({
        title: graph.title,
        left: graph.left,
        leftYAxis: graph.axis,
        leftAnnotations: graph.line === undefined ? undefined : [{ value: graph.line, label: 'promised p99' }],
        region: graph.region,
        width: COLUMNS / graphs.length,
        height: 6,
      }),
  );
}
