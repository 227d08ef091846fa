import { Pricer } from '../charge';
import { listAt } from '../known';
import { Tally, tallied, tiersOf } from '../tally';

const TIERS = tiersOf(['custom-metric-first-10k', 10_000], ['custom-metric-next-240k', 250_000], ['custom-metric-over-250k']);

/** Metrics that are paid for one by one, as those of one's own (CloudWatch pricing, "custom metrics"). */
export function customMetrics(tally: Tally, count: number | undefined, what: string): void {
  tally.fixed('CloudWatch', 'custom-metric-first-10k', count, count === undefined ? what : `${count} ${what}`, TIERS);
}

/** Metrics that are made from logs: one for each of the values that a filter takes, if lines match (CloudWatch Logs user guide, metric filters). */
export const FILTER_METRICS: Readonly<Record<string, Pricer>> = {
  'AWS::Logs::MetricFilter': tallied((tally, { resource }) => customMetrics(tally, Math.max(1, listAt(resource, ['MetricTransformations']).length), 'metrics from lines of a log')),
};

/** Metrics that the CloudWatch agent of a machine sends, of types that are paid for otherwise, too. */
export const AGENT_METRICS: Readonly<Record<string, Pricer>> = Object.fromEntries(
  ['AWS::AutoScaling::LaunchConfiguration', 'AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'].map((type) => [type, tallied((tally, { resource }) => agentMetrics(tally, JSON.stringify(resource.Properties ?? {})))]),
);

/** Each measurement of the agent is a metric, and one more for each way in which it is added up (CloudWatch agent configuration file). */
function agentMetrics(tally: Tally, properties: string): void {
  const text = properties.replace(/\\+"/g, '"');
  const measurements = [...text.matchAll(/"measurement":\s*\[([^\]]*)\]/g)].flatMap(([, list]) => list.split(',')).length;
  const [, dimensions = ''] = /"aggregation_dimensions":\s*\[((?:\[[^\]]*\],?\s*)*)\]/.exec(text) ?? [];
  const ways = 1 + (dimensions.match(/\[/g) ?? []).length;
  if (measurements > 0) {
    customMetrics(tally, measurements * ways, 'metrics of the CloudWatch agent');
  }
}
