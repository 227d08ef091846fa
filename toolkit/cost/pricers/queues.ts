import { TemplateIndex, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { isTrue, knownNumber, listAt } from '../literals';
import { HOURS_PER_MONTH } from '../price-list';
import { referrersOf } from '../referrers';
import { Workload } from '../workload';
import { shareOf } from '../workload-share';
import { amount, readable } from './amounts';

/** Queues and topics. */
export const QUEUES: Readonly<Record<string, Pricer>> = {
  'AWS::AmazonMQ::Broker': tallied((tally) => tally.unknown('brokers of Amazon MQ have no known price')),
  'AWS::SNS::Subscription': tallied(subscription),
  'AWS::SNS::Topic': tallied(topic),
  'AWS::SQS::Queue': tallied(queue),
};

/** What the user may say. */
export const QUEUES_USAGE: ResourceUsage = {
  'AWS::SNS::Subscription': { deliveries: 'deliveries to the subscriber in a month' },
  'AWS::SNS::Topic': { messages: 'messages that are published in a month' },
  'AWS::SQS::Queue': {
    messages: 'messages through the queue in a month',
    polls: 'requests that find no message, in a month',
  },
};

const MILLION = 1_000_000;

/** Each 64 kB of a message count as a request (SQS pricing, SNS pricing). */
const KB_OF_A_REQUEST = 64;

/** Sent, received, deleted; batches, which cost less, are not taken. */
const REQUESTS_OF_A_MESSAGE = 3;

function queue(tally: ChargeCollector, priced: PricedResource): void {
  const isFifo = isTrue(valueAt(priced.resource, ['FifoQueue']));
  tally.withWorkload((workload) => {
    const { assumptions } = workload;
    const dead = deadLetterQueues(priced.index);
    const share = dead.has(priced.address)
      ? 0
      : shareOf(priced, ({ address, resource }) => resource.Type === 'AWS::SQS::Queue' && !dead.has(address));
    const chunks = Math.max(1, Math.ceil(assumptions.messageKb / KB_OF_A_REQUEST));
    const messages = amount(
      tally,
      'messages',
      share * workload.messages,
      dead.has(priced.address)
        ? 'none, as long as nothing fails'
        : `${assumptions.messagesPerUser} messages per user, split evenly over all queues`,
    );
    const requests = messages.quantity * REQUESTS_OF_A_MESSAGE * chunks;
    const sku = isFifo ? 'fifo-requests' : 'standard-requests';
    tally.usage(
      'SQS',
      sku,
      requests / MILLION,
      `${readable(requests / MILLION)} million requests for messages`,
      `${messages.basis}; each is sent, received and deleted`,
    );
    const idle = amount(
      tally,
      'polls',
      dead.has(priced.address) ? 0 : pollsOf(priced, workload),
      `${assumptions.pollersPerQueue} receivers that poll every ${waitSeconds(priced)} s`,
    );
    tally.usage(
      'SQS',
      sku,
      idle.quantity / MILLION,
      `${readable(idle.quantity / MILLION)} million requests that find no message`,
      idle.basis,
    );
  });
}

/** A receive call waits as long as the queue says; without waiting, a receiver is taken to ask once a second. */
function waitSeconds({ resource }: PricedResource): number {
  return Math.max(1, knownNumber(resource, ['ReceiveMessageWaitTimeSeconds'], 0) ?? 0);
}

function pollsOf(priced: PricedResource, { assumptions }: Workload): number {
  return (assumptions.pollersPerQueue * HOURS_PER_MONTH * 3_600) / waitSeconds(priced);
}

const DEAD = new WeakMap<TemplateIndex, ReadonlySet<string>>();

/** Dead-letter queues of other queues. */
function deadLetterQueues(index: TemplateIndex): ReadonlySet<string> {
  const known =
    DEAD.get(index) ??
    new Set(
      index
        .ofType('AWS::SQS::Queue')
        .flatMap(({ resource, stack }) =>
          index.targets(valueAt(resource, ['RedrivePolicy']), stack).map(({ address }) => address),
        ),
    );
  DEAD.set(index, known);
  return known;
}

/** How messages reach a subscriber; a topic that only people read carries alarms, not the work of users. */
const MACHINES = ['sqs', 'lambda', 'http', 'https', 'firehose'];

interface Subscription {
  readonly Protocol?: string;
}

/** Subscriptions of a topic, inside it or for themselves. */
function subscriptionsOf(priced: PricedResource): readonly Subscription[] {
  const apart = referrersOf(priced.index, priced)
    .filter((located) => located.resource.Type === 'AWS::SNS::Subscription')
    .map((located) => located.resource.Properties as Subscription);
  return [...apart, ...listAt<Subscription>(priced.resource, ['Subscription'])];
}

function topic(tally: ChargeCollector, priced: PricedResource): void {
  const isFifo = isTrue(valueAt(priced.resource, ['FifoTopic']));
  const carriesWork = (candidate: PricedResource) =>
    subscriptionsOf(candidate).some(({ Protocol = '' }) => MACHINES.includes(Protocol));
  tally.withWorkload(({ messages, assumptions }) => {
    const peers = new Set(
      priced.index
        .ofType('AWS::SNS::Topic')
        .filter((located) => carriesWork({ ...priced, ...located }))
        .map(({ address }) => address),
    );
    const share = peers.has(priced.address) ? shareOf(priced, ({ address }) => peers.has(address)) : 0;
    const published = amount(
      tally,
      'messages',
      share * messages,
      `${assumptions.messagesPerUser} messages per user, split evenly over all topics with subscribers other than ` +
        'people',
    );
    const chunks = Math.max(1, Math.ceil(assumptions.messageKb / KB_OF_A_REQUEST));
    tally.usage(
      'SNS',
      isFifo ? 'fifo-publish' : 'standard-publish',
      (published.quantity * chunks) / MILLION,
      `${readable(published.quantity / MILLION)} million published messages`,
      published.basis,
    );
    const inside = listAt<Subscription>(priced.resource, ['Subscription']).filter(({ Protocol = '' }) =>
      Protocol.startsWith('http'),
    ).length;
    tally.usage(
      'SNS',
      'http-delivery',
      (inside * published.quantity) / MILLION,
      `${readable((inside * published.quantity) / MILLION)} million deliveries over HTTP`,
      published.basis,
    );
  });
}

/** Deliveries to queues and functions cost nothing (SNS pricing); those to people have no price in the list. */
function subscription(tally: ChargeCollector, priced: PricedResource): void {
  const protocol = String(priced.resource.Properties?.Protocol ?? '');
  const [topicOf] = priced.index.targets(valueAt(priced.resource, ['TopicArn']), priced.stack);
  if (protocol === 'sms' || protocol === 'application' || protocol === 'firehose') {
    tally.unknown(`deliveries by ${protocol} have no known price`);
  }
  if (protocol.startsWith('email')) {
    tally.unknown('e-mails of a topic have no known price; the first 1,000 a month are free, and alarms are fewer');
  }
  tally.withWorkload(({ messages }) => {
    if (protocol.startsWith('http') && topicOf) {
      const topics = priced.index
        .ofType('AWS::SNS::Topic')
        .filter((located) =>
          subscriptionsOf({ ...priced, ...located }).some(({ Protocol = '' }) => MACHINES.includes(Protocol)),
        );
      const share = shareOf({ ...priced, ...topicOf }, ({ address }) =>
        topics.some((located) => located.address === address),
      );
      const { quantity, basis } = amount(tally, 'deliveries', share * messages, 'each message of its topic');
      tally.usage(
        'SNS',
        'http-delivery',
        quantity / MILLION,
        `${readable(quantity / MILLION)} million deliveries over HTTP`,
        basis,
      );
    }
  });
}
