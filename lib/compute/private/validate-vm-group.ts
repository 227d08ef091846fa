import { Duration, Token } from 'aws-cdk-lib';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';
import { VmGroupProps } from '../vm-group-props';
import { estimateBytes } from './shell';

const OTLP_PORTS = [4317, 4318];
/** A network interface has at most five security groups by default (VPC quotas), of which the construct creates one. */
const MAX_EXTRA_SECURITY_GROUPS = 4;

/** Throws one error with every problem of the properties. */
export function validateVmGroup(scope: Construct, props: VmGroupProps): void {
  const problems = new Problems();
  validateCapacity(problems, props);
  validateMachine(problems, props);
  validateCommands(problems, props);
  validateVariables(problems, props);
  validateLocalCache(problems, props);
  validateDurations(problems, props);
  problems.throwIfAny(scope.node.path);
}

function validateCapacity(problems: Problems, props: VmGroupProps): void {
  const { minCapacity, maxCapacity } = props;
  problems.require(
    isWholeNumber(minCapacity, 1, Infinity),
    `\`minCapacity\` must be a whole number from 1, got: ${got(minCapacity)}; remove the group instead ` +
      'of keeping an empty one',
  );
  problems.require(
    isWholeNumber(maxCapacity, 1, Infinity) &&
      (Token.isUnresolved(minCapacity) || Token.isUnresolved(maxCapacity) || maxCapacity >= minCapacity),
    `\`maxCapacity\` must be a whole number from \`minCapacity\` (${got(minCapacity)}), got: ` +
      `${got(maxCapacity)}; raise it or lower \`minCapacity\``,
  );
}

function validateMachine(problems: Problems, props: VmGroupProps): void {
  const type = props.instanceType.toString();
  problems.require(
    Token.isUnresolved(type) || props.instanceType.architecture === InstanceArchitecture.ARM_64,
    `\`instanceType\` must be an arm64 type, got: ${got(type)}; use Graviton, for example t4g.small`,
  );
  problems.require(
    isWholeNumber(props.port, 1, 65535) && !OTLP_PORTS.includes(props.port),
    `\`port\` must be a whole number from 1 to 65535 without 4317 and 4318, got: ${got(props.port)}; ` +
      'those two receive traces on the machine',
  );
  const size = props.rootVolumeGiB;
  problems.require(
    size === undefined || isWholeNumber(size, 8, 16384),
    `\`rootVolumeGiB\` must be a whole number from 8 to 16384, got: ${got(size)}; 20 is enough for most images`,
  );
  const count = props.securityGroups?.length ?? 0;
  problems.require(
    count <= MAX_EXTRA_SECURITY_GROUPS,
    `\`securityGroups\` must have at most ${MAX_EXTRA_SECURITY_GROUPS} entries, got: ${count}; a network ` +
      `interface has 5 and one is the group's own`,
  );
  problems.require(
    props.associatePublicIpAddress !== true || props.vpc.selectSubnets(props.vpcSubnets).hasPublic,
    '`associatePublicIpAddress` must come with public `vpcSubnets`, got: private subnets; select public ' +
      'subnets or leave the property out',
  );
  const path = props.healthCheckPath;
  problems.require(
    path === undefined || Token.isUnresolved(path) || /^\/\S*$/.test(path),
    `\`healthCheckPath\` must start with a slash and have no blanks, got: ${got(path)}; for example /health`,
  );
}

function validateCommands(problems: Problems, props: VmGroupProps): void {
  const commands = {
    webCommand: props.webCommand,
    workerCommand: props.workerCommand,
    migrateCommand: props.migrateCommand,
  };
  for (const [name, command] of Object.entries(commands)) {
    problems.require(
      !(command ?? []).some(hasLineBreak),
      `\`${name}\` must not contain line breaks, got: ${got(command)}; put the lines into a script in the image`,
    );
  }
  const pairs: [string, unknown, string, unknown][] = [
    ['workerLogGroup', props.workerLogGroup, 'workerCommand', props.workerCommand],
    ['workerStopTimeout', props.workerStopTimeout, 'workerCommand', props.workerCommand],
    ['migrateLogGroup', props.migrateLogGroup, 'migrateCommand', props.migrateCommand],
  ];
  for (const [name, value, needed, command] of pairs) {
    problems.require(
      value === undefined || command !== undefined,
      `\`${name}\` must come with \`${needed}\`, got: no command; give the command or leave out \`${name}\``,
    );
  }
}

function validateVariables(problems: Problems, props: VmGroupProps): void {
  for (const [property, names] of Object.entries({
    environment: Object.keys(props.environment),
    secrets: Object.keys(props.secrets),
  })) {
    for (const name of names) {
      problems.require(
        /^[A-Za-z_][A-Za-z0-9_]*$/.test(name),
        `\`${property}\` must have names of letters, digits and underscores, got: ${got(name)}; rename the variable`,
      );
    }
  }
  for (const [name, value] of Object.entries(props.environment)) {
    problems.require(
      !hasLineBreak(value),
      `\`environment.${name}\` must not contain line breaks, got: ${got(value)}; encode the value, for ` +
        'example as base64',
    );
    problems.require(
      !(name in props.secrets),
      `\`environment.${name}\` must not be in \`secrets\` as well, got: both; remove one of them`,
    );
  }
  const port = props.environment.PORT;
  problems.require(
    port === undefined || Token.isUnresolved(port) || port === String(props.port),
    `\`environment.PORT\` must be equal to \`port\` (${got(props.port)}), got: ${got(port)}; the machine ` +
      `publishes \`port\``,
  );
}

function validateLocalCache(problems: Problems, props: VmGroupProps): void {
  const memory = props.localCacheMemoryMiB;
  problems.require(
    memory === undefined || isWholeNumber(memory, 16, Infinity),
    `\`localCacheMemoryMiB\` must be a whole number from 16, got: ${got(memory)}; leave most of the ` +
      'memory to the workload',
  );
  for (const [name, value] of Object.entries({ localCacheMemoryMiB: memory, localCacheImage: props.localCacheImage })) {
    problems.require(
      value === undefined || props.localCache !== false,
      `\`${name}\` must come with \`localCache\`, got: localCache false; leave out \`${name}\` or turn the ` +
        'local cache on',
    );
  }
}

function validateDurations(problems: Problems, props: VmGroupProps): void {
  requireSeconds(problems, 'startTimeout', props.startTimeout, 120, 3600);
  requireSeconds(problems, 'webStopTimeout', props.webStopTimeout, 1, 600);
  requireSeconds(problems, 'workerStopTimeout', props.workerStopTimeout, 1, 600);
  const days = props.maxInstanceLifetime?.toDays({ integral: false });
  problems.require(
    days === undefined || days === 0 || (days >= 1 && days <= 365),
    `\`maxInstanceLifetime\` must be 0 or 1 to 365 days, got: ${got(days)}; Auto Scaling accepts no other values`,
  );
}

function requireSeconds(
  problems: Problems,
  name: string,
  value: Duration | undefined,
  least: number,
  most: number,
): void {
  const seconds = value?.toSeconds({ integral: false });
  problems.require(
    seconds === undefined || isWholeNumber(seconds, least, most),
    `\`${name}\` must be a whole number of seconds from ${least} to ${most}, got: ${got(seconds)}; use ` +
      'Duration.seconds(...)',
  );
}

function hasLineBreak(value: string): boolean {
  return /[\r\n]/.test(value);
}

function isWholeNumber(value: number, least: number, most: number): boolean {
  return Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most);
}

/** User data is limited to 16 KiB before encoding (EC2 User Guide). */
const MAX_USER_DATA_BYTES = 16 * 1024;

/** Throws if the user data is larger than Amazon EC2 accepts. */
export function validateUserDataSize(scope: Construct, userData: string): void {
  const bytes = estimateBytes(userData);
  const problems = new Problems();
  problems.require(
    bytes <= MAX_USER_DATA_BYTES,
    `\`environment\`, \`secrets\` and commands must fit into ${MAX_USER_DATA_BYTES} bytes of user data with the ` +
      `scripts, got: about ${bytes}; move large values into a secret or the image`,
  );
  problems.throwIfAny(scope.node.path);
}
