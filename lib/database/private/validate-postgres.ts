import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { DatabaseBirthKind } from '../database-birth';
import { PostgresDatabaseProps } from '../postgres-database-props';
import { IDENTIFIER_PATTERN, MAX_IDENTIFIER_LENGTH } from './physical-names';
import { knownZones } from './zones';

const MIN_STORAGE_GIB = 20;
const MAX_STORAGE_GIB = 65536;
const STRIPED_STORAGE_GIB = 400;
const MONITORING_SECONDS = [0, 1, 5, 10, 15, 30, 60];
const RESERVED_USERS = ['admin', 'rdsadmin', 'user'];
const RESERVED_DATABASES = ['db', 'rdsadmin', 'template0', 'template1'];
const OWNED_PARAMETERS: Record<string, string> = { log_min_duration_statement: 'slowQueryMs', 'rds.logical_replication': 'logicalReplication' };

/** Every problem of the properties of one database. */
export function validatePostgres(props: PostgresDatabaseProps): Problems {
  const problems = new Problems();
  checkPlace(problems, props);
  checkClasses(problems, props);
  checkStorage(problems, props);
  checkNames(problems, props);
  checkSettings(problems, props);
  checkSafety(problems, props);
  return problems;
}

function checkPlace(problems: Problems, props: PostgresDatabaseProps): void {
  const fewest = props.minAvailabilityZones ?? 3;
  requireRange(problems, 'minAvailabilityZones', fewest, 2, 6, 'a subnet group needs two zones');
  const zones = knownZones(props.vpc.selectSubnets(props.vpcSubnets));
  problems.require(
    zones.length === 0 || zones.length >= fewest,
    `\`vpcSubnets\` must cover at least ${fewest} availability zones, got: ${zones.length}; give the stack an explicit \`env\` and the network three \`availabilityZones\`, or lower \`minAvailabilityZones\``,
  );
}

function checkClasses(problems: Problems, props: PostgresDatabaseProps): void {
  const classes = { instanceType: props.instanceType, replicaInstanceType: props.replicaInstanceType };
  for (const [name, type] of Object.entries(classes)) {
    const text = type?.toString();
    problems.require(
      text === undefined || Token.isUnresolved(text) || /^[a-z0-9-]+\.[a-z0-9-]+$/.test(text),
      `\`${name}\` must be an instance class without the \`db.\` prefix such as t4g.small, got: ${got(text)}; leave out the prefix`,
    );
  }
  const replicas = props.readReplicas ?? 0;
  requireRange(problems, 'readReplicas', replicas, 0, 15, 'Amazon RDS allows 15 replicas of one instance');
  problems.require(
    props.replicaInstanceType === undefined || Token.isUnresolved(replicas) || replicas > 0,
    '`replicaInstanceType` must be left out without read replicas, got: 0 replicas; set `readReplicas` or remove it',
  );
}

function checkStorage(problems: Problems, props: PostgresDatabaseProps): void {
  const { allocatedStorageGiB: size, maxAllocatedStorageGiB: most } = props;
  requireRange(problems, 'allocatedStorageGiB', size, MIN_STORAGE_GIB, MAX_STORAGE_GIB, 'the range of gp3 on Amazon RDS');
  requireRange(problems, 'maxAllocatedStorageGiB', most, MIN_STORAGE_GIB, MAX_STORAGE_GIB, 'the range of gp3 on Amazon RDS');
  if (Token.isUnresolved(size)) {
    return;
  }
  const least = Math.ceil((size * 11) / 10);
  problems.require(
    Token.isUnresolved(most) || most >= least,
    `\`maxAllocatedStorageGiB\` must be at least 10 % above \`allocatedStorageGiB\`, got: ${got(most)}; use ${least} or more`,
  );
  for (const name of ['iops', 'storageThroughputMiBps'] as const) {
    problems.require(
      props[name] === undefined || size >= STRIPED_STORAGE_GIB,
      `\`${name}\` must be left out below ${STRIPED_STORAGE_GIB} GiB, got: ${got(props[name])}; gp3 has a fixed rate there, raise \`allocatedStorageGiB\` or remove it`,
    );
  }
}

function checkNames(problems: Problems, props: PostgresDatabaseProps): void {
  requireName(problems, 'databaseName', props.databaseName, RESERVED_DATABASES);
  requireName(problems, 'username', props.username, RESERVED_USERS);
  const id = props.instanceIdentifier;
  problems.require(
    id === undefined || (!Token.isUnresolved(id) && id.length <= MAX_IDENTIFIER_LENGTH && IDENTIFIER_PATTERN.test(id)),
    `\`instanceIdentifier\` must be at most ${MAX_IDENTIFIER_LENGTH} lower-case letters, digits and single hyphens that start with a letter, got: ${got(Token.isUnresolved(id) ? 'a token' : id)}; choose a literal name`,
  );
}

function checkSettings(problems: Problems, props: PostgresDatabaseProps): void {
  requireRange(problems, 'slowQueryMs', props.slowQueryMs ?? 100, -1, 2147483647, '-1 logs no statement');
  const seconds = props.enhancedMonitoringSeconds ?? 60;
  problems.require(
    Token.isUnresolved(seconds) || MONITORING_SECONDS.includes(seconds),
    `\`enhancedMonitoringSeconds\` must be one of ${MONITORING_SECONDS.join(', ')}, got: ${got(seconds)}; 0 switches it off`,
  );
  for (const [parameter, prop] of Object.entries(OWNED_PARAMETERS)) {
    problems.require(
      props.parameters?.[parameter] === undefined,
      `\`parameters\` must not contain ${parameter}, got: ${got(props.parameters?.[parameter])}; use \`${prop}\``,
    );
  }
}

function checkSafety(problems: Problems, props: PostgresDatabaseProps): void {
  requireRange(problems, 'backupRetentionDays', props.backupRetentionDays ?? 7, 7, 35, 'replicas and recovery need backups');
  problems.require(
    props.removalPolicy !== RemovalPolicy.DESTROY || props.deletionProtection === false,
    '`removalPolicy` must not be destroy while the database is protected, got: "destroy"; set `deletionProtection: false` too if the data may be lost',
  );
  const birth = props.birth;
  problems.require(
    birth?.kind !== DatabaseBirthKind.SNAPSHOT || (birth.snapshotIdentifier ?? '') !== '',
    '`birth` must name a snapshot, got: ""; give the name or ARN of the snapshot',
  );
  const successor = props.successorClusterIdentifier;
  problems.require(
    successor === undefined || (!Token.isUnresolved(successor) && IDENTIFIER_PATTERN.test(successor)),
    `\`successorClusterIdentifier\` must be the literal name of an Aurora cluster, got: ${got(Token.isUnresolved(successor) ? 'a token' : successor)}; give the cluster that name too`,
  );
}

/** A name that Amazon RDS and PostgreSQL take, and that can never change. */
export function requireName(problems: Problems, prop: string, name: string | undefined, reserved: string[]): void {
  const ok = name === undefined || (!Token.isUnresolved(name) && /^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name) && !reserved.includes(name.toLowerCase()) && !/^(pg_|rds_)/i.test(name));
  problems.require(
    ok,
    `\`${prop}\` must be 1 to 63 letters, digits and underscores that start with a letter and not be reserved, got: ${got(Token.isUnresolved(name) ? 'a token' : name)}; it can never change later, so choose a literal such as app`,
  );
}

/** A whole number within a range. */
export function requireRange(problems: Problems, prop: string, value: number, min: number, max: number, reason: string): void {
  problems.require(
    Token.isUnresolved(value) || (Number.isInteger(value) && value >= min && value <= max),
    `\`${prop}\` must be a whole number from ${min} to ${max}, got: ${got(value)}; ${reason}`,
  );
}
