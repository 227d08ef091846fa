import { resourceSpec } from './service-spec';

const cache = new Map<string, string[]>();

/** The properties whose change replaces (or may replace) a resource of this type, from the official service specification. */
export function createOnlyProperties(type: string): string[] {
  const known = cache.get(type);
  if (known !== undefined) {
    return known;
  }
  const resource = resourceSpec(type);
  const names = Object.entries(resource?.properties ?? {})
    .filter(([, property]) => property.causesReplacement === 'yes' || property.causesReplacement === 'maybe')
    .map(([name]) => name);
  cache.set(type, names);
  return names;
}

/**
 * Properties that the service specification calls conditional, or create-only, although the service changes them in place:
 * Amazon RDS modifies these without a new instance; Amazon ElastiCache reshards and adds replicas online (its user guide,
 * "Online resharding", and the registry schema of August 2026, which no longer lists them).
 */
const IN_PLACE: Record<string, string[]> = {
  'AWS::ElastiCache::ReplicationGroup': ['NumNodeGroups', 'ReplicasPerNodeGroup'],
  'AWS::RDS::DBInstance': ['MultiAZ', 'StorageType', 'BackupRetentionPeriod', 'AutoMinorVersionUpgrade', 'PreferredMaintenanceWindow', 'DBParameterGroupName'],
};

/**
 * Properties that no specification calls create-only, because a change does not replace the resource: AWS refuses it, and the
 * update fails (CloudFormation user guide, AWS::KMS::Key; AWS::ElastiCache::ReplicationGroup, TransitEncryptionEnabled).
 */
const REFUSED: Record<string, string[]> = {
  'AWS::ElastiCache::ReplicationGroup': ['TransitEncryptionEnabled', 'ClusterMode'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
};

interface SynthesizedTemplate {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>;
}

/**
 * What would be removed, change its type or be replaced between two templates, as `logicalId: reason`.
 *
 * @param before the deployed template
 * @param after the next template
 * @param types the resource types that hold something; every other type is left out
 */
export function losses(before: object, after: object, types: string[]): string[] {
  const old = (before as SynthesizedTemplate).Resources;
  const next = (after as SynthesizedTemplate).Resources;
  return Object.entries(old)
    .filter(([, resource]) => types.includes(resource.Type))
    .flatMap(([id, resource]) => lossesOf(id, resource, next[id]));
}

function lossesOf(
  id: string,
  before: { readonly Type: string; readonly Properties?: Record<string, unknown> },
  after: { readonly Type: string; readonly Properties?: Record<string, unknown> } | undefined,
): string[] {
  if (after === undefined) {
    return [`${id}: removed`];
  }
  if (after.Type !== before.Type) {
    return [`${id}: ${before.Type} became ${after.Type}`];
  }
  return [...createOnlyProperties(before.Type), ...(REFUSED[before.Type] ?? [])]
    .filter((name) => !(IN_PLACE[before.Type] ?? []).includes(name))
    .filter((name) => JSON.stringify(before.Properties?.[name]) !== JSON.stringify(after.Properties?.[name]))
    .map((name) => `${id}: ${name} changed`);
}
