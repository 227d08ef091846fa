import { Stack, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';
import { CacheDurability } from '../cache-durability';
import { ValkeyCacheProps } from '../valkey-cache-props';
import { engineVersionOf, logRetentionOf, majorOf } from './defaults';
import { DURABILITY, familyOf, GLOBAL_DATASTORE, requireNodeType, requireSupport } from './node-types';
import { requireMaintenanceWindow, requireSnapshotWindow } from './windows';

/** Values of the Valkey parameter `maxmemory-policy`. */
const MAX_MEMORY_POLICIES = [
  'volatile-lru',
  'allkeys-lru',
  'volatile-lfu',
  'allkeys-lfu',
  'volatile-random',
  'allkeys-random',
  'volatile-ttl',
  'noeviction',
];

/** Retention periods of Amazon CloudWatch Logs, in days. The last one means that logs never expire. */
const RETENTION_DAYS = Object.values(RetentionDays).filter(
  (value): value is RetentionDays => typeof value === 'number',
);

/** Whether a value is a whole number in a range. Tokens pass. */
export function isWithin(value: number, lowest: number, highest: number): boolean {
  return Token.isUnresolved(value) || (Number.isInteger(value) && value >= lowest && value <= highest);
}

/** Throws one error that lists all problems of the properties. */
export function validateCache(cache: Construct, props: ValkeyCacheProps): void {
  const problems = new Problems();
  checkSize(problems, props);
  checkSettings(problems, props);
  checkPassword(problems, cache, props);
  checkDurability(problems, props);
  checkSecondary(problems, props);
  problems.throwIfAny(cache.node.path);
}

function checkSize(problems: Problems, { nodeType, shards = 1, replicasPerShard = 1 }: ValkeyCacheProps): void {
  requireNodeType(problems, nodeType);
  problems.require(
    familyOf(nodeType) !== 'r6gd',
    `\`nodeType\` must not be of the family r6gd, got: ${got(nodeType)}; data tiering is not supported, use r7g`,
  );
  problems.require(isWithin(shards, 1, 500), `\`shards\` must be a whole number from 1 to 500, got: ${got(shards)}`);
  const replicasOk = !Token.isUnresolved(replicasPerShard) && isWithin(replicasPerShard, 0, 5);
  problems.require(
    replicasOk,
    `\`replicasPerShard\` must be a whole number from 0 to 5, got: ${got(replicasPerShard)}`,
  );
}

function checkSettings(problems: Problems, props: ValkeyCacheProps): void {
  const {
    port = 6379,
    maxMemoryPolicy = MAX_MEMORY_POLICIES[0],
    snapshotRetentionDays = 1,
    preferredMaintenanceWindow,
    snapshotWindow,
  } = props;
  problems.require(
    /^[89]\.\d+$/.test(engineVersionOf(props)),
    `\`engineVersion\` must be a version of Valkey 8 or 9 such as 8.1, got: ${got(props.engineVersion)}`,
  );
  problems.require(
    isWithin(snapshotRetentionDays, 0, 35),
    `\`snapshotRetentionDays\` must be a whole number from 0 to 35, got: ${got(snapshotRetentionDays)}`,
  );
  problems.require(isWithin(port, 1, 65535), `\`port\` must be a whole number from 1 to 65535, got: ${got(port)}`);
  const policyOk = Token.isUnresolved(maxMemoryPolicy) || MAX_MEMORY_POLICIES.includes(maxMemoryPolicy);
  problems.require(
    policyOk,
    `\`maxMemoryPolicy\` must be one of ${MAX_MEMORY_POLICIES.join(', ')}, got: ${got(maxMemoryPolicy)}`,
  );
  checkLogRetention(problems, props);
  requireMaintenanceWindow(problems, preferredMaintenanceWindow);
  requireSnapshotWindow(problems, snapshotWindow);
  const windowUsed = snapshotWindow === undefined || snapshotRetentionDays !== 0;
  problems.require(
    windowUsed,
    `\`snapshotWindow\` must not be set if \`snapshotRetentionDays\` is 0, got: ${got(snapshotWindow)}; no snapshots ` +
      'are taken',
  );
}

function checkLogRetention(problems: Problems, props: ValkeyCacheProps): void {
  const retention = logRetentionOf(props);
  if (!retention.isUnresolved()) {
    const days = retention.toDays({ integral: false });
    const known = RETENTION_DAYS.includes(days);
    problems.require(
      known,
      `\`logRetention\` must be a retention period of CloudWatch Logs (${RETENTION_DAYS.join(', ')} days), got: ` +
        `${got(days)}`,
    );
  }
}

function checkPassword(
  problems: Problems,
  cache: Construct,
  { passwordSecret, passwordReplicaRegions }: ValkeyCacheProps,
): void {
  if (passwordSecret === undefined) {
    return;
  }
  problems.require(
    passwordReplicaRegions === undefined,
    '`passwordReplicaRegions` must not be set together with `passwordSecret`, got: ' +
      `${got(passwordReplicaRegions)}; replicate your secret where you create it`,
  );
  const [here, there] = [Stack.of(cache).region, passwordSecret.env.region];
  const sameRegion = Token.isUnresolved(here) || Token.isUnresolved(there) || here === there;
  problems.require(
    sameRegion,
    `\`passwordSecret\` must be in ${here}, got: ${there}; CloudFormation reads secrets of its own Region only, so ` +
      'use the replica',
  );
}

/** Throws if the generated password has no replica in a Region. */
export function requireReplica(
  cache: Construct,
  password: ISecret | undefined,
  regions: readonly string[],
  region: string,
): void {
  const problems = new Problems();
  problems.require(
    password !== undefined,
    '`passwordReplica` must not be called if `passwordSecret` is set; import the replica of that secret',
  );
  const known =
    password === undefined ||
    Token.isUnresolved(region) ||
    regions.some((name) => Token.isUnresolved(name) || name === region);
  problems.require(known, `\`passwordReplicaRegions\` must include ${region}, got: ${got(regions)}`);
  problems.throwIfAny(cache.node.path);
}

function checkDurability(problems: Problems, props: ValkeyCacheProps): void {
  const { durability, replicasPerShard = 1, nodeType } = props;
  if (durability === undefined) {
    return;
  }
  const alone = props.globalReplicationGroupId === undefined;
  problems.require(
    alone,
    `\`durability\` must not be set together with \`globalReplicationGroupId\`, got: ${got(durability)}; a durable ` +
      'cache cannot join a Global Datastore',
  );
  problems.require(
    majorOf(props) === '9',
    `\`engineVersion\` must be 9.0 or later for \`durability\`, got: ${got(engineVersionOf(props))}`,
  );
  if (durability !== CacheDurability.DISABLED) {
    problems.require(replicasPerShard !== 0, '`replicasPerShard` must be from 1 to 5 for `durability`, got: 0');
    requireSupport(problems, nodeType, DURABILITY);
  }
}

function checkSecondary(problems: Problems, props: ValkeyCacheProps): void {
  const { globalReplicationGroupId, replicasPerShard = 1, passwordSecret } = props;
  if (globalReplicationGroupId === undefined) {
    return;
  }
  problems.require(
    globalReplicationGroupId !== '',
    '`globalReplicationGroupId` must be the id of a Global Datastore, got: ""',
  );
  (['engineVersion', 'maxMemoryPolicy'] as const).forEach((name) => {
    problems.require(
      props[name] === undefined,
      `\`${name}\` must not be set together with \`globalReplicationGroupId\`, got: ${got(props[name])}; a secondary ` +
        'inherits it from the primary',
    );
  });
  requireSupport(problems, props.nodeType, GLOBAL_DATASTORE);
  problems.require(
    replicasPerShard !== 0,
    '`replicasPerShard` must be from 1 to 5 with `globalReplicationGroupId`, got: 0; a secondary inherits automatic ' +
      'failover from the primary',
  );
  problems.require(
    passwordSecret !== undefined,
    '`passwordSecret` must be set together with `globalReplicationGroupId`, got: nothing; use the replica of the ' +
      "primary's password",
  );
}
