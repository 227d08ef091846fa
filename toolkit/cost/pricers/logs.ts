import { valueAt } from '../../assembly';
import { Pricer, PricedResource } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { knownNumber, knownText } from '../literals';
import { firewallLog, flowLog, volumesOf } from '../log-volume';
import { LogVolume } from '../process-log';
import { amount, beyond, readable } from './amounts';

/** Logs in CloudWatch. */
export const LOGS: Readonly<Record<string, Pricer>> = {
  'AWS::EC2::FlowLog': tallied(toBucket),
  'AWS::WAFv2::LoggingConfiguration': tallied(firewallToBucket),
  'AWS::Logs::LogGroup': tallied((tally, priced) => {
    tally.withWorkload((workload) => {
      const volumes = volumesOf(priced, workload, 'LogGroupName');
      if (volumes === undefined && tally.own('ingestGb') === undefined) {
        tally.unknown('the templates do not show what is written to the log group; set `ingestGb` with --usage');
      }
      logCharges(
        tally,
        knownText(priced.resource, ['LogGroupClass'], 'STANDARD'),
        knownNumber(priced.resource, ['RetentionInDays']),
        volumes ?? [],
      );
    });
  }),
};

/** What the user may say. */
export const LOGS_USAGE: ResourceUsage = {
  'AWS::EC2::FlowLog': { deliveredGb: 'GB that the flow log writes to a bucket in a month' },
  'AWS::Logs::LogGroup': {
    ingestGb: 'GB that are written to the log group in a month',
    storedGb: 'GB in the log group, compressed',
  },
};

/** End of the first tier of vended logs, 10 TB, which is the only one in the list (CloudWatch pricing). */
const FIRST_TIER_GB = 10_240;

/**
 * A flow log to CloudWatch is paid for where it is written; to a bucket, its delivery has a price of its own
 * (CloudWatch pricing, "delivery to S3").
 */
function toBucket(tally: ChargeCollector, priced: PricedResource): void {
  if (knownText(priced.resource, ['LogDestinationType'], 'cloud-watch-logs') === 'cloud-watch-logs') {
    return;
  }
  tally.withWorkload((workload) => {
    const { gb, basis: follows } = flowLog({ priced, writer: priced, target: priced, workload });
    const { quantity, basis } = amount(tally, 'deliveredGb', gb, follows);
    const format = knownText(priced.resource, ['DestinationOptions', 'FileFormat']) === 'parquet' ? ' as Parquet' : '';
    tally.usage(
      'CloudWatch',
      'vended-logs-to-s3-first-10TB',
      quantity,
      `delivery of ${readable(quantity)} GB of flow logs to a bucket${format}`,
      basis,
    );
  });
}

/**
 * The logs of a firewall that do not go to a log group go to a bucket or to Data Firehose, at prices of delivery that
 * the list does not have.
 */
function firewallToBucket(tally: ChargeCollector, priced: PricedResource): void {
  const destinations = valueAt(priced.resource, ['LogDestinationConfigs']);
  const isToGroup =
    /:logs:|log-group/.test(JSON.stringify(destinations ?? '')) ||
    priced.index.targets(destinations, priced.stack).some(({ resource }) => resource.Type === 'AWS::Logs::LogGroup');
  tally.withWorkload((workload) => {
    const { gb, basis } = firewallLog({ priced, writer: priced, target: priced, workload });
    const delivered = isToGroup ? 0 : gb;
    tally.usage(
      'CloudWatch',
      'vended-logs-to-s3-first-10TB',
      delivered,
      `delivery of ${readable(delivered)} GB of firewall logs`,
      basis,
    );
  });
}

/**
 * What is written to a log group, and what it holds of it.
 *
 * @param tally whose bill it is
 * @param logClass the class of the group
 * @param retentionDays how long it keeps logs; permanently by default
 * @param volumes what is written
 */
export function logCharges(
  tally: ChargeCollector,
  logClass: string | undefined,
  retentionDays: number | undefined,
  volumes: readonly LogVolume[],
): void {
  ingested(tally, logClass, volumes);
  stored(tally, retentionDays, volumes);
}

function ingested(tally: ChargeCollector, logClass: string | undefined, volumes: readonly LogVolume[]): void {
  const { quantity, basis } = amount(tally, 'ingestGb', gbOf(volumes), basisOf(volumes));
  const what = `${readable(quantity)} GB of logs`;
  if (logClass === 'INFREQUENT_ACCESS') {
    tally.usage('CloudWatch', 'logs-ingest-infrequent-access', quantity, what, basis);
  } else if (volumes.length > 0 && volumes.every(({ isVended }) => isVended)) {
    tally.usage(
      'CloudWatch',
      'vended-logs-first-10TB',
      quantity,
      `${what} of AWS services`,
      `${basis}${beyond(quantity, FIRST_TIER_GB, 'GB')}`,
    );
  } else {
    tally.usage('CloudWatch', 'logs-ingest-standard', quantity, what, basis);
  }
}

/**
 * AWS's own calculator takes stored logs at 15 % of what was written, because they are compressed (CloudWatch pricing,
 * examples).
 */
const STORED_PART = 0.15;
const DAYS_PER_MONTH = 730 / 24;
const DAYS_PER_YEAR = 365;

/** A group without retention never deletes logs; its size after a year is used. */
function stored(tally: ChargeCollector, retentionDays: number | undefined, volumes: readonly LogVolume[]): void {
  const months = (retentionDays ?? DAYS_PER_YEAR) / DAYS_PER_MONTH;
  const written = tally.own('ingestGb') ?? gbOf(volumes);
  const kept = retentionDays === undefined ? 'never deleted; size after a year' : `kept for ${retentionDays} days`;
  const { quantity, basis } = amount(
    tally,
    'storedGb',
    written * months * STORED_PART,
    `${kept}, compressed to ${STORED_PART * 100} %`,
  );
  tally.usage('CloudWatch', 'logs-storage', quantity, `${readable(quantity)} GB of stored logs`, basis);
}

function gbOf(volumes: readonly LogVolume[]): number {
  return volumes.reduce((sum, { gb }) => sum + gb, 0);
}

function basisOf(volumes: readonly LogVolume[]): string {
  return volumes.length === 0
    ? 'nothing is known to be written'
    : [...new Set(volumes.map(({ basis }) => basis))].join('; ');
}
