import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, QueueProps, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { WorkQueueAlarms } from './work-queue-alarms';

/** Longest retention that Amazon SQS offers, in days (Amazon SQS quotas). */
const LONGEST_RETENTION_DAYS = 14;

/** Properties of `WorkQueue`. */
export interface WorkQueueProps {
  /**
   * Number of times a message is received before it moves to the dead-letter queue (1 to 1000, Amazon SQS quota).
   *
   * @default 5 - a message survives a database failover. The queue pattern of AWS CDK uses 3, the examples of AWS
   * Copilot 10
   */
  readonly maxReceiveCount?: number;

  /**
   * Time for which a received message is hidden from other consumers, 1 second to 12 hours (Amazon SQS quota). A job
   * that takes longer is delivered again.
   *
   * @default Duration.minutes(3) - six times a job of half a minute, as AWS recommends for AWS Lambda
   */
  readonly visibilityTimeout?: Duration;

  /**
   * Days for which messages stay in the queue (1 to 14, Amazon SQS quota). The dead-letter queue always keeps them for
   * 14 days from when they were first sent.
   *
   * @default 14 - messages are not lost while workers are down
   */
  readonly retentionDays?: number;

  /**
   * Whether the queue is a FIFO queue, which keeps the order of messages. Cannot be changed after creation.
   *
   * @default false - a standard queue
   */
  readonly fifo?: boolean;

  /**
   * The AWS KMS key that encrypts the messages of both queues.
   *
   * @default - a key that Amazon SQS manages (SSE-SQS), which costs nothing
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether both alarms are created in the stack of the queue. To have them in another stack, turn them off and create
   * `WorkQueueAlarms` there.
   *
   * @default true
   */
  readonly alarms?: boolean;

  /**
   * What happens when an alarm goes off and when it recovers, for example `OnCallTopic.alarmAction`.
   *
   * @default - nothing; the alarms only show in the console
   */
  readonly alarmActions?: IAlarmAction[];

  /**
   * What happens to both queues when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - they are retained, unless their own creation is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A queue for background work, with its dead-letter queue, retries, retention and both alarms.
 *
 * Amazon SQS may deliver a message more than once, so consumers must be idempotent.
 */
export class WorkQueue extends Construct {
  /** The queue that workers read. */
  public readonly queue: Queue;

  /** The queue of messages that have failed too often. */
  public readonly deadLetterQueue: Queue;

  /** Both alarms; empty if they are turned off. */
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
      '`alarmActions` must not be given if `alarms` is false, got: both; remove one of the two',
    );
    problems.throwIfAny(this.node.path);
  }

  private createDeadLetterQueue(props: WorkQueueProps): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      ...sharedProps(props),
      // Retention counts from when the message was first sent. With the shorter retention of the queue, a message could
      // expire right after it failed.
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
      // Long polling. 20 seconds are the maximum and cause the fewest requests.
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
    // CloudFormation does not accept `false`.
    fifo: fifo ? true : undefined,
    retentionPeriod: Duration.days(retentionDays ?? LONGEST_RETENTION_DAYS),
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  };
}

function isWithin(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest;
}
