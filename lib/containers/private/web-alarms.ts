import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { TargetGroupNames } from './target-group';

/** Share of failed requests that stops a deployment, in percent. */
const FAILED_PERCENT = 5;

/** Below this many requests a minute the share says nothing. */
const FEWEST_REQUESTS = 20;

function metric(names: TargetGroupNames, metricName: string, statistic: string): Metric {
  const dimensionsMap: { [name: string]: string } = { TargetGroup: names.targetGroup };
  if (names.loadBalancer !== undefined) {
    dimensionsMap.LoadBalancer = names.loadBalancer;
  }
  return new Metric({ namespace: 'AWS/ApplicationELB', metricName, statistic, period: Duration.minutes(1), dimensionsMap });
}

/**
 * The alarms that stop a deployment of a web service. They watch the target group and never the service, because the service names them: a metric of
 * the service would make a circle.
 */
export function createWebAlarms(scope: Construct, names: TargetGroupNames): Alarm[] {
  const share = new MathExpression({
    expression: `IF(requests >= ${FEWEST_REQUESTS}, 100 * FILL(failed, 0) / requests, 0)`,
    usingMetrics: { failed: metric(names, 'HTTPCode_Target_5XX_Count', 'Sum'), requests: metric(names, 'RequestCount', 'Sum') },
    period: Duration.minutes(1),
    label: 'failed requests, percent',
  });
  const common = { comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, treatMissingData: TreatMissingData.NOT_BREACHING };
  const failing = new Alarm(scope, 'FailingRequests', {
    ...common,
    metric: share,
    threshold: FAILED_PERCENT,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    alarmDescription:
      `The web tasks answered at least ${FAILED_PERCENT} % of their requests with an error (5xx) in two of three minutes. ` +
      'A deployment that is under way is rolled back. Look at the web logs from the time of the alarm.',
  });
  const unhealthy = new Alarm(scope, 'UnhealthyTasks', {
    ...common,
    metric: metric(names, 'UnHealthyHostCount', 'Maximum'),
    threshold: 1,
    evaluationPeriods: 5,
    alarmDescription:
      'At least one web task has failed its health check for five minutes. A deployment that is under way is rolled back. ' +
      'Look at the stopped tasks of the service and at the logs of GET /health.',
  });
  return [failing, unhealthy];
}
