import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LoadBalancerAlarms, LoadBalancerAlarmsProps } from '../../../lib/operations';
import { ACCOUNT, alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { LOAD_BALANCER_ALARMS } from './expected-alarms';

const MINIMAL: LoadBalancerAlarmsProps = {
  loadBalancerFullName: 'app/origin/1',
  targetGroupFullNames: ['targetgroup/vm/1', 'targetgroup/web/2'],
  p99LatencyMs: 150,
};

function synth(props: Partial<LoadBalancerAlarmsProps> = {}): Record<string, any> {
  const stack = operationsStack();
  new LoadBalancerAlarms(stack, 'Alarms', { ...MINIMAL, ...props });
  return alarmsOf(stack);
}

test('minimal', () => {
  const alarms = synth();
  expect(Object.keys(alarms)).toEqual([
    'NoHealthyHosts',
    'LoadBalancerErrors',
    'TargetErrors',
    'Latency',
    'UnhealthyHosts1',
    'UnhealthyHosts2',
  ]);
  expect(alarms.Latency).toMatchObject({
    ExtendedStatistic: 'p99',
    Threshold: 0.15,
    Period: 300,
    EvaluationPeriods: 3,
    EvaluateLowSampleCountPercentile: 'ignore',
    TreatMissingData: 'notBreaching',
  });
  expect(alarms.UnhealthyHosts2.Dimensions).toEqual([
    { Name: 'LoadBalancer', Value: 'app/origin/1' },
    { Name: 'TargetGroup', Value: 'targetgroup/web/2' },
  ]);
  expectGoodAlarms(alarms, LOAD_BALANCER_ALARMS);
});

test('a product without healthy targets is down, also when nothing is reported', () => {
  const alarm = synth().NoHealthyHosts;
  expect(alarm).toMatchObject({ Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' });
  expect(alarm.Metrics.find((metric: any) => metric.Expression).Expression).toBe('MAX([healthy1, healthy2])');
});

test('errors are a share of all requests once there are enough of them', () => {
  const alarm = synth({ errorRatePercent: 0.1, minimumRequests: 500 }).TargetErrors;
  expect(alarm.Threshold).toBe(0.1);
  expect(alarm.Metrics.find((metric: any) => metric.Expression).Expression).toBe(
    'IF(FILL(requests, 0) >= 500, 100 * FILL(failed, 0) / requests, 0)',
  );
  expect(
    alarm.Metrics.filter((metric: any) => metric.MetricStat).map((metric: any) => metric.MetricStat.Metric.MetricName),
  ).toEqual(['HTTPCode_Target_5XX_Count', 'RequestCount']);
});

test('each alarm can be tuned and switched off', () => {
  const alarms = synth({
    latency: { threshold: 500 },
    unhealthyHosts: { enabled: false },
    loadBalancerErrors: { threshold: 5, periods: 1 },
    muted: true,
  });
  expect(alarms.Latency).toMatchObject({ Threshold: 0.5, ActionsEnabled: false });
  expect(alarms.LoadBalancerErrors).toMatchObject({ Threshold: 5, EvaluationPeriods: 1 });
  expect(Object.keys(alarms)).toHaveLength(4);
});

test('works over an imported load balancer', () => {
  const stack = operationsStack();
  const balancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', {
    loadBalancerArn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/app/imported/2`,
    securityGroupId: 'sg-1',
  });
  const loadBalancerFullName = balancer.loadBalancerArn.split(':loadbalancer/')[1];
  new LoadBalancerAlarms(stack, 'Alarms', { ...MINIMAL, loadBalancerFullName });
  expect(alarmsOf(stack).Latency.Dimensions).toEqual([{ Name: 'LoadBalancer', Value: 'app/imported/2' }]);
});

test('errors: all problems at once', () => {
  expect(
    failureOf(() =>
      synth({ loadBalancerFullName: '', targetGroupFullNames: [], p99LatencyMs: 0, errorRatePercent: -1 }),
    ),
  ).toBe(
    'Operations/Alarms: `loadBalancerFullName` must be a name, got: ""; give the name of the resource to watch; ' +
      '`targetGroupFullNames` must hold 1 to 10 names, got: 0; watch further groups with a second set; ' +
      "`p99LatencyMs` must be a number above 0, got: 0; give the stage's target; " +
      "`errorRatePercent` must be a number above 0, got: -1; give the stage's target",
  );
});
