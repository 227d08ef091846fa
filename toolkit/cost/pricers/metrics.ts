import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied, tiersOf } from '../charge-collector';
import { listAt } from '../literals';
import { readable } from './amounts';

/** Above 250,000 metrics the price falls further; the list ends before (CloudWatch pricing). */
const TIERS = tiersOf(['custom-metric-first-10k', 10_000], ['custom-metric-next-240k']);

/** Metrics that are paid for one by one, as those of one's own (CloudWatch pricing, "custom metrics"). */
export function customMetrics(tally: ChargeCollector, count: number | undefined, what: string): void {
  tally.fixed('CloudWatch', 'custom-metric-first-10k', count, count === undefined ? what : `${count} ${what}`, TIERS);
}

/**
 * Metrics of Container Insights: of each cluster, each service and each family of tasks (CloudWatch pricing, example of
 * Amazon ECS).
 */
const INSIGHTS = { cluster: 8, service: 11, family: 6 };

/** What the user may say. */
export const INSIGHTS_USAGE: ResourceUsage = {
  'AWS::ECS::Cluster': {
    insightsMetrics: 'metrics of Container Insights, of the cluster, its services and tasks together',
    logGb: 'GB of performance logs that Container Insights writes in a month',
  },
};

/**
 * Container Insights of a cluster: metrics by what the cluster runs. With enhanced observability each task and
 * container has its own, so that their number follows from what runs; the performance logs behind the metrics stand in
 * no template.
 *
 * @param tally the cluster
 * @param priced the cluster
 * @param mode `enabled` or `enhanced`
 */
export function containerInsights(tally: ChargeCollector, priced: PricedResource, mode: string): void {
  const { index } = priced;
  const services = index
    .ofType('AWS::ECS::Service')
    .filter((located) => index.leadsTo(located.resource.Properties?.Cluster, located.stack, priced));
  const families = new Set(
    services.flatMap(
      (located) => index.target(located.resource.Properties?.TaskDefinition, located.stack)?.address ?? [],
    ),
  );
  const own = tally.own('insightsMetrics');
  const logGb = tally.own('logGb');
  if (own !== undefined) {
    const sku = mode === 'enabled' ? 'custom-metric-first-10k' : 'container-insights-enhanced-ecs';
    tally.usage(
      'CloudWatch',
      sku,
      own,
      `${own} metrics of Container Insights`,
      'insightsMetrics, from --usage',
      mode === 'enabled' ? TIERS : {},
    );
  } else if (mode === 'enabled') {
    customMetrics(
      tally,
      INSIGHTS.cluster + services.length * INSIGHTS.service + families.size * INSIGHTS.family,
      'metrics of Container Insights',
    );
  } else {
    tally.unknown(
      'metrics of Container Insights with enhanced observability: each task and container has its own; set ' +
        '`insightsMetrics` with --usage',
    );
  }
  if (logGb === undefined) {
    tally.unknown(
      'performance logs of Container Insights: their log group is not in the template; set `logGb` with --usage',
    );
  } else {
    tally.usage(
      'CloudWatch',
      'logs-ingest-standard',
      logGb,
      `${readable(logGb)} GB of performance logs`,
      'logGb, from --usage',
    );
  }
}

/**
 * Metrics that are made from logs: one for each of the values that a filter takes, if lines match (CloudWatch Logs user
 * guide, metric filters).
 */
export const FILTER_METRICS: Readonly<Record<string, Pricer>> = {
  'AWS::Logs::MetricFilter': tallied((tally, { resource }) =>
    customMetrics(tally, Math.max(1, listAt(resource, ['MetricTransformations']).length), 'metrics from log lines'),
  ),
};

/** Metrics that the CloudWatch agent of a machine sends, of types that are paid for otherwise, too. */
export const AGENT_METRICS: Readonly<Record<string, Pricer>> = Object.fromEntries(
  ['AWS::AutoScaling::LaunchConfiguration', 'AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'].map((type) => [
    type,
    tallied((tally, { resource }) => agentMetrics(tally, JSON.stringify(resource.Properties ?? {}))),
  ]),
);

/**
 * Each measurement of the agent is a metric, and one more for each way in which it is added up (CloudWatch agent
 * configuration file).
 */
function agentMetrics(tally: ChargeCollector, properties: string): void {
  const text = properties.replace(/\\+"/g, '"');
  const measurements = [...text.matchAll(/"measurement":\s*\[([^\]]*)\]/g)].flatMap(([, list]) =>
    list.split(','),
  ).length;
  const [, dimensions = ''] = /"aggregation_dimensions":\s*\[((?:\[[^\]]*\],?\s*)*)\]/.exec(text) ?? [];
  const ways = 1 + (dimensions.match(/\[/g) ?? []).length;
  if (measurements > 0) {
    customMetrics(tally, measurements * ways, 'metrics of the CloudWatch agent');
  }
}
