import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { knownNumber, knownText } from '../literals';
import { HOURS_PER_MONTH } from '../price-list';
import { referrersOf } from '../referrers';
import { shareOf } from '../workload-share';
import { Amount, amount, onlyKnown, readable } from './amounts';

/** Streams of events. */
export const STREAMS: Readonly<Record<string, Pricer>> = {
  'AWS::Kinesis::Stream': tallied(stream),
  'AWS::Kinesis::StreamConsumer': tallied(consumer),
  'AWS::KinesisFirehose::DeliveryStream': tallied((tally) =>
    tally.unknown('GB through Data Firehose have no known price'),
  ),
  'AWS::MSK::Cluster': tallied((tally) =>
    tally.unknown('brokers of Amazon MSK have no known price; its serverless clusters have'),
  ),
  'AWS::MSK::Replicator': tallied((tally) => tally.unknown('replication between Kafka clusters has no known price')),
  'AWS::MSK::ServerlessCluster': tallied(kafka),
};

/** What the user may say. */
export const STREAMS_USAGE: ResourceUsage = {
  'AWS::Kinesis::Stream': { writtenGb: 'GB written in a month', readGb: 'GB read in a month, by all readers' },
  'AWS::Kinesis::StreamConsumer': { readGb: 'GB read in a month' },
  'AWS::MSK::ServerlessCluster': {
    writtenGb: 'GB written in a month',
    readGb: 'GB read in a month, by all readers',
    partitions: 'partitions of all topics',
    storedGb: 'GB in the topics',
  },
};

const KB_PER_GB = 1_000_000;
const MILLION = 1_000_000;

/** A put of at most 25 kB is a payload unit of a provisioned stream (Kinesis pricing). */
const KB_OF_A_UNIT = 25;
const DAY_HOURS = 24;
const WEEK_HOURS = 168;

/** An event for each write of the users. */
function written(tally: ChargeCollector, priced: PricedResource): Amount {
  const { requests, assumptions } = priced.workload!;
  const events = (shareOf(priced) * requests * assumptions.writePercent) / 100;
  return amount(
    tally,
    'writtenGb',
    (events * assumptions.messageKb) / KB_PER_GB,
    `one event of ${assumptions.messageKb} kB for each of the ${assumptions.writePercent} % of requests that write`,
  );
}

function stream(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  const shards = knownNumber(resource, ['ShardCount'], 1);
  const isOnDemand = knownText(resource, ['StreamModeDetails', 'StreamMode'], 'PROVISIONED') === 'ON_DEMAND';
  if (isOnDemand) {
    tally.hourly('KinesisDataStreams', 'on-demand-stream-hour', 1, 'stream on demand');
  } else {
    tally.hourly('KinesisDataStreams', 'provisioned-shard', shards, `${shards ?? ''} shards of a stream`);
  }
  retention(tally, priced, isOnDemand);
  tally.withWorkload(({ assumptions }) => {
    const put = written(tally, priced);
    if (!isOnDemand) {
      const units = (put.quantity * KB_PER_GB) / Math.min(KB_OF_A_UNIT, Math.max(assumptions.messageKb, 1));
      tally.usage(
        'KinesisDataStreams',
        'provisioned-put-units',
        units / MILLION,
        `${readable(units / MILLION)} million payload units`,
        put.basis,
      );
      return;
    }
    const readers = Math.max(
      1,
      referrersOf(priced.index, priced).filter(({ resource: one }) => one.Type === 'AWS::Lambda::EventSourceMapping')
        .length,
    );
    const read = amount(tally, 'readGb', put.quantity * readers, `${readers} readers of all data`);
    tally.usage(
      'KinesisDataStreams',
      'on-demand-ingest',
      put.quantity,
      `${readable(put.quantity)} GB written to the stream`,
      put.basis,
    );
    tally.usage(
      'KinesisDataStreams',
      'on-demand-retrieval',
      read.quantity,
      `${readable(read.quantity)} GB read from the stream`,
      read.basis,
    );
  });
}

/** The first day costs nothing; up to a week, GB-months; longer has no price in the list (Kinesis pricing). */
function retention(tally: ChargeCollector, priced: PricedResource, isOnDemand: boolean): void {
  const hours = knownNumber(priced.resource, ['RetentionPeriodHours'], DAY_HOURS) ?? DAY_HOURS;
  if (hours > DAY_HOURS && !isOnDemand) {
    tally.unknown('more than a day of retention of a provisioned stream has no known price');
  }
  if (hours > WEEK_HOURS) {
    tally.unknown('more than a week of retention has no known price: counted up to a week');
  }
  if (hours > DAY_HOURS && isOnDemand && priced.workload) {
    const days = Math.min(hours, WEEK_HOURS) - DAY_HOURS;
    const { quantity } = written(tally, priced);
    const held = (quantity * days) / HOURS_PER_MONTH;
    tally.usage(
      'KinesisDataStreams',
      'on-demand-retention-24h-to-7d',
      held,
      `${readable(held)} GB kept after the first day`,
      `${hours} hours of retention`,
    );
  }
}

/** A reader with a throughput of its own. */
function consumer(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload(({ requests, assumptions }) => {
    const gb = (shareOf(priced) * requests * (assumptions.writePercent / 100) * assumptions.messageKb) / KB_PER_GB;
    const read = amount(tally, 'readGb', gb, 'everything in the stream');
    tally.usage(
      'KinesisDataStreams',
      'on-demand-efo-retrieval',
      read.quantity,
      `${readable(read.quantity)} GB read with enhanced fan-out`,
      read.basis,
    );
  });
}

/** Topics and partitions are made by the application: no template says how many there are. */
function kafka(tally: ChargeCollector, priced: PricedResource): void {
  tally.hourly('MSK', 'serverless-cluster', 1, 'serverless Kafka cluster');
  tally.withWorkload(() => {
    const put = written(tally, priced);
    const read = amount(tally, 'readGb', put.quantity, 'one reader of all data');
    tally.usage('MSK', 'serverless-data-in', put.quantity, `${readable(put.quantity)} GB written to Kafka`, put.basis);
    tally.usage(
      'MSK',
      'serverless-data-out',
      read.quantity,
      `${readable(read.quantity)} GB read from Kafka`,
      read.basis,
    );
    const partitions = onlyKnown(
      tally,
      priced,
      'partitions',
      'the application creates the partitions, not the template',
    );
    const stored = onlyKnown(
      tally,
      priced,
      'storedGb',
      'the size of topics depends on their retention, which the application sets',
    );
    if (partitions) {
      tally.usage(
        'MSK',
        'serverless-partition',
        partitions.quantity * HOURS_PER_MONTH,
        `${partitions.quantity} partitions`,
        partitions.basis,
      );
    }
    if (stored) {
      tally.usage(
        'MSK',
        'serverless-storage',
        stored.quantity,
        `${readable(stored.quantity)} GB in topics`,
        stored.basis,
      );
    }
  });
}
