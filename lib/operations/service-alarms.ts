import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { AlarmSet, BELOW, checkTuning, GAP_IS_FAILURE, GAP_IS_FINE, HIGH } from '../core/private/alarm-set';
import { Problems } from '../core/problems';
import { requireName, requireWhole } from './private/checks';
import { serviceMetric } from './private/metrics';

/** Properties of `ServiceAlarms`. */
export interface ServiceAlarmsProps extends AlarmSetOptions {
  /** The name of the ECS cluster. */
  readonly clusterName: string;

  /** The name of the service. */
  readonly serviceName: string;

  /**
   * Number of tasks that must run, 0 to 5000; 0 for a worker that scales from zero.
   *
   * @default - no alarm on running tasks
   */
  readonly minTasks?: number;

  /**
   * Alarm on the CPU of the service, in percent; periods of 1 minute.
   *
   * @default - 85 percent, 15 periods, in which scaling should have added tasks
   */
  readonly cpu?: AlarmTuning;

  /**
   * Alarm on the memory of the service, in percent; periods of 1 minute.
   *
   * @default - 90 percent, 5 periods (guide G4)
   */
  readonly memory?: AlarmTuning;

  /**
   * Alarm on the number of running tasks; periods of 1 minute.
   *
   * @default - below `minTasks`, 5 periods; no alarm if `minTasks` is 0 or not given
   */
  readonly runningTasks?: AlarmTuning;
}

/**
 * Alarms on an Amazon ECS service.
 *
 * Running tasks are the samples of the CPU metric, of which each task sends one a minute. Container Insights is not
 * needed.
 */
export class ServiceAlarms extends Construct implements IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  public readonly alarms: Alarm[];

  private readonly set: AlarmSet;

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    this.checkProps(props);
    this.set = new AlarmSet(this, props);
    this.addRunningTasks(props);
    this.addCpu(props);
    this.addMemory(props);
    this.alarms = this.set.alarms;
  }

  private addRunningTasks(props: ServiceAlarmsProps): void {
    if (!props.minTasks) {
      return;
    }
    this.set.add('RunningTasks', {
      metric: serviceMetric('CPUUtilization', props, 'SampleCount'),
      threshold: props.minTasks,
      periods: 5,
      comparison: BELOW,
      missing: GAP_IS_FAILURE,
      meaning: 'Fewer tasks run than the service needs: they stop right after their start or cannot be placed.',
      firstSteps:
        "read the service's events and the reason of the last stopped task (image, secret, memory, health " +
        'check), then undo the last deployment.',
      tuning: props.runningTasks,
    });
  }

  private addCpu(props: ServiceAlarmsProps): void {
    this.set.add('Cpu', {
      metric: serviceMetric('CPUUtilization', props, 'Average'),
      threshold: 85,
      periods: 15,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning:
        'The service has been above 85 % CPU for 15 minutes although it scales: it is at its most tasks or ' +
        'scaling is too slow.',
      firstSteps: 'look for a deployment that made it slower, raise the most tasks, then give a task more CPU.',
      tuning: props.cpu,
    });
  }

  private addMemory(props: ServiceAlarmsProps): void {
    this.set.add('Memory', {
      metric: serviceMetric('MemoryUtilization', props, 'Average'),
      threshold: 90,
      periods: 5,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'Tasks use 90 % of their memory; at 100 % they are killed in the middle of requests.',
      firstSteps: 'compare with the time of the last deployment (leak), then give a task more memory.',
      tuning: props.memory,
    });
  }

  private checkProps(props: ServiceAlarmsProps): void {
    const problems = new Problems();
    requireName(problems, 'clusterName', props.clusterName);
    requireName(problems, 'serviceName', props.serviceName);
    requireWhole(problems, 'minTasks', props.minTasks, [0, 5000], "give the service's fewest tasks");
    checkTuning(problems, { cpu: props.cpu, memory: props.memory, runningTasks: props.runningTasks });
    problems.throwIfAny(this.node.path);
  }
}
