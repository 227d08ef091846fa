import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { WorkQueue, WorkQueueProps } from '../../../lib/queue';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

function build(props?: WorkQueueProps) {
  const app = new App();
  const stack = new Stack(app, 'Own');
  return { app, stack, queue: new WorkQueue(stack, 'Jobs', props) };
}

test('minimal: both queues are encrypted, kept, closed to plain HTTP, and joined', () => {
  const { app, stack } = build();
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::SQS::Queue', 2);
  template.allResources('AWS::SQS::Queue', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 },
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    RedrivePolicy: { deadLetterTargetArn: Match.anyValue(), maxReceiveCount: 5 },
    ReceiveMessageWaitTimeSeconds: 20,
    VisibilityTimeout: 180,
    QueueName: Match.absent(),
  });
  template.allResourcesProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: [{ Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    },
  });
  expect(nagFindings(app)).toEqual([]);
});

test('both alarms say what to do', () => {
  const { stack, queue } = build();
  expect(queue.alarms).toHaveLength(2);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Threshold: 0,
    AlarmDescription: Match.stringLikeRegexp('redrive'),
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ApproximateAgeOfOldestMessage',
    Threshold: 600,
    AlarmDescription: Match.stringLikeRegexp('workers'),
  });
});

test('maximal: everything can be said', () => {
  const app = new App();
  const stack = new Stack(app, 'Own');
  const action = new SnsAction(new Topic(stack, 'Topic'));
  new WorkQueue(stack, 'Jobs', {
    fifo: true,
    encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
    maxReceiveCount: 3,
    visibilityTimeout: Duration.hours(1),
    retentionDays: 4,
    alarmActions: [action],
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const template = Template.fromStack(stack);
  expectGoldenTemplate('work-queue', template);
  template.allResources('AWS::SQS::Queue', {
    DeletionPolicy: 'Delete',
    Properties: { FifoQueue: true, KmsMasterKeyId: Match.anyValue() },
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    RedrivePolicy: Match.anyValue(),
    MessageRetentionPeriod: 345_600,
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    RedrivePolicy: Match.absent(),
    MessageRetentionPeriod: 1_209_600,
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    VisibilityTimeout: 3_600,
    RedrivePolicy: { deadLetterTargetArn: Match.anyValue(), maxReceiveCount: 3 },
  });
  template.allResourcesProperties('AWS::CloudWatch::Alarm', {
    AlarmActions: [stack.resolve(action.bind(stack, undefined as never).alarmActionArn)],
    OKActions: [stack.resolve(action.bind(stack, undefined as never).alarmActionArn)],
  });
});

test('alarms can be left out', () => {
  Template.fromStack(build({ alarms: false }).stack).resourceCountIs('AWS::CloudWatch::Alarm', 0);
});

test('every problem at once, by name', () => {
  const wrong: WorkQueueProps = {
    maxReceiveCount: 0,
    retentionDays: 15,
    visibilityTimeout: Duration.hours(13),
    alarms: false,
    alarmActions: [],
  };
  expect(() => build(wrong)).toThrow(
    'Own/Jobs: `maxReceiveCount` must be a whole number from 1 to 1000, got: 0; `retentionDays` must be ' +
      'a whole number from 1 to 14, got: 15; `visibilityTimeout` must be from 1 second to 12 hours, got: 13 ' +
      'hours; `alarmActions` must not be given if `alarms` is false, got: both; remove one of the two',
  );
});

test('grants are those of the queue', () => {
  const { stack, queue } = build();
  queue.queue.grantConsumeMessages(
    new Role(stack, 'Worker', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }),
  );
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        {
          Action: Match.arrayWith(['sqs:ReceiveMessage', 'sqs:DeleteMessage']),
          Resource: stack.resolve(queue.queue.queueArn),
        },
      ],
    },
  });
});
