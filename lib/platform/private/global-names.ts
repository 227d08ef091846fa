import { PlatformPlan } from './platform-plan';

/** Secondaries of a Global Datastore (Amazon ElastiCache quota). */
export const MAX_CACHE_SECONDARIES = 2;

/** Longest name of a bucket (Amazon S3 rule). */
const MAX_BUCKET_LENGTH = 63;

/**
 * Names that several Regions have to know before the resource exists; literal, without the stage, and fixed for ever.
 */
function named({ props: { application, environment } }: PlatformPlan, suffix: string): string {
  return `${application}-${environment}-${suffix}`;
}

/** The global database. */
export function globalClusterNameOf(plan: PlatformPlan): string {
  return named(plan, 'global');
}

/** The cluster of a Region besides the home Region. */
export function regionalClusterOf(plan: PlatformPlan): string {
  return named(plan, plan.region.name);
}

/**
 * The bucket of a Region besides the home Region; the account makes it unique in the world. Long names are cut, and
 * told apart by a hash.
 */
export function regionalBucketOf(
  { props: { application, environment, account } }: PlatformPlan,
  region: string,
): string {
  const suffix = `-${account}-${region}`;
  return `${cut(`${application}-${environment}`, MAX_BUCKET_LENGTH - suffix.length)}${suffix}`;
}

/** What the Global Datastore is called besides the part that Amazon ElastiCache chooses; 40 characters at most. */
export function globalCacheNameOf({ props: { application, environment } }: PlatformPlan): string {
  return cut(`${application}-${environment}`, 40);
}

/** A name of at most a number of characters; where it is cut, a hash of the whole tells it from others. */
function cut(name: string, most: number): string {
  if (name.length <= most) {
    return name;
  }
  const hash = fnv1a(name);
  return `${name.slice(0, most - hash.length - 1).replace(/-$/, '')}-${hash}`;
}

/** The 32-bit hash of Fowler, Noll and Vo (1a): no secret, only the same for the same text. */
function fnv1a(text: string): string {
  const value = [...text].reduce(
    (hash, character) => Math.imul(hash ^ character.charCodeAt(0), 0x01000193),
    0x811c9dc5,
  );
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** The table of the tenants. */
export function tenantTableOf(plan: PlatformPlan): string {
  return named(plan, 'tenants');
}

/** The table of idempotency keys. */
export function idempotencyTableOf(plan: PlatformPlan): string {
  return named(plan, 'idempotency-keys');
}
