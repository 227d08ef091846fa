import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ReplicationLagAlarms, ReplicationLagAlarmsProps } from '../../../lib/operations';
import { nagFindings } from '../../helpers/nag';
import { alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { REPLICATION_ALARMS } from './expected-alarms';

const GIB = 1024 ** 3;
const ALL: ReplicationLagAlarmsProps = {
  globalDatabase: { clusterIdentifier: 'app-eu', otherRegions: ['us-east-1', 'ap-southeast-2'] },
  globalCache: { replicationGroupId: 'sessions' },
  incomingObjects: [{ sourceBucketName: 'us', destinationBucketName: 'eu', ruleId: 'to-eu' }],
  outgoingObjects: [
    { sourceBucketName: 'eu', destinationBucketName: 'us', ruleId: 'to-us' },
    { sourceBucketName: 'eu', destinationBucketName: 'au', ruleId: 'to-au' },
  ],
  tables: [{ tableName: 'tenants', receivingRegions: ['us-east-1', 'ap-southeast-2'] }],
  auroraMove: { sourceInstanceIdentifier: 'app', sourceStorageGiB: 200, replicaClusterIdentifier: 'app-aurora' },
};

function synth(props: ReplicationLagAlarmsProps, app = new App()): Record<string, any> {
  const stack = operationsStack('eu-west-1', app);
  new ReplicationLagAlarms(stack, 'Alarms', props);
  return alarmsOf(stack);
}

describe('each kind alone', () => {
  test('a secondary of a global database, whichever Region is the primary', () => {
    const alarms = synth({ globalDatabase: ALL.globalDatabase });
    expect(Object.keys(alarms)).toEqual(['DatabaseLag', 'DatabaseRecoveryPoint']);
    expect([alarms.DatabaseLag.Threshold, alarms.DatabaseRecoveryPoint.Threshold]).toEqual([5000, 10_000]);
    const series = alarms.DatabaseRecoveryPoint.Metrics.filter((metric: any) => metric.MetricStat).map(
      (metric: any) => metric.MetricStat.Metric,
    );
    expect(series.map((metric: any) => metric.MetricName)).toEqual(Array(3).fill('AuroraGlobalDBRPOLag'));
    expect(series.map((metric: any) => metric.Dimensions)).toEqual([
      [{ Name: 'DBClusterIdentifier', Value: 'app-eu' }],
      [
        { Name: 'DBClusterIdentifier', Value: 'app-eu' },
        { Name: 'SourceRegion', Value: 'us-east-1' },
      ],
      [
        { Name: 'DBClusterIdentifier', Value: 'app-eu' },
        { Name: 'SourceRegion', Value: 'ap-southeast-2' },
      ],
    ]);
    expect(alarms.DatabaseLag.Metrics.find((metric: any) => metric.Expression).Expression).toBe(
      'MAX([cluster, source1, source2])',
    );
  });

  test('a secondary of a global cache', () => {
    expect(synth({ globalCache: ALL.globalCache })).toEqual({
      CacheLag: expect.objectContaining({
        Namespace: 'AWS/ElastiCache',
        MetricName: 'GlobalDatastoreReplicationLag',
        Dimensions: [{ Name: 'ReplicationGroupId', Value: 'sessions' }],
        Threshold: 10,
        TreatMissingData: 'notBreaching',
      }),
    });
  });

  test('buckets: latency where the copy arrives, failures where the original is', () => {
    const alarms = synth({ incomingObjects: ALL.incomingObjects, outgoingObjects: ALL.outgoingObjects });
    expect(Object.keys(alarms)).toEqual(['ObjectLatency1', 'ObjectFailures1', 'ObjectFailures2']);
    expect(alarms.ObjectLatency1).toMatchObject({
      MetricName: 'ReplicationLatency',
      Statistic: 'Maximum',
      Threshold: 900,
    });
    expect(alarms.ObjectFailures2).toMatchObject({
      MetricName: 'OperationsFailedReplication',
      Statistic: 'Sum',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    expect(alarms.ObjectFailures2.Dimensions).toEqual([
      { Name: 'DestinationBucket', Value: 'au' },
      { Name: 'RuleId', Value: 'to-au' },
      { Name: 'SourceBucket', Value: 'eu' },
    ]);
  });

  test('tables, each Region that receives', () => {
    const alarms = synth({ tables: ALL.tables });
    expect(Object.values(alarms).map((alarm) => alarm.Dimensions[0])).toEqual([
      { Name: 'ReceivingRegion', Value: 'us-east-1' },
      { Name: 'ReceivingRegion', Value: 'ap-southeast-2' },
    ]);
  });

  test('a move to Aurora: the log that the source keeps, and the replica', () => {
    const alarms = synth({ auroraMove: ALL.auroraMove });
    expect(Object.keys(alarms)).toEqual(['MoveSlotLag', 'MoveLogSize', 'MoveReplicaLag']);
    expect([alarms.MoveSlotLag.Threshold, alarms.MoveLogSize.Threshold]).toEqual([20 * GIB, 40 * GIB]);
    expect(alarms.MoveSlotLag).toMatchObject({
      MetricName: 'OldestReplicationSlotLag',
      Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'app' }],
    });
    expect(alarms.MoveReplicaLag).toMatchObject({
      MetricName: 'RDSToAuroraPostgreSQLReplicaLag',
      Dimensions: [{ Name: 'DBClusterIdentifier', Value: 'app-aurora' }],
      Threshold: 60,
      EvaluationPeriods: 15,
    });
  });
});

test('maximal: everything, with actions', () => {
  const stack = operationsStack();
  const set = new ReplicationLagAlarms(stack, 'Alarms', { ...ALL, actions: [new SnsAction(new Topic(stack, 'Page'))] });
  expect(set.alarms).toHaveLength(11);
  expectGoodAlarms(alarmsOf(stack), REPLICATION_ALARMS);
  for (const alarm of Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'))) {
    expect([alarm.Properties.AlarmActions.length, alarm.Properties.OKActions.length]).toEqual([1, 1]);
  }
});

test('each alarm can be tuned, in the unit its property names, and switched off', () => {
  const alarms = synth({
    ...ALL,
    muted: true,
    databaseLag: { threshold: 2000, periods: 2 },
    databaseRecoveryPoint: { enabled: false },
    cacheLag: { enabled: false },
    objectLatency: { enabled: false },
    objectFailures: { enabled: false },
    tableLag: { enabled: false },
    moveSlotLag: { threshold: 5 },
    moveLogSize: { enabled: false },
    moveReplicaLag: { threshold: 5 },
  });
  expect(Object.keys(alarms)).toEqual(['DatabaseLag', 'MoveSlotLag', 'MoveReplicaLag']);
  expect(alarms.DatabaseLag).toMatchObject({ Threshold: 2000, EvaluationPeriods: 2, ActionsEnabled: false });
  expect(alarms.MoveSlotLag.Threshold).toBe(5 * GIB);
});

test('errors: all problems at once', () => {
  const props = {
    globalDatabase: { clusterIdentifier: '', otherRegions: [] },
    incomingObjects: [{ sourceBucketName: 'a', destinationBucketName: ' ', ruleId: 'c' }],
    tables: [{ tableName: 'tenants', receivingRegions: [] }],
    auroraMove: { sourceInstanceIdentifier: 'app', sourceStorageGiB: 0, replicaClusterIdentifier: 'b' },
    moveSlotLag: { periods: 0 },
  };
  expect(failureOf(() => synth(props))).toBe(
    'Operations/Alarms: `globalDatabase.clusterIdentifier` must be a name, got: ""; give the name of the resource ' +
      'to watch; `incomingObjects[0].destinationBucketName` must be a name, got: " "; give the name of the resource ' +
      'to watch; `globalDatabase.otherRegions` must hold 1 to 9 Regions, got: []; name each Region that may become ' +
      'the primary; `tables[0].receivingRegions` must hold at least one Region, got: []; name the Regions of the ' +
      'other replicas; `auroraMove.sourceStorageGiB` must be a number above 0, got: 0; give the storage of the ' +
      'source; `moveSlotLag.periods` must be a whole number from 1 to 100, got: 0; set `enabled: false` to switch ' +
      'the alarm off',
  );
  expect(failureOf(() => synth({}))).toBe(
    'Operations/Alarms: `globalDatabase`, `globalCache`, `incomingObjects`, `outgoingObjects`, `tables` or ' +
      '`auroraMove` must be given, got: nothing; name what replicates',
  );
});

test('is clean by cdk-nag', () => {
  const app = new App();
  synth(ALL, app);
  expect(nagFindings(app)).toEqual([]);
});
