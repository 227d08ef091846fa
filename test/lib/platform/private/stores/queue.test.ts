import { QueueStore } from '../../../../../lib/platform/private/stores/queue';
import { alarmsOf, deployed, emptyRegions, grantsOf, scalingOf, sectionsOf, typesIn, variablesOf } from './support';

function make(muted = false) {
  const { home } = emptyRegions();
  return { home, store: deployed(new QueueStore(home.data, home.context), home, muted) };
}

test('makes a queue and its dead-letter queue, without alarms in the data stack', () => {
  const { home } = make();
  expect(typesIn(home.data)).toEqual({ 'AWS::SQS::Queue': 2, 'AWS::SQS::QueuePolicy': 2 });
});

test('tells the workload its URL', () => {
  const { store } = make();
  expect(variablesOf(store)).toEqual({ QUEUE_URL: store.queue.queue.queueUrl });
});

test('lets the workload send and receive, in its own queue only', () => {
  const { home } = make();
  expect(grantsOf(home)).toEqual([
    'Allow sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage, ' +
      'sqs:SendMessage on <Queue.Arn>',
  ]);
});

test('has two alarms, a section of the dashboard, and nothing that scales or is copied', () => {
  const { home, store } = make();
  expect(alarmsOf(home)).toEqual({ QueueAlarmsDeadLetters: true, QueueAlarmsOldestMessage: true });
  expect(sectionsOf(store)).toEqual({
    Queue: [
      'Queue depth: waiting, in work',
      'Age of the oldest message (s)',
      'Messages sent and finished',
      'Dead letters',
    ],
  });
  expect(store.replication()).toEqual({});
  expect(scalingOf(home)).toEqual([]);
});

test('mutes its alarms outside production', () => {
  expect(alarmsOf(make(true).home)).toEqual({ QueueAlarmsDeadLetters: false, QueueAlarmsOldestMessage: false });
});
