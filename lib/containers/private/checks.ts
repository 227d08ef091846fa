import { Duration, Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { ContainerServiceProps, ContainerTaskProps } from '../task-props';
import { checkFargateSize } from './fargate-sizes';

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Requires a duration in a range of seconds. */
export function checkSeconds(
  problems: Problems,
  name: string,
  value: Duration | undefined,
  min: number,
  max: number,
): void {
  if (value === undefined || value.isUnresolved()) {
    return;
  }
  const seconds = value.toSeconds({ integral: false });
  problems.require(
    Number.isInteger(seconds) && seconds >= min && seconds <= max,
    `\`${name}\` must be a whole number of seconds from ${min} to ${max}, got: ${seconds} seconds`,
  );
}

/** Requires a whole number in a range. */
export function checkInteger(
  problems: Problems,
  name: string,
  value: number | undefined,
  min: number,
  max: number,
): void {
  if (value === undefined || Token.isUnresolved(value)) {
    return;
  }
  problems.require(
    Number.isInteger(value) && value >= min && value <= max,
    `\`${name}\` must be a whole number from ${min} to ${max}, got: ${got(value)}`,
  );
}

function checkVariables(problems: Problems, props: ContainerTaskProps): void {
  const plain = Object.keys(props.environment ?? {});
  const secret = Object.keys(props.secrets ?? {});
  for (const name of [...plain, ...secret]) {
    problems.require(
      VARIABLE_NAME.test(name),
      `names in \`environment\` and \`secrets\` must have only letters, digits and underscores and not ` +
        `start with a digit, got: ${got(name)}`,
    );
  }
  for (const name of secret.filter((candidate) => plain.includes(candidate))) {
    problems.add(
      `\`secrets\` must not repeat a name of \`environment\`, got: ${got(name)}; remove it from one of them`,
    );
  }
}

function checkStorage(problems: Problems, props: ContainerTaskProps): void {
  const readonlyRoot = props.readonlyRootFilesystem ?? true;
  problems.require(
    !(props.enableExecuteCommand && readonlyRoot),
    '`enableExecuteCommand` must not be true with a read-only root file system, got: true; set ' +
      '`readonlyRootFilesystem` to false as well',
  );
  checkInteger(
    problems,
    'temporaryStorage.memoryMiB',
    props.temporaryStorage?.memoryMiB,
    1,
    Math.max(1, Math.floor(props.memoryMiB / 2)),
  );
  checkInteger(
    problems,
    'otelCollector.memoryMiB',
    props.otelCollector?.memoryMiB,
    64,
    Math.max(64, Math.floor(props.memoryMiB / 2)),
  );
}

/** Records the problems of properties that all tasks have. */
export function checkTask(problems: Problems, props: ContainerTaskProps): void {
  checkFargateSize(problems, props.cpu, props.memoryMiB);
  problems.require(
    Token.isUnresolved(props.command) || props.command.length > 0,
    `\`command\` must have at least one word, got: ${got(props.command)}; give the command that the image runs`,
  );
  checkVariables(problems, props);
  checkStorage(problems, props);
  checkSeconds(problems, 'stopTimeout', props.stopTimeout, 2, 120);
  problems.require(
    props.capacityProviderStrategies === undefined || props.capacityProviderStrategies.length > 0,
    '`capacityProviderStrategies` must name at least one capacity provider, got: []; leave it out for ' +
      'on-demand Fargate',
  );
}

/** Records the problems of properties that all services have. */
export function checkService(problems: Problems, props: ContainerServiceProps, fewestTasks: number): void {
  checkTask(problems, props);
  checkInteger(problems, 'minTasks', props.minTasks, fewestTasks, 5000);
  checkInteger(problems, 'maxTasks', props.maxTasks, 1, 5000);
  if (!Token.isUnresolved(props.minTasks) && !Token.isUnresolved(props.maxTasks)) {
    problems.require(
      props.maxTasks >= props.minTasks,
      `\`maxTasks\` must be at least \`minTasks\` (${props.minTasks}), got: ${got(props.maxTasks)}; raise ` +
        `it or lower \`minTasks\``,
    );
  }
  checkInteger(problems, 'minHealthyPercent', props.minHealthyPercent, 0, 100);
  checkInteger(problems, 'maxHealthyPercent', props.maxHealthyPercent, 100, 200);
  problems.require(
    !(props.minHealthyPercent === 100 && props.maxHealthyPercent === 100),
    '`maxHealthyPercent` must be above 100 when `minHealthyPercent` is 100, got: 100; no task could be replaced',
  );
  checkSeconds(problems, 'scaleOutCooldown', props.scaleOutCooldown, 0, 3600);
  checkSeconds(problems, 'scaleInCooldown', props.scaleInCooldown, 0, 3600);
}
