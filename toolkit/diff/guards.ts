import { StackResource } from '../assembly';
import { ChangeClass, Effect } from './change-class';
import { isSame } from './replacement';

/** How much a policy keeps, the least first. */
const POLICIES = ['Delete', 'Snapshot', 'RetainExceptOnCreate', 'Retain'];

/** Types whose `DeletionPolicy` is `Snapshot` by default (AWS CloudFormation guide, DeletionPolicy). */
const SNAPSHOT_BY_DEFAULT = ['AWS::RDS::DBCluster', 'AWS::RDS::GlobalCluster'];

/** The deletion policy that holds. */
export function deletionPolicyOf({ Type, DeletionPolicy, Properties = {} }: StackResource): string {
  const instance = Type === 'AWS::RDS::DBInstance' && Properties.DBClusterIdentifier === undefined;
  return DeletionPolicy ?? (SNAPSHOT_BY_DEFAULT.includes(Type) || instance ? 'Snapshot' : 'Delete');
}

/** Whether a value switches something on; undefined if a function writes it. */
function on(value: unknown): boolean | undefined {
  return typeof value === 'object' && value !== null
    ? undefined
    : ['true', 'Enabled', 'ENABLED', 'ACTIVE'].includes(String(value));
}

const part = (name: string) => (value: unknown) => {
  const own = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  return own === undefined &&
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).some((key) => key.startsWith('Fn::') || key === 'Ref')
    ? undefined
    : on(own);
};

/** Switches that protect data: property, and whether a value protects. */
const SWITCHES: Readonly<Record<string, (value: unknown) => boolean | undefined>> = {
  AutomaticFailoverEnabled: on,
  BackupPolicy: part('Status'),
  DeletionProtection: on,
  DeletionProtectionEnabled: on,
  EnableKeyRotation: on,
  MultiAZ: on,
  MultiAZEnabled: on,
  ObjectLockEnabled: on,
  PointInTimeRecoverySpecification: part('PointInTimeRecoveryEnabled'),
  VersioningConfiguration: part('Status'),
};

/**
 * Numbers that protect data, the smaller the less, with their defaults; only those whose default is the same for every
 * type.
 */
const NUMBERS: Readonly<Record<string, number>> = {
  AutomatedSnapshotRetentionPeriod: 1,
  BackupRetentionPeriod: 1,
  MessageRetentionPeriod: 345_600,
  PendingWindowInDays: 30,
  RetentionInDays: Infinity,
  RetentionPeriodHours: 24,
  SnapshotRetentionLimit: 0,
};

/** Handlers of AWS CDK that empty a store before it is deleted. */
const EMPTIES: Readonly<Record<string, string>> = {
  'Custom::ECRAutoDeleteImages': 'a repository',
  'Custom::S3AutoDeleteObjects': 'a bucket',
};

function lowered(properties: string[], reason: string): Effect {
  return { class: ChangeClass.GUARD, reason, properties };
}

/** What a new resource takes from the protection of another. */
export function weakened({ Type }: StackResource): Effect[] {
  return EMPTIES[Type] === undefined
    ? []
    : [lowered([], `empties ${EMPTIES[Type]} before it is deleted, without asking`)];
}

/**
 * What protects the data of a resource less than before. What is not known counts as protecting before and as not
 * protecting afterwards.
 *
 * @param before the deployed resource
 * @param after the next one
 */
export function loweredGuards(before: StackResource, after: StackResource): Effect[] {
  return [...loweredPolicies(before, after), ...loweredSwitches(before, after), ...loweredNumbers(before, after)];
}

const rank = (policy: string | undefined) => POLICIES.indexOf(policy ?? 'Delete');

function loweredPolicies(before: StackResource, after: StackResource): Effect[] {
  const [old, next] = [deletionPolicyOf(before), deletionPolicyOf(after)];
  return [
    ...(rank(next) < rank(old) ? [lowered(['DeletionPolicy'], `DeletionPolicy changes from ${old} to ${next}`)] : []),
    ...(rank(after.UpdateReplacePolicy) < rank(before.UpdateReplacePolicy)
      ? [
          lowered(
            ['UpdateReplacePolicy'],
            `UpdateReplacePolicy changes from ${before.UpdateReplacePolicy} to ` +
              `${after.UpdateReplacePolicy ?? 'Delete'}`,
          ),
        ]
      : []),
  ];
}

function loweredSwitches({ Properties: old = {} }: StackResource, { Properties: next = {} }: StackResource): Effect[] {
  return Object.entries(SWITCHES)
    .filter(
      ([name, protects]) =>
        !isSame(old[name], next[name]) && protects(old[name]) !== false && protects(next[name]) !== true,
    )
    .filter(([name, protects]) => old[name] !== undefined || protects(old[name]) === true)
    .map(([name, protects]) =>
      lowered(
        [name],
        protects(next[name]) === undefined
          ? `${name} depends on a value that the template does not contain, and may be turned off`
          : `${name} is turned off`,
      ),
    );
}

function loweredNumbers(
  { Type, Properties: old = {} }: StackResource,
  { Properties: next = {} }: StackResource,
): Effect[] {
  const isKey = Type === 'AWS::KMS::Key';
  return Object.entries(NUMBERS)
    .filter(
      ([name]) => (old[name] !== undefined || name === 'RetentionInDays') && (name !== 'PendingWindowInDays' || isKey),
    )
    .filter(([name, otherwise]) =>
      old[name] !== undefined
        ? Number(old[name]) > Number(next[name] ?? otherwise)
        : Type === 'AWS::Logs::LogGroup' && Number(next[name]) < Infinity,
    )
    .map(([name]) =>
      lowered(
        [name],
        `${name} falls from ${String(old[name] ?? 'unlimited')} to ${String(next[name] ?? 'its default')}`,
      ),
    );
}
