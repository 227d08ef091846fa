import { Duration } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { ABOVE, AlarmSet, BELOW, checkTuning, GAP_IS_FINE, HIGH } from '../core/private/alarm-set';
import { Problems } from '../core/problems';
import { requireName, requirePositive } from './private/checks';
import { connectionLimit, GIB } from './private/database-figures';
import { databaseMetric } from './private/metrics';

/** Properties of `DatabaseAlarms`. */
export interface DatabaseAlarmsProps extends AlarmSetOptions {
  /** The identifier of the RDS for PostgreSQL instance that takes the writes. */
  readonly instanceIdentifier: string;

  /**
   * The allocated storage of the template, in GiB.
   *
   * Amazon RDS publishes no metric of the storage after autoscaling has grown it. Autoscaling starts at 10 % free. Once
   * it has grown the storage by more than half, the alarm on free storage (15 % of this value) only goes off if it
   * could not grow it again: at its limit, or within six hours of the last time.
   */
  readonly allocatedStorageGiB: number;

  /**
   * Memory of the instance class, in GiB.
   *
   * @default - no alarm on memory
   */
  readonly instanceMemoryGiB?: number;

  /**
   * The value of `max_connections`.
   *
   * @default - the default of Amazon RDS, LEAST(DBInstanceClassMemory / 9531392, 5000), with 85 % of
   * `instanceMemoryGiB` as DBInstanceClassMemory, an assumption; without `instanceMemoryGiB` there is no alarm on
   * connections
   */
  readonly maxConnections?: number;

  /**
   * The identifiers of the read replicas.
   *
   * @default - no replicas
   */
  readonly replicaIdentifiers?: string[];

  /**
   * Whether the instance class is burstable (t3, t4g). Adds alarms on CPU credits and on the burst balances of the
   * disk.
   *
   * @default false
   */
  readonly burstable?: boolean;

  /**
   * Alarm on the CPU of the instance and of each replica, in percent; periods of 5 minutes.
   *
   * @default - 80 percent, 3 periods (guide G4)
   */
  readonly cpu?: AlarmTuning;

  /**
   * Alarm on free storage, in GiB; periods of 5 minutes.
   *
   * @default - below 15 percent of `allocatedStorageGiB`, 1 period (guide G4: disk 85 % used)
   */
  readonly freeStorage?: AlarmTuning;

  /**
   * Alarm on free memory, in GiB; periods of 5 minutes. Requires `instanceMemoryGiB`.
   *
   * @default - below 10 percent of `instanceMemoryGiB`, 3 periods (guide G4: memory 90 % used)
   */
  readonly freeMemory?: AlarmTuning;

  /**
   * Alarm on the number of connections; periods of 5 minutes.
   *
   * @default - 80 percent of `maxConnections`, 3 periods (guide G4: near the maximum)
   */
  readonly connections?: AlarmTuning;

  /**
   * Alarm on the lag of each replica, in seconds; periods of 1 minute.
   *
   * @default - above 30 seconds, 5 periods: users notice when what they saved is missing for so long
   */
  readonly replicaLag?: AlarmTuning;

  /**
   * Alarm on CPU credits that are billed because more were used than earned; periods of 1 hour. Requires `burstable`.
   *
   * @default - above 0 credits, 3 periods
   */
  readonly cpuCredits?: AlarmTuning;

  /**
   * Alarm on the remaining burst balances of disk operations and disk throughput, in percent; periods of 5 minutes.
   * Requires `burstable`.
   *
   * @default - below 20 percent, 3 periods
   */
  readonly diskBalance?: AlarmTuning;

  /**
   * Alarm on the number of used transaction ids; periods of 5 minutes. PostgreSQL stops taking writes near 2.1 billion.
   *
   * @default - 1000000000 ids, 1 period, at which AWS advises to act
   */
  readonly transactionIds?: AlarmTuning;
}

/**
 * Alarms on an RDS for PostgreSQL instance and its replicas.
 *
 * Missing data does not set them off, because a stopped database publishes nothing. Use `UptimeCheck` to learn whether
 * the product answers.
 */
export class DatabaseAlarms extends Construct implements IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  public readonly alarms: Alarm[];

  private readonly set: AlarmSet;

  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id);
    this.checkProps(props);
    this.set = new AlarmSet(this, props);
    this.addCpu('Cpu', props.instanceIdentifier, props.cpu);
    this.addFreeStorage(props);
    this.addFreeMemory(props);
    this.addConnections(props);
    this.addTransactionIds(props);
    this.addReplicas(props);
    this.addBurst(props);
    this.alarms = this.set.alarms;
  }

  private addCpu(id: string, instance: string, tuning?: AlarmTuning): void {
    this.set.add(id, {
      metric: databaseMetric('CPUUtilization', instance, 'Average'),
      threshold: 80,
      periods: 3,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'The database has been busy above 80 % CPU for 15 minutes; queries queue up next.',
      firstSteps:
        'find the query with the most load in Database Insights and index it, then pool connections (proxy), ' +
        'then cache what is read again and again, then add a read replica, then a larger class, then Aurora.',
      tuning,
    });
  }

  private addFreeStorage(props: DatabaseAlarmsProps): void {
    this.set.add('FreeStorage', {
      metric: databaseMetric('FreeStorageSpace', props.instanceIdentifier, 'Minimum'),
      threshold: props.allocatedStorageGiB * 0.15 * GIB,
      periods: 1,
      comparison: BELOW,
      missing: GAP_IS_FINE,
      meaning: 'The disk is 85 % full, or storage auto-scaling did not grow it; a full disk stops the database.',
      firstSteps:
        'look for a replication slot that holds WAL and for a table that grew, raise the ceiling of storage ' +
        'auto-scaling, then archive old rows. Storage never shrinks.',
      tuning: inBytes(props.freeStorage),
    });
  }

  private addFreeMemory(props: DatabaseAlarmsProps): void {
    if (props.instanceMemoryGiB === undefined) {
      return;
    }
    this.set.add('FreeMemory', {
      metric: databaseMetric('FreeableMemory', props.instanceIdentifier, 'Average'),
      threshold: props.instanceMemoryGiB * 0.1 * GIB,
      periods: 3,
      comparison: BELOW,
      missing: GAP_IS_FINE,
      meaning: 'Less than 10 % of the memory is free; the database swaps or is restarted next.',
      firstSteps: 'pool connections (each one holds memory), lower work_mem, then take a larger class.',
      tuning: inBytes(props.freeMemory),
    });
  }

  private addConnections(props: DatabaseAlarmsProps): void {
    const limit = connectionLimit(props.maxConnections, props.instanceMemoryGiB);
    if (limit === undefined) {
      return;
    }
    this.set.add('Connections', {
      metric: databaseMetric('DatabaseConnections', props.instanceIdentifier, 'Maximum'),
      threshold: Math.floor(limit * 0.8),
      periods: 3,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'The database has 80 % of the connections it can take; new ones are refused at the maximum.',
      firstSteps:
        'look for a leak (idle in transaction), make the pools in the application smaller, put the proxy in ' +
        'front, then take a larger class.',
      tuning: props.connections,
    });
  }

  private addTransactionIds(props: DatabaseAlarmsProps): void {
    this.set.add('TransactionIds', {
      metric: databaseMetric('MaximumUsedTransactionIDs', props.instanceIdentifier, 'Maximum'),
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

  private addReplicas(props: DatabaseAlarmsProps): void {
    (props.replicaIdentifiers ?? []).forEach((replica, index) => {
      this.addCpu(`Replica${index + 1}Cpu`, replica, props.cpu);
      this.set.add(`Replica${index + 1}Lag`, {
        metric: databaseMetric('ReplicaLag', replica, 'Maximum', { period: Duration.minutes(1) }),
        threshold: 30,
        periods: 5,
        comparison: ABOVE,
        missing: GAP_IS_FINE,
        meaning: `Read replica ${index + 1} is more than 30 seconds behind; users do not see what they just saved.`,
        firstSteps:
          'look for a long query on the replica and for a bulk write on the primary, send reads to the writer ' +
          'meanwhile, then take a larger replica class.',
        tuning: props.replicaLag,
      });
    });
  }

  private addBurst(props: DatabaseAlarmsProps): void {
    if (!props.burstable) {
      return;
    }
    this.set.add('CpuCredits', {
      metric: databaseMetric('CPUSurplusCreditsCharged', props.instanceIdentifier, 'Maximum', {
        period: Duration.hours(1),
      }),
      threshold: 0,
      periods: 3,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning: 'The burstable class has used more CPU than it earns for hours; the rest is billed.',
      firstSteps:
        'find the query with the most load, then move to a class that is not burstable (m8g, r8g): it is ' +
        'cheaper under steady load.',
      tuning: props.cpuCredits,
    });
    this.addDiskBalance('DiskOperations', 'EBSIOBalance%', 'operations', props);
    this.addDiskBalance('DiskThroughput', 'EBSByteBalance%', 'throughput', props);
  }

  private addDiskBalance(id: string, metricName: string, what: string, props: DatabaseAlarmsProps): void {
    this.set.add(id, {
      metric: databaseMetric(metricName, props.instanceIdentifier, 'Minimum'),
      threshold: 20,
      periods: 3,
      comparison: BELOW,
      missing: GAP_IS_FINE,
      meaning: `Less than 20 % of the instance's burst of disk ${what} is left; the disk gets slow when it is gone.`,
      firstSteps:
        'look for a query that reads whole tables and for a bulk job, then take a larger class: the limit is ' +
        'the class, not the volume.',
      tuning: props.diskBalance,
    });
  }

  private checkProps(props: DatabaseAlarmsProps): void {
    const problems = new Problems();
    requireName(problems, 'instanceIdentifier', props.instanceIdentifier);
    requirePositive(problems, 'allocatedStorageGiB', props.allocatedStorageGiB, 'give the storage at creation');
    requirePositive(problems, 'instanceMemoryGiB', props.instanceMemoryGiB, 'give the memory of the instance class');
    requirePositive(problems, 'maxConnections', props.maxConnections, 'give the value of max_connections');
    const { cpu, freeStorage, freeMemory, connections, replicaLag, cpuCredits, diskBalance, transactionIds } = props;
    checkTuning(problems, {
      cpu,
      freeStorage,
      freeMemory,
      connections,
      replicaLag,
      cpuCredits,
      diskBalance,
      transactionIds,
    });
    problems.throwIfAny(this.node.path);
  }
}

function inBytes(tuning: AlarmTuning | undefined): AlarmTuning | undefined {
  return tuning?.threshold === undefined ? tuning : { ...tuning, threshold: tuning.threshold * GIB };
}
