import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, QueueProps, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { WorkQueueAlarms } from './work-queue-alarms';

/** Longest retention that Amazon SQS offers, in days (Amazon SQS quotas). */
const LONGEST_RETENTION_DAYS = 14;

/** Properties of a work queue. */
export interface WorkQueueProps {
  /**
   * How often a message is delivered before it goes to the dead-letter queue (1 to 1000, Amazon SQS quota).
   *
   * @default 5 - enough for a database failover in between; AWS CDK's own pattern takes 3, AWS Copilot's examples 10
   */
  readonly maxReceiveCount?: number;

  /**
   * How long a received message stays invisible; the longest job must end within it, or be delivered twice (up to 12
   * hours, Amazon SQS quota).
   *
   * @default Duration.minutes(3) - six times a job of half a minute
   */
  readonly visibilityTimeout?: Duration;

  /**
   * Days for which messages wait in the queue (1 to 14, Amazon SQS quota). The dead-letter queue always keeps them for
   * 14, counted from when they were first sent.
   *
   * @default 14 - the queue is the buffer while a stage changes
   */
  readonly retentionDays?: number;

  /**
   * Whether the order of messages is kept. A queue can never change its kind.
   *
   * @default false
   */
  readonly fifo?: boolean;

  /**
   * The key of the messages, also those of the dead-letter queue.
   *
   * @default - the key that Amazon SQS manages (SSE-SQS), which costs nothing
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether both alarms are created beside the queue. Make a `WorkQueueAlarms` of your own to have them in another
   * stack.
   *
   * @default true
   */
  readonly alarms?: boolean;

  /**
   * What happens when an alarm goes off and when it recovers, for example `OnCallTopic.alarmAction`.
   *
   * @default - nothing; the alarms are seen in the console only
   */
  readonly alarmActions?: IAlarmAction[];

  /**
   * What happens to both queues when they leave the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - they stay; only the rollback of their first creation removes
   * them
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A queue for background work, with its dead-letter queue, retries, retention and both alarms.
 *
 * Consumers have to be idempotent: Amazon SQS delivers at least once.
 */
export class WorkQueue extends Construct {
  /** The queue that workers read. */
  public readonly queue: Queue;

  /** The queue of messages that failed too often. */
  public readonly deadLetterQueue: Queue;

  /** Both alarms; empty where they are switched off. */
  public readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: WorkQueueProps = {}) {
    super(scope, id);
    this.validate(props);
    this.deadLetterQueue = this.createDeadLetterQueue(props);
    this.queue = this.createQueue(props);
    this.alarms = props.alarms === false ? [] : this.createAlarms(props);
  }

  private validate(props: WorkQueueProps): void {
    const {
      maxReceiveCount = 5,
      visibilityTimeout = Duration.minutes(3),
      retentionDays = LONGEST_RETENTION_DAYS,
    } = props;
    const problems = new Problems();
    problems.require(
      isWithin(maxReceiveCount, 1, 1000),
      `\`maxReceiveCount\` must be a whole number from 1 to 1000, got: ${got(props.maxReceiveCount)}`,
    );
    problems.require(
      isWithin(retentionDays, 1, LONGEST_RETENTION_DAYS),
      `\`retentionDays\` must be a whole number from 1 to 14, got: ${got(props.retentionDays)}`,
    );
    problems.require(
      visibilityTimeout.isUnresolved() || isWithin(visibilityTimeout.toSeconds(), 1, 43_200),
      `\`visibilityTimeout\` must be from 1 second to 12 hours, got: ${visibilityTimeout.toHumanString()}`,
    );
    problems.require(
      props.alarms !== false || props.alarmActions === undefined,
      '`alarmActions` must not be given with `alarms: false`, got both; leave one out',
    );
    problems.throwIfAny(this.node.path);
  }

  private createDeadLetterQueue(props: WorkQueueProps): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      ...sharedProps(props),
      // Amazon SQS counts from the first sending: with the queue's own days, a message that waited could go right after
      // it failed.
      retentionPeriod: Duration.days(LONGEST_RETENTION_DAYS),
      redriveAllowPolicy: { redrivePermission: RedrivePermission.ALLOW_ALL },
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This queue is the dead-letter queue itself.',
    });
    return queue;
  }

  private createQueue(props: WorkQueueProps): Queue {
    return new Queue(this, 'Queue', {
      ...sharedProps(props),
      // Long polling: 20 seconds is the maximum, and the cheapest.
      receiveMessageWaitTime: Duration.seconds(20),
      visibilityTimeout: props.visibilityTimeout ?? Duration.minutes(3),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: props.maxReceiveCount ?? 5 },
    });
  }

  private createAlarms({ alarmActions }: WorkQueueProps): Alarm[] {
    const { queue, deadLetterQueue } = this;
    return new WorkQueueAlarms(this, 'Alarms', { queue, deadLetterQueue, actions: alarmActions }).alarms;
  }
}

/** What both queues have in common. */
function sharedProps({ encryptionKey, fifo, retentionDays, removalPolicy }: WorkQueueProps): QueueProps {
  return {
    encryption: encryptionKey ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: encryptionKey,
    enforceSSL: true,
    // CloudFormation wants the property absent where it is false.
    fifo: fifo ? true : undefined,
    retentionPeriod: Duration.days(retentionDays ?? LONGEST_RETENTION_DAYS),
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  };
}

function isWithin(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest;
}
