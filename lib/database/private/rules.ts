import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { PostgresDatabaseProps } from '../postgres-database-props';
import { IDENTIFIER_PATTERN } from './physical-names';
import { knownZones } from './zones';

const RESERVED_USERS = ['admin', 'rdsadmin', 'user'];
const RESERVED_DATABASES = ['db', 'rdsadmin', 'template0', 'template1'];

/** What Enhanced Monitoring takes, in seconds (Amazon RDS user guide). */
const MONITORING_SECONDS = [0, 1, 5, 10, 15, 30, 60];

/** Enough zones for a database that survives one. */
export function requireZones(
  problems: Problems,
  { vpc, vpcSubnets, minAvailabilityZones }: Pick<PostgresDatabaseProps, 'vpc' | 'vpcSubnets' | 'minAvailabilityZones'>,
  advice: string,
): void {
  const fewest = minAvailabilityZones ?? 3;
  requireRange(problems, 'minAvailabilityZones', fewest, 2, 6, 'a subnet group needs two zones');
  const zones = knownZones(vpc.selectSubnets(vpcSubnets));
  problems.require(
    zones.length === 0 || zones.length >= fewest,
    `\`vpcSubnets\` must cover at least ${fewest} availability zones, got: ${zones.length}; ${advice}, ` +
      `or lower \`minAvailabilityZones\``,
  );
}

/** An instance class as the CDK writes it. */
export function requireClass(problems: Problems, prop: string, type: string | undefined, rule: string): void {
  problems.require(
    type === undefined || Token.isUnresolved(type) || /^[a-z0-9-]+\.[a-z0-9-]+$/.test(type),
    `\`${prop}\` must ${rule}, got: ${got(type)}; leave out the prefix`,
  );
}

/** A name of an instance or of a cluster, which has to be known in every synthesis. */
export function requireIdentifier(problems: Problems, prop: string, id: string | undefined, longest: number): void {
  problems.require(
    id === undefined || (!Token.isUnresolved(id) && id.length <= longest && IDENTIFIER_PATTERN.test(id)),
    `\`${prop}\` must be at most ${longest} lower-case letters, digits and single hyphens that start ` +
      ('with a letter, got: ' + `${got(Token.isUnresolved(id) ? 'a token' : id)}; ` + 'choose a literal name'),
  );
}

/** Names that Amazon RDS and PostgreSQL take. */
export function requireNames(
  problems: Problems,
  { databaseName, username }: Pick<PostgresDatabaseProps, 'databaseName' | 'username'>,
): void {
  requireName(problems, 'databaseName', databaseName, RESERVED_DATABASES);
  requireName(problems, 'username', username, RESERVED_USERS);
}

/** From when on a statement is logged as slow. */
export function requireSlowQuery(
  problems: Problems,
  { slowQueryMs }: Pick<PostgresDatabaseProps, 'slowQueryMs'>,
): void {
  requireRange(problems, 'slowQueryMs', slowQueryMs ?? 100, -1, 2147483647, '-1 logs no statement');
}

/** How long backups are kept. */
export function requireBackups(
  problems: Problems,
  { backupRetentionDays }: Pick<PostgresDatabaseProps, 'backupRetentionDays'>,
): void {
  requireRange(problems, 'backupRetentionDays', backupRetentionDays ?? 7, 7, 35, 'replicas and recovery need backups');
}

/** A granularity of Enhanced Monitoring that there is. */
export function requireMonitoring(
  problems: Problems,
  { enhancedMonitoringSeconds }: Pick<PostgresDatabaseProps, 'enhancedMonitoringSeconds'>,
): void {
  const seconds = enhancedMonitoringSeconds ?? 60;
  problems.require(
    Token.isUnresolved(seconds) || MONITORING_SECONDS.includes(seconds),
    `\`enhancedMonitoringSeconds\` must be one of ${MONITORING_SECONDS.join(', ')}, got: ` +
      `${got(seconds)}; 0 switches it off`,
  );
}

/** A parameter that a property of its own sets. */
export function forbidParameter(
  problems: Problems,
  { parameters }: Pick<PostgresDatabaseProps, 'parameters'>,
  parameter: string,
  prop: string,
): void {
  problems.require(
    parameters?.[parameter] === undefined,
    `\`parameters\` must not contain ${parameter}, got: ${got(parameters?.[parameter])}; use \`${prop}\``,
  );
}

/** What is protected can't be thrown away. */
export function requireProtection(
  problems: Problems,
  { removalPolicy, deletionProtection }: Pick<PostgresDatabaseProps, 'removalPolicy' | 'deletionProtection'>,
  what: string,
): void {
  problems.require(
    removalPolicy !== RemovalPolicy.DESTROY || deletionProtection === false,
    `\`removalPolicy\` must not be destroy while the ${what} is protected, got: "destroy"; set ` +
      `\`deletionProtection: false\` too if the data may be lost`,
  );
}

/** A whole number within a range. */
export function requireRange(
  problems: Problems,
  prop: string,
  value: number,
  min: number,
  max: number,
  reason: string,
): void {
  problems.require(
    Token.isUnresolved(value) || (Number.isInteger(value) && value >= min && value <= max),
    `\`${prop}\` must be a whole number from ${min} to ${max}, got: ${got(value)}; ${reason}`,
  );
}

/** A name that Amazon RDS and PostgreSQL take, and that can never change. */
function requireName(problems: Problems, prop: string, name: string | undefined, reserved: string[]): void {
  const ok =
    name === undefined ||
    (!Token.isUnresolved(name) &&
      /^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name) &&
      !reserved.includes(name.toLowerCase()) &&
      !/^(pg_|rds_)/i.test(name));
  problems.require(
    ok,
    `\`${prop}\` must be 1 to 63 letters, digits and underscores that start with a letter and not be ` +
      ('reserved, got: ' + `${got(Token.isUnresolved(name) ? 'a token' : name)}; ` + 'it can never change later, so ') +
      'choose a literal such as app',
  );
}
