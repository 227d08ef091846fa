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
import { got } from '../lib/core/problems';
import { ConfigurationProblem } from '../stages';
import { problem } from '../stages/problem';
import { clusterProblems, auroraOnlyProblems, cacheScalingProblems } from './cluster-rules';
import { DocumentDomain, DocumentFirewall, DocumentOffHours } from './document-sections';
import { databaseBefore, isAurora, SIZED_PARTS, sizesFor, withSizes } from './effective-sizes';
import { GrowthDocument } from './growth-document';
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
 * The rules that look at more than one property; every problem at once, empty if there is none.
 *
 * @param document a configuration; unless `tolerant`, one that the schema admits
 * @param stages the stages whose sizes the configuration may change
 * @param tolerant whether the schema has refused a part of the document
 * @param chosen the stage that is built, and the step that leads to it; both may be `undefined`
 */
export function crossFieldProblems(
  document: GrowthDocument,
  stages: readonly GrowthStage[],
  tolerant: boolean,
  { stage: chosen, step }: Pick<StageChoice, 'stage' | 'step'>,
): ConfigurationProblem[] {
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

/** What a rule finds; nothing if it stumbles over a property that the schema has refused. */
function unlessRefused(rule: () => ConfigurationProblem[]): ConfigurationProblem[] {
  try {
    return rule();
  } catch {
    return [];
  }
}

function firewallProblems(firewall: DocumentFirewall | undefined): ConfigurationProblem[] {
  return firewall?.signInPaths?.length === 0 && firewall.signInRequestsPer5MinutesPerIp !== undefined
    ? [
        problem({
          property: 'firewall.signInRequestsPer5MinutesPerIp',
          relatedProperties: ['firewall.signInPaths'],
          rule: 'must be absent if `firewall.signInPaths` is empty',
          given: 'a limit for no path',
          remedy: 'remove one of the two',
        }),
      ]
    : [];
}

function zoneProblems({ availabilityZones, region }: GrowthDocument): ConfigurationProblem[] {
  return availabilityZones.flatMap((zone, index) =>
    zone.slice(0, -1) === region
      ? []
      : [
          problem({
            property: `availabilityZones[${index}]`,
            relatedProperties: ['region'],
            rule: `must be in \`region\` ${region}`,
            given: got(zone),
            remedy: `for example ${JSON.stringify(`${region}a`)}`,
          }),
        ],
  );
}

const IMAGE = ['imageUri', 'imageTag', 'imageDirectory'] as const;

function imageProblems(document: GrowthDocument): ConfigurationProblem[] {
  const given = IMAGE.filter((name) => document[name] !== undefined);
  const [property, ...relatedProperties] = IMAGE;
  return given.length === 1
    ? []
    : [
        problem({
          property,
          relatedProperties,
          subject: `exactly one of ${IMAGE.map((name) => `\`${name}\``).join(', ')}`,
          rule: 'must be given',
          given: given.length === 0 ? 'none' : given.join(' and '),
        }),
      ];
}

/** What a variable may be in every stage: the virtual machine hands variables to the container line by line. */
function variableProblems({ variables = {} }: GrowthDocument): ConfigurationProblem[] {
  return Object.entries(variables).flatMap(([name, value]) => [
    ...(WorkloadVariable.ALL.includes(name)
      ? [
          problem({
            property: `variables.${name}`,
            rule: `must be absent, because the workload contract sets ${name} itself`,
            remedy: 'choose another name',
          }),
        ]
      : []),
    ...(/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
      ? []
      : [
          problem({
            property: 'variables',
            rule: 'must have names of letters, digits and underscores',
            given: got(name),
            remedy: 'rename the variable',
          }),
        ]),
    ...(/[\r\n]/.test(value)
      ? [
          problem({
            property: `variables.${name}`,
            rule: 'must not contain line breaks',
            given: got(value),
            remedy: 'encode the value, for example as base64',
          }),
        ]
      : []),
  ]);
}

/** Commands are handed over line by line, too. */
function commandProblems(document: GrowthDocument): ConfigurationProblem[] {
  return (['webCommand', 'workerCommand', 'migrateCommand'] as const)
    .filter((name) => (document[name] ?? []).some((word) => /[\r\n]/.test(word)))
    .map((name) =>
      problem({
        property: name,
        rule: 'must not contain line breaks',
        given: got(document[name]),
        remedy: 'put the lines into a script in the image',
      }),
    );
}

/** Amazon RDS stops no instance that has read replicas; a cluster is never stopped, it can pause. */
function stoppableProblems(document: GrowthDocument, stage: GrowthStage): ConfigurationProblem[] {
  if (isAurora(stage)) {
    return [];
  }
  const { readReplicas } = withSizes(stage, document.sizes).sizes.database;
  return readReplicas === 0
    ? []
    : [
        problem({
          property: `sizes.${stage.name}.database.readReplicas`,
          relatedProperties: ['offHours'],
          rule: 'must be 0 with `offHours`, because Amazon RDS stops no database that has replicas',
          given: got(readReplicas),
        }),
      ];
}

function domainProblems(domain: DocumentDomain | undefined): ConfigurationProblem[] {
  if (!domain) {
    return [];
  }
  const { domainName, hostedZoneName } = domain;
  return domainName === hostedZoneName || domainName.endsWith(`.${hostedZoneName}`)
    ? []
    : [
        problem({
          property: 'domain.domainName',
          relatedProperties: ['domain.hostedZoneName'],
          rule: `must be equal to or below \`domain.hostedZoneName\` ${hostedZoneName}`,
          given: got(domainName),
        }),
      ];
}

function offHoursProblems(document: GrowthDocument, offHours: DocumentOffHours | undefined): ConfigurationProblem[] {
  if (!offHours) {
    return [];
  }
  return [
    ...(isProduction(document)
      ? [
          problem({
            property: 'offHours',
            relatedProperties: ['production'],
            rule: 'must be absent in production',
            given: 'a schedule',
            remedy: 'set `production` to false if no user depends on the environment',
          }),
        ]
      : []),
    ...(offHours.stopAt === offHours.startAt
      ? [
          problem({
            property: 'offHours.stopAt',
            relatedProperties: ['offHours.startAt'],
            rule: 'must differ from `offHours.startAt`',
            given: `${got(offHours.stopAt)} for both`,
          }),
        ]
      : []),
  ];
}

function sizeProblems(document: GrowthDocument, stage: GrowthStage): ConfigurationProblem[] {
  const path = `sizes.${stage.name}`;
  const { sizes } = withSizes(stage, document.sizes);
  return [
    ...absentParts(document, stage, path),
    ...vmProblems(`${path}.vm`, sizes.vm),
    ...sharedCacheProblems(path, sizes),
    ...serviceProblems(`${path}.web`, sizes.web),
    ...serviceProblems(`${path}.worker`, sizes.worker),
    ...(isAurora(stage)
      ? clusterProblems(stage, sizes.database)
      : [...databaseProblems(`${path}.database`, sizes.database), ...auroraOnlyProblems(stage, sizes.database)]),
    ...cacheScalingProblems(`${path}.cache`, sizes.cache),
    ...shrinkProblems(`${path}.database`, sizes.database, databaseBefore(stage, document.sizes)),
    ...natProblems(`${path}.nat`, sizes),
  ];
}

/** A size for a part that the stage does not have would be ignored. */
function absentParts(document: GrowthDocument, stage: GrowthStage, path: string): ConfigurationProblem[] {
  const own = sizesFor(stage, document.sizes);
  const parts = SIZED_PARTS.filter((part) => part === 'cache' || stage.sizes[part] !== undefined);
  return SIZED_PARTS.filter((part) => own[part] !== undefined && !parts.includes(part)).map((part) =>
    problem({
      property: `${path}.${part}`,
      rule: `must be absent, because stage ${stage.name} has none`,
      remedy: `its parts are ${parts.join(', ')}`,
    }),
  );
}

function vmProblems(path: string, vm: VmSizing | undefined): ConfigurationProblem[] {
  return vm ? orderProblems(path, ['minCapacity', vm.minCapacity], ['maxCapacity', vm.maxCapacity]) : [];
}

/** The load balancer is not sticky: machines that work side by side need one place for sessions and rate limits. */
function sharedCacheProblems(path: string, { vm, cache }: StageSizes): ConfigurationProblem[] {
  return vm && vm.maxCapacity > 1 && !cache
    ? [
        problem({
          property: `${path}.cache`,
          relatedProperties: [`${path}.vm.maxCapacity`],
          rule: `must be given if \`${path}.vm.maxCapacity\` is above 1, because sessions and rate limits are shared`,
          given: 'nothing',
          remedy: 'for example { "nodeType": "cache.t4g.micro" }',
        }),
      ]
    : [];
}

function serviceProblems(path: string, service: ServiceSizing | undefined): ConfigurationProblem[] {
  if (!service) {
    return [];
  }
  const { cpu, memoryMiB, minTasks, maxTasks } = service;
  const [least, most, step] = FARGATE_MEMORY[cpu];
  const fits = memoryMiB >= least && memoryMiB <= most && (memoryMiB - least) % step === 0;
  const offered = cpu === 256 ? '512, 1024 or 2048' : `${least} to ${most} in steps of ${step}`;
  return [
    ...orderProblems(path, ['minTasks', minTasks], ['maxTasks', maxTasks]),
    ...(fits && !(cpu === 256 && memoryMiB === 1_536)
      ? []
      : [
          problem({
            property: `${path}.memoryMiB`,
            relatedProperties: [`${path}.cpu`],
            rule: `must be ${offered} with ${cpu} CPU units on Fargate`,
            given: got(memoryMiB),
          }),
        ]),
  ];
}

function databaseProblems(path: string, database: DatabaseSizing): ConfigurationProblem[] {
  const { allocatedStorageGiB, maxAllocatedStorageGiB } = database;
  const least = Math.ceil((allocatedStorageGiB * 11) / 10);
  return maxAllocatedStorageGiB >= least
    ? []
    : [
        problem({
          property: `${path}.maxAllocatedStorageGiB`,
          rule:
            `must be at least ${least}, 10 % above \`allocatedStorageGiB\` ${allocatedStorageGiB} (an Amazon RDS ` +
            'rule)',
          given: got(maxAllocatedStorageGiB),
        }),
      ];
}

/** Moving up must not ask for less storage, which Amazon RDS refuses, nor take replicas, standby or proxy away. */
function shrinkProblems(
  path: string,
  database: DatabaseSizing,
  before: DatabaseSizing | undefined,
): ConfigurationProblem[] {
  if (before === undefined) {
    return [];
  }
  const isSameKind = database.kind === before.kind;
  const numbers = isSameKind ? (['allocatedStorageGiB', 'maxAllocatedStorageGiB', 'readReplicas'] as const) : [];
  const switches = isSameKind ? (['multiAz', 'proxy'] as const) : (['proxy'] as const);
  const lost = (name: keyof DatabaseSizing, least: string) =>
    problem({
      property: `${path}.${name}`,
      rule: `must be ${least}, as in the stage before`,
      given: got(database[name]),
    });
  return [
    ...numbers.filter((name) => database[name] < before[name]).map((name) => lost(name, `at least ${before[name]}`)),
    ...switches.filter((name) => before[name] && !database[name]).map((name) => lost(name, 'true')),
  ];
}

/** Tasks run in subnets that have no other way to the registry, the secrets and the queue. */
function natProblems(path: string, { compute, nat }: StageSizes): ConfigurationProblem[] {
  const allowed: string[] = Object.values(NatKind).filter((kind) => kind !== NatKind.NONE);
  return compute === ComputeKind.FARGATE && nat === NatKind.NONE
    ? [
        problem({
          property: path,
          rule: `must be one of ${allowed.map(got).join(', ')} if containers run on Fargate`,
          given: got(nat),
          allowed,
        }),
      ]
    : [];
}

type NamedNumber = readonly [name: string, value: number];

function orderProblems(path: string, [least, from]: NamedNumber, [most, to]: NamedNumber): ConfigurationProblem[] {
  return from <= to
    ? []
    : [problem({ property: `${path}.${least}`, rule: `must be at most \`${most}\` ${to}`, given: got(from) })];
}
