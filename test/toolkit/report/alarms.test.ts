import { StackResource, StackTemplate } from '../../../toolkit/assembly';
import { alarmsOf } from '../../../toolkit/report/alarms';

const stack = (resources: Record<string, StackResource>, region = 'eu-west-1'): StackTemplate => ({
  name: 's',
  region,
  resources,
});

const alarm = (Properties: Record<string, unknown>): StackResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    MetricName: 'CPUUtilization',
    Statistic: 'Average',
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 80,
    EvaluationPeriods: 3,
    Period: 300,
    ...Properties,
  },
});

const conditionOf = (properties: Record<string, unknown>) => alarmsOf([stack({ A: alarm(properties) })])[0].condition;

test.each([
  [10, '10 s'],
  [30, '30 s'],
  [60, '1 min'],
  [300, '5 min'],
  [3600, '60 min'],
  [86_400, '1440 min'],
])('a period of %d seconds is %s', (Period, words) => {
  expect(conditionOf({ Period })).toBe(`CPUUtilization (Average) > 80, 3 of 3 x ${words}`);
});

test.each([
  ['GreaterThanOrEqualToThreshold', '>='],
  ['GreaterThanThreshold', '>'],
  ['LessThanThreshold', '<'],
  ['LessThanOrEqualToThreshold', '<='],
  ['LessThanLowerOrGreaterThanUpperThreshold', 'outside of'],
  ['LessThanLowerThreshold', 'below the band of'],
  ['GreaterThanUpperThreshold', 'above the band of'],
  ['SomethingNew', 'SomethingNew'],
])('%s is %s', (ComparisonOperator, sign) => {
  expect(conditionOf({ ComparisonOperator })).toBe(`CPUUtilization (Average) ${sign} 80, 3 of 3 x 5 min`);
});

test.each<[string, Record<string, unknown>, string]>([
  ['some of the periods', { DatapointsToAlarm: 2 }, 'CPUUtilization (Average) > 80, 2 of 3 x 5 min'],
  ['one period by default', { EvaluationPeriods: undefined }, 'CPUUtilization (Average) > 80, 1 of 1 x 5 min'],
  ['a minute by default', { Period: undefined }, 'CPUUtilization (Average) > 80, 3 of 3 x 1 min'],
  ['a percentile', { ExtendedStatistic: 'p99' }, 'CPUUtilization (p99) > 80, 3 of 3 x 5 min'],
  ['no statistic', { Statistic: undefined }, 'CPUUtilization (no statistic) > 80, 3 of 3 x 5 min'],
  ['a large number', { Threshold: 1_000_000_000 }, 'CPUUtilization (Average) > 1,000,000,000, 3 of 3 x 5 min'],
  ['a small number', { Threshold: 0.12346 }, 'CPUUtilization (Average) > 0.1235, 3 of 3 x 5 min'],
  ['a threshold as text', { Threshold: '80' }, 'CPUUtilization (Average) > 80, 3 of 3 x 5 min'],
  ['another threshold', { Threshold: undefined }, 'CPUUtilization (Average) > a threshold of its own, 3 of 3 x 5 min'],
])('%s', (_, properties, condition) => {
  expect(conditionOf(properties)).toBe(condition);
});

test('an expression is named by its label, with the period and the names of its metrics', () => {
  const metric = (Id: string, MetricName: string) => ({
    Id,
    MetricStat: { Metric: { MetricName }, Period: 900, Stat: 'Sum' },
    ReturnData: false,
  });
  const math = (shown: object) =>
    alarm({
      MetricName: undefined,
      Period: undefined,
      Metrics: [
        { Id: 'other', Expression: 'a + 1', Label: 'not shown', ReturnData: false },
        { Id: 'e', Expression: 'a / b', ...shown },
        metric('a', 'Hits'),
        metric('b', 'Misses'),
        metric('c', 'Hits'),
      ],
    });
  const [labelled] = alarmsOf([stack({ A: math({ Label: 'share of hits' }) })]);
  expect(labelled.condition).toBe('share of hits > 80, 3 of 3 x 15 min');
  expect(labelled.metrics).toEqual(['Hits', 'Misses']);
  expect(alarmsOf([stack({ A: math({}) })])[0].condition).toBe('a / b > 80, 3 of 3 x 15 min');
});

test('a composite alarm names its parts and their metrics', () => {
  const composite: StackResource = {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    Properties: {
      AlarmRule: {
        'Fn::Join': [
          '',
          [
            'ALARM("',
            { 'Fn::GetAtt': ['LongWindow', 'Arn'] },
            '") AND ALARM("',
            { 'Fn::GetAtt': ['Short', 'Arn'] },
            '")',
          ],
        ],
      },
      AlarmActions: ['arn'],
    },
  };
  const found = alarmsOf([stack({ LongWindow: alarm({}), Short: alarm({ MetricName: 'Latency' }), Both: composite })]);
  const both = found.find(({ condition }) => condition.startsWith('together'))!;
  expect(both.metrics).toEqual(['CPUUtilization', 'Latency']);
  expect(both.condition.split(', ')).toHaveLength(2);
  expect(both.isTold).toBe(true);
});

test('says whether somebody is told, and where', () => {
  const told = alarm({ AlarmActions: ['arn'], AlarmDescription: 'The database is busy.' });
  const [own] = alarmsOf([stack({ A: told }), stack({ A: told }, 'us-east-1')]);
  expect([own.isTold, own.description, own.regions]).toEqual([
    true,
    'The database is busy.',
    ['eu-west-1', 'us-east-1'],
  ]);
  const silent = alarmsOf([stack({ A: alarm({ AlarmActions: [] }), B: alarm({ Threshold: 1 }) }, '')]);
  expect(silent.map(({ isTold, regions, description }) => [isTold, regions, description])).toEqual([
    [false, [], ''],
    [false, [], ''],
  ]);
});
