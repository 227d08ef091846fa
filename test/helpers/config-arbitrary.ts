import * as fc from 'fast-check';
import { GrowthDocument } from '../../config';
import { withSizes } from '../../config/effective-sizes';
import { GrowthMeasure, GrowthStages, GrowthPath } from '../../stages';
import { OPTION_SAMPLES } from './option-samples';

/** The largest memory of a task is kept small, so that sizes stay plausible. */
const FARGATE: readonly (readonly [number, readonly number[]])[] = [
  [256, [512, 1024, 2048]],
  [512, [1024, 2048, 3072, 4096]],
  [1024, [2048, 3072, 8192]],
  [2048, [4096, 8192, 16384]],
  [4096, [8192, 16384, 30720]],
];

export const REGIONS = [
  'us-east-1',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
];

const INSTANCES = [
  't4g.micro',
  't4g.small',
  't4g.medium',
  't4g.large',
  'm7g.large',
  'm7g.xlarge',
  'r7g.large',
  'r7g.xlarge',
];
const NODES = ['cache.t4g.micro', 'cache.t4g.small', 'cache.t4g.medium', 'cache.m7g.large', 'cache.r7g.large'];

const GLOBAL_WRITER = 'notes-global.global-abcdef.global.rds.amazonaws.com';

/** A property that may be absent. */
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** A record of which only the required keys are always there. */
function record<T>(
  required: { [K in keyof T]?: fc.Arbitrary<T[K]> },
  optional: { [K in keyof T]?: fc.Arbitrary<T[K]> } = {},
): fc.Arbitrary<T> {
  return fc.record(
    { ...required, ...optional },
    { requiredKeys: Object.keys(required) as never[] },
  ) as unknown as fc.Arbitrary<T>;
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,6})?$/);
const command = fc.array(fc.constantFrom('node', 'web.js', 'worker.js', '--port', 'sh', '-c', 'exec ./run "$PORT"'), {
  minLength: 1,
  maxLength: 4,
});
const tagValue = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .:/=+@_-]{0,20}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
const tag = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,12}$/);

/** An ordered pair of whole numbers. */
const bounds = (least: number, most: number) =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: Math.max(1, least), max: most }))
    .map(([first, second]) => [Math.min(first, second), Math.max(first, second, 1)]);

const vmSizes = record({}, { instanceType: fc.constantFrom(...INSTANCES) }).chain((own) =>
  maybe(bounds(1, 8)).map((pair) => ({ ...own, ...(pair ? { minCapacity: pair[0], maxCapacity: pair[1] } : {}) })),
);

const serviceSizes = (least: number) =>
  fc
    .tuple(
      maybe(
        fc
          .constantFrom(...FARGATE)
          .chain(([cpu, memory]) => fc.record({ cpu: fc.constant(cpu), memoryMiB: fc.constantFrom(...memory) })),
      ),
      maybe(bounds(least, 40)),
    )
    .map(([size, pair]) => ({ ...size, ...(pair ? { minTasks: pair[0], maxTasks: pair[1] } : {}) }));

const databaseSizes = fc
  .tuple(
    record<{ instanceType: string; multiAz: boolean; readReplicas: number; proxy: boolean }>(
      {},
      {
        instanceType: fc.constantFrom(...INSTANCES),
        multiAz: fc.boolean(),
        readReplicas: fc.integer({ min: 0, max: 5 }),
        proxy: fc.boolean(),
      },
    ),
    maybe(fc.tuple(fc.integer({ min: 20, max: 2_000 }), fc.integer({ min: 0, max: 1_000 }))),
  )
  .map(([own, storage]) => ({
    ...own,
    ...(storage
      ? { allocatedStorageGiB: storage[0], maxAllocatedStorageGiB: Math.ceil(storage[0] * 1.1) + storage[1] }
      : {}),
  }));

const cacheSizes = record(
  {},
  {
    nodeType: fc.constantFrom(...NODES),
    shards: fc.integer({ min: 1, max: 3 }),
    replicasPerShard: fc.integer({ min: 0, max: 2 }),
  },
);

/** Readers of a global database with two further Regions, which take one each of 15. */
const MOST_READERS = 13;

/** Classes of Aurora, also of a global database. */
const CLUSTER_INSTANCES = ['r6g.large', 'r7g.large', 'r7g.2xlarge', 'r8g.xlarge', 'x2g.large'];

const serverless = fc
  .tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 2, max: 128 }))
  .map(([first, second]) => ({ minAcu: Math.min(first, second) / 2, maxAcu: Math.max(first, second, 2) }));

type StageSizesDocument = NonNullable<NonNullable<GrowthDocument['sizes']>['aurora']>;

/** Sizes of a stage with a cluster; the figures of the instance before it are left to the stage before. */
const clusterSizes = record<StageSizesDocument>(
  {},
  {
    web: serviceSizes(1),
    worker: serviceSizes(0),
    database: record<NonNullable<StageSizesDocument['database']>>(
      {},
      {
        instanceType: fc.constantFrom(...CLUSTER_INSTANCES),
        readReplicas: fc.integer({ min: 0, max: 4 }),
        maxReaders: fc.integer({ min: 5, max: MOST_READERS }),
        serverless,
        ioOptimized: fc.boolean(),
      },
    ),
    cache: record(
      {},
      {
        nodeType: fc.constantFrom('cache.m7g.large', 'cache.r7g.xlarge'),
        shards: fc.integer({ min: 3, max: 4 }),
        maxShards: fc.integer({ min: 4, max: 20 }),
      },
    ),
    canary: fc.boolean(),
    workerSpot: fc.boolean(),
    nat: fc.constantFrom('instance', 'one-gateway', 'gateway-per-az'),
  },
);

type MonolithSizes = NonNullable<NonNullable<GrowthDocument['sizes']>['monolith']>;

const sizes = record(
  {},
  {
    monolith: record<MonolithSizes>(
      {},
      {
        vm: vmSizes,
        database: databaseSizes,
        cache: cacheSizes,
        nat: fc.constantFrom('none', 'instance', 'one-gateway', 'gateway-per-az'),
      },
    ).map((own) => ((own.vm?.maxCapacity ?? 1) > 1 ? { cache: {}, ...own } : own)),
    containers: record(
      {},
      {
        web: serviceSizes(1),
        worker: serviceSizes(0),
        database: databaseSizes,
        cache: cacheSizes,
        nat: fc.constantFrom('instance', 'one-gateway', 'gateway-per-az'),
      },
    ),
    aurora: clusterSizes,
    'multi-region': clusterSizes,
  },
);

const signals = record(
  {},
  {
    concurrentUsers: fc.nat({ max: 50_000 }),
    databaseCpuPercent: fc.integer({ min: 0, max: 60 }),
    databaseQueryMs: fc.integer({ min: 0, max: 90 }),
    measuresInUse: fc.subarray([GrowthMeasure.POOLING, GrowthMeasure.CACHE]),
    dataResidency: fc.constantFrom<string[]>([], ['EU']),
    continents: fc.constant(1),
  },
);

const image = fc.oneof(
  fc.record({ imageUri: tag.map((name) => `public.ecr.aws/docker/library/nginx:${name}`) }),
  fc.record({ imageUri: digest.map((name) => `ghcr.io/example/notes@${name}`) }),
  fc.record({ imageTag: fc.oneof(tag, digest) }),
);

const domain = fc
  .tuple(word, fc.constantFrom('example.com', 'app.example.org'), fc.boolean())
  .map(([name, zone, atApex]) => ({
    domainName: atApex ? zone : `${name}.${zone}`,
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    hostedZoneName: zone,
  }));

const time = (hours: readonly number[]) =>
  fc
    .tuple(fc.constantFrom(...hours), fc.constantFrom('00', '30'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);

const offHours = record<{ stopAt: string; startAt: string; timeZone: string; days: string }>(
  {
    stopAt: time([18, 19, 20, 22]),
    startAt: time([5, 6, 7, 8]),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC'),
  },
  { days: fc.constantFrom('MON-FRI', 'MON-SAT', 'MON,WED,FRI') },
);

const firewall = record(
  {},
  {
    enabled: fc.boolean(),
    countOnly: fc.boolean(),
    requestsPer5MinutesPerIp: fc.integer({ min: 10, max: 100_000 }),
    signInRequestsPer5MinutesPerIp: fc.integer({ min: 10, max: 1_000 }),
    signInPaths: fc.subarray(['/login', '/signin', '/api/session'], { minLength: 1 }),
  },
);

const variables = fc.dictionary(fc.stringMatching(/^APP_[A-Z]{1,8}$/), fc.string({ maxLength: 20 }), { maxKeys: 4 });

const place = fc
  .constantFrom(...REGIONS)
  .chain((region) =>
    fc
      .subarray(['a', 'b', 'c', 'd'], { minLength: 3, maxLength: 3 })
      .map((letters) => ({ region, availabilityZones: letters.map((letter) => `${region}${letter}`) })),
  );

/** Stage, step, users and signals. */
const choice = fc.oneof(
  record<Partial<GrowthDocument>>(
    { stage: fc.constant('monolith') },
    { users: fc.integer({ min: 1, max: 1_000_000 }), signals },
  ),
  fc.constantFrom(...GrowthPath.points()).map(({ stage, step }) => ({ stage, ...(step ? { step } : {}) })),
  record<Partial<GrowthDocument>>({ users: fc.integer({ min: 1, max: 400_000 }) }, { signals }),
);

/** Further Regions; one or two, because each takes as long as a stage of its own. */
const secondaries = fc.subarray(REGIONS, { minLength: 2, maxLength: 3 }).chain((regions) =>
  fc.tuple(
    fc.constant(regions),
    fc.array(
      record<Omit<NonNullable<GrowthDocument['secondaryRegions']>[number], 'region' | 'availabilityZones'>>(
        {},
        {
          headless: fc.boolean(),
          phase: fc.constantFrom('build', 'replicate', 'serve'),
          databaseInstanceType: fc.constantFrom(...CLUSTER_INSTANCES),
          web: serviceSizes(1),
        },
      ),
      { minLength: 3, maxLength: 3 },
    ),
  ),
);

/** The settings of several Regions, for a home Region that is one of the draw or not. */
function regional(
  home: string,
  [regions, options]: readonly [string[], object[]],
): Pick<GrowthDocument, 'secondaryRegions'> {
  const others = regions.filter((region) => region !== home).slice(0, 2);
  return {
    secondaryRegions: others.map((region, index) => ({
      region,
      availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
      ...options[index],
    })),
  };
}

/** How the cluster was born, for ever. */
const origin = fc.oneof(
  { weight: 4, arbitrary: fc.constant('replica') },
  { weight: 1, arbitrary: fc.constantFrom('snapshot', 'plain') },
);

const environment = fc.oneof(
  record<Partial<GrowthDocument>>({ environment: fc.constant('production') }),
  record<Partial<GrowthDocument>>(
    { environment: fc.constantFrom('staging', 'test', 'dev-1') },
    { offHours, production: fc.constant(false) },
  ),
);

const required = {
  application: word,
  owner: tagValue,
  costCenter: tagValue,
  account: fc.stringMatching(/^[0-9]{12}$/),
  webCommand: command,
  onCallEmails: fc.uniqueArray(
    word.map((name) => `${name}@example.com`),
    { minLength: 1, maxLength: 3 },
  ),
};

const optional = {
  networkIndex: fc.integer({ min: 0, max: 7 }),
  port: fc.integer({ min: 1024, max: 65_535 }),
  workerCommand: command,
  migrateCommand: command,
  variables,
  databaseSnapshotIdentifier: fc.constantFrom('before-the-move', 'arn:aws:rds:eu-west-1:123456789012:snapshot:nightly'),
  domain,
  firewall,
  globalWriterEndpoint: fc.constant(GLOBAL_WRITER),
  monthlyBudgetUsd: fc.integer({ min: 1, max: 100_000 }),
  logRetentionDays: fc.constantFrom(7, 30, 90, 365),
  sizes,
  ...Object.fromEntries(Object.entries(OPTION_SAMPLES).map(([name, samples]) => [name, fc.constantFrom(...samples)])),
};

/**
 * Every kind of valid configuration: all options, sizes of every stage, births, Regions, domains, off-hours, Regions
 * and zones, image kinds, stages, steps and users.
 */
export const configArbitrary: fc.Arbitrary<GrowthDocument> = fc
  .tuple(record<GrowthDocument>(required, optional as never), image, place, choice, environment, secondaries, origin)
  .map(([own, picture, home, where, kind, regions, auroraOrigin]) =>
    together({
      ...own,
      ...picture,
      ...home,
      ...where,
      ...kind,
      ...regional(home.region, regions),
      auroraOrigin,
    } as GrowthDocument),
  )
  .map((document) => stoppable(neverSmaller(withoutUndefined(document) as GrowthDocument)));

/** The steps that write through the endpoint of the global database have to know it. */
export function withGlobalWriter(document: GrowthDocument): GrowthDocument {
  return ['global-writer', 'serve'].includes(document.step ?? '')
    ? { ...document, globalWriterEndpoint: GLOBAL_WRITER }
    : document;
}

/**
 * What only goes together: a snapshot has an ARN, an empty cluster no steps that move an instance into it, the last
 * steps the writer's name.
 */
function together(document: GrowthDocument): GrowthDocument {
  const { step, auroraOrigin, region, ...rest } = document;
  const snapshot =
    auroraOrigin === 'snapshot' ? { auroraSnapshotArn: `arn:aws:rds:${region}:123456789012:snapshot:last` } : {};
  const withStep = step !== undefined && !(document.stage === 'aurora' && auroraOrigin === 'plain') ? { step } : {};
  // Regions are drawn from the whole world.
  const { dataResidency: _, ...signals } = document.signals ?? {};
  return withGlobalWriter({
    ...rest,
    ...(document.signals ? { signals } : {}),
    region,
    auroraOrigin,
    ...snapshot,
    ...withStep,
  });
}

/** Amazon RDS stops no database with read replicas: off-hours and replicas exclude each other. */
function stoppable(config: GrowthDocument): GrowthDocument {
  if (!config.offHours) {
    return config;
  }
  const { monolith, containers, ...later } = config.sizes ?? {};
  const none = { readReplicas: 0 };
  return {
    ...config,
    sizes: {
      ...later,
      monolith: { ...monolith, database: { ...monolith?.database, ...none } },
      containers: { ...containers, database: { ...containers?.database, ...none } },
    },
  };
}

/** Raises the database of stage containers to that of stage monolith where the configuration makes it smaller. */
function neverSmaller(config: GrowthDocument): GrowthDocument {
  const after = config.sizes?.containers?.database;
  if (!after) {
    return config;
  }
  const before = withSizes(GrowthStages.MONOLITH, config.sizes).sizes.database;
  const database = {
    ...after,
    ...(after.allocatedStorageGiB === undefined
      ? {}
      : { allocatedStorageGiB: Math.max(after.allocatedStorageGiB, before.allocatedStorageGiB) }),
    ...(after.maxAllocatedStorageGiB === undefined
      ? {}
      : { maxAllocatedStorageGiB: Math.max(after.maxAllocatedStorageGiB, before.maxAllocatedStorageGiB) }),
    ...(after.readReplicas === undefined ? {} : { readReplicas: Math.max(after.readReplicas, before.readReplicas) }),
    ...(after.multiAz === undefined ? {} : { multiAz: after.multiAz || before.multiAz }),
    ...(after.proxy === undefined ? {} : { proxy: after.proxy || before.proxy }),
  };
  return { ...config, sizes: { ...config.sizes, containers: { ...config.sizes?.containers, database } } };
}

/** The same, as a file would hold it: absent properties are absent, not `undefined`. */
function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
