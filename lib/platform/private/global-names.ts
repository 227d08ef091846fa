import { PlatformPlan } from './platform-plan';

/** Secondaries of a Global Datastore (Amazon ElastiCache quota). */
export const MAX_CACHE_SECONDARIES = 2;

/** Longest name of a bucket (Amazon S3 rule). */
const MAX_BUCKET_LENGTH = 63;

/**
 * Names that several Regions need before the resource exists. They are literal, do not contain the stage, and never
 * change.
 */
function named({ props: { application, environment } }: PlatformPlan, suffix: string): string {
  return `${application}-${environment}-${suffix}`;
}

/** Name of the global database. */
export function globalClusterNameOf(plan: PlatformPlan): string {
  return named(plan, 'global');
}

/** Name of the cluster of a secondary Region. */
export function regionalClusterOf(plan: PlatformPlan): string {
  return named(plan, plan.region.name);
}

/**
 * Name of the bucket of a secondary Region. The account makes it globally unique. Long names are cut and get a hash.
 */
export function regionalBucketOf(
  { props: { application, environment, account } }: PlatformPlan,
  region: string,
): string {
  const suffix = `-${account}-${region}`;
  return `${cut(`${application}-${environment}`, MAX_BUCKET_LENGTH - suffix.length)}${suffix}`;
}

/** Suffix of the Global Datastore's id, at most 40 characters; Amazon ElastiCache chooses the prefix. */
export function globalCacheNameOf({ props: { application, environment } }: PlatformPlan): string {
  return cut(`${application}-${environment}`, 40);
}

/** A name of limited length. If it is cut, it ends with a hash of the whole name. */
function cut(name: string, most: number): string {
  if (name.length <= most) {
    return name;
  }
  const hash = fnv1a(name);
  return `${name.slice(0, most - hash.length - 1).replace(/-$/, '')}-${hash}`;
}

/** The 32-bit FNV-1a hash, which is not cryptographic and needs not be. */
function fnv1a(text: string): string {
  const value = [...text].reduce(
    (hash, character) => Math.imul(hash ^ character.charCodeAt(0), 0x01000193),
    0x811c9dc5,
  );
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** Name of the table of tenants. */
export function tenantTableOf(plan: PlatformPlan): string {
  return named(plan, 'tenants');
}

/** Name of the table of idempotency keys. */
export function idempotencyTableOf(plan: PlatformPlan): string {
  return named(plan, 'idempotency-keys');
}
