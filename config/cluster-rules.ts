import { CacheSizing, DatabaseKind, DatabaseSizing, GrowthStage, ValkeyScaling } from '../lib';
import { got } from '../lib/core/problems';
import { ConfigurationProblem, GrowthStages } from '../stages';
import { problem } from '../stages/problem';
import { isAurora } from './effective-sizes';
import { runsAurora } from './instance-classes';

/** What is wrong with the sizes of an Aurora cluster. */
export function clusterProblems(stage: GrowthStage, database: DatabaseSizing): ConfigurationProblem[] {
  const path = `sizes.${stage.name}.database`;
  return [
    ...classProblems(path, database),
    ...readerProblems(path, database),
    ...serverlessProblems(`${path}.serverless`, database),
  ];
}

function classProblems(path: string, { kind, instanceType }: DatabaseSizing): ConfigurationProblem[] {
  const burstable = kind === DatabaseKind.AURORA_GLOBAL && instanceType.startsWith('t');
  return runsAurora(instanceType) && !burstable
    ? []
    : [
        problem({
          property: `${path}.instanceType`,
          rule:
            `must be a class that Aurora PostgreSQL supports${burstable ? ' in several Regions' : ''}, for example ` +
            '"r7g.xlarge"',
          given: got(instanceType),
        }),
      ];
}

function readerProblems(path: string, { readReplicas, maxReaders }: DatabaseSizing): ConfigurationProblem[] {
  return [
    ...(readReplicas <= 14
      ? []
      : [
          problem({
            property: `${path}.readReplicas`,
            rule: 'must be at most 14, because a cluster has one writer and at most 14 readers',
            given: got(readReplicas),
          }),
        ]),
    ...(maxReaders === undefined || maxReaders >= Math.max(1, readReplicas)
      ? []
      : [
          problem({
            property: `${path}.maxReaders`,
            rule: `must be at least \`readReplicas\` ${readReplicas}`,
            given: got(maxReaders),
          }),
        ]),
  ];
}

function serverlessProblems(path: string, { kind, serverless, proxy }: DatabaseSizing): ConfigurationProblem[] {
  if (!serverless) {
    return [];
  }
  const { minAcu, maxAcu } = serverless;
  return [
    ...(minAcu <= maxAcu
      ? []
      : [problem({ property: `${path}.minAcu`, rule: `must be at most \`maxAcu\` ${maxAcu}`, given: got(minAcu) })]),
    ...(minAcu === 0 && (proxy || kind === DatabaseKind.AURORA_GLOBAL)
      ? [
          problem({
            property: `${path}.minAcu`,
            rule:
              `must be at least 0.5 with ${proxy ? 'a proxy' : 'several Regions'}, which keeps instances from ` +
              'pausing',
            given: got(minAcu),
            remedy: `raise it${proxy ? ', or set `proxy` to false' : ''}`,
          }),
        ]
      : []),
  ];
}

/** A setting that only Aurora has would be ignored by an RDS instance. */
export function auroraOnlyProblems(stage: GrowthStage, database: DatabaseSizing): ConfigurationProblem[] {
  const clusters = GrowthStages.ALL.filter(isAurora).map(({ name }) => name);
  return (['maxReaders', 'serverless', 'ioOptimized'] as const)
    .filter((name) => database[name] !== undefined)
    .map((name) =>
      problem({
        property: `sizes.${stage.name}.database.${name}`,
        rule: `must be absent, because the database of stage ${stage.name} is an Amazon RDS instance`,
        given: got(database[name]),
        remedy: `it belongs to stage ${clusters.join(' or ')}`,
      }),
    );
}

/** What scaling of the cache needs. */
export function cacheScalingProblems(path: string, cache: CacheSizing | undefined): ConfigurationProblem[] {
  if (!cache) {
    return [];
  }
  return [
    ...ceilingProblems(path, cache, 'maxShards', 'shards'),
    ...ceilingProblems(path, cache, 'maxReplicasPerShard', 'replicasPerShard'),
    ...(cache.maxReplicasPerShard !== undefined && cache.replicasPerShard === 0
      ? [
          problem({
            property: `${path}.maxReplicasPerShard`,
            rule: 'needs at least one replica to measure',
            given: '`replicasPerShard` 0',
            remedy: 'set it to 1',
          }),
        ]
      : []),
  ];
}

function ceilingProblems(
  path: string,
  cache: CacheSizing,
  most: 'maxShards' | 'maxReplicasPerShard',
  fewest: 'shards' | 'replicasPerShard',
): ConfigurationProblem[] {
  const value = cache[most];
  const property = `${path}.${most}`;
  if (value === undefined) {
    return [];
  }
  return [
    ...(value >= Math.max(1, cache[fewest])
      ? []
      : [problem({ property, rule: `must be at least \`${fewest}\` ${cache[fewest]}`, given: got(value) })]),
    ...(ValkeyScaling.supports(cache.nodeType)
      ? []
      : [
          problem({
            property,
            rule: 'needs nodes of the size large, xlarge or 2xlarge that Amazon ElastiCache scales',
            given: got(cache.nodeType),
            remedy: 'take for example "cache.m7g.large", or remove it',
          }),
        ]),
  ];
}
