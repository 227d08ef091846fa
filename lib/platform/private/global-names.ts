import { PlatformPlan } from './platform-plan';

/** Names that several Regions have to know before the resource exists; literal, without the stage, and fixed for ever. */
function named({ props: { application, environment } }: PlatformPlan, suffix: string): string {
  return `${application}-${environment}-${suffix}`;
}

/** The global database. */
export function globalClusterNameOf(plan: PlatformPlan): string {
  return named(plan, 'global');
}

/** The cluster of a Region besides the home Region. */
export function regionalClusterOf(plan: PlatformPlan): string {
  return named(plan, plan.place.region);
}

/** The bucket of a Region besides the home Region; the account makes it unique in the world. */
export function regionalBucketOf(plan: PlatformPlan, region: string): string {
  return named(plan, `${plan.props.account}-${region}`);
}

/** The table of the tenants. */
export function tenantTableOf(plan: PlatformPlan): string {
  return named(plan, 'tenants');
}

/** The table of idempotency keys. */
export function idempotencyTableOf(plan: PlatformPlan): string {
  return named(plan, 'idempotency-keys');
}
