import { Duration } from 'aws-cdk-lib';
import { Alarm, IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { HIGH } from '../../core/private/alarm-set';
import { createControlAlarm } from '../../core/private/control-alarm';
import { TargetGroupNames } from './target-group';

/** Share of failed requests that stops a deployment, in percent. */
const FAILED_PERCENT = 5;

/** Number of requests a minute below which the share is ignored. */
const FEWEST_REQUESTS = 20;

function metric(names: TargetGroupNames, metricName: string, statistic: string): Metric {
  const dimensionsMap: { [name: string]: string } = { TargetGroup: names.targetGroup };
  if (names.loadBalancer !== undefined) {
    dimensionsMap.LoadBalancer = names.loadBalancer;
  }
  return new Metric({
    namespace: 'AWS/ApplicationELB',
    metricName,
    statistic,
    period: Duration.minutes(1),
    dimensionsMap,
  });
}

function failedShare(names: TargetGroupNames, suffix = ''): MathExpression {
  const [failed, requests] = [`failed${suffix}`, `requests${suffix}`];
  return new MathExpression({
    expression: `IF(${requests} >= ${FEWEST_REQUESTS}, 100 * FILL(${failed}, 0) / ${requests}, 0)`,
    usingMetrics: {
      [failed]: metric(names, 'HTTPCode_Target_5XX_Count', 'Sum'),
      [requests]: metric(names, 'RequestCount', 'Sum'),
    },
    period: Duration.minutes(1),
    label: 'failed requests, percent',
  });
}

/**
 * The higher value of two target groups, so that failures of the few canary requests stay visible. `MAX` over a list
 * ignores a group without data.
 */
function worse(name: string, first: IMetric, second: IMetric, label: string): MathExpression {
  const usingMetrics = { [`${name}1`]: first, [`${name}2`]: second };
  return new MathExpression({
    expression: `MAX([${name}1, ${name}2])`,
    usingMetrics,
    period: Duration.minutes(1),
    label,
  });
}

/**
 * The alarms that stop a deployment of a web service. They use metrics of the target groups and not of the service,
 * which refers to the alarms: that would be a circular dependency.
 */
export function createWebAlarms(scope: Construct, names: TargetGroupNames, alternate?: TargetGroupNames): Alarm[] {
  const unhealthyIn = (group: TargetGroupNames) => metric(group, 'UnHealthyHostCount', 'Maximum');
  const share = alternate
    ? worse('share', failedShare(names, '1'), failedShare(alternate, '2'), 'failed requests, percent')
    : failedShare(names);
  const unhealthyTasks = alternate
    ? worse('unhealthy', unhealthyIn(names), unhealthyIn(alternate), 'unhealthy tasks')
    : unhealthyIn(names);
  return [
    createControlAlarm(scope, 'FailingRequests', {
      metric: share,
      threshold: FAILED_PERCENT,
      comparison: HIGH,
      periods: 3,
      datapoints: 2,
      description:
        `The web tasks answered at least ${FAILED_PERCENT} % of their requests with an error (5xx) ` +
        'in two of three minutes. A deployment that is under way is rolled back. ' +
        'Look at the web logs from the time of the alarm.',
    }),
    createControlAlarm(scope, 'UnhealthyTasks', {
      metric: unhealthyTasks,
      threshold: 1,
      comparison: HIGH,
      periods: 5,
      description:
        'At least one web task has failed its health check for five minutes. ' +
        'A deployment that is under way is rolled back. ' +
        'Look at the stopped tasks of the service and at the logs of GET /health.',
    }),
  ];
}
