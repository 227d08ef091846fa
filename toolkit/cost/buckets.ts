import { LocatedResource, TemplateIndex, valueAt } from '../assembly';
import { PricedResource } from './charge';
import { listAt } from './literals';
import { isNamed, writersOf } from './referrers';
import { regionShare } from './workload-share';

/** What a bucket is for, and which part of the users' objects it has. */
export interface BucketRole {
  /** Other resources write their logs to it. */
  readonly isForLogs: boolean;

  /** The part of all objects that it holds. */
  readonly holds: number;

  /** The part of all objects that are stored here first. */
  readonly uploads: number;

  /** The part of all reads of objects. */
  readonly reads: number;

  /** To how many buckets in other Regions its objects are copied. */
  readonly copies: number;

  /** Destinations that are in none of the stacks. */
  readonly copiesOutside: number;
}

/** What writes logs to a bucket that it names. */
const LOGGING = [
  'AWS::CloudFront::Distribution',
  'AWS::EC2::FlowLog',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Logs::DeliveryDestination',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::CloudTrail::Trail',
  'AWS::ElasticLoadBalancing::LoadBalancer',
];

/**
 * What a bucket is for. Buckets that do not take logs share the objects of their Region in equal parts; buckets that
 * copy to each other each hold all.
 *
 * @param priced the bucket
 */
export function bucketRole(priced: PricedResource): BucketRole {
  const { index, stack } = priced;
  const all = index.ofType('AWS::S3::Bucket');
  if (isForLogs(index, priced, all)) {
    return { isForLogs: true, holds: 0, uploads: 0, reads: 0, copies: 0, copiesOutside: 0 };
  }
  const objects = all.filter((located) => !isForLogs(index, located, all));
  const peers = objects.filter((located) => located.stack.region === stack.region).length;
  const regions = [...new Set(objects.map((located) => located.stack.region))];
  const own = regionShare(priced, regions, stack.region) / peers;
  const [to, from] = [
    destinationsOf(index, priced, objects),
    objects.filter((located) =>
      destinationsOf(index, located, objects).some(({ address }) => address === priced.address),
    ),
  ];
  const rules = enabledRules(priced).length;
  const sources = objects.filter((located) => enabledRules(located).length > 0);
  const isCopy = to.length > 0 || from.length > 0;
  const passedOn = rules === 0 ? 0 : uploadsOf(priced, sources);
  return {
    isForLogs: false,
    holds: isCopy ? 1 / peers : own,
    uploads: isCopy ? passedOn : own,
    reads: own,
    copies: rules,
    copiesOutside: Math.max(0, rules - to.length),
  };
}

/** Where only some copy, they have what is stored first. */
function uploadsOf(priced: PricedResource, sources: readonly LocatedResource[]): number {
  const regions = [...new Set(sources.map(({ stack }) => stack.region))];
  return (
    regionShare(priced, regions, priced.stack.region) /
    sources.filter(({ stack }) => stack.region === priced.stack.region).length
  );
}

function isForLogs(index: TemplateIndex, bucket: LocatedResource, all: readonly LocatedResource[]): boolean {
  const isTarget = all.some((located) =>
    isNamed(
      index,
      located.stack,
      valueAt(located.resource, ['LoggingConfiguration', 'DestinationBucketName']),
      bucket,
      'BucketName',
    ),
  );
  return (
    isTarget ||
    writersOf(index, bucket, 'BucketName').some(
      (located) => LOGGING.includes(located.resource.Type) && !isOrigin(index, located, bucket),
    )
  );
}

/** A distribution names buckets as origins, too. */
function isOrigin(index: TemplateIndex, located: LocatedResource, bucket: LocatedResource): boolean {
  return (
    located.resource.Type === 'AWS::CloudFront::Distribution' &&
    !isNamed(index, located.stack, valueAt(located.resource, ['DistributionConfig', 'Logging']), bucket, 'BucketName')
  );
}

interface ReplicationRule {
  readonly Status?: string;
  readonly Destination?: { readonly Bucket?: unknown };
}

function enabledRules({ resource }: Pick<LocatedResource, 'resource'>): readonly ReplicationRule[] {
  return listAt<ReplicationRule>(resource, ['ReplicationConfiguration', 'Rules']).filter(
    ({ Status }) => Status !== 'Disabled',
  );
}

function destinationsOf(
  index: TemplateIndex,
  source: LocatedResource,
  objects: readonly LocatedResource[],
): readonly LocatedResource[] {
  return objects.filter(
    (located) =>
      located.address !== source.address &&
      enabledRules(source).some(({ Destination }) =>
        isNamed(index, source.stack, Destination?.Bucket, located, 'BucketName'),
      ),
  );
}
