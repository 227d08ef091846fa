import { Duration } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { ABOVE, AlarmSet, checkTuning, GAP_IS_FINE } from '../core/private/alarm-set';
import { Problems } from '../core/problems';

/** Properties of `WorkQueueAlarms`. */
export interface WorkQueueAlarmsProps extends AlarmSetOptions {
  /** The queue that workers read. */
  readonly queue: IQueue;

  /** The queue of messages that have failed too often. */
  readonly deadLetterQueue: IQueue;

  /**
   * Alarm on the number of messages in the dead-letter queue; periods of 1 minute.
   *
   * @default - above 0 messages, 1 period
   */
  readonly deadLetters?: AlarmTuning;

  /**
   * Alarm on the age of the oldest message, in seconds; periods of 1 minute.
   *
   * @default - above 600 seconds, 5 periods: ten times the minute that jobs of the platform may wait
   */
  readonly oldestMessage?: AlarmTuning;
}

/** Alarms on a work queue and its dead-letter queue: a job has failed too often, and jobs wait too long. */
export class WorkQueueAlarms extends Construct implements IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  public readonly alarms: Alarm[];

  private readonly set: AlarmSet;

  constructor(scope: Construct, id: string, props: WorkQueueAlarmsProps) {
    super(scope, id);
    const problems = new Problems();
    checkTuning(problems, { deadLetters: props.deadLetters, oldestMessage: props.oldestMessage });
    problems.throwIfAny(this.node.path);
    this.set = new AlarmSet(this, props);
    this.addDeadLetters(props);
    this.addOldestMessage(props);
    this.alarms = this.set.alarms;
  }

  private addDeadLetters({ deadLetterQueue, deadLetters }: WorkQueueAlarmsProps): void {
    const options = { period: Duration.minutes(1), statistic: 'Maximum' };
    this.set.add('DeadLetters', {
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible(options),
      threshold: 0,
      periods: 1,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning: 'A job failed as often as it may be tried.',
      firstSteps:
        'read the log of the workers for its message id, fix the cause, ' +
        'then move the messages back with a dead-letter queue redrive.',
      tuning: deadLetters,
    });
  }

  private addOldestMessage({ queue, oldestMessage }: WorkQueueAlarmsProps): void {
    const options = { period: Duration.minutes(1), statistic: 'Maximum' };
    this.set.add('OldestMessage', {
      metric: queue.metricApproximateAgeOfOldestMessage(options),
      threshold: 600,
      periods: 5,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning: `The oldest job has waited more than ${oldestMessage?.threshold ?? 600} seconds.`,
      firstSteps:
        'check that the workers run and do not fail, then raise their largest number or make the jobs shorter.',
      tuning: oldestMessage,
    });
  }
}
