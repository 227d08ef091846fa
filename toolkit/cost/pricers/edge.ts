import { StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ChargeExtras, ResourceUsage, ChargeCollector, tallied, tiersOf } from '../charge-collector';
import { listAt, knownText } from '../literals';
import { Workload } from '../workload';
import { amount, beyond, readable } from './amounts';
import { GEOGRAPHIES, geographiesOf, percentName } from './geographies';

/** Content delivery. */
export const EDGE: Readonly<Record<string, Pricer>> = {
  'AWS::CloudFront::Distribution': tallied(distribution),
  'AWS::CloudFront::KeyValueStore': tallied(keyValueStore),
  'AWS::CloudFront::MonitoringSubscription': tallied((tally) =>
    tally.unknown('further metrics of a distribution have no known price'),
  ),
  'AWS::CloudFront::RealtimeLogConfig': tallied((tally) =>
    tally.unknown('lines of real-time logs have no known price'),
  ),
};

/** What the user may say. */
export const EDGE_USAGE: ResourceUsage = {
  'AWS::CloudFront::KeyValueStore': { reads: 'reads in a month' },
  'AWS::CloudFront::Distribution': {
    requests: 'requests in a month, files included',
    downloadGb: 'GB sent to users in a month',
    originGb: 'GB sent to the origins in a month: uploads of users',
    ...Object.fromEntries(
      GEOGRAPHIES.map((geography) => [
        percentName(geography),
        `% of the requests and GB that come from ${geography}; the rest is in the continents of the Regions`,
      ]),
    ),
  },
};

const MILLION = 1_000_000;
const REQUESTS_OF_PRICE = 10_000;
const KB_PER_GB = 1_000_000;

/** The list ends with the tier to 500 TB. */
const KNOWN_GB = 512_000;

/** A TB of a CloudFront tier has 1,024 GB (CloudFront pricing: 1,024 GB free are "1 TB"). */
const TIERS = tiersOf(
  ['data-out-first-10TB', 10_240],
  ['data-out-next-40TB', 51_200],
  ['data-out-next-100TB', 153_600],
  ['data-out-next-350TB'],
);

const FREE = 'the 1,024 GB and 10 million requests a month that are free per account are not deducted';

/** Requests and GB have a price for each geography of the users (CloudFront pricing). */
function distribution(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload((workload) => traffic(tally, priced, workload));
  config(priced.resource).forEach((reason) => tally.unknown(reason));
}

function traffic(tally: ChargeCollector, priced: PricedResource, workload: Workload): void {
  const { assumptions } = workload;
  const share = 1 / priced.index.ofType('AWS::CloudFront::Distribution').length;
  const requests = amount(
    tally,
    'requests',
    share * (workload.requests + workload.assetRequests),
    `${readable(workload.requests)} requests and ${readable(workload.assetRequests)} files of the users`,
  );
  const download = amount(
    tally,
    'downloadGb',
    share * workload.downloadGb,
    `${assumptions.responseKb} kB per request, ${assumptions.assetKb} kB for each file`,
  );
  const uploadGb =
    (workload.requests * assumptions.requestKb) / KB_PER_GB +
    (workload.users * assumptions.uploadsPerUser * assumptions.uploadMb) / 1_000;
  const origin = amount(
    tally,
    'originGb',
    share * uploadGb,
    `${assumptions.requestKb} kB per request, and ${assumptions.uploadsPerUser} objects of ${assumptions.uploadMb} ` +
      'MB per user',
  );
  for (const [index, [geography, part]] of [...geographiesOf(tally, priced)].entries()) {
    const extras: ChargeExtras = { priceRegion: `edge:${geography}` };
    const where = `${readable(part * 100)} % of the users in ${geography}`;
    tally.usage(
      'CloudFront',
      'https-requests',
      (part * requests.quantity) / REQUESTS_OF_PRICE,
      `${readable(part * requests.quantity)} requests, ${geography}`,
      `${requests.basis}; ${where}${index === 0 ? `; ${FREE}` : ''}`,
      extras,
    );
    tally.usage(
      'CloudFront',
      'data-out-first-10TB',
      part * download.quantity,
      `${readable(part * download.quantity)} GB to users, ${geography}`,
      `${download.basis}; ${where}${beyond(part * download.quantity, KNOWN_GB, 'GB')}`,
      { ...extras, ...TIERS },
    );
    tally.usage(
      'CloudFront',
      'data-to-origin',
      part * origin.quantity,
      `${readable(part * origin.quantity)} GB to origins, ${geography}`,
      `${origin.basis}; ${where}`,
      extras,
    );
  }
  functions(tally, priced.resource, share, workload);
}

interface Behavior {
  readonly FunctionAssociations?: readonly unknown[];
  readonly LambdaFunctionAssociations?: readonly unknown[];
  readonly FieldLevelEncryptionId?: unknown;
}

const CONFIG = 'DistributionConfig';

/**
 * CloudFront Functions have no row in the list, so that their line bears no amount; the default behavior has the
 * requests of the application.
 */
function functions(
  tally: ChargeCollector,
  resource: StackResource,
  share: number,
  { requests, assetRequests }: Workload,
): void {
  const ofDefault = listAt(resource, [CONFIG, 'DefaultCacheBehavior', 'FunctionAssociations']).length;
  const ofOthers = Math.max(
    0,
    ...listAt<Behavior>(resource, [CONFIG, 'CacheBehaviors']).map(
      ({ FunctionAssociations = [] }) => FunctionAssociations.length,
    ),
  );
  const invocations = share * (ofDefault * requests + ofOthers * assetRequests);
  tally.usage(
    'CloudFront',
    'function-invocations',
    invocations / MILLION,
    `${readable(invocations / MILLION)} million invocations of CloudFront Functions`,
    'one per request that a function handles',
  );
}

/** A function that has a store reads it once for a request. */
function keyValueStore(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload(({ requests }) => {
    const share = 1 / priced.index.ofType('AWS::CloudFront::KeyValueStore').length;
    const reads = amount(tally, 'reads', share * requests, 'one per request');
    tally.usage(
      'CloudFront',
      'key-value-store-reads',
      reads.quantity / MILLION,
      `${readable(reads.quantity / MILLION)} million reads of a key-value store`,
      reads.basis,
    );
  });
}

/** What a distribution has beside its traffic. */
function config(resource: StackResource): readonly string[] {
  const behaviors = [
    valueAt(resource, [CONFIG, 'DefaultCacheBehavior']) as Behavior | undefined,
    ...listAt<Behavior>(resource, [CONFIG, 'CacheBehaviors']),
  ];
  const origins = listAt<{ readonly OriginShield?: { readonly Enabled?: unknown } }>(resource, [CONFIG, 'Origins']);
  return [
    ...(behaviors.some((behavior) => (behavior?.LambdaFunctionAssociations ?? []).length > 0)
      ? ['requests and time of Lambda@Edge have no known price']
      : []),
    ...(behaviors.some(
      (behavior) => behavior?.FieldLevelEncryptionId !== undefined && behavior.FieldLevelEncryptionId !== '',
    )
      ? ['field-level encryption has no known price']
      : []),
    ...(origins.some(({ OriginShield }) => OriginShield?.Enabled === true || OriginShield?.Enabled === 'true')
      ? ['requests to Origin Shield have no known price']
      : []),
    ...(knownText(resource, [CONFIG, 'ViewerCertificate', 'SslSupportMethod']) === 'vip'
      ? ['a dedicated IP address for TLS has no known price']
      : []),
  ];
}
