import { App, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { WorkQueueAlarms, WorkQueueAlarmsProps } from '../../../lib/queue';
import { alarmsOf, expectGoodAlarms, failureOf } from '../operations/alarms';

function synth(props: Partial<WorkQueueAlarmsProps> = {}): Record<string, any> {
  const stack = new Stack(new App(), 'Own', { env: { account: '111111111111', region: 'eu-west-1' } });
  const queue = Queue.fromQueueArn(stack, 'Queue', 'arn:aws:sqs:eu-west-1:111111111111:theirs');
  const deadLetterQueue = Queue.fromQueueArn(stack, 'Dead', 'arn:aws:sqs:eu-west-1:111111111111:theirs-dead');
  const actions = props.actions ?? [new SnsAction(new Topic(stack, 'Topic'))];
  new WorkQueueAlarms(stack, 'Alarms', { queue, deadLetterQueue, ...props, actions });
  return alarmsOf(stack);
}

test('minimal: a message failed too often, and work waits too long, in queues of somebody else', () => {
  const alarms = synth();
  expect(Object.keys(alarms)).toEqual(['DeadLetters', 'OldestMessage']);
  const namesOf = (alarm: any) => alarm.Dimensions.map(({ Value }: any) => Value);
  expect(namesOf(alarms.DeadLetters)).toEqual(['theirs-dead']);
  expect(namesOf(alarms.OldestMessage)).toEqual(['theirs']);
  expectGoodAlarms(alarms, {
    DeadLetters: 'Maximum AWS/SQS ApproximateNumberOfMessagesVisible > 0, 1 of 1 x 60 s, missing: notBreaching',
    OldestMessage: 'Maximum AWS/SQS ApproximateAgeOfOldestMessage > 600, 5 of 5 x 60 s, missing: notBreaching',
  });
  expect(alarms.OldestMessage.AlarmDescription).toContain('more than 600 seconds');
});

test('people hear of the alarm and of its end, unless it is muted', () => {
  for (const alarm of Object.values(synth())) {
    expect(alarm.AlarmActions).toHaveLength(1);
    expect(alarm.OKActions).toEqual(alarm.AlarmActions);
    expect(alarm.ActionsEnabled).toBeUndefined();
  }
  for (const alarm of Object.values(synth({ muted: true }))) {
    expect(alarm.ActionsEnabled).toBe(false);
  }
});

test('each alarm can be tuned and switched off, and says the age that it is tuned to', () => {
  const alarms = synth({ oldestMessage: { threshold: 60, periods: 2 }, deadLetters: { enabled: false } });
  expect(Object.keys(alarms)).toEqual(['OldestMessage']);
  expect(alarms.OldestMessage).toMatchObject({ Threshold: 60, EvaluationPeriods: 2, DatapointsToAlarm: 2 });
  expect(alarms.OldestMessage.AlarmDescription).toContain('more than 60 seconds');
});

test('errors: all problems at once', () => {
  expect(failureOf(() => synth({ oldestMessage: { threshold: -1 }, deadLetters: { periods: 0 } }))).toBe(
    'Own/Alarms: `deadLetters.periods` must be a whole number from 1 to 100, got: 0; ' +
      'set `enabled: false` to switch the alarm off; ' +
      '`oldestMessage.threshold` must be a number from 0, got: -1; set `enabled: false` to switch the alarm off',
  );
});
