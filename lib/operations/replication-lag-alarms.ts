import { Duration, Token } from 'aws-cdk-lib';
import { Alarm, IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { ABOVE, AlarmSet, checkTuning, GAP_IS_FINE } from '../core/private/alarm-set';
import { got, Problems } from '../core/problems';
import { requireName, requirePositive } from './private/checks';
import { GIB } from './private/database-figures';
import { databaseMetric, math } from './private/metrics';
import { ReplicationLagAlarmsProps } from './replication-lag-alarms-props';
import { GlobalDatabaseReplication, ObjectReplication } from './replication-sources';

const MINUTE = Duration.minutes(1);

/** The expression of an alarm takes at most ten metrics (CloudWatch quota): one of the cluster and one per Region. */
const MAX_OTHER_REGIONS = 9;

/**
 * Alarms on everything that replicates into or out of this Region. CloudWatch alarms only cover their own Region, so
 * each Region has its own set.
 *
 * Missing data does not set them off, because a primary publishes no lag, and a switchover swaps the roles. If a
 * replica is gone, alarms on the other side go off: the source of a migration keeps its log, and the source of a bucket
 * cannot copy.
 */
export class ReplicationLagAlarms extends Construct implements IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  public readonly alarms: Alarm[];

  private readonly set: AlarmSet;

  constructor(scope: Construct, id: string, props: ReplicationLagAlarmsProps) {
    super(scope, id);
    this.checkProps(props);
    this.set = new AlarmSet(this, props);
    this.addGlobalDatabase(props);
    this.addGlobalCache(props);
    this.addObjects(props);
    this.addTables(props);
    this.addMoveSource(props);
    this.addMoveReplica(props);
    this.alarms = this.set.alarms;
  }

  private addGlobalDatabase(props: ReplicationLagAlarmsProps): void {
    if (props.globalDatabase === undefined) {
      return;
    }
    const common = { periods: 5, comparison: ABOVE, missing: GAP_IS_FINE };
    this.set.add('DatabaseLag', {
      ...common,
      metric: globalDatabaseMetric('AuroraGlobalDBReplicationLag', props.globalDatabase),
      threshold: 5_000,
      meaning:
        'The database of this Region is more than 5 seconds behind the primary Region: users read old data here.',
      firstSteps:
        'look for a bulk write in the primary Region and pause it, compare the instance sizes of both ' +
        'Regions, send reads that must be fresh to the primary, ' +
        'then check the AWS Health Dashboard for both Regions.',
      tuning: props.databaseLag,
    });
    this.set.add('DatabaseRecoveryPoint', {
      ...common,
      metric: globalDatabaseMetric('AuroraGlobalDBRPOLag', props.globalDatabase),
      threshold: 10_000,
      meaning: 'A failover to this Region now would lose more than 10 seconds of what users saved.',
      firstSteps:
        'do not start a planned failover, look for a bulk write in the primary Region and pause it, then ' +
        'check the AWS Health Dashboard for both Regions.',
      tuning: props.databaseRecoveryPoint,
    });
  }

  private addGlobalCache(props: ReplicationLagAlarmsProps): void {
    if (props.globalCache === undefined) {
      return;
    }
    this.set.add('CacheLag', {
      metric: new Metric({
        namespace: 'AWS/ElastiCache',
        metricName: 'GlobalDatastoreReplicationLag',
        dimensionsMap: { ReplicationGroupId: props.globalCache.replicationGroupId },
        statistic: 'Maximum',
        period: MINUTE,
      }),
      threshold: 10,
      periods: 5,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning:
        'The cache of this Region is more than 10 seconds behind the primary Region: users who change Region ' +
        'are signed out or see old entries.',
      firstSteps:
        'look at writes and at the network of the primary nodes, look for large values, then take larger ' +
        'nodes or add a shard in all Regions.',
      tuning: props.cacheLag,
    });
  }

  private addObjects(props: ReplicationLagAlarmsProps): void {
    (props.incomingObjects ?? []).forEach((rule, index) => {
      this.set.add(`ObjectLatency${index + 1}`, {
        metric: objectMetric('ReplicationLatency', rule, 'Maximum'),
        threshold: 900,
        periods: 3,
        comparison: ABOVE,
        missing: GAP_IS_FINE,
        meaning: `Objects of bucket ${rule.sourceBucketName} take more than 15 minutes to arrive in this Region.`,
        firstSteps:
          "look at the rule's pending operations and bytes, look for a bulk upload, then check the AWS Health " +
          'Dashboard for both Regions.',
        tuning: props.objectLatency,
      });
    });
    (props.outgoingObjects ?? []).forEach((rule, index) => {
      this.set.add(`ObjectFailures${index + 1}`, {
        metric: objectMetric('OperationsFailedReplication', rule, 'Sum'),
        threshold: 0,
        periods: 1,
        comparison: ABOVE,
        missing: GAP_IS_FINE,
        meaning:
          `Objects could not be copied to bucket ${rule.destinationBucketName}; Amazon S3 does not try ` +
          'again by itself.',
        firstSteps:
          'check the replication role, both keys and the policy of the other bucket, then copy what is missing ' +
          'with S3 Batch Replication.',
        tuning: props.objectFailures,
      });
    });
  }

  private addTables(props: ReplicationLagAlarmsProps): void {
    const replicas = (props.tables ?? []).flatMap(({ tableName, receivingRegions }) =>
      receivingRegions.map((region) => ({ tableName, region })),
    );
    replicas.forEach(({ tableName, region }, index) => {
      this.set.add(`TableLag${index + 1}`, {
        metric: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: 'ReplicationLatency',
          dimensionsMap: { TableName: tableName, ReceivingRegion: region },
          statistic: 'Average',
          period: MINUTE,
        }),
        threshold: 10_000,
        periods: 5,
        comparison: ABOVE,
        missing: GAP_IS_FINE,
        meaning:
          `Writes to table ${tableName} take more than 10 seconds to arrive in ${region}: a message may be ` +
          'worked on twice, a new tenant not be found.',
        firstSteps:
          'check the AWS Health Dashboard for both Regions, look for throttled writes on the replica, and keep ' +
          'the tenant in its home Region meanwhile.',
        tuning: props.tableLag,
      });
    });
  }

  private addMoveSource(props: ReplicationLagAlarmsProps): void {
    const move = props.auroraMove;
    if (move === undefined) {
      return;
    }
    const common = { periods: 3, comparison: ABOVE, missing: GAP_IS_FINE };
    this.set.add('MoveSlotLag', {
      ...common,
      metric: databaseMetric('OldestReplicationSlotLag', move.sourceInstanceIdentifier, 'Maximum'),
      threshold: move.sourceStorageGiB * 0.1 * GIB,
      meaning:
        'A replica has not received write-ahead log worth 10 % of the disk of the database that takes the writes.',
      firstSteps:
        'look whether the Aurora replica runs at all and has a large enough class, pause bulk writes; ' +
        'delete the replica when it does not catch up and start the move again.',
      tuning: inBytes(props.moveSlotLag),
    });
    this.set.add('MoveLogSize', {
      ...common,
      metric: databaseMetric('TransactionLogsDiskUsage', move.sourceInstanceIdentifier, 'Maximum'),
      threshold: move.sourceStorageGiB * 0.2 * GIB,
      meaning:
        'Write-ahead log that a replica still needs fills 20 % of the disk of the database that takes the ' +
        'writes; a full disk stops it.',
      firstSteps:
        'look at the oldest replication slot and delete the replica that holds it: the source comes first. ' +
        'Storage never shrinks, so do not wait for it to grow.',
      tuning: inBytes(props.moveLogSize),
    });
  }

  private addMoveReplica(props: ReplicationLagAlarmsProps): void {
    if (props.auroraMove === undefined) {
      return;
    }
    this.set.add('MoveReplicaLag', {
      metric: new Metric({
        namespace: 'AWS/RDS',
        metricName: 'RDSToAuroraPostgreSQLReplicaLag',
        dimensionsMap: { DBClusterIdentifier: props.auroraMove.replicaClusterIdentifier },
        statistic: 'Maximum',
        period: MINUTE,
      }),
      threshold: 60,
      periods: 15,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning:
        'The Aurora replica has been more than a minute behind for 15 minutes: it cannot be promoted in a ' +
        'short window.',
      firstSteps:
        'do not start the cut-over, look for bulk writes and long transactions on the source, then give the ' +
        'replica a larger class.',
      tuning: props.moveReplicaLag,
    });
  }

  private checkProps(props: ReplicationLagAlarmsProps): void {
    const problems = new Problems();
    const rules = [...(props.incomingObjects ?? []), ...(props.outgoingObjects ?? [])];
    const watched = [props.globalDatabase, props.globalCache, props.auroraMove, ...rules, ...(props.tables ?? [])];
    problems.require(
      watched.some((each) => each !== undefined),
      '`globalDatabase`, `globalCache`, `incomingObjects`, `outgoingObjects`, `tables` or `auroraMove` ' +
        'must be given, got: nothing; name what replicates',
    );
    checkNames(problems, props);
    const regions = props.globalDatabase?.otherRegions;
    problems.require(
      regions === undefined ||
        Token.isUnresolved(regions) ||
        (regions.length >= 1 && regions.length <= MAX_OTHER_REGIONS),
      `\`globalDatabase.otherRegions\` must hold 1 to ${MAX_OTHER_REGIONS} Regions, got: ${got(regions)}; ` +
        'name each Region that may become the primary',
    );
    (props.tables ?? []).forEach(({ receivingRegions }, index) =>
      problems.require(
        Token.isUnresolved(receivingRegions) || receivingRegions.length > 0,
        `\`tables[${index}].receivingRegions\` must hold at least one Region, got: []; name the Regions of ` +
          'the other replicas',
      ),
    );
    requirePositive(
      problems,
      'auroraMove.sourceStorageGiB',
      props.auroraMove?.sourceStorageGiB,
      'give the storage of the source',
    );
    const {
      databaseLag,
      databaseRecoveryPoint,
      cacheLag,
      objectLatency,
      objectFailures,
      tableLag,
      moveSlotLag,
      moveLogSize,
      moveReplicaLag,
    } = props;
    checkTuning(problems, {
      databaseLag,
      databaseRecoveryPoint,
      cacheLag,
      objectLatency,
      objectFailures,
      tableLag,
      moveSlotLag,
      moveLogSize,
      moveReplicaLag,
    });
    problems.throwIfAny(this.node.path);
  }
}

function checkNames(problems: Problems, props: ReplicationLagAlarmsProps): void {
  const { globalDatabase, globalCache, auroraMove } = props;
  const names: [string, string | undefined][] = [
    ['globalDatabase.clusterIdentifier', globalDatabase?.clusterIdentifier],
    ['globalCache.replicationGroupId', globalCache?.replicationGroupId],
    ['auroraMove.sourceInstanceIdentifier', auroraMove?.sourceInstanceIdentifier],
    ['auroraMove.replicaClusterIdentifier', auroraMove?.replicaClusterIdentifier],
    ...(['incomingObjects', 'outgoingObjects'] as const).flatMap((list) =>
      (props[list] ?? []).flatMap((rule, index) => namesOfRule(`${list}[${index}]`, rule)),
    ),
    ...(props.tables ?? []).map(({ tableName }, index): [string, string] => [`tables[${index}].tableName`, tableName]),
  ];
  names.forEach(([name, value]) => value !== undefined && requireName(problems, name, value));
}

function namesOfRule(name: string, rule: ObjectReplication): [string, string][] {
  return [
    [`${name}.sourceBucketName`, rule.sourceBucketName],
    [`${name}.destinationBucketName`, rule.destinationBucketName],
    [`${name}.ruleId`, rule.ruleId],
  ];
}

/**
 * The lag of a secondary cluster, whichever Region is the primary. Some AWS sources show the metric with the dimensions
 * cluster and source Region, others with the cluster alone. `MAX` over a list ignores the series that do not exist.
 */
function globalDatabaseMetric(metricName: string, database: GlobalDatabaseReplication): IMetric {
  const metric = (dimensions: { [name: string]: string }) =>
    new Metric({
      namespace: 'AWS/RDS',
      metricName,
      dimensionsMap: { DBClusterIdentifier: database.clusterIdentifier, ...dimensions },
      statistic: 'Maximum',
      period: MINUTE,
    });
  const metrics: Record<string, IMetric> = { cluster: metric({}) };
  database.otherRegions.forEach((region, index) => {
    metrics[`source${index + 1}`] = metric({ SourceRegion: region });
  });
  return math(`MAX([${Object.keys(metrics).join(', ')}])`, metrics, `${metricName} (ms)`);
}

function objectMetric(metricName: string, rule: ObjectReplication, statistic: string): IMetric {
  const dimensionsMap = {
    SourceBucket: rule.sourceBucketName,
    DestinationBucket: rule.destinationBucketName,
    RuleId: rule.ruleId,
  };
  return new Metric({ namespace: 'AWS/S3', metricName, dimensionsMap, statistic, period: Duration.minutes(5) });
}

function inBytes(tuning: AlarmTuning | undefined): AlarmTuning | undefined {
  return tuning?.threshold === undefined ? tuning : { ...tuning, threshold: tuning.threshold * GIB };
}
