import { App, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { DatabaseInstance } from 'aws-cdk-lib/aws-rds';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { DatabaseAlarms, DatabaseAlarmsProps } from '../../../lib/operations';
import { nagFindings } from '../../helpers/nag';
import { alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { DATABASE_ALARMS } from './expected-alarms';

const GIB = 1024 ** 3;
const MINIMAL: DatabaseAlarmsProps = { instanceIdentifier: 'app', allocatedStorageGiB: 20 };
const FULL: DatabaseAlarmsProps = {
  ...MINIMAL,
  instanceMemoryGiB: 2,
  maxConnections: 200,
  replicaIdentifiers: ['app-1', 'app-2'],
  burstable: true,
};

function synth(props: DatabaseAlarmsProps): Record<string, any> {
  const stack = operationsStack();
  new DatabaseAlarms(stack, 'Alarms', props);
  return alarmsOf(stack);
}

test('minimal: what needs no further figures', () => {
  const alarms = synth(MINIMAL);
  expect(Object.keys(alarms)).toEqual(['Cpu', 'FreeStorage', 'TransactionIds']);
  expect(alarms.Cpu).toMatchObject({
    Namespace: 'AWS/RDS',
    MetricName: 'CPUUtilization',
    Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'app' }],
    Threshold: 80,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Period: 300,
    EvaluationPeriods: 3,
    Statistic: 'Average',
    TreatMissingData: 'notBreaching',
  });
  expect(alarms.Cpu.AlarmDescription).toMatch(
    /index it, then pool connections .*, then cache .*, then add a read replica, then a larger class, then Aurora/,
  );
  expect(alarms.FreeStorage).toMatchObject({
    Threshold: 3 * GIB,
    ComparisonOperator: 'LessThanThreshold',
    Statistic: 'Minimum',
  });
  expect(alarms.TransactionIds.Threshold).toBe(1_000_000_000);
  expectGoodAlarms(alarms, DATABASE_ALARMS);
});

test('maximal: the thresholds of the guides', () => {
  const alarms = synth(FULL);
  expect(Object.keys(alarms)).toEqual([
    'Cpu',
    'FreeStorage',
    'FreeMemory',
    'Connections',
    'TransactionIds',
    'Replica1Cpu',
    'Replica1Lag',
    'Replica2Cpu',
    'Replica2Lag',
    'CpuCredits',
    'DiskOperations',
    'DiskThroughput',
  ]);
  expect(alarms.FreeMemory).toMatchObject({ Threshold: 0.1 * 2 * GIB, ComparisonOperator: 'LessThanThreshold' });
  expect(alarms.Connections.Threshold).toBe(160);
  expect(alarms.Replica2Lag).toMatchObject({
    MetricName: 'ReplicaLag',
    Threshold: 30,
    Period: 60,
    EvaluationPeriods: 5,
    Dimensions: [{ Value: 'app-2' }],
  });
  expect(alarms.CpuCredits).toMatchObject({
    MetricName: 'CPUSurplusCreditsCharged',
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
  });
  expect(alarms.DiskThroughput).toMatchObject({ MetricName: 'EBSByteBalance%', Threshold: 20 });
  expectGoodAlarms(alarms, DATABASE_ALARMS);
});

test('the maximum of connections follows from the memory', () => {
  expect(synth({ ...MINIMAL, instanceMemoryGiB: 2 }).Connections.Threshold).toBe(Math.floor(191 * 0.8));
  expect(synth({ ...MINIMAL, instanceMemoryGiB: 1024 }).Connections.Threshold).toBe(4000);
});

test('each alarm can be tuned and switched off', () => {
  const alarms = synth({
    ...FULL,
    cpu: { threshold: 60, periods: 6 },
    freeStorage: { threshold: 5 },
    freeMemory: { threshold: 0.5 },
    connections: { enabled: false },
    transactionIds: { enabled: false },
    diskBalance: { enabled: false },
  });
  expect(alarms.Cpu).toMatchObject({ Threshold: 60, EvaluationPeriods: 6, DatapointsToAlarm: 6 });
  expect(alarms.Replica1Cpu.Threshold).toBe(60);
  expect(alarms.FreeStorage.Threshold).toBe(5 * GIB);
  expect(alarms.FreeMemory.Threshold).toBe(0.5 * GIB);
  expect(
    Object.keys(alarms).filter((name) =>
      ['Connections', 'TransactionIds', 'DiskOperations', 'DiskThroughput'].includes(name),
    ),
  ).toEqual([]);
});

test('actions page on failure and on recovery, muted alarms do not', () => {
  const stack = operationsStack();
  const topic = new Topic(stack, 'Topic');
  const alarms = new DatabaseAlarms(stack, 'Alarms', { ...MINIMAL, actions: [new SnsAction(topic)] });
  const reference = { Ref: expect.stringContaining('Topic') };
  expect(alarmsOf(stack).Cpu).toMatchObject({ AlarmActions: [reference], OKActions: [reference] });
  expect(alarmsOf(stack).Cpu).not.toHaveProperty('ActionsEnabled');
  expect(alarms.alarms).toHaveLength(3);
  expect(synth({ ...MINIMAL, muted: true }).Cpu.ActionsEnabled).toBe(false);
});

test('works over an imported database', () => {
  const stack = operationsStack();
  const database = DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Database', {
    instanceIdentifier: 'imported',
    instanceEndpointAddress: 'db.example.com',
    port: 5432,
    securityGroups: [],
  });
  new DatabaseAlarms(stack, 'Alarms', { instanceIdentifier: database.instanceIdentifier, allocatedStorageGiB: 20 });
  expect(alarmsOf(stack).Cpu.Dimensions).toEqual([{ Name: 'DBInstanceIdentifier', Value: 'imported' }]);
});

test('errors: all problems at once', () => {
  const message = failureOf(() =>
    synth({
      instanceIdentifier: ' ',
      allocatedStorageGiB: 0,
      instanceMemoryGiB: -1,
      maxConnections: NaN,
      cpu: { threshold: -1, periods: 0 },
      replicaLag: { enabled: false, threshold: 5 },
    }),
  );
  expect(message).toBe(
    'Operations/Alarms: `instanceIdentifier` must be a name, got: " "; give the name of the resource to watch; ' +
      '`allocatedStorageGiB` must be a number above 0, got: 0; give the storage at creation; `instanceMemoryGiB` ' +
      'must be a number above 0, got: -1; give the memory of the instance class; `maxConnections` must be a number ' +
      'above 0, got: null; give the value of max_connections; `cpu.threshold` must be a number from 0, got: -1; set ' +
      '`enabled: false` to switch the alarm off; `cpu.periods` must be a whole number from 1 to 100, got: 0; set ' +
      '`enabled: false` to switch the alarm off; `replicaLag.enabled` must not be false if the alarm is tuned, ' +
      'got: {"enabled":false,"threshold":5}; remove `enabled` or the tuning',
  );
});

test('cdk-nag is clean', () => {
  const app = new App();
  new DatabaseAlarms(new Stack(app, 'Operations'), 'Alarms', FULL);
  expect(nagFindings(app)).toEqual([]);
});
