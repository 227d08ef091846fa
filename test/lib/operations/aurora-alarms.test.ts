import { App, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AuroraAlarms, AuroraAlarmsProps } from '../../../lib/operations';
import { nagFindings } from '../../helpers/nag';
import { alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { AURORA_ALARMS } from './expected-alarms';

const GIB = 1024 ** 3;
const MINIMAL: AuroraAlarmsProps = { clusterIdentifier: 'app-aurora' };
const SERVERLESS: AuroraAlarmsProps = { ...MINIMAL, maxAcu: 16, maxConnections: 2000 };

const CLUSTER = { Name: 'DBClusterIdentifier', Value: 'app-aurora' };
const role = (value: string) => [CLUSTER, { Name: 'Role', Value: value }];

function synth(props: AuroraAlarmsProps): Record<string, any> {
  const stack = operationsStack();
  new AuroraAlarms(stack, 'Alarms', props);
  return alarmsOf(stack);
}

/** What an alarm measures and when it goes off. */
const figures = ({
  MetricName,
  Statistic,
  Dimensions,
  Threshold,
  ComparisonOperator,
  Period,
  EvaluationPeriods,
}: any) => ({
  MetricName,
  Statistic,
  Dimensions,
  Threshold,
  ComparisonOperator,
  Period,
  EvaluationPeriods,
});

test('minimal: a provisioned cluster with readers, by role and not by instance', () => {
  const alarms = synth(MINIMAL);
  expect(Object.keys(alarms)).toEqual(['WriterCpu', 'ReaderCpu', 'ReaderLag', 'FreeLocalStorage', 'TransactionIds']);
  const AT = 'GreaterThanOrEqualToThreshold';
  expect(Object.values(alarms).map(figures)).toEqual([
    {
      MetricName: 'CPUUtilization',
      Statistic: 'Average',
      Dimensions: role('WRITER'),
      Threshold: 80,
      ComparisonOperator: AT,
      Period: 300,
      EvaluationPeriods: 3,
    },
    {
      MetricName: 'CPUUtilization',
      Statistic: 'Average',
      Dimensions: role('READER'),
      Threshold: 85,
      ComparisonOperator: AT,
      Period: 300,
      EvaluationPeriods: 3,
    },
    {
      MetricName: 'AuroraReplicaLagMaximum',
      Statistic: 'Maximum',
      Dimensions: [CLUSTER],
      Threshold: 1000,
      ComparisonOperator: 'GreaterThanThreshold',
      Period: 60,
      EvaluationPeriods: 5,
    },
    {
      MetricName: 'FreeLocalStorage',
      Statistic: 'Minimum',
      Dimensions: [CLUSTER],
      Threshold: 5 * GIB,
      ComparisonOperator: 'LessThanThreshold',
      Period: 300,
      EvaluationPeriods: 2,
    },
    {
      MetricName: 'MaximumUsedTransactionIDs',
      Statistic: 'Maximum',
      Dimensions: [CLUSTER],
      Threshold: 1_000_000_000,
      ComparisonOperator: AT,
      Period: 300,
      EvaluationPeriods: 1,
    },
  ]);
  expect(
    Object.values(alarms).every(
      ({ Namespace, TreatMissingData }) => Namespace === 'AWS/RDS' && TreatMissingData === 'notBreaching',
    ),
  ).toBe(true);
  expectGoodAlarms(alarms, AURORA_ALARMS);
});

test(
  'serverless: capacity instead of local storage, which grows by itself; connections where the maximum ' + 'is known',
  () => {
    const alarms = synth(SERVERLESS);
    expect(Object.keys(alarms)).toEqual([
      'WriterCpu',
      'ReaderCpu',
      'ReaderLag',
      'Capacity',
      'Connections',
      'TransactionIds',
    ]);
    expect(figures(alarms.Capacity)).toMatchObject({
      MetricName: 'ACUUtilization',
      Statistic: 'Maximum',
      Dimensions: [CLUSTER],
      Threshold: 90,
      EvaluationPeriods: 3,
    });
    expect(alarms.Capacity.AlarmDescription).toMatch(/90 % of its 16 capacity units/);
    expect(figures(alarms.Connections)).toMatchObject({
      MetricName: 'DatabaseConnections',
      Dimensions: role('WRITER'),
      Threshold: 1600,
    });
    expectGoodAlarms(alarms, AURORA_ALARMS);
  },
);

test('a cluster without readers has no alarms about them', () => {
  expect(Object.keys(synth({ ...MINIMAL, readers: false }))).toEqual([
    'WriterCpu',
    'FreeLocalStorage',
    'TransactionIds',
  ]);
});

test('each alarm can be tuned, in the unit its property names, and switched off', () => {
  const alarms = synth({
    ...MINIMAL,
    maxConnections: 1000,
    writerCpu: { threshold: 60, periods: 6 },
    readerCpu: { enabled: false },
    readerLag: { threshold: 250 },
    freeLocalStorage: { threshold: 20 },
    connections: { threshold: 500 },
    transactionIds: { enabled: false },
  });
  expect(Object.keys(alarms)).toEqual(['WriterCpu', 'ReaderLag', 'FreeLocalStorage', 'Connections']);
  expect(alarms.WriterCpu).toMatchObject({ Threshold: 60, EvaluationPeriods: 6, DatapointsToAlarm: 6 });
  expect([alarms.ReaderLag.Threshold, alarms.FreeLocalStorage.Threshold, alarms.Connections.Threshold]).toEqual([
    250,
    20 * GIB,
    500,
  ]);
  expect(synth({ ...SERVERLESS, capacity: { threshold: 75 } }).Capacity.Threshold).toBe(75);
  expect(Object.keys(synth({ ...MINIMAL, freeLocalStorage: { enabled: false } }))).not.toContain('FreeLocalStorage');
});

test('actions page on failure and on recovery, muted alarms do not', () => {
  const stack = operationsStack();
  const topic = new Topic(stack, 'Topic');
  const set = new AuroraAlarms(stack, 'Alarms', { ...SERVERLESS, actions: [new SnsAction(topic)] });
  const reference = { Ref: expect.stringContaining('Topic') };
  const alarms = alarmsOf(stack);
  expect(set.alarms).toHaveLength(Object.keys(alarms).length);
  for (const alarm of Object.values(alarms)) {
    expect(alarm).toMatchObject({ AlarmActions: [reference], OKActions: [reference] });
    expect(alarm).not.toHaveProperty('ActionsEnabled');
  }
  expect(
    Object.values(synth({ ...MINIMAL, muted: true })).every(({ ActionsEnabled }) => ActionsEnabled === false),
  ).toBe(true);
});

test('works over an imported cluster', () => {
  const stack = operationsStack();
  const cluster = DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'imported' });
  new AuroraAlarms(stack, 'Alarms', { clusterIdentifier: cluster.clusterIdentifier });
  expect(alarmsOf(stack).FreeLocalStorage.Dimensions).toEqual([{ Name: 'DBClusterIdentifier', Value: 'imported' }]);
});

test('errors: all problems at once', () => {
  const message = failureOf(() =>
    synth({
      clusterIdentifier: ' ',
      maxAcu: 0,
      maxConnections: -1,
      writerCpu: { threshold: -1 },
      readerLag: { periods: 1.5 },
      capacity: { enabled: false, periods: 2 },
    }),
  );
  expect(message).toBe(
    'Operations/Alarms: `clusterIdentifier` must be a name, got: " "; give the name of the resource to ' +
      'watch; `maxAcu` must be a number above 0, got: 0; give the most capacity units of one instance; ' +
      '`maxConnections` must be a number above 0, got: -1; give the value of max_connections; ' +
      '`writerCpu.threshold` must be a number from 0, got: -1; set `enabled: false` to switch the alarm ' +
      'off; `readerLag.periods` must be a whole number from 1 to 100, got: 1.5; set `enabled: false` to ' +
      'switch the alarm off; `capacity.enabled` must not be false if the alarm is tuned, got: ' +
      '{"enabled":false,"periods":2}; remove `enabled` or the tuning',
  );
});

test('is clean by cdk-nag', () => {
  const app = new App();
  new AuroraAlarms(new Stack(app, 'Operations'), 'Alarms', SERVERLESS);
  expect(nagFindings(app)).toEqual([]);
});
