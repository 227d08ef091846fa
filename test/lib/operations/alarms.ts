import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

export const ACCOUNT = '111122223333';

/** A stack with a concrete environment. */
export function operationsStack(region = 'eu-west-1', app = new App()): Stack {
  return new Stack(app, 'Operations', { env: { account: ACCOUNT, region } });
}

/** The alarms of a stack by what is between the construct's id `Alarms` and the hash of the logical id. */
export function alarmsOf(stack: Stack): Record<string, any> {
  const found = Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  return Object.fromEntries(
    found.map(([id, resource]) => [id.replace(/^Alarms/, '').replace(/[0-9A-F]{8}$/, ''), resource.Properties]),
  );
}

/** What a function throws. */
export function failureOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '>=',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
};

/** Statistics that CloudWatch has, without those of trimmed data. */
const STATISTIC = /^(SampleCount|Average|Sum|Minimum|Maximum|p(100|\d{1,2}(\.\d{1,10})?)|PR\(.*\))$/;

interface Measurement {
  readonly statistic: string;
  readonly metric: string;
  readonly period: number;
}

/** What an alarm measures: its metric, or those of its expression. */
function measurementsOf(alarm: any): Measurement[] {
  const { Namespace, MetricName, Statistic, ExtendedStatistic, Period, Metrics = [] } = alarm;
  return MetricName === undefined
    ? Metrics.filter((entry: any) => entry.MetricStat).map(({ MetricStat }: any) => ({
        statistic: MetricStat.Stat,
        metric: `${MetricStat.Metric.Namespace} ${MetricStat.Metric.MetricName}`,
        period: MetricStat.Period,
      }))
    : [{ statistic: Statistic ?? ExtendedStatistic, metric: `${Namespace} ${MetricName}`, period: Period }];
}

/** When an alarm fires, for example `Average AWS/RDS CPUUtilization >= 80, 3 of 3 x 300 s, missing: notBreaching`. */
export function firesWhen(alarm: any): string {
  const measured = measurementsOf(alarm);
  const metrics = [...new Set(measured.map(({ statistic, metric }) => `${statistic} ${metric}`))].join(' and ');
  const periods = [...new Set(measured.map(({ period }) => period))].join(' and ');
  return (
    `${metrics} ${SIGNS[alarm.ComparisonOperator]} ${alarm.Threshold}, ` +
    `${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods} x ${periods} s, missing: ${alarm.TreatMissingData}`
  );
}

/** What CloudWatch evaluates: known statistics, one period of whole minutes, at most a day or a week in all. */
function expectEvaluable(alarm: any): void {
  const measured = measurementsOf(alarm);
  const [{ period }] = measured;
  for (const { statistic, period: other } of measured) {
    expect(statistic).toMatch(STATISTIC);
    expect(other).toBe(period);
  }
  expect(period % 60).toBe(0);
  expect(period * alarm.EvaluationPeriods).toBeLessThanOrEqual(period < 3600 ? 86_400 : 604_800);
  expect(Number.isFinite(alarm.Threshold)).toBe(true);
}

/**
 * What holds for each alarm of the library, and when each of these fires.
 *
 * @param alarms the alarms by name
 * @param expected when each of them fires, and perhaps others; written by hand, never taken from the source
 */
export function expectGoodAlarms(alarms: Record<string, any>, expected: Record<string, string>): void {
  for (const alarm of Object.values(alarms)) {
    expect(alarm).not.toHaveProperty('AlarmName');
    expect(alarm.AlarmDescription).toMatch(/^[A-Z].+\. First: .+\.$/s);
    expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1024);
    expect(alarm.TreatMissingData).toMatch(/^(notBreaching|breaching)$/);
    expect(alarm.DatapointsToAlarm).toBe(alarm.EvaluationPeriods);
    expectEvaluable(alarm);
  }
  const found = Object.entries(alarms).map(([name, alarm]) => `${name}: ${firesWhen(alarm)}`);
  const wanted = Object.keys(alarms).map((name) => `${name}: ${expected[name]}`);
  expect(found).toEqual(wanted);
}
