import {
  ComputeKind,
  DatabaseSizing,
  GrowthStage,
  NatKind,
  ServiceSizing,
  StageSizes,
  VmSizing,
  WorkloadVariable,
} from '../lib';
import { clusterProblems, auroraOnlyProblems, cacheScalingProblems } from './cluster-rules';
import { databaseBefore, isAurora, SIZED_PARTS, sizesFor, withSizes } from './effective-sizes';
import { DocumentDomain, DocumentFirewall, DocumentOffHours, GrowthDocument } from './growth-document';
import { originProblems } from './origin-rules';
import { regionProblems } from './region-rules';
import { StageChoice } from './stage-choice';

/** Memory that Fargate offers for each number of CPU units, in MiB: least, most and the step between. */
const FARGATE_MEMORY: Readonly<Record<number, readonly [number, number, number]>> = {
  256: [512, 2_048, 512],
  512: [1_024, 4_096, 1_024],
  1024: [2_048, 8_192, 1_024],
  2048: [4_096, 16_384, 1_024],
  4096: [8_192, 30_720, 1_024],
  8192: [16_384, 61_440, 4_096],
  16384: [32_768, 122_880, 8_192],
};

/** Whether real users depend on the environment. */
export function isProduction(document: Pick<GrowthDocument, 'production' | 'environment'>): boolean {
  return document.production ?? document.environment === 'production';
}

/**
 * The rules that look at more than one property; every problem at once, empty where there is none.
 *
 * @param document a configuration, where not `tolerant` one that the schema admits
 * @param stages the stages whose sizes the configuration may change
 * @param tolerant whether the schema has refused a part of the document
 * @param chosen the stage that is built, and the step on the way to it; absent where none came out
 */
export function crossFieldProblems(
  document: GrowthDocument,
  stages: readonly GrowthStage[],
  tolerant: boolean,
  { stage: chosen, step }: Pick<StageChoice, 'stage' | 'step'>,
): string[] {
  const rules = [
    () => zoneProblems(document),
    () => imageProblems(document),
    () => variableProblems(document),
    () => commandProblems(document),
    () => domainProblems(document.domain),
    () => firewallProblems(document.firewall),
    () => offHoursProblems(document, document.offHours),
    () => (chosen && document.offHours ? stoppableProblems(document, chosen) : []),
    () => regionProblems(document, chosen, step),
    () => (chosen ? originProblems(document, chosen, step) : []),
    ...stages.map((stage) => () => sizeProblems(document, stage)),
  ];
  return rules.flatMap((rule) => (tolerant ? unlessRefused(rule) : rule()));
}

/** What a rule finds; nothing where it reads a property that the schema has already refused. */
function unlessRefused(rule: () => string[]): string[] {
  try {
    return rule();
  } catch {
    return [];
  }
}

function firewallProblems(firewall: DocumentFirewall | undefined): string[] {
  return firewall?.signInPaths?.length === 0 && firewall.signInRequestsPer5MinutesPerIp !== undefined
    ? [
        '`firewall.signInRequestsPer5MinutesPerIp` must be absent where `firewall.signInPaths` is empty, ' +
          'got: a limit for no path; remove one of the two',
      ]
    : [];
}

function zoneProblems({ availabilityZones, region }: GrowthDocument): string[] {
  return availabilityZones.flatMap((zone, index) =>
    zone.slice(0, -1) === region
      ? []
      : [
          `\`availabilityZones[${index}]\` must be in \`region\` ${region}, got: ${JSON.stringify(zone)}; for ` +
            `example ${JSON.stringify(`${region}a`)}`,
        ],
  );
}

function imageProblems(document: GrowthDocument): string[] {
  const given = (['imageUri', 'imageTag', 'imageDirectory'] as const).filter((name) => document[name] !== undefined);
  return given.length === 1
    ? []
    : [
        `exactly one of \`imageUri\`, \`imageTag\`, \`imageDirectory\` must be given, got: ` +
          `${given.length === 0 ? 'none' : given.join(' and ')}`,
      ];
}

/** What a variable may be in every stage: the virtual machine hands variables to the container line by line. */
function variableProblems({ variables }: GrowthDocument): string[] {
  return Object.entries(variables ?? {}).flatMap(([name, value]) => [
    ...(WorkloadVariable.ALL.includes(name)
      ? [`\`variables.${name}\` must be absent, because the workload contract sets ${name} itself; choose another name`]
      : []),
    ...(/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
      ? []
      : [
          `\`variables\` must have names of letters, digits and underscores, got: ${JSON.stringify(name)}; ` +
            'rename the variable',
        ]),
    ...(/[\r\n]/.test(value)
      ? [
          `\`variables.${name}\` must not contain line breaks, got: ${JSON.stringify(value)}; encode the ` +
            'value, for example as base64',
        ]
      : []),
  ]);
}

/** Commands are handed over line by line, too. */
function commandProblems(document: GrowthDocument): string[] {
  return (['webCommand', 'workerCommand', 'migrateCommand'] as const)
    .filter((name) => (document[name] ?? []).some((word) => /[\r\n]/.test(word)))
    .map(
      (name) =>
        `\`${name}\` must not contain line breaks, got: ${JSON.stringify(document[name])}; put the lines ` +
        'into a script in the image',
    );
}

/** Amazon RDS stops no instance that has read replicas; a cluster is never stopped, it can pause. */
function stoppableProblems(document: GrowthDocument, stage: GrowthStage): string[] {
  if (isAurora(stage)) {
    return [];
  }
  const { readReplicas } = withSizes(stage, document.sizes).sizes.database;
  return readReplicas === 0
    ? []
    : [
        `\`sizes.${stage.name}.database.readReplicas\` must be 0 with \`offHours\`, because Amazon RDS stops ` +
          `no database that has replicas, got: ${readReplicas}`,
      ];
}

function domainProblems(domain: DocumentDomain | undefined): string[] {
  if (
    !domain ||
    domain.domainName === domain.hostedZoneName ||
    domain.domainName.endsWith(`.${domain.hostedZoneName}`)
  ) {
    return [];
  }
  return [
    `\`domain.domainName\` must be equal to or below \`domain.hostedZoneName\` ${domain.hostedZoneName}, ` +
      `got: ${JSON.stringify(domain.domainName)}`,
  ];
}

function offHoursProblems(document: GrowthDocument, offHours: DocumentOffHours | undefined): string[] {
  if (!offHours) {
    return [];
  }
  const production = isProduction(document)
    ? [
        '`offHours` must be absent in production, got: a schedule; set `production` to false if no user ' +
          'depends on the environment',
      ]
    : [];
  const equal =
    offHours.stopAt === offHours.startAt
      ? [`\`offHours.stopAt\` must differ from \`offHours.startAt\`, got: ${JSON.stringify(offHours.stopAt)} for both`]
      : [];
  return [...production, ...equal];
}

function sizeProblems(document: GrowthDocument, stage: GrowthStage): string[] {
  const place = `sizes.${stage.name}`;
  const { sizes } = withSizes(stage, document.sizes);
  return [
    ...absentParts(document, stage, place),
    ...vmProblems(`${place}.vm`, sizes.vm),
    ...sharedCacheProblems(place, sizes),
    ...serviceProblems(`${place}.web`, sizes.web),
    ...serviceProblems(`${place}.worker`, sizes.worker),
    ...(isAurora(stage)
      ? clusterProblems(stage, sizes.database)
      : [...databaseProblems(`${place}.database`, sizes.database), ...auroraOnlyProblems(stage, sizes.database)]),
    ...cacheScalingProblems(`${place}.cache`, sizes.cache),
    ...shrinkProblems(`${place}.database`, sizes.database, databaseBefore(stage, document.sizes)),
    ...natProblems(`${place}.nat`, sizes),
  ];
}

/** A size for a part that the stage does not have would be ignored; say so. */
function absentParts(document: GrowthDocument, stage: GrowthStage, place: string): string[] {
  const own = sizesFor(stage, document.sizes);
  const parts = SIZED_PARTS.filter((part) => part === 'cache' || stage.sizes[part] !== undefined);
  return SIZED_PARTS.filter((part) => own[part] !== undefined && !parts.includes(part)).map(
    (part) =>
      `\`${place}.${part}\` must be absent, because stage ${stage.name} has none; its parts are ${parts.join(', ')}`,
  );
}

function vmProblems(place: string, vm: VmSizing | undefined): string[] {
  return !vm || vm.minCapacity <= vm.maxCapacity
    ? []
    : [order(`${place}.minCapacity`, 'maxCapacity', vm.minCapacity, vm.maxCapacity)];
}

/** The load balancer is not sticky: machines that work side by side need one place for sessions and rate limits. */
function sharedCacheProblems(place: string, { vm, cache }: StageSizes): string[] {
  return vm && vm.maxCapacity > 1 && !cache
    ? [
        `\`${place}.cache\` must be given where \`${place}.vm.maxCapacity\` is above 1, because sessions and ` +
          ('rate limits are shared, got: nothing; ' + 'give for example { "nodeType": ' + '"cache.t4g.micro" }'),
      ]
    : [];
}

function serviceProblems(place: string, service: ServiceSizing | undefined): string[] {
  if (!service) {
    return [];
  }
  const [least, most, step] = FARGATE_MEMORY[service.cpu];
  const fits = service.memoryMiB >= least && service.memoryMiB <= most && (service.memoryMiB - least) % step === 0;
  const offered = service.cpu === 256 ? '512, 1024 or 2048' : `${least} to ${most} in steps of ${step}`;
  return [
    ...(service.minTasks <= service.maxTasks
      ? []
      : [order(`${place}.minTasks`, 'maxTasks', service.minTasks, service.maxTasks)]),
    ...(fits && !(service.cpu === 256 && service.memoryMiB === 1_536)
      ? []
      : [
          `\`${place}.memoryMiB\` must be ${offered} with ${service.cpu} CPU units on Fargate, got: ` +
            `${service.memoryMiB}`,
        ]),
  ];
}

function databaseProblems(place: string, database: DatabaseSizing): string[] {
  const least = Math.ceil((database.allocatedStorageGiB * 11) / 10);
  return database.maxAllocatedStorageGiB >= least
    ? []
    : [
        `\`${place}.maxAllocatedStorageGiB\` must be at least ${least}, 10 % above \`allocatedStorageGiB\` ` +
          (`${database.allocatedStorageGiB} (an ` + 'Amazon RDS rule), got: ' + `${database.maxAllocatedStorageGiB}`),
      ];
}

/** Moving up must not ask for less storage, which Amazon RDS refuses, nor take replicas, standby or proxy away. */
function shrinkProblems(place: string, database: DatabaseSizing, before: DatabaseSizing | undefined): string[] {
  if (before === undefined) {
    return [];
  }
  const grown =
    database.kind === before.kind ? (['allocatedStorageGiB', 'maxAllocatedStorageGiB', 'readReplicas'] as const) : [];
  const numbers = grown
    .filter((name) => database[name] < before[name])
    .map(
      (name) => `\`${place}.${name}\` must be at least ${before[name]}, as in the stage before, got: ${database[name]}`,
    );
  const switches = (database.kind === before.kind ? (['multiAz', 'proxy'] as const) : (['proxy'] as const))
    .filter((name) => before[name] && !database[name])
    .map((name) => `\`${place}.${name}\` must be true, as in the stage before, got: false`);
  return [...numbers, ...switches];
}

/** Tasks run in subnets that have no other way to the registry, the secrets and the queue. */
function natProblems(place: string, sizes: StageSizes): string[] {
  return sizes.compute === ComputeKind.FARGATE && sizes.nat === NatKind.NONE
    ? [
        `\`${place}\` must be one of "instance", "one-gateway", "gateway-per-az" where containers run on ` +
          'Fargate, got: "none"',
      ]
    : [];
}

function order(path: string, other: string, value: number, limit: number): string {
  return `\`${path}\` must be at most \`${other}\` ${limit}, got: ${value}`;
}
