import { CacheSizing, DatabaseKind, DatabaseSizing, GrowthStage, ValkeyScaling } from '../lib';
import { runsAurora } from './instance-classes';

/** What is wrong with the sizes of an Aurora cluster. */
export function clusterProblems(stage: GrowthStage, database: DatabaseSizing): string[] {
  const place = `sizes.${stage.name}.database`;
  const { instanceType, readReplicas, maxReaders, serverless, proxy } = database;
  const burstable = database.kind === DatabaseKind.AURORA_GLOBAL && instanceType.startsWith('t');
  return [
    ...(runsAurora(instanceType) && !burstable
      ? []
      : [
          `\`${place}.instanceType\` must be a class that Aurora PostgreSQL runs ` +
            (`on${burstable ? ' in several Regions' : ''}, ` + 'for example "r7g.xlarge", got: ') +
            `${JSON.stringify(instanceType)}`,
        ]),
    ...(readReplicas <= 14
      ? []
      : [
          `\`${place}.readReplicas\` must be at most 14, because a cluster has one writer and at most 14 ` +
            `readers, got: ${readReplicas}`,
        ]),
    ...(maxReaders === undefined || maxReaders >= Math.max(1, readReplicas)
      ? []
      : [`\`${place}.maxReaders\` must be at least \`readReplicas\` ${readReplicas}, got: ${maxReaders}`]),
    ...(serverless === undefined || serverless.minAcu <= serverless.maxAcu
      ? []
      : [`\`${place}.serverless.minAcu\` must be at most \`maxAcu\` ${serverless.maxAcu}, got: ${serverless.minAcu}`]),
    ...(serverless?.minAcu === 0 && (proxy || database.kind === DatabaseKind.AURORA_GLOBAL)
      ? [
          `\`${place}.serverless.minAcu\` must be at least 0.5 with ${proxy ? 'a proxy' : 'several Regions'}, ` +
            ('which keeps instances from pausing, ' +
              'got: 0; raise ' +
              `it${proxy ? ', or set `proxy` to false' : ''}`),
        ]
      : []),
  ];
}

/** A setting that only Aurora has would be ignored by an RDS instance; say so. */
export function auroraOnlyProblems(stage: GrowthStage, database: DatabaseSizing): string[] {
  return (['maxReaders', 'serverless', 'ioOptimized'] as const)
    .filter((name) => database[name] !== undefined)
    .map(
      (name) =>
        `\`sizes.${stage.name}.database.${name}\` must be absent, because the database of stage ` +
        (`${stage.name} is an Amazon RDS ` +
          'instance, got: ' +
          `${JSON.stringify(database[name])}; it ` +
          'belongs to ') +
        'stage aurora or multi-region',
    );
}

/** What scaling of the cache needs. */
export function cacheScalingProblems(place: string, cache: CacheSizing | undefined): string[] {
  if (!cache) {
    return [];
  }
  const pairs = [
    ['maxShards', 'shards'],
    ['maxReplicasPerShard', 'replicasPerShard'],
  ] as const;
  return pairs.flatMap(([most, fewest]) => {
    const value = cache[most];
    if (value === undefined) {
      return [];
    }
    return [
      ...(value >= Math.max(1, cache[fewest])
        ? []
        : [`\`${place}.${most}\` must be at least \`${fewest}\` ${cache[fewest]}, got: ${value}`]),
      ...(ValkeyScaling.supports(cache.nodeType)
        ? []
        : [
            `\`${place}.${most}\` needs nodes of the size large, xlarge or 2xlarge that Amazon ElastiCache ` +
              ('scales, got: ' +
                `${JSON.stringify(cache.nodeType)}; take ` +
                'for example "cache.m7g.large", or ' +
                'remove it'),
          ]),
      ...(most === 'maxReplicasPerShard' && cache.replicasPerShard === 0
        ? [
            `\`${place}.maxReplicasPerShard\` needs at least one replica to measure, got: \`replicasPerShard\` ` +
              '0; set it to 1',
          ]
        : []),
    ];
  });
}
