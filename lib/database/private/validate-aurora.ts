import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { AuroraCapacity } from '../aurora-capacity';
import { AuroraOriginKind } from '../aurora-origin';
import { AuroraPostgresProps } from '../aurora-postgres-props';
import { originOf, isSecondary, logicalReplicationOf } from './aurora-defaults';
import {
  forbidParameter,
  requireBackups,
  requireClass,
  requireIdentifier,
  requireMonitoring,
  requireNames,
  requireProtection,
  requireRange,
  requireSlowQuery,
  requireZones,
} from './rules';

const MAX_ACU = 256;

/** Leaves room for the suffix `-15` of an instance in the 63 characters of an identifier. */
const MAX_CLUSTER_LENGTH = 60;

const INSTANCE_ARN = /^arn:[a-z-]+:rds:[a-z0-9-]+:\d{12}:db:.+$/;
const SNAPSHOT_ARN = /^arn:[a-z-]+:rds:[a-z0-9-]+:\d{12}:(snapshot|cluster-snapshot):.+$/;

/** Returns all problems of the properties. */
export function validateAurora(props: AuroraPostgresProps): Problems {
  const problems = new Problems();
  requireZones(problems, props, 'set three `availabilityZones` on the network');
  requireIdentifier(problems, 'clusterIdentifier', props.clusterIdentifier, MAX_CLUSTER_LENGTH);
  checkBounds(problems, props.capacity);
  checkPause(problems, props);
  checkMembers(problems, props);
  checkOrigin(problems, props);
  checkSharedResources(problems, props);
  checkSettings(problems, props);
  return problems;
}

function checkBounds(problems: Problems, { bounds }: AuroraCapacity): void {
  if (!bounds) {
    return;
  }
  const { minAcu, maxAcu, autoPauseMinutes } = bounds;
  const half = (value: number) => Number.isInteger(value * 2);
  problems.require(
    half(minAcu) && minAcu >= 0 && minAcu <= MAX_ACU,
    `\`capacity.minAcu\` must be from 0 to ${MAX_ACU} in steps of 0.5, got: ${got(minAcu)}`,
  );
  problems.require(
    half(maxAcu) && maxAcu >= 1 && maxAcu <= MAX_ACU,
    `\`capacity.maxAcu\` must be from 1 to ${MAX_ACU} in steps of 0.5, got: ${got(maxAcu)}`,
  );
  problems.require(
    minAcu <= maxAcu,
    `\`capacity.minAcu\` must be at most \`capacity.maxAcu\` (${maxAcu}), got: ${got(minAcu)}`,
  );
  const pauseOk =
    autoPauseMinutes === undefined ||
    (minAcu === 0 && Number.isInteger(autoPauseMinutes) && autoPauseMinutes >= 5 && autoPauseMinutes <= 1440);
  problems.require(
    pauseOk,
    '`capacity.autoPauseMinutes` must be a whole number from 5 to 1440, and requires `minAcu` 0, got: ' +
      `${got(autoPauseMinutes)} with \`minAcu\` ${got(minAcu)}`,
  );
}

/** Refuses features that keep Aurora awake, because the cluster would never pause. */
function checkPause(problems: Problems, props: AuroraPostgresProps): void {
  if (!props.capacity.pauses) {
    return;
  }
  const reasons = [
    ...(props.proxy || props.predecessor?.proxy ? ['an RDS Proxy, which keeps connections open'] : []),
    ...(logicalReplicationOf(props) ? ['logical replication'] : []),
    ...(isSecondary(props) ? ['a global database'] : []),
  ];
  problems.require(
    reasons.length === 0,
    `\`capacity.minAcu\` must be at least 0.5 with ${reasons.join(' and ')}, got: 0; the instances would never pause`,
  );
}

function checkMembers(problems: Problems, props: AuroraPostgresProps): void {
  requireRange(problems, 'readers', props.readers ?? 1, 0, 14);
  const type = props.capacity.instanceType?.toString();
  requireClass(problems, 'capacity', type, 'r7g.large');
  problems.require(
    !isSecondary(props) || !type?.startsWith('t'),
    `\`capacity\` must be a memory-optimized class or serverless in a global database, got: ${got(type)}; Aurora ` +
      'does not support burstable classes there',
  );
  problems.require(
    !props.headless || isSecondary(props),
    '`headless` must be false for a cluster that is not a secondary, got: true; no client could connect to it',
  );
  problems.require(
    !props.headless || props.readers === undefined,
    `\`readers\` must not be set if \`headless\` is true, got: ${got(props.readers)}`,
  );
  problems.require(
    !props.globalWriteForwarding || isSecondary(props),
    '`globalWriteForwarding` must be false for a cluster that is not a secondary, got: true',
  );
}

function checkOrigin(problems: Problems, props: AuroraPostgresProps): void {
  const { kind, source } = originOf(props);
  const literal = source === undefined || !Token.isUnresolved(source);
  problems.require(
    literal,
    '`origin` must have a literal source, got: a token; the origin must stay in the template even if its source is ' +
      'removed',
  );
  if (!literal) {
    return;
  }
  problems.require(
    kind !== AuroraOriginKind.REPLICA || INSTANCE_ARN.test(source ?? ''),
    `\`origin\` must have the ARN of an RDS instance, got: ${got(source)}; for example ` +
      'arn:aws:rds:eu-west-1:123456789012:db:app',
  );
  problems.require(
    kind !== AuroraOriginKind.SNAPSHOT || SNAPSHOT_ARN.test(source ?? ''),
    `\`origin\` must have the ARN of a snapshot, got: ${got(source)}; Aurora accepts a snapshot of an instance by ` +
      'ARN only',
  );
  problems.require(
    kind !== AuroraOriginKind.GLOBAL_SECONDARY || (source ?? '') !== '',
    '`origin` must have the name of a global cluster, got: ""',
  );
}

function checkSharedResources(problems: Problems, props: AuroraPostgresProps): void {
  const { kind } = originOf(props);
  const plain = kind === AuroraOriginKind.PLAIN;
  problems.require(
    !plain || props.predecessor === undefined,
    '`predecessor` must not be set for a plain origin, got: a predecessor; use another `origin`',
  );
  problems.require(
    plain || props.predecessor !== undefined || props.secret !== undefined,
    '`secret` must be set if the origin is not plain and there is no `predecessor`, got: nothing; use the secret ' +
      'with the password of the master user',
  );
  problems.require(
    !plain || props.secret === undefined,
    '`secret` must not be set for a plain origin, got: a secret; the cluster creates its own',
  );
  problems.require(
    props.predecessor === undefined || !props.proxy,
    '`proxy` must be false with a `predecessor`, got: true; the cluster uses the proxy of the predecessor',
  );
  problems.require(
    !isSecondary(props) || !props.proxy,
    '`proxy` must be false for a secondary, got: true; a proxy without a writer refuses connections',
  );
}

function checkSettings(problems: Problems, props: AuroraPostgresProps): void {
  requireNames(problems, props);
  requireSlowQuery(problems, props);
  requireBackups(problems, props);
  requireMonitoring(problems, props);
  forbidParameter(problems, props, 'rds.logical_replication', 'logicalReplication');
  requireProtection(problems, props, 'cluster');
}
