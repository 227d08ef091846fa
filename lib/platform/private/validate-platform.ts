import { Token } from 'aws-cdk-lib';
import { GrowthStage } from '../../core/growth-stage';
import { got, Problems } from '../../core/problems';
import { DatabaseKind } from '../../core/stage-sizing';
import { DatabaseMigrationPhase, RegionPhase } from '../../core/stage-transition';
import { WorkloadVariable } from '../../core/workload-variable';
import { AuroraOriginKind } from '../../database';
import { CacheReplication, GrowthPlatformProps, RegionRouting } from '../growth-platform-props';
import { clusterServes } from './database-plan';
import { MAX_CACHE_SECONDARIES } from './global-names';

/** Retention periods that Amazon CloudWatch Logs accepts, in days (API PutRetentionPolicy). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Throws one error with every problem of the props. */
export function validatePlatform(path: string, props: GrowthPlatformProps): void {
  const problems = new Problems();
  validateNames(props, problems);
  validatePlace(props, problems);
  validateRegions(props, problems);
  validateOrigin(props, problems);
  validateSharedCache(props.stage, problems);
  validateWorkload(props, problems);
  validateOperations(props, problems);
  problems.throwIfAny(path);
}

function validateNames({ application, environment }: GrowthPlatformProps, problems: Problems): void {
  for (const [name, value] of Object.entries({ application, environment })) {
    const ok = NAME.test(value) && value.length >= 2 && value.length <= 20;
    problems.require(
      ok,
      `\`${name}\` must be 2 to 20 lower-case letters, digits and single hyphens, starting with a letter, ` +
        `got: ${got(value)}`,
    );
  }
}

function validatePlace(
  { account, region, availabilityZones, networkIndex }: GrowthPlatformProps,
  problems: Problems,
): void {
  problems.require(/^\d{12}$/.test(account), `\`account\` must be 12 digits, got: ${got(account)}`);
  validateZones('availabilityZones', region, availabilityZones, problems);
  const index = networkIndex ?? 0;
  problems.require(
    Number.isInteger(index) && index >= 0 && index <= 7,
    `\`networkIndex\` must be a whole number from 0 to 7, got: ${got(networkIndex)}`,
  );
}

function validateZones(name: string, region: string, zones: string[], problems: Problems): void {
  const own = zones.filter((zone) => zone.startsWith(region) && zone.length > region.length);
  problems.require(
    new Set(own).size === 3 && zones.length === 3,
    `\`${name}\` must be three different Availability Zones of ${region}, got: ${got(zones)}`,
  );
}

/** Machines that work side by side need one place for sessions and rate limits: the load balancer is not sticky. */
function validateSharedCache({ sizes }: GrowthStage, problems: Problems): void {
  const machines = sizes.vm?.maxCapacity ?? 1;
  problems.require(
    machines === 1 || sizes.cache !== undefined,
    `\`stage.sizes.cache\` must be given where \`stage.sizes.vm.maxCapacity\` is above 1, got: ` +
      (`${machines} machines without a shared ` + 'cache; give a cache, or one machine'),
  );
}

function validateWorkload(props: GrowthPlatformProps, problems: Problems): void {
  const images = [props.imageUri, props.imageTag, props.imageDirectory].filter((image) => image !== undefined);
  problems.require(
    images.length === 1,
    `exactly one of \`imageUri\`, \`imageTag\` and \`imageDirectory\` must be given, got: ${images.length} of them`,
  );
  problems.require(props.webCommand.length > 0, '`webCommand` must name the command of the web process, got: []');
  const taken = [...Object.keys(props.variables ?? {}), ...Object.keys(props.secrets ?? {})].filter((name) =>
    WorkloadVariable.ALL.includes(name),
  );
  problems.require(
    taken.length === 0,
    `\`variables\` and \`secrets\` must not set a name of the workload contract, got: ${got(taken)}; ` +
      'choose other names',
  );
  const both = Object.keys(props.variables ?? {}).filter((name) => props.secrets?.[name] !== undefined);
  const entries = Object.entries(props.variables ?? {});
  const unusable = entries
    .filter(
      ([name, value]) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || (!Token.isUnresolved(value) && /[\r\n]/.test(value)),
    )
    .map(([name]) => name);
  problems.require(
    unusable.length === 0,
    `\`variables\` must have names of letters, digits and underscores and values without line breaks, ` +
      `got: ${got(unusable)}; rename them, or encode the values`,
  );
  problems.require(
    both.length === 0,
    `a name must be in \`variables\` or in \`secrets\`, not in both, got: ${got(both)}`,
  );
}

function validateOperations(props: GrowthPlatformProps, problems: Problems): void {
  const { logRetentionDays, monthlyBudgetUsd, offHours, production, environment } = props;
  problems.require(
    logRetentionDays === undefined || RETENTION_DAYS.includes(logRetentionDays),
    `\`logRetentionDays\` must be one of ${RETENTION_DAYS.join(', ')}, got: ${got(logRetentionDays)}`,
  );
  problems.require(
    monthlyBudgetUsd === undefined || monthlyBudgetUsd > 0,
    `\`monthlyBudgetUsd\` must be above 0, got: ${got(monthlyBudgetUsd)}`,
  );
  const replicas = props.shape?.databaseReadReplicas ?? props.stage.sizes.database.readReplicas;
  if (offHours) {
    problems.require(
      !(production ?? environment === 'production'),
      '`offHours` must not be given in production; give it to another environment, or set `production: false`',
    );
    const cluster = props.stage.sizes.database.kind !== DatabaseKind.RDS_INSTANCE;
    problems.require(
      cluster || replicas === 0,
      `\`offHours\` needs a database without read replicas, which Amazon RDS can't stop, got: ${replicas}; ` +
        `set \`readReplicas\` of the database to 0`,
    );
  }
}

/** Aurora is the same as the instance only where it grew out of it: how, is for ever. */
function validateOrigin(
  { stage, shape, auroraOrigin, auroraSnapshotArn }: GrowthPlatformProps,
  problems: Problems,
): void {
  const isCluster = stage.sizes.database.kind !== DatabaseKind.RDS_INSTANCE;
  const cutOver = shape?.databaseMigrationPhase === undefined || clusterServes(shape.databaseMigrationPhase);
  problems.require(
    !isCluster || auroraOrigin !== AuroraOriginKind.SNAPSHOT || !cutOver || auroraSnapshotArn !== undefined,
    '`auroraSnapshotArn` must be given where `auroraOrigin` is snapshot, got: nothing; give the ARN of ' +
      'the snapshot that was taken after the last write',
  );
  problems.require(
    auroraSnapshotArn === undefined || auroraOrigin === AuroraOriginKind.SNAPSHOT,
    `\`auroraSnapshotArn\` must be absent where \`auroraOrigin\` is ` +
      (`${auroraOrigin ?? AuroraOriginKind.REPLICA}, ` +
        `got: ${got(auroraSnapshotArn)}; set ` +
        `\`auroraOrigin\` to `) +
      'snapshot, or remove it',
  );
  problems.require(
    auroraOrigin !== AuroraOriginKind.GLOBAL_SECONDARY,
    '`auroraOrigin` must be plain, replica or snapshot, got: "global-secondary"; further Regions are born ' +
      'by `secondaryRegions`',
  );
  problems.require(
    auroraOrigin !== AuroraOriginKind.PLAIN ||
      shape?.databaseMigrationPhase === undefined ||
      shape.databaseMigrationPhase === DatabaseMigrationPhase.CLUSTER,
    '`shape` must be absent where `auroraOrigin` is plain, got: a step that moves a database; deploy the ' +
      'stage without a step',
  );
}

function validateRegions(
  {
    stage,
    shape,
    region,
    secondaryRegions = [],
    residency = [],
    globalWriteForwarding,
    cacheReplication,
    regionRouting,
  }: GrowthPlatformProps,
  problems: Problems,
): void {
  const wanted = stage.sizes.regions > 1 && shape?.regionPhase !== RegionPhase.NONE;
  const names = secondaryRegions.map((secondary) => secondary.region);
  problems.require(
    !wanted || (names.length >= 1 && names.length <= 4),
    `\`secondaryRegions\` must name 1 to 4 Regions at stage ${stage.name}, got: ${names.length}; give ` +
      'each with three Availability Zones',
  );
  problems.require(
    new Set([region, ...names]).size === names.length + 1,
    `\`secondaryRegions\` must be different from each other and from \`region\` ${region}, got: ${got(names)}`,
  );
  secondaryRegions.forEach((secondary, index) =>
    validateZones(
      `secondaryRegions[${index}].availabilityZones`,
      secondary.region,
      secondary.availabilityZones,
      problems,
    ),
  );
  const serving = secondaryRegions
    .filter(({ phase = RegionPhase.SERVE }) => phase === RegionPhase.SERVE)
    .map((secondary) => secondary.region);
  residency.forEach(({ regions }, index) => {
    const kept = serving.length === 0 || regions.some((name) => name === region || serving.includes(name));
    problems.require(
      kept,
      `\`residency[${index}].regions\` must hold a Region that serves, got: ${got(regions)}; set its ` +
        `\`phase\` to serve first, or change the rule`,
    );
    const unknown = regions.filter((name) => name !== region && !names.includes(name));
    problems.require(
      regions.length > 0 && unknown.length === 0,
      `\`residency[${index}].regions\` must name Regions of the platform ` +
        `(${[region, ...names].join(', ')}), got: ${got(regions)}`,
    );
  });
  problems.require(
    !globalWriteForwarding || !secondaryRegions.every(({ headless }) => headless) || names.length === 0,
    '`globalWriteForwarding` needs a Region with an instance, got: only headless ones; set `headless` to ' +
      'false somewhere',
  );
  problems.require(
    cacheReplication !== CacheReplication.GLOBAL || names.length <= MAX_CACHE_SECONDARIES,
    `\`secondaryRegions\` must name at most ${MAX_CACHE_SECONDARIES} Regions with \`cacheReplication\` ` +
      (`global, got: ${names.length}; a Global ` + 'Datastore has no more secondaries'),
  );
  problems.require(
    cacheReplication !== CacheReplication.GLOBAL || regionRouting === RegionRouting.FAILOVER,
    '`cacheReplication` must be regional unless `regionRouting` is failover, got: "global"; a copy of ' +
      ('the cache can only be read, so users in ' + 'its Region could not sign in'),
  );
}
