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

/** The retentions that Amazon CloudWatch Logs knows, in days; the last one is for ever. */
const RETENTION_DAYS = Object.values(RetentionDays).filter(
  (value): value is RetentionDays => typeof value === 'number',
);

/** Whether a value is a whole number in a range; a value that only the deployment knows passes. */
export function isWithin(value: number, lowest: number, highest: number): boolean {
  return Token.isUnresolved(value) || (Number.isInteger(value) && value >= lowest && value <= highest);
}

/** Throws every problem of a cache's properties at once. */
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
    `\`nodeType\` must not be of the family r6gd, got: ${got(nodeType)}; data tiering is not supported, choose r7g`,
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
    '`snapshotWindow` must not be given where `snapshotRetentionDays` is 0, which makes no snapshots',
  );
}

function checkLogRetention(problems: Problems, props: ValkeyCacheProps): void {
  const retention = logRetentionOf(props);
  if (!retention.isUnresolved()) {
    const days = retention.toDays({ integral: false });
    const known = RETENTION_DAYS.includes(days);
    problems.require(
      known,
      `\`logRetention\` must be a number of days that CloudWatch Logs knows ` +
        `(${RETENTION_DAYS.join(', ')}), got: ${got(days)}`,
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
    '`passwordReplicaRegions` must not be given with `passwordSecret`; replicate your secret where you make it',
  );
  const [here, there] = [Stack.of(cache).region, passwordSecret.env.region];
  const sameRegion = Token.isUnresolved(here) || Token.isUnresolved(there) || here === there;
  problems.require(
    sameRegion,
    `\`passwordSecret\` must be a secret of ${here}, got: one of ${there}; CloudFormation reads secrets ` +
      'of its own Region only, give the replica',
  );
}

/** Throws where a cache has no replica of its password in a Region. */
export function requireReplica(
  cache: Construct,
  password: ISecret | undefined,
  regions: readonly string[],
  region: string,
): void {
  const problems = new Problems();
  problems.require(
    password !== undefined,
    '`passwordSecret` was given, a secret of your own; import the replica that you made of it',
  );
  const known =
    password === undefined ||
    Token.isUnresolved(region) ||
    regions.some((name) => Token.isUnresolved(name) || name === region);
  problems.require(known, `\`passwordReplicaRegions\` must name ${region}, got: ${got(regions)}`);
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
    '`durability` must not be given with `globalReplicationGroupId`; a durable cache cannot be part of a ' +
      'Global Datastore',
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
      `\`${name}\` must not be given with \`globalReplicationGroupId\`, got: ${got(props[name])}; a ` +
        'secondary has that of the primary',
    );
  });
  requireSupport(problems, props.nodeType, GLOBAL_DATASTORE);
  problems.require(
    replicasPerShard !== 0,
    '`replicasPerShard` must be from 1 to 5 with `globalReplicationGroupId`, got: 0; a secondary takes ' +
      'automatic failover from the primary',
  );
  problems.require(
    passwordSecret !== undefined,
    '`passwordSecret` must be given with `globalReplicationGroupId`, got: nothing; give the replica of ' +
      'the password of the primary',
  );
}
