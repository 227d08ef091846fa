import { Duration, Token } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { AlarmSet, checkTuning, GAP_IS_FINE, HIGH } from '../core/private/alarm-set';
import { got, Problems } from '../core/problems';
import { requireName } from './private/checks';
import { groupMetric } from './private/metrics';

/** Properties of `VmAlarms`. */
export interface VmAlarmsProps extends AlarmSetOptions {
  /** The name of the Auto Scaling group. */
  readonly autoScalingGroupName: string;

  /**
   * The metric namespace of the CloudWatch agent on the machines.
   *
   * The agent must aggregate by group, `"aggregation_dimensions": [["AutoScalingGroupName"]]`, and publish
   * `mem_used_percent` and `disk_used_percent`.
   *
   * @default 'CWAgent'
   */
  readonly agentNamespace?: string;

  /**
   * Whether the machines run the CloudWatch agent. Without it, there are no alarms on memory and disk.
   *
   * @default true
   */
  readonly agent?: boolean;

  /**
   * Alarm on failed status checks, 1 if the check of any machine fails; periods of 1 minute.
   *
   * @default - 1, 10 periods, in which the group should have replaced the machine
   */
  readonly statusCheck?: AlarmTuning;

  /**
   * Alarm on the CPU of the group, in percent; periods of 5 minutes.
   *
   * @default - 85 percent, 3 periods: a group that can grow does so at 70 percent (guide G4)
   */
  readonly cpu?: AlarmTuning;

  /**
   * Alarm on the memory of the fullest machine, in percent; periods of 1 minute.
   *
   * @default - 90 percent, 5 periods (guide G4)
   */
  readonly memory?: AlarmTuning;

  /**
   * Alarm on the disk of the fullest machine, in percent; periods of 1 minute.
   *
   * @default - 85 percent, 5 periods (guide G4)
   */
  readonly disk?: AlarmTuning;
}

/**
 * Alarms on an Auto Scaling group of virtual machines. Missing data does not set them off, because a stopped group
 * publishes nothing.
 */
export class VmAlarms extends Construct implements IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  public readonly alarms: Alarm[];

  private readonly set: AlarmSet;

  constructor(scope: Construct, id: string, props: VmAlarmsProps) {
    super(scope, id);
    this.checkProps(props);
    this.set = new AlarmSet(this, props);
    this.addStatusCheck(props);
    this.addCpu(props);
    if (props.agent !== false) {
      this.addMemory(props);
      this.addDisk(props);
    }
    this.alarms = this.set.alarms;
  }

  private addStatusCheck(props: VmAlarmsProps): void {
    this.set.add('StatusCheck', {
      metric: groupMetric('AWS/EC2', 'StatusCheckFailed', props.autoScalingGroupName, 'Maximum'),
      threshold: 1,
      periods: 10,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'A machine has failed its status check for ten minutes and the group did not replace it.',
      firstSteps:
        "read the group's activity history (no capacity, launch failed), then terminate the machine so that " +
        'a new one starts.',
      tuning: props.statusCheck,
    });
  }

  private addCpu(props: VmAlarmsProps): void {
    this.set.add('Cpu', {
      metric: groupMetric('AWS/EC2', 'CPUUtilization', props.autoScalingGroupName, 'Average', {
        period: Duration.minutes(5),
      }),
      threshold: 85,
      periods: 3,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'The machines have been above 85 % CPU for 15 minutes.',
      firstSteps:
        'look for a deployment or a job that made them slower, move work to the queue, then raise the most ' +
        'machines or take a larger type.',
      tuning: props.cpu,
    });
  }

  private addMemory(props: VmAlarmsProps): void {
    this.set.add('Memory', {
      metric: groupMetric(props.agentNamespace ?? 'CWAgent', 'mem_used_percent', props.autoScalingGroupName, 'Maximum'),
      threshold: 90,
      periods: 5,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'A machine uses 90 % of its memory; the system kills a process next.',
      firstSteps:
        'compare with the time of the last deployment (leak), lower the memory of the local cache, then take ' +
        'a larger type.',
      tuning: props.memory,
    });
  }

  private addDisk(props: VmAlarmsProps): void {
    this.set.add('Disk', {
      metric: groupMetric(
        props.agentNamespace ?? 'CWAgent',
        'disk_used_percent',
        props.autoScalingGroupName,
        'Maximum',
      ),
      threshold: 85,
      periods: 5,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: "A machine's disk is 85 % full.",
      firstSteps:
        'remove unused container images, look for files the application writes (they belong into the ' +
        'bucket), then replace the machine: it holds no data.',
      tuning: props.disk,
    });
  }

  private checkProps(props: VmAlarmsProps): void {
    const problems = new Problems();
    requireName(problems, 'autoScalingGroupName', props.autoScalingGroupName);
    const namespace = props.agentNamespace;
    problems.require(
      namespace === undefined || Token.isUnresolved(namespace) || /^(?!AWS\/)[\w./#:-]{1,255}$/.test(namespace),
      `\`agentNamespace\` must be a namespace of your own, got: ${got(namespace)}; give the one from the ` +
        `agent's configuration`,
    );
    const tunedWithoutAgent = props.agent === false && (namespace ?? props.memory ?? props.disk) !== undefined;
    problems.require(
      !tunedWithoutAgent,
      '`agentNamespace`, `memory` and `disk` must be absent if `agent` is false, got: both; ' +
        'remove `agent: false` or the tuning',
    );
    checkTuning(problems, { statusCheck: props.statusCheck, cpu: props.cpu, memory: props.memory, disk: props.disk });
    problems.throwIfAny(this.node.path);
  }
}
