import { StackResource } from '../templates';
import { ChangeClass, Effect } from './changes';

/** How much a policy keeps, the least first. */
const POLICIES = ['Delete', 'Snapshot', 'RetainExceptOnCreate', 'Retain'];

/** Types whose `DeletionPolicy` is `Snapshot` where none is given (AWS CloudFormation guide, DeletionPolicy). */
const SNAPSHOT_BY_DEFAULT = ['AWS::RDS::DBCluster', 'AWS::RDS::GlobalCluster'];

/** The deletion policy that holds. */
export function deletionPolicyOf({ Type, DeletionPolicy, Properties = {} }: StackResource): string {
  const instance = Type === 'AWS::RDS::DBInstance' && Properties.DBClusterIdentifier === undefined;
  return DeletionPolicy ?? (SNAPSHOT_BY_DEFAULT.includes(Type) || instance ? 'Snapshot' : 'Delete');
}

const on = (value: unknown) => value === true || value === 'true' || value === 'Enabled' || value === 'ACTIVE';

/** Switches that protect data: property, and whether a value protects. */
const SWITCHES: Readonly<Record<string, (value: unknown) => boolean>> = {
  DeletionProtection: on,
  DeletionProtectionEnabled: on,
  PointInTimeRecoverySpecification: (value) => on((value as { PointInTimeRecoveryEnabled?: unknown } | undefined)?.PointInTimeRecoveryEnabled),
  VersioningConfiguration: (value) => on((value as { Status?: unknown } | undefined)?.Status),
  MultiAZ: on,
};

/** Numbers that protect data: the smaller, the less. */
const NUMBERS = ['BackupRetentionPeriod', 'SnapshotRetentionLimit', 'RetentionInDays', 'MessageRetentionPeriod'];

/**
 * What protects the data of a resource less than before.
 *
 * @param before the deployed resource
 * @param after the next one
 */
export function loweredGuards(before: StackResource, after: StackResource): Effect[] {
  const [old, next] = [before.Properties ?? {}, after.Properties ?? {}];
  const lowered = (properties: string[], reason: string): Effect => ({ class: ChangeClass.GUARD, reason, properties });
  const rank = (policy: string | undefined) => POLICIES.indexOf(policy ?? 'Delete');
  return [
    ...(rank(deletionPolicyOf(after)) < rank(deletionPolicyOf(before)) ? [lowered(['DeletionPolicy'], `DeletionPolicy goes from ${deletionPolicyOf(before)} to ${deletionPolicyOf(after)}`)] : []),
    ...(rank(after.UpdateReplacePolicy) < rank(before.UpdateReplacePolicy) ? [lowered(['UpdateReplacePolicy'], `UpdateReplacePolicy goes from ${before.UpdateReplacePolicy} to ${after.UpdateReplacePolicy ?? 'Delete'}`)] : []),
    ...Object.entries(SWITCHES)
      .filter(([name, protects]) => protects(old[name]) && !protects(next[name]))
      .map(([name]) => lowered([name], `${name} is switched off`)),
    ...NUMBERS.filter((name) => Number(old[name]) > Number(next[name] ?? (name === 'RetentionInDays' ? Infinity : 0))).map((name) => lowered([name], `${name} falls from ${String(old[name])} to ${String(next[name] ?? 'its default')}`)),
  ];
}
