import { StackResource } from '../assembly';
import { givenName } from './stateful-types';

const isTrue = (value: unknown) => String(value) === 'true';

/** Whether deletion protection makes AWS refuse to delete a resource. */
export function isProtected({ Properties = {} }: StackResource): boolean {
  return isTrue(Properties.DeletionProtection) || isTrue(Properties.DeletionProtectionEnabled);
}

/**
 * What is left of a store that AWS CloudFormation deletes, and what stands in the way: deletion protection, snapshots,
 * backups.
 *
 * @param resource the store
 * @param policy the policy that holds for this way of going
 */
export function whatRemains(resource: StackResource, policy: string): string[] {
  const { Type, Properties = {} } = resource;
  const pointInTime = isTrue(
    (Properties.PointInTimeRecoverySpecification as { PointInTimeRecoveryEnabled?: unknown } | undefined)
      ?.PointInTimeRecoveryEnabled,
  );
  const isDatabase = Type === 'AWS::RDS::DBInstance' || Type === 'AWS::RDS::DBCluster';
  return [
    ...(policy === 'Snapshot' ? ['a final snapshot is taken'] : []),
    ...(isDatabase && Properties.DeleteAutomatedBackups !== undefined && !isTrue(Properties.DeleteAutomatedBackups)
      ? ['automated backups are kept for their retention period']
      : []),
    ...(isDatabase && policy === 'Delete' && Properties.DeleteAutomatedBackups === undefined
      ? ['no snapshot is taken, and automated backups are deleted']
      : []),
    ...(Type === 'AWS::DynamoDB::Table' && pointInTime ? ['point-in-time recovery leaves a backup for 35 days'] : []),
    ...(Type === 'AWS::S3::Bucket' ? ['AWS refuses to delete a bucket that still has objects'] : []),
    ...(Type === 'AWS::KMS::Key' ? ['the deletion can be canceled during its waiting period'] : []),
    ...(isProtected(resource) ? ['its deletion protection makes AWS reject the deletion'] : []),
  ];
}

/**
 * What becomes of a store that is replaced: of the old one, and of the deployment.
 *
 * @param before the deployed store
 * @param after the next one
 * @param held what it holds
 */
export function afterReplacement(before: StackResource, after: StackResource, held: string): string {
  const policy = before.UpdateReplacePolicy ?? 'Delete';
  const name = givenName(after);
  const stays =
    name !== undefined && name === givenName(before)
      ? [`AWS CloudFormation rejects the replacement while it keeps ${name}`]
      : [];
  const old = policy.startsWith('Retain')
    ? ['the old one is retained in the account, and everything that refers to it gets the new, empty one']
    : [`the old one is deleted with ${held}`, ...whatRemains(before, policy)];
  return [...old, ...stays].join('; ');
}
