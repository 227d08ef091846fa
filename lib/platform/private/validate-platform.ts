import { Token } from 'aws-cdk-lib';
import { GrowthStage } from '../../core/growth-stage';
import { got, Problems } from '../../core/problems';
import { DatabaseKind } from '../../core/stage-sizing';
import { DatabaseMigrationPhase } from '../../core/stage-transition';
import { WorkloadVariable } from '../../core/workload-variable';
import { AuroraOriginKind } from '../../database';
import { GrowthPlatformProps } from '../growth-platform-props';
import { clusterServes } from './database-plan';
import { sizesOf } from './platform-plan';
import { validateRegions, validateZones } from './validate-regions';

/** Retention periods that Amazon CloudWatch Logs accepts, in days (API PutRetentionPolicy). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Throws one error with every problem of the properties. */
export function validatePlatform(path: string, props: GrowthPlatformProps): void {
  const problems = new Problems();
  validateNames(props, problems);
  validateLocation(props, problems);
  validateRegions(props, problems);
  validateOrigin(props, problems);
  validateSharedCache(props.stage, problems);
  validateWorkload(props, problems);
  validateVariables(props, problems);
  validateOperations(props, problems);
  problems.throwIfAny(path);
}

function validateNames({ application, environment }: GrowthPlatformProps, problems: Problems): void {
  for (const [name, value] of Object.entries({ application, environment })) {
    const ok = NAME.test(value) && value.length >= 2 && value.length <= 20;
    problems.require(
      ok,
      `\`${name}\` must be 2 to 20 lower-case letters, digits and single hyphens, starting with a letter, ` +
        `got: ${got(value)}; choose another name`,
    );
  }
}

function validateLocation(props: GrowthPlatformProps, problems: Problems): void {
  const { account, region, availabilityZones, networkIndex } = props;
  problems.require(
    /^\d{12}$/.test(account),
    `\`account\` must be 12 digits, got: ${got(account)}; give it as a string`,
  );
  validateZones('availabilityZones', region, availabilityZones, problems);
  const index = networkIndex ?? 0;
  problems.require(
    Number.isInteger(index) && index >= 0 && index <= 7,
    `\`networkIndex\` must be a whole number from 0 to 7, got: ${got(networkIndex)}; choose one of them`,
  );
}

/** Several machines must share sessions and rate limits, because the load balancer is not sticky. */
function validateSharedCache({ sizes }: GrowthStage, problems: Problems): void {
  const machines = sizes.vm?.maxCapacity ?? 1;
  problems.require(
    machines === 1 || sizes.cache !== undefined,
    '`stage.sizes.cache` must be given if `stage.sizes.vm.maxCapacity` is above 1, ' +
      `got: ${machines} machines without a shared cache; give a cache, or set \`maxCapacity\` to 1`,
  );
}

function validateWorkload(props: GrowthPlatformProps, problems: Problems): void {
  const { imageUri, imageTag, imageDirectory, webCommand } = props;
  const images = Object.entries({ imageUri, imageTag, imageDirectory })
    .filter(([, image]) => image !== undefined)
    .map(([name]) => name);
  problems.require(
    images.length === 1,
    'exactly one of `imageUri`, `imageTag` and `imageDirectory` must be given, ' +
      `got: ${images.join(' and ') || 'none'}; ${images.length === 0 ? 'give one' : 'keep one'}`,
  );
  problems.require(
    webCommand.length > 0,
    '`webCommand` must have at least one entry, got: []; give the command, for example ["node", "web.js"]',
  );
}

function validateVariables({ variables = {}, secrets = {} }: GrowthPlatformProps, problems: Problems): void {
  const taken = [...Object.keys(variables), ...Object.keys(secrets)].filter((name) =>
    WorkloadVariable.ALL.includes(name),
  );
  problems.require(
    taken.length === 0,
    `\`variables\` and \`secrets\` must not set a name of the workload contract, got: ${got(taken)}; ` +
      'choose other names',
  );
  const unusable = Object.entries(variables)
    .filter(([name, value]) => !VARIABLE_NAME.test(name) || (!Token.isUnresolved(value) && /[\r\n]/.test(value)))
    .map(([name]) => name);
  problems.require(
    unusable.length === 0,
    '`variables` must have names of letters, digits and underscores and values without line breaks, ' +
      `got: ${got(unusable)}; rename them, or encode the values`,
  );
  const both = Object.keys(variables).filter((name) => secrets[name] !== undefined);
  problems.require(
    both.length === 0,
    `\`variables\` and \`secrets\` must have different names, got: ${got(both)} in both; ` +
      'remove them from one of the two',
  );
}

function validateOperations(props: GrowthPlatformProps, problems: Problems): void {
  const { logRetentionDays, monthlyBudgetUsd, offHours, production, environment } = props;
  problems.require(
    logRetentionDays === undefined || RETENTION_DAYS.includes(logRetentionDays),
    `\`logRetentionDays\` must be one of ${RETENTION_DAYS.join(', ')}, got: ${got(logRetentionDays)}; ` +
      'choose one of these',
  );
  problems.require(
    monthlyBudgetUsd === undefined || monthlyBudgetUsd > 0,
    `\`monthlyBudgetUsd\` must be above 0, got: ${got(monthlyBudgetUsd)}; give US dollars a month`,
  );
  if (offHours) {
    problems.require(
      !(production ?? environment === 'production'),
      '`offHours` must not be given in production, got: a schedule; ' +
        'remove it, or set `production` to false if no user depends on the environment',
    );
    const { kind, readReplicas } = sizesOf(props).database;
    problems.require(
      kind !== DatabaseKind.RDS_INSTANCE || readReplicas === 0,
      '`offHours` must not be given with read replicas of the database, which Amazon RDS cannot stop, ' +
        `got: ${readReplicas}; set \`readReplicas\` to 0, or remove \`offHours\``,
    );
  }
}

/** The origin of the Aurora cluster must be complete and match the step. */
function validateOrigin(
  { stage, shape, auroraOrigin, auroraSnapshotArn }: GrowthPlatformProps,
  problems: Problems,
): void {
  const isCluster = stage.sizes.database.kind !== DatabaseKind.RDS_INSTANCE;
  const phase = shape?.databaseMigrationPhase;
  const cutOver = phase === undefined || clusterServes(phase);
  problems.require(
    !isCluster || auroraOrigin !== AuroraOriginKind.SNAPSHOT || !cutOver || auroraSnapshotArn !== undefined,
    '`auroraSnapshotArn` must be given if `auroraOrigin` is snapshot, got: nothing; ' +
      'give the ARN of the snapshot that was taken after the last write',
  );
  problems.require(
    auroraSnapshotArn === undefined || auroraOrigin === AuroraOriginKind.SNAPSHOT,
    `\`auroraSnapshotArn\` must be absent if \`auroraOrigin\` is ${auroraOrigin ?? AuroraOriginKind.REPLICA}, ` +
      `got: ${got(auroraSnapshotArn)}; set \`auroraOrigin\` to snapshot, or remove it`,
  );
  problems.require(
    auroraOrigin !== AuroraOriginKind.GLOBAL_SECONDARY,
    '`auroraOrigin` must be plain, replica or snapshot, got: "global-secondary"; ' +
      'a secondary Region is an entry of `secondaryRegions`',
  );
  problems.require(
    auroraOrigin !== AuroraOriginKind.PLAIN || phase === undefined || phase === DatabaseMigrationPhase.CLUSTER,
    '`shape` must be absent if `auroraOrigin` is plain, got: a step that moves a database; ' +
      'deploy the stage without a step',
  );
}
