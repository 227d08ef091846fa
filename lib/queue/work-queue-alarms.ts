import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, IAlarm, IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of the alarms of a work queue. */
export interface WorkQueueAlarmsProps {
  /** The queue that workers read. */
  readonly queue: IQueue;

  /** The queue of messages that failed too often. */
  readonly deadLetterQueue: IQueue;

  /**
   * What the alarms do.
   *
   * @default - they change state and notify nobody
   */
  readonly actions?: IAlarmAction[];

  /**
   * Age of the oldest message from which on the workers are too slow, in seconds.
   *
   * @default 600 - ten times the worker's default latency goal of a minute
   */
  readonly oldestMessageAgeSeconds?: number;

  /**
   * Whether the alarms notify nobody, for environments that nobody is on call for.
   *
   * @default false
   */
  readonly muted?: boolean;
}

/**
 * Both alarms of a work queue: a message failed too often (mission: dead-letter queue not empty), and work waits too
 * long.
 */
export class WorkQueueAlarms extends Construct {
  /** Both alarms. */
  public readonly alarms: IAlarm[];

  private readonly muted: boolean;

  constructor(scope: Construct, id: string, props: WorkQueueAlarmsProps) {
    super(scope, id);
    const age = props.oldestMessageAgeSeconds ?? 600;
    const problems = new Problems();
    problems.require(age > 0, `\`oldestMessageAgeSeconds\` must be above 0, got: ${got(age)}`);
    problems.throwIfAny(this.node.path);
    this.muted = props.muted ?? false;
    const alarms = [this.createDeadLetterAlarm(props.deadLetterQueue), this.createAgeAlarm(props.queue, age)];
    alarms.forEach((alarm) => alarm.addAlarmAction(...(props.actions ?? [])));
    this.alarms = alarms;
  }

  private createDeadLetterAlarm(queue: IQueue): Alarm {
    return new Alarm(this, 'DeadLetters', {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 0,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      actionsEnabled: !this.muted,
      alarmDescription:
        'A job failed as often as it may be tried. Read the log of the workers for its message id, mend the ' +
        ('cause, then move the messages back with ' + 'a dead-letter queue redrive.'),
    });
  }

  private createAgeAlarm(queue: IQueue, ageSeconds: number): Alarm {
    return new Alarm(this, 'OldestMessage', {
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: ageSeconds,
      evaluationPeriods: 5,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      actionsEnabled: !this.muted,
      alarmDescription:
        `The oldest job has waited more than ${ageSeconds} s for 5 minutes. Look whether the ` +
        ('workers run and fail; then raise their ' + 'largest number, or make the jobs ' + 'shorter.'),
    });
  }
}
