import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SloAlarms, SloAlarmsProps } from '../../../lib/operations';
import { GuideFigures } from '../../../stages/guides';
import { nagFindings } from '../../helpers/nag';
import { alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { SLO_ALARMS } from './expected-alarms';

const MINIMAL: SloAlarmsProps = { loadBalancerFullName: 'app/origin/1', uptimePercent: 99.95 };

function build(props: Partial<SloAlarmsProps> = {}, app = new App()) {
  const stack = operationsStack('eu-west-1', app);
  const slo = new SloAlarms(stack, 'Alarms', { ...MINIMAL, ...props });
  const found = Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm'));
  const composites = Object.fromEntries(
    found.map(([id, resource]) => [id.replace(/^Alarms/, '').replace(/[0-9A-F]{8}$/, ''), resource.Properties]),
  );
  return { stack, slo, composites, alarms: alarmsOf(stack) };
}

const seconds = (alarm: any): number[] =>
  alarm.Metrics.filter((metric: any) => metric.MetricStat).map((metric: any) => metric.MetricStat.Period);
const expression = (alarm: any): string => alarm.Metrics.find((metric: any) => metric.Expression).Expression;

/**
 * Evaluates an expression of metric math as CloudWatch does for one period: a list passes over what has no data,
 * anything else has no result then.
 */
function evaluate(alarm: any, values: Record<string, number | undefined>): number | undefined {
  const names: string[] = alarm.Metrics.filter((metric: any) => metric.MetricStat).map((metric: any) => metric.Id);
  const sum = (list: (number | undefined)[]) =>
    list.reduce<number>(
      (total, value) => total + (value ?? 0),
      list.every((value) => value === undefined) ? Number.NaN : 0,
    );
  const choose = (condition: boolean, yes: number, no: number) => (condition ? yes : no);
  const compute = new Function('IF', 'SUM', ...names, `return ${expression(alarm).replaceAll(' AND ', ' && ')};`);
  const result = compute(choose, sum, ...names.map((name) => values[name])) as number;
  return Number.isFinite(result) ? result : undefined;
}

describe('minimal', () => {
  const { slo, composites, alarms } = build();

  test('three burn rates over two windows each', () => {
    expect(Object.keys(composites)).toEqual(['FastBurn', 'MediumBurn', 'SlowBurn']);
    expect(Object.keys(alarms)).toEqual([
      'FastBurnLong',
      'FastBurnShort',
      'MediumBurnLong',
      'MediumBurnShort',
      'SlowBurnLong',
      'SlowBurnShort',
    ]);
    expect(Object.values(alarms).map((alarm) => [alarm.Threshold, seconds(alarm)[0], alarm.EvaluationPeriods])).toEqual(
      [
        [0.72, 3600, 1],
        [0.72, 300, 1],
        [0.3, 21600, 1],
        [0.3, 1800, 1],
        [0.05, 86400, 3],
        [0.05, 21600, 1],
      ],
    );
    expect([slo.alarms.length, slo.burnRateAlarms.length]).toEqual([6, 3]);
    expectGoodAlarms(alarms, SLO_ALARMS);
  });

  test('stays within what CloudWatch evaluates', () => {
    for (const alarm of Object.values(alarms)) {
      const [period] = seconds(alarm);
      expect(new Set(seconds(alarm)).size).toBe(1);
      expect(period! <= 86_400 && period! % 60 === 0).toBe(true);
      expect(period! * alarm.EvaluationPeriods).toBeLessThanOrEqual(period! < 3600 ? 86_400 : 604_800);
      expect(alarm.Metrics.filter((metric: any) => metric.MetricStat).length).toBeLessThanOrEqual(10);
    }
  });

  test('only the composite calls people, when both windows burn', () => {
    expect(JSON.stringify(composites.FastBurn.AlarmRule)).toMatch(
      /\(ALARM\(.*AlarmsFastBurnLong[^)]*\) AND ALARM\(.*AlarmsFastBurnShort[^)]*\)\)/s,
    );
    expect(composites.FastBurn).not.toHaveProperty('AlarmName');
    for (const alarm of Object.values(alarms)) {
      expect(alarm.AlarmActions).toBeUndefined();
    }
  });

  test('says what it means and what to do', () => {
    expect(composites.FastBurn.AlarmDescription).toBe(
      'More than 0.72 % of the requests failed in the last hour and also in the last 5 minutes; promised are 99.95 ' +
        '% without a server error. At this rate the budget of 30 days is gone in 2.1 days. Act now. First: compare ' +
        'with the time of the last deployment and undo it, then see whether the load balancer (502, 503, 504) or the ' +
        'application answers with 5xx, then check healthy targets, database and cache. Stop risky releases until the ' +
        'budget has recovered.',
    );
    expect(composites.SlowBurn.AlarmDescription).toContain('Act within days, not at night.');
    expect(alarms.SlowBurnLong.AlarmDescription).toBe(
      'More than 0.05 % of the requests failed in the last 3 days (each of them), 1 times the budget. ' +
        'First: look at the alarm SlowBurn, which joins this window with another one and calls people.',
    );
  });

  test.each([
    ['nothing is wrong', { requests: 10_000 }, 0],
    ['the application fails', { requests: 10_000, application: 100 }, 1],
    ['the load balancer rejects everything for want of a target', { balancer: 500 }, 100],
    ['the load balancer cannot reach any target', { requests: 500, balancer: 500 }, 50],
    ['there are too few requests', { requests: 99, application: 99 }, 0],
    ['too few requests failed', { requests: 200, application: 9 }, 0],
    ['nobody comes', {}, 0],
  ])('the share of failed requests when %s', (_title, values, percent) => {
    expect(evaluate(alarms.FastBurnShort, values)).toBeCloseTo(percent, 1);
  });
});

describe('latency', () => {
  const { alarms, composites } = build({ p99LatencyMs: 150 });

  test('burns 1 % of the requests', () => {
    expect(Object.keys(composites)).toEqual([
      'FastBurn',
      'MediumBurn',
      'SlowBurn',
      'LatencyFastBurn',
      'LatencyMediumBurn',
      'LatencySlowBurn',
    ]);
    expect([
      alarms.LatencyFastBurnLong.Threshold,
      alarms.LatencyMediumBurnLong.Threshold,
      alarms.LatencySlowBurnLong.Threshold,
    ]).toEqual([14.4, 6, 1]);
    expectGoodAlarms(alarms, SLO_ALARMS);
  });

  test('asks for the share of requests that were in time', () => {
    const [inTime, requests] = alarms.LatencyFastBurnShort.Metrics.filter((metric: any) => metric.MetricStat);
    expect([inTime.MetricStat.Stat, inTime.MetricStat.Metric.MetricName]).toEqual(['PR(:0.15)', 'TargetResponseTime']);
    expect([requests.MetricStat.Stat, requests.MetricStat.Metric.MetricName]).toEqual(['Sum', 'RequestCount']);
    expect(evaluate(alarms.LatencyFastBurnShort, { inTime: 80, requests: 1000 })).toBe(20);
    expect(evaluate(alarms.LatencyFastBurnShort, { inTime: 95, requests: 100 })).toBe(0);
    expect(evaluate(alarms.LatencyFastBurnShort, {})).toBe(0);
    expect(composites.LatencyMediumBurn.AlarmDescription).toContain(
      'More than 6 % of the requests were slow in the last 6 hours and also in the last 30 minutes; ' +
        'promised are 99 % within 150 ms.',
    );
  });
});

test('maximal: pages and tickets, tuned, muted', () => {
  const stack = operationsStack();
  const page = new SnsAction(new Topic(stack, 'Page'));
  const ticket = new SnsAction(new Topic(stack, 'Ticket'));
  new SloAlarms(stack, 'Alarms', {
    ...MINIMAL,
    p99LatencyMs: 100,
    actions: [page],
    ticketActions: [ticket],
    muted: true,
    minimumRequests: 1000,
    minimumBadRequests: 50,
    fastBurn: { threshold: 10 },
    mediumBurn: { enabled: false },
    latencyFastBurn: { enabled: false },
  });
  const template = Template.fromStack(stack);
  const composites = Object.entries(template.findResources('AWS::CloudWatch::CompositeAlarm'));
  const of = (id: string): any => composites.find(([name]) => name.startsWith(id))![1].Properties;
  expect(composites).toHaveLength(4);
  expect(composites.map(([, resource]) => resource.Properties.ActionsEnabled)).toEqual([false, false, false, false]);
  expect([of('AlarmsFastBurn').AlarmActions, of('AlarmsFastBurn').OKActions]).toEqual([
    [{ Ref: expect.stringMatching(/^Page/) }],
    [{ Ref: expect.stringMatching(/^Page/) }],
  ]);
  expect(of('AlarmsSlowBurn').AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Ticket/) }]);
  expect(alarmsOf(stack).FastBurnLong).toMatchObject({ Threshold: 0.5 });
  expect(expression(alarmsOf(stack).FastBurnLong)).toContain('>= 1000) AND (');
});

test('tickets go where the pages go unless told otherwise', () => {
  const stack = operationsStack();
  new SloAlarms(stack, 'Alarms', { ...MINIMAL, actions: [new SnsAction(new Topic(stack, 'Page'))] });
  const composites = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm'));
  expect(composites.map((resource) => resource.Properties.AlarmActions.length)).toEqual([1, 1, 1]);
});

test.each([GuideFigures.KPIS_AT_1K_USERS, GuideFigures.KPIS_AT_100K_USERS, GuideFigures.KPIS_AT_1M_USERS])(
  'takes a row of KPIs: $source',
  (kpis) => {
    const { alarms } = build({ ...kpis });
    expect(alarms.SlowBurnLong.Threshold).toBeCloseTo(100 - kpis.uptimePercent, 8);
    expect(String(alarms.FastBurnLong.Threshold).length).toBeLessThan(7);
  },
);

test('errors: all problems at once', () => {
  const props = {
    loadBalancerFullName: ' ',
    uptimePercent: 100,
    minimumRequests: 0,
    fastBurn: { periods: 2 },
    latencySlowBurn: { threshold: 2 },
  };
  expect(failureOf(() => build(props))).toBe(
    'Operations/Alarms: `loadBalancerFullName` must be a name, got: " "; give the name of the resource to watch; ' +
      '`uptimePercent` must be above 94 and below 100, got: 100; a promise of 100 has no budget, and below 94 no ' +
      'share of failures is 14.4 times the budget; `minimumRequests` must be a number above 0, got: 0; give a number ' +
      'of requests; `fastBurn.periods` must be absent, got: 2; the two windows of a burn rate are fixed, tune ' +
      '`fastBurn.threshold` instead; `latencySlowBurn` must be absent without `p99LatencyMs`, got: a tuning; give ' +
      'the promised latency or remove it',
  );
});

test('is clean by cdk-nag', () => {
  const app = new App();
  build({ p99LatencyMs: 150 }, app);
  expect(nagFindings(app)).toEqual([]);
});
