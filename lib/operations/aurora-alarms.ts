import { Duration } from 'aws-cdk-lib';
import { Alarm, IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { ABOVE, AlarmSet, BELOW, checkTuning, GAP_IS_FINE, HIGH } from '../core/private/alarm-set';
import { Problems } from '../core/problems';
import { requireName, requirePositive } from './private/checks';
import { GIB } from './private/database-figures';

/** Properties of `AuroraAlarms`. */
export interface AuroraAlarmsProps extends AlarmSetOptions {
  /** Identifier of the cluster. */
  readonly clusterIdentifier: string;

  /**
   * Whether the cluster has readers.
   *
   * @default true
   */
  readonly readers?: boolean;

  /**
   * Highest capacity of a serverless instance, in Aurora capacity units (ACU).
   *
   * @default - the instances are provisioned, and there is no alarm on capacity
   */
  readonly maxAcu?: number;

  /**
   * The value of `max_connections` of the writer.
   *
   * @default - no alarm on connections
   */
  readonly maxConnections?: number;

  /**
   * Alarm on the CPU of the writer, in percent; periods of 5 minutes.
   *
   * @default - 80 percent, 3 periods (guide G4)
   */
  readonly writerCpu?: AlarmTuning;

  /**
   * Alarm on the average CPU of the readers, in percent; periods of 5 minutes. The target of scaling is lower, so it
   * means that scaling could not add a reader.
   *
   * @default - 85 percent, 3 periods
   */
  readonly readerCpu?: AlarmTuning;

  /**
   * Alarm on the replication lag of the slowest reader, in milliseconds; periods of 1 minute.
   *
   * @default - above 1000 ms, 5 periods: usual are far less than 100 ms (Aurora user guide)
   */
  readonly readerLag?: AlarmTuning;

  /**
   * Alarm on the free local storage of the fullest instance, for temporary tables and sorts, in GiB; periods of 5
   * minutes.
   *
   * @default - below 5 GiB, 2 periods; no alarm with `maxAcu`, because serverless instances grow it automatically
   */
  readonly freeLocalStorage?: AlarmTuning;

  /**
   * Alarm on the used capacity, in percent of `maxAcu`; periods of 5 minutes.
   *
   * @default - 90 percent, 3 periods
   */
  readonly capacity?: AlarmTuning;

  /**
   * Alarm on the number of connections to the writer; periods of 5 minutes. Requires `maxConnections`.
   *
   * @default - 80 percent of `maxConnections`, 3 periods (guide G4: near the maximum)
   */
  readonly connections?: AlarmTuning;

  /**
   * Alarm on the number of used transaction ids; periods of 5 minutes. PostgreSQL stops taking writes near 2.1 billion.
   *
   * @default - 1000000000 ids, 1 period, at which AWS advises to act
   */
  readonly transactionIds?: AlarmTuning;
}

/**
 * Alarms on an Aurora PostgreSQL cluster. They follow writer and readers by role, so a failover does not affect them.
 */
export class AuroraAlarms extends Construct implements IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  public readonly alarms: Alarm[];

  private readonly set: AlarmSet;

  constructor(scope: Construct, id: string, props: AuroraAlarmsProps) {
    super(scope, id);
    this.checkProps(props);
    this.set = new AlarmSet(this, props);
    this.addWriter(props);
    this.addReaders(props);
    this.addLocalStorage(props);
    this.addCapacity(props);
    this.addConnections(props);
    this.addTransactionIds(props);
    this.alarms = this.set.alarms;
  }

  private addWriter(props: AuroraAlarmsProps): void {
    this.set.add('WriterCpu', {
      metric: metricOf(props, 'CPUUtilization', 'Average', 'WRITER'),
      threshold: 80,
      periods: 3,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'The writer has been busy above 80 % CPU for 15 minutes; queries queue up next.',
      firstSteps:
        'find the query with the most load in Database Insights and index it, move reads to DATABASE_READER_HOST, ' +
        'cache what is read again and again, then take a larger class.',
      tuning: props.writerCpu,
    });
  }

  private addReaders(props: AuroraAlarmsProps): void {
    if (props.readers === false) {
      return;
    }
    this.set.add('ReaderCpu', {
      metric: metricOf(props, 'CPUUtilization', 'Average', 'READER'),
      threshold: 85,
      periods: 3,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'The readers are busier than scaling aims at: it is at its ceiling, or cannot add a reader.',
      firstSteps:
        'look at the scaling activities of the cluster, raise the most readers, then find the query with the ' +
        'most load.',
      tuning: props.readerCpu,
    });
    this.set.add('ReaderLag', {
      metric: metricOf(props, 'AuroraReplicaLagMaximum', 'Maximum', undefined, Duration.minutes(1)),
      threshold: 1000,
      periods: 5,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning: 'A reader is more than a second behind; it restarts by itself when it falls too far back.',
      firstSteps: 'look for a bulk write and for a reader that is smaller or busier than the others.',
      tuning: props.readerLag,
    });
  }

  private addLocalStorage(props: AuroraAlarmsProps): void {
    if (props.maxAcu !== undefined) {
      return;
    }
    this.set.add('FreeLocalStorage', {
      metric: metricOf(props, 'FreeLocalStorage', 'Minimum'),
      threshold: 5 * GIB,
      periods: 2,
      comparison: BELOW,
      missing: GAP_IS_FINE,
      meaning: 'The local disk of an instance is nearly full (temporary tables, sorts, logs); queries fail next.',
      firstSteps:
        'find the query that sorts or builds on disk, raise work_mem for it alone, then take a larger class: ' +
        'the local disk grows with it.',
      tuning:
        props.freeLocalStorage?.threshold === undefined
          ? props.freeLocalStorage
          : { ...props.freeLocalStorage, threshold: props.freeLocalStorage.threshold * GIB },
    });
  }

  private addCapacity(props: AuroraAlarmsProps): void {
    if (props.maxAcu === undefined) {
      return;
    }
    this.set.add('Capacity', {
      metric: metricOf(props, 'ACUUtilization', 'Maximum'),
      threshold: 90,
      periods: 3,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: `An instance uses 90 % of its ${props.maxAcu} capacity units; it cannot grow further.`,
      firstSteps:
        'raise the most capacity units (in place, without a restart), then find the query with the most load.',
      tuning: props.capacity,
    });
  }

  private addConnections(props: AuroraAlarmsProps): void {
    if (props.maxConnections === undefined) {
      return;
    }
    this.set.add('Connections', {
      metric: metricOf(props, 'DatabaseConnections', 'Maximum', 'WRITER'),
      threshold: Math.floor(props.maxConnections * 0.8),
      periods: 3,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'The writer has 80 % of the connections it can take; new ones are refused at the maximum.',
      firstSteps:
        'look for a leak (idle in transaction), make the pools in the application smaller, connect through ' +
        'the proxy, then take a larger class.',
      tuning: props.connections,
    });
  }

  private addTransactionIds(props: AuroraAlarmsProps): void {
    this.set.add('TransactionIds', {
      metric: metricOf(props, 'MaximumUsedTransactionIDs', 'Maximum'),
      threshold: 1_000_000_000,
      periods: 1,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning:
        'Autovacuum does not keep up: one billion transaction ids are in use and PostgreSQL stops writing ' +
        'near 2.1 billion.',
      firstSteps:
        'end transactions that stay open and prepared ones, drop unused replication slots, then VACUUM ' +
        'FREEZE the oldest tables.',
      tuning: props.transactionIds,
    });
  }

  private checkProps(props: AuroraAlarmsProps): void {
    const problems = new Problems();
    requireName(problems, 'clusterIdentifier', props.clusterIdentifier);
    requirePositive(problems, 'maxAcu', props.maxAcu, 'give the most capacity units of one instance');
    requirePositive(problems, 'maxConnections', props.maxConnections, 'give the value of max_connections');
    const { writerCpu, readerCpu, readerLag, freeLocalStorage, capacity, connections, transactionIds } = props;
    checkTuning(problems, { writerCpu, readerCpu, readerLag, freeLocalStorage, capacity, connections, transactionIds });
    problems.throwIfAny(this.node.path);
  }
}

function metricOf(
  { clusterIdentifier }: AuroraAlarmsProps,
  metricName: string,
  statistic: string,
  role?: string,
  period = Duration.minutes(5),
): IMetric {
  return new Metric({
    namespace: 'AWS/RDS',
    metricName,
    dimensionsMap: { DBClusterIdentifier: clusterIdentifier, ...(role ? { Role: role } : {}) },
    statistic,
    period,
  });
}
