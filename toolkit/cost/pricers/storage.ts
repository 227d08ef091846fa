import { StackResource, valueAt } from '../../assembly';
import { bucketRole, BucketRole } from '../buckets';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied, tiersOf } from '../charge-collector';
import { listAt } from '../literals';
import { volumesOf } from '../log-volume';
import { Workload } from '../workload';
import { amount, beyond, readable } from './amounts';
import { customMetrics } from './metrics';

/** Files, images and disks that stand for themselves. */
export const STORAGE: Readonly<Record<string, Pricer>> = {
  'AWS::ECR::ReplicationConfiguration': tallied(registryCopies),
  'AWS::ECR::Repository': tallied(repository),
  'AWS::EFS::FileSystem': tallied((tally) =>
    tally.unknown('storage and throughput of file systems have no known price'),
  ),
  'AWS::FSx::FileSystem': tallied((tally) => tally.unknown('file systems of FSx have no known price')),
  'AWS::S3::Bucket': tallied(bucket),
  'AWS::S3Express::DirectoryBucket': tallied((tally) =>
    tally.unknown('storage and requests of directory buckets have no known price'),
  ),
};

/** What the user may say. */
export const STORAGE_USAGE: ResourceUsage = {
  'AWS::ECR::Repository': { storedGb: 'GB of images in the repository' },
  'AWS::S3::Bucket': {
    storedGb: 'GB in the bucket',
    puts: 'objects stored in a month, copies included',
    gets: 'objects read in a month',
    copiedGb: 'GB copied in a month to each of the other Regions',
  },
};

/** The list ends with the tier to 500 TB. */
const KNOWN_GB = 512_000;

/** A TB of an S3 tier has 1,024 GB. */
const STANDARD = tiersOf(['standard-storage-first-50TB', 51_200], ['standard-storage-next-450TB']);
const THOUSAND = 1_000;

function bucket(tally: ChargeCollector, priced: PricedResource): void {
  const role = bucketRole(priced);
  if (role.copiesOutside > 0) {
    tally.unknown(
      `objects are copied to ${role.copiesOutside} buckets outside of these stacks: the copies are not included`,
    );
  }
  watchedCopies(tally, priced.resource);
  tally.withWorkload((workload) =>
    role.isForLogs ? logs(tally, priced, workload) : objects(tally, priced, role, workload),
  );
}

function objects(tally: ChargeCollector, priced: PricedResource, role: BucketRole, workload: Workload): void {
  const { users, assetRequests, assumptions } = workload;
  const held = amount(
    tally,
    'storedGb',
    (role.holds * users * assumptions.assetMbPerUser) / THOUSAND,
    `${assumptions.assetMbPerUser} MB per user; colder tiers are not deducted`,
  );
  const uploads = users * assumptions.uploadsPerUser;
  const puts = amount(
    tally,
    'puts',
    role.holds * uploads,
    `${assumptions.uploadsPerUser} objects per ` +
      `user${role.holds > role.uploads ? ', with the copies that arrive from other buckets' : ''}`,
  );
  const missed = hasEdge(priced) ? 1 - assumptions.edgeHitPercent / 100 : 1;
  const gets = amount(
    tally,
    'gets',
    role.reads * assetRequests * missed,
    `${readable(missed * 100)} % of the files, which the edge has not cached`,
  );
  tally.usage(
    'S3',
    'standard-storage-first-50TB',
    held.quantity,
    `${readable(held.quantity)} GB of objects`,
    `${held.basis}${beyond(held.quantity, KNOWN_GB, 'GB')}`,
    STANDARD,
  );
  tally.usage(
    'S3',
    'put-copy-post-list',
    puts.quantity / THOUSAND,
    `${readable(puts.quantity)} objects stored`,
    puts.basis,
  );
  tally.usage('S3', 'get-and-other', gets.quantity / THOUSAND, `${readable(gets.quantity)} objects read`, gets.basis);
  tiering(
    tally,
    priced.resource,
    (held.quantity * THOUSAND) / Math.max(assumptions.uploadMb, Number.MIN_VALUE),
    puts.quantity,
  );
  copies(tally, priced.resource, role, uploads, workload);
}

/** Without an edge, every file comes from its bucket. */
function hasEdge({ index }: PricedResource): boolean {
  return index.ofType('AWS::CloudFront::Distribution').length > 0;
}

/** Intelligent-Tiering watches each object, and a lifecycle pays for each object that it moves (S3 pricing). */
function tiering(tally: ChargeCollector, resource: StackResource, held: number, moved: number): void {
  const rules = listAt<{
    readonly Status?: string;
    readonly Transitions?: readonly { readonly StorageClass?: string }[];
    readonly Transition?: { readonly StorageClass?: string };
  }>(resource, ['LifecycleConfiguration', 'Rules']);
  const classes = rules
    .filter(({ Status }) => Status !== 'Disabled')
    .flatMap(({ Transitions = [], Transition }) =>
      [...Transitions, ...(Transition ? [Transition] : [])].map(({ StorageClass }) => StorageClass),
    );
  if (classes.includes('INTELLIGENT_TIERING')) {
    tally.usage(
      'S3',
      'intelligent-tiering-monitoring',
      held / THOUSAND,
      `${readable(held)} objects watched by Intelligent-Tiering`,
      'every object of the bucket, at the size of an upload',
    );
  }
  if (classes.length > 0) {
    tally.usage(
      'S3',
      'lifecycle-transitions',
      moved / THOUSAND,
      `${readable(moved)} objects moved to ${[...new Set(classes)].join(', ')}`,
      'each object that is stored',
    );
  }
}

interface CopyRule {
  readonly Destination?: {
    readonly Metrics?: { readonly Status?: string };
    readonly ReplicationTime?: { readonly Status?: string };
  };
}

/**
 * What is pending, how late it is, and what failed: bytes pending, operations pending, operations failed, latency (S3
 * user guide, replication metrics).
 */
const METRICS_OF_A_RULE = 4;

/** Metrics of replication cost as much as those of one's own (S3 user guide, replication metrics). */
function watchedCopies(tally: ChargeCollector, resource: StackResource): void {
  const rules = listAt<CopyRule>(resource, ['ReplicationConfiguration', 'Rules']).filter(
    ({ Destination }) => Destination?.Metrics?.Status === 'Enabled',
  ).length;
  if (rules > 0) {
    customMetrics(tally, rules * METRICS_OF_A_RULE, `metrics of ${rules} replication rules`);
  }
}

function copies(
  tally: ChargeCollector,
  resource: StackResource,
  role: BucketRole,
  uploads: number,
  { assumptions }: Workload,
): void {
  if (role.copies > 0) {
    const copied = amount(
      tally,
      'copiedGb',
      (role.uploads * uploads * assumptions.uploadMb) / THOUSAND,
      `${assumptions.uploadMb} MB for each object that is stored here first`,
    );
    tally.usage(
      'DataTransfer',
      'inter-region-out-default',
      copied.quantity * role.copies,
      `${readable(copied.quantity * role.copies)} GB copied to ${role.copies} buckets of other Regions`,
      copied.basis,
    );
    const timed = listAt<CopyRule>(resource, ['ReplicationConfiguration', 'Rules']).filter(
      ({ Destination }) => Destination?.ReplicationTime?.Status === 'Enabled',
    ).length;
    tally.usage(
      'S3',
      'replication-time-control-data',
      copied.quantity * timed,
      `${readable(copied.quantity * timed)} GB copied with replication time control`,
      copied.basis,
    );
  }
}

const DAYS_PER_MONTH = 730 / 24;
const DAYS_PER_YEAR = 365;

/**
 * What is written by AWS services; the storing of it is not paid for, what is held is (S3 user guide, server access
 * logging).
 */
function logs(tally: ChargeCollector, priced: PricedResource, workload: Workload): void {
  const volumes = volumesOf(priced, workload, 'BucketName') ?? [];
  const days = expiryDays(priced.resource);
  const months = (days ?? DAYS_PER_YEAR) / DAYS_PER_MONTH;
  const gb = volumes.reduce((sum, volume) => sum + volume.gb, 0) * months;
  const kept = days === undefined ? 'never deleted; size after a year' : `kept for ${days} days`;
  const held = amount(tally, 'storedGb', gb, [...new Set(volumes.map(({ basis }) => basis)), kept].join('; '));
  tally.usage(
    'S3',
    'standard-storage-first-50TB',
    held.quantity,
    `${readable(held.quantity)} GB of logs`,
    held.basis,
    STANDARD,
  );
}

/** After how many days everything is deleted. */
function expiryDays(resource: StackResource): number | undefined {
  const rules = listAt<{ readonly Status?: string; readonly Prefix?: string; readonly ExpirationInDays?: number }>(
    resource,
    ['LifecycleConfiguration', 'Rules'],
  );
  const days = rules.flatMap(({ Status, Prefix, ExpirationInDays }) =>
    Status !== 'Disabled' && !Prefix && ExpirationInDays !== undefined ? [Number(ExpirationInDays)] : [],
  );
  return days.length === 0 ? undefined : Math.min(...days);
}

/** How many images a repository without a rule is taken to hold. */
const IMAGES = 100;

function repository(tally: ChargeCollector, { resource }: PricedResource): void {
  tally.withWorkload(({ assumptions }) => {
    const [, rule] =
      /\\?"countNumber\\?":\s*(\d+)/.exec(
        JSON.stringify(valueAt(resource, ['LifecyclePolicy', 'LifecyclePolicyText']) ?? ''),
      ) ?? [];
    const isByCount = JSON.stringify(resource.Properties ?? {}).includes('imageCountMoreThan');
    const images = isByCount && rule !== undefined ? Number(rule) : IMAGES;
    const { quantity, basis } = amount(
      tally,
      'storedGb',
      (images * assumptions.imageMb) / THOUSAND,
      `${images} images of ${assumptions.imageMb} MB`,
    );
    tally.usage('ECR', 'private-storage', quantity, `${readable(quantity)} GB of images`, basis);
  });
}

interface ReplicationRule {
  readonly Destinations?: readonly { readonly Region?: string }[];
}

/**
 * Each deployment brings an image, which is sent to every Region; there it is held as long as at home only if rules of
 * the Region say so.
 */
function registryCopies(tally: ChargeCollector, { resource }: PricedResource): void {
  const rules = listAt<ReplicationRule>(resource, ['ReplicationConfiguration', 'Rules']);
  const regions = [
    ...new Set(rules.flatMap(({ Destinations = [] }) => Destinations.flatMap(({ Region }) => Region ?? []))),
  ];
  tally.withWorkload(({ assumptions }) => {
    const gb = (assumptions.deploymentsPerMonth * assumptions.imageMb) / THOUSAND;
    tally.usage(
      'DataTransfer',
      'inter-region-out-default',
      gb * regions.length,
      `${readable(gb * regions.length)} GB of images sent to ${regions.length} Regions`,
      `${assumptions.deploymentsPerMonth} images of ${assumptions.imageMb} MB`,
    );
    regions.forEach((priceRegion) => {
      const held = (IMAGES * assumptions.imageMb) / THOUSAND;
      tally.usage(
        'ECR',
        'private-storage',
        held,
        `${readable(held)} GB of images in ${priceRegion}`,
        `${IMAGES} images of ${assumptions.imageMb} MB`,
        { priceRegion },
      );
    });
  });
}
