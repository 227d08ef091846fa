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

/** Longest name of a cluster, so that `-15` of its last instance still fits into the 63 characters of an identifier. */
const MAX_CLUSTER_LENGTH = 60;

const INSTANCE_ARN = /^arn:[a-z-]+:rds:[a-z0-9-]+:\d{12}:db:.+$/;
const SNAPSHOT_ARN = /^arn:[a-z-]+:rds:[a-z0-9-]+:\d{12}:(snapshot|cluster-snapshot):.+$/;

/** Every problem of the properties of one cluster. */
export function validateAurora(props: AuroraPostgresProps): Problems {
  const problems = new Problems();
  requireZones(problems, props, 'give the network three `availabilityZones`');
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
    `\`capacity.minAcu\` must be 0 to ${MAX_ACU} in steps of 0.5, got: ${got(minAcu)}`,
  );
  problems.require(
    half(maxAcu) && maxAcu >= 1 && maxAcu <= MAX_ACU,
    `\`capacity.maxAcu\` must be 1 to ${MAX_ACU} in steps of 0.5, got: ${got(maxAcu)}`,
  );
  problems.require(
    minAcu <= maxAcu,
    `\`capacity.minAcu\` must be at most \`capacity.maxAcu\` ${maxAcu}, got: ${got(minAcu)}`,
  );
  const pauseOk =
    autoPauseMinutes === undefined ||
    (minAcu === 0 && Number.isInteger(autoPauseMinutes) && autoPauseMinutes >= 5 && autoPauseMinutes <= 1440);
  problems.require(
    pauseOk,
    `\`capacity.autoPauseMinutes\` must be 5 to 1440, and only with \`minAcu\` 0, got: ` +
      `${got(autoPauseMinutes)} with ${got(minAcu)}`,
  );
}

/** What keeps Aurora from pausing would make a pause that never comes: say so instead. */
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
    `\`capacity.minAcu\` must be at least 0.5 with ${reasons.join(' and ')}, got: 0; an instance never pauses with it`,
  );
}

function checkMembers(problems: Problems, props: AuroraPostgresProps): void {
  requireRange(problems, 'readers', props.readers ?? 1, 0, 14, 'one writer and 14 readers; scaling may add the rest');
  const type = props.capacity.instanceType?.toString();
  requireClass(problems, 'capacity', type, 'have an instance class without the `db.` prefix such as r7g.large');
  problems.require(
    !isSecondary(props) || !type?.startsWith('t'),
    `\`capacity\` must be a memory-optimised class or serverless in a global database, got: ` +
      `${got(type)}; Aurora refuses burstable classes there`,
  );
  problems.require(
    !props.headless || isSecondary(props),
    '`headless` must be false for a cluster that is no secondary, got: true; nobody could connect to it',
  );
  problems.require(
    !props.headless || props.readers === undefined,
    `\`readers\` must be absent where \`headless\` is true, got: ${got(props.readers)}; remove one of the two`,
  );
  problems.require(
    !props.globalWriteForwarding || isSecondary(props),
    '`globalWriteForwarding` must be false for a cluster that is no secondary, got: true; it writes itself',
  );
}

function checkOrigin(problems: Problems, props: AuroraPostgresProps): void {
  const { kind, source } = originOf(props);
  const literal = source === undefined || !Token.isUnresolved(source);
  problems.require(
    literal,
    '`birth` must name its source as literal text, got: a token; the source may leave the template one ' +
      'day, and the birth must not',
  );
  if (!literal) {
    return;
  }
  problems.require(
    kind !== AuroraOriginKind.REPLICA || INSTANCE_ARN.test(source ?? ''),
    `\`birth\` must name the ARN of an RDS instance, got: ${got(source)}; for example ` +
      'arn:aws:rds:eu-west-1:123456789012:db:app',
  );
  problems.require(
    kind !== AuroraOriginKind.SNAPSHOT || SNAPSHOT_ARN.test(source ?? ''),
    `\`birth\` must name the ARN of a snapshot, got: ${got(source)}; Aurora takes the snapshot of an ` +
      'instance only by its ARN',
  );
  problems.require(
    kind !== AuroraOriginKind.GLOBAL_SECONDARY || (source ?? '') !== '',
    '`birth` must name a global cluster, got: ""; give its name',
  );
}

function checkSharedResources(problems: Problems, props: AuroraPostgresProps): void {
  const { kind } = originOf(props);
  const plain = kind === AuroraOriginKind.PLAIN;
  problems.require(
    !plain || props.predecessor === undefined,
    '`predecessor` must be absent for a plain birth, got: one; an empty cluster follows nobody',
  );
  problems.require(
    plain || props.predecessor !== undefined || props.secret !== undefined,
    '`secret` must be given where the birth brings the master user along and there is no `predecessor`, ' +
      'got: nothing; give the secret that holds its password',
  );
  problems.require(
    !plain || props.secret === undefined,
    '`secret` must be absent for a plain birth, got: one; the cluster makes its own',
  );
  problems.require(
    props.predecessor === undefined || !props.proxy,
    '`proxy` must be false with a `predecessor`, got: true; its proxy moves over to the cluster',
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
