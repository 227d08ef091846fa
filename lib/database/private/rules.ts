import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { PostgresDatabaseProps } from '../postgres-database-props';
import { IDENTIFIER_PATTERN } from './physical-names';
import { knownZones } from './zones';

const RESERVED_USERS = ['admin', 'rdsadmin', 'user'];
const RESERVED_DATABASES = ['db', 'rdsadmin', 'template0', 'template1'];

/** Allowed granularities of Enhanced Monitoring (Amazon RDS user guide). */
const MONITORING_SECONDS = [0, 1, 5, 10, 15, 30, 60];

export function requireZones(
  problems: Problems,
  { vpc, vpcSubnets, minAvailabilityZones }: Pick<PostgresDatabaseProps, 'vpc' | 'vpcSubnets' | 'minAvailabilityZones'>,
  advice: string,
): void {
  const fewest = minAvailabilityZones ?? 3;
  requireRange(problems, 'minAvailabilityZones', fewest, 2, 6);
  const zones = knownZones(vpc.selectSubnets(vpcSubnets));
  problems.require(
    zones.length === 0 || zones.length >= fewest,
    `\`vpcSubnets\` must cover at least ${fewest} Availability Zones, got: ${zones.length}; ${advice}, or lower ` +
      '`minAvailabilityZones`',
  );
}

/** Requires an instance class in CDK's format. */
export function requireClass(problems: Problems, prop: string, type: string | undefined, example: string): void {
  problems.require(
    type === undefined || Token.isUnresolved(type) || /^[a-z0-9-]+\.[a-z0-9-]+$/.test(type),
    `\`${prop}\` must be an instance class without the \`db.\` prefix such as ${example}, got: ${got(type)}`,
  );
}

/** Requires a literal name of an instance or a cluster. */
export function requireIdentifier(problems: Problems, prop: string, id: string | undefined, longest: number): void {
  problems.require(
    id === undefined || (!Token.isUnresolved(id) && id.length <= longest && IDENTIFIER_PATTERN.test(id)),
    `\`${prop}\` must be a literal of at most ${longest} lowercase letters, digits and single hyphens, starting with ` +
      `a letter, got: ${Token.isUnresolved(id) ? 'a token' : got(id)}`,
  );
}

export function requireNames(
  problems: Problems,
  { databaseName, username }: Pick<PostgresDatabaseProps, 'databaseName' | 'username'>,
): void {
  requireName(problems, 'databaseName', databaseName, RESERVED_DATABASES);
  requireName(problems, 'username', username, RESERVED_USERS);
}

export function requireSlowQuery(
  problems: Problems,
  { slowQueryMs }: Pick<PostgresDatabaseProps, 'slowQueryMs'>,
): void {
  requireRange(problems, 'slowQueryMs', slowQueryMs ?? 100, -1, 2147483647, '-1 logs no statements');
}

export function requireBackups(
  problems: Problems,
  { backupRetentionDays }: Pick<PostgresDatabaseProps, 'backupRetentionDays'>,
): void {
  requireRange(problems, 'backupRetentionDays', backupRetentionDays ?? 7, 7, 35);
}

export function requireMonitoring(
  problems: Problems,
  { enhancedMonitoringSeconds }: Pick<PostgresDatabaseProps, 'enhancedMonitoringSeconds'>,
): void {
  const seconds = enhancedMonitoringSeconds ?? 60;
  problems.require(
    Token.isUnresolved(seconds) || MONITORING_SECONDS.includes(seconds),
    `\`enhancedMonitoringSeconds\` must be one of ${MONITORING_SECONDS.join(', ')}, got: ${got(seconds)}; 0 turns it ` +
      'off',
  );
}

/** Refuses a parameter that has its own property. */
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

/** Refuses to destroy a protected database. */
export function requireProtection(
  problems: Problems,
  { removalPolicy, deletionProtection }: Pick<PostgresDatabaseProps, 'removalPolicy' | 'deletionProtection'>,
  what: string,
): void {
  problems.require(
    removalPolicy !== RemovalPolicy.DESTROY || deletionProtection === false,
    `\`removalPolicy\` must not be DESTROY while the ${what} is protected, got: "destroy"; if the data may be lost, ` +
      'also set `deletionProtection: false`',
  );
}

export function requireRange(
  problems: Problems,
  prop: string,
  value: number,
  min: number,
  max: number,
  advice?: string,
): void {
  problems.require(
    Token.isUnresolved(value) || (Number.isInteger(value) && value >= min && value <= max),
    `\`${prop}\` must be a whole number from ${min} to ${max}, got: ${got(value)}${advice ? `; ${advice}` : ''}`,
  );
}

/** Requires a literal name that Amazon RDS and PostgreSQL accept. */
function requireName(problems: Problems, prop: string, name: string | undefined, reserved: string[]): void {
  const ok =
    name === undefined ||
    (!Token.isUnresolved(name) &&
      /^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name) &&
      !reserved.includes(name.toLowerCase()) &&
      !/^(pg_|rds_)/i.test(name));
  problems.require(
    ok,
    `\`${prop}\` must be a literal of 1 to 63 letters, digits and underscores, starting with a letter and not ` +
      `reserved, got: ${Token.isUnresolved(name) ? 'a token' : got(name)}; for example app`,
  );
}
