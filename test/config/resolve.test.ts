import * as fc from 'fast-check';
import { ConfigurationError, GrowthDocument, GrowthOverrides, resolveGrowthConfig } from '../../config';
import { ConfigurationProblem, GrowthStages, GrowthPath } from '../../stages';
import { configArbitrary } from '../helpers/config-arbitrary';
import { VALID } from './helpers/valid';

/** A configuration that TypeScript would not let pass. */
const wrong = (change: Record<string, unknown>) => ({ ...VALID, ...change });

const problemDataOf = (input: unknown, overrides: GrowthOverrides = {}): readonly ConfigurationProblem[] => {
  try {
    resolveGrowthConfig(input, overrides);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
  return [];
};

const problemsOf = (input: unknown, overrides: GrowthOverrides = {}): readonly string[] =>
  problemDataOf(input, overrides).map(({ message }) => message);

/** Problems of which only the message counts. */
const texts = (...messages: string[]): ConfigurationProblem[] =>
  messages.map((message) => ({ property: 'any', message }));

const without = (name: keyof GrowthDocument) => {
  const { [name]: _, ...rest } = VALID;
  return rest;
};

describe('a valid configuration', () => {
  test('resolves to its stage', () => {
    const growth = resolveGrowthConfig(VALID);
    expect(growth.config).toEqual(VALID);
    expect(growth.stage).toEqual(GrowthStages.MONOLITH);
    expect(growth).not.toHaveProperty('shape');
    expect(growth).not.toHaveProperty('selection');
    expect(growth.tooEarly).toEqual([]);
  });

  test('may name its schema for the editor', () => {
    expect(
      resolveGrowthConfig(wrong({ $schema: './node_modules/cdk-growth-stages/schemas/growth.schema.json' })).config,
    ).toEqual(VALID);
  });

  test('is left as it was', () => {
    const input = { ...VALID, stage: 'containers', step: 'expand' };
    const before = JSON.stringify(input);
    resolveGrowthConfig(input, { stage: 'monolith' });
    expect(JSON.stringify(input)).toBe(before);
  });

  test('changes single sizes of single stages', () => {
    const sizes = {
      monolith: { database: { instanceType: 't4g.large' } },
      containers: { web: { minTasks: 4 }, database: { readReplicas: 2 } },
    };
    expect(resolveGrowthConfig({ ...VALID, sizes }).stage.sizes.database).toEqual({
      ...GrowthStages.MONOLITH.sizes.database,
      instanceType: 't4g.large',
    });
    const { sizes: own } = resolveGrowthConfig({ ...VALID, stage: 'containers', sizes }).stage;
    expect(own.web).toEqual({ ...GrowthStages.CONTAINERS.sizes.web, minTasks: 4 });
    expect(own.database).toEqual({ ...GrowthStages.CONTAINERS.sizes.database, readReplicas: 2 });
    expect(own.worker).toEqual(GrowthStages.CONTAINERS.sizes.worker);
  });

  test('a stage without a shared cache may add one, and the next stage never has less', () => {
    const sizes = { monolith: { vm: { maxCapacity: 4 }, cache: { shards: 2, replicasPerShard: 1 } } };
    const cacheAt = (stage: string) => resolveGrowthConfig({ ...VALID, stage, sizes }).stage.sizes.cache;
    expect(cacheAt('monolith')).toEqual({ nodeType: 'cache.t4g.micro', shards: 2, replicasPerShard: 1 });
    expect(cacheAt('containers')).toEqual({ nodeType: 'cache.t4g.small', shards: 2, replicasPerShard: 1 });
    expect(resolveGrowthConfig({ ...VALID, stage: 'containers', step: 'expand', sizes }).shape).toMatchObject({
      vmUsesSharedState: true,
    });
  });

  test.each([
    ['t4g.large', 'm7g.large'],
    ['m7g.large', 'm7g.large'],
    ['r7g.large', 'r7g.large'],
    ['t4g.xlarge', 't4g.xlarge'],
    ['r7g.2xlarge', 'r7g.2xlarge'],
  ])('moving up with a database class %s chosen before gives %s', (instanceType, expected) => {
    const sizes = { monolith: { database: { instanceType } } };
    expect(resolveGrowthConfig({ ...VALID, stage: 'containers', sizes }).stage.sizes.database.instanceType).toBe(
      expected,
    );
  });
});

describe('moving up', () => {
  const sizes = {
    monolith: { database: { allocatedStorageGiB: 600, maxAllocatedStorageGiB: 1300, readReplicas: 2, proxy: true } },
  };

  test('takes nothing from the database', () => {
    expect(resolveGrowthConfig({ ...VALID, stage: 'containers', sizes }).stage.sizes.database).toEqual({
      ...GrowthStages.CONTAINERS.sizes.database,
      allocatedStorageGiB: 600,
      maxAllocatedStorageGiB: 1300,
      readReplicas: 2,
    });
  });

  test('is refused where the configuration takes something', () => {
    const containers = {
      database: { allocatedStorageGiB: 100, maxAllocatedStorageGiB: 500, readReplicas: 1, proxy: false },
    };
    expect(problemsOf({ ...VALID, sizes: { ...sizes, containers } })).toEqual([
      '`sizes.containers.database.allocatedStorageGiB` must be at least 600, as in the stage before, got: 100',
      '`sizes.containers.database.maxAllocatedStorageGiB` must be at least 1300, as in the stage before, got: 500',
      '`sizes.containers.database.readReplicas` must be at least 2, as in the stage before, got: 1',
      '`sizes.containers.database.proxy` must be true, as in the stage before, got: false',
    ]);
  });
});

describe('users instead of a stage', () => {
  test.each([
    [3_000, 'monolith'],
    [40_000, 'containers'],
  ])('%d choose %s', (users, stage) => {
    const growth = resolveGrowthConfig({ ...without('stage'), users });
    expect(growth.stage.name).toBe(stage);
    expect(growth.config.stage).toBe(stage);
    expect(growth.selection?.reasons[0].value).toBe(users);
  });

  test('with a stage they only tell that it comes early', () => {
    const growth = resolveGrowthConfig({ ...VALID, stage: 'containers', users: 3_000 });
    expect(growth.stage.name).toBe('containers');
    expect(growth.tooEarly.map(({ subject }) => subject)).toEqual(['containers']);
  });

  test('signals are weighed as well', () => {
    const signals = { databaseCpuPercent: 75 };
    expect(
      resolveGrowthConfig({ ...without('stage'), users: 3_000, signals }).selection?.turnOnFirst.map(
        ({ subject }) => subject,
      ),
    ).toEqual(['pooling', 'cache', 'replicas']);
  });
});

describe('a transition step', () => {
  test('gives the shape, with the sizes of both stages as the configuration changes them', () => {
    const sizes = {
      monolith: { database: { instanceType: 't4g.medium' }, vm: { instanceType: 't4g.medium' } },
      containers: { database: { readReplicas: 2 } },
    };
    const shapeAt = (step: string) => resolveGrowthConfig({ ...VALID, stage: 'containers', step, sizes }).shape;
    expect(shapeAt('expand')).toMatchObject({
      keepVmGroup: true,
      vmWeight: 100,
      containerWeight: 0,
      vmUsesSharedState: false,
      workersOn: 'vm',
      sizes: { database: { multiAz: false, instanceType: 't4g.medium', readReplicas: 0 } },
      vmStage: 'monolith',
      vm: { instanceType: 't4g.medium', minCapacity: 1, maxCapacity: 1 },
    });
    expect(shapeAt('database-replicas')).toMatchObject({
      sizes: { database: { multiAz: true, instanceType: 'm7g.large', readReplicas: 2 } },
    });
  });

  test('the last one is the plain stage', () => {
    const last = resolveGrowthConfig({ ...VALID, stage: 'containers', step: 'contract' });
    expect(last.step?.name).toBe('contract');
    expect(last).not.toHaveProperty('shape');
    expect(last.stage).toEqual(resolveGrowthConfig({ ...VALID, stage: 'containers' }).stage);
  });
});

describe('what is live', () => {
  const PLACES = GrowthPath.points().map((place) => GrowthPath.nameOf(place));
  const REGIONS = {
    secondaryRegions: [{ region: 'us-east-1', availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] }],
    globalWriterEndpoint: 'notes-global.global-abcdef.global.rds.amazonaws.com',
  };
  const from = (live: string, place: string) => {
    const [stage, step] = place.split(':');
    return problemsOf({ ...VALID, ...REGIONS, live, stage, ...(step ? { step } : {}) });
  };

  test('admits the same place and the next one, from the first stage to the last', () => {
    PLACES.slice(0, -1).forEach((place, index) => {
      expect([place, from(place, place)]).toEqual([place, []]);
      expect([place, from(place, PLACES[index + 1])]).toEqual([place, []]);
    });
  });

  test('a stage without its steps is refused on top of the stage before', () => {
    expect(from('containers', 'aurora')).toEqual([
      '`stage` and `step` must be the next deployment point after `live` "containers", which is "aurora:expand", ' +
        'got: "aurora", which skips aurora:expand, aurora:cut-over, aurora:readers, aurora:capacity, ' +
        'aurora:cache-nodes, aurora:cache-shards, aurora:services, aurora:scaling, aurora:release, aurora:contract; ' +
        'deploy the steps one by one',
    ]);
    expect(from('monolith', 'containers')).toHaveLength(1);
    expect(from('aurora', 'multi-region')).toHaveLength(1);
    expect(from('containers:expand', 'containers:shift-10')).toHaveLength(1);
  });

  test('the last step and the plain stage are the same place', () => {
    expect(from('aurora:release', 'aurora')).toEqual([]);
    expect(from('aurora', 'aurora:contract')).toEqual([]);
  });

  test('there is a way back until something has happened that can not be undone', () => {
    expect(from('containers', 'containers:database-class')).toEqual([]);
    expect(from('containers:expand', 'monolith')).toEqual([]);
    expect(from('aurora:expand', 'containers')).toEqual([]);
    expect(from('aurora:readers', 'aurora:cut-over')).toEqual([]);
    expect(from('multi-region:replicate', 'multi-region:regions')).toEqual([]);
    expect(from('aurora:cut-over', 'aurora:expand')).toEqual([
      expect.stringContaining('aurora:cut-over: the cluster has taken writes that the old instance does not have'),
    ]);
    expect(from('aurora', 'containers')).toEqual([
      expect.stringMatching(
        /aurora:contract: the old instance has been deleted.*aurora:cut-over: the cluster has taken writes/,
      ),
    ]);
    expect(from('multi-region:regions', 'multi-region:expand')).toEqual([expect.stringContaining('remove-region')]);
  });

  test('is a place of the way', () => {
    expect(from('aurora:cutover', 'aurora:readers')).toEqual([
      '`live` must be a stage, or a stage and one of its steps, got: "aurora:cutover"; did you mean "aurora:cut-over"?',
    ]);
    expect(from('arora', 'aurora')).toEqual([expect.stringContaining('`live` must be a stage, or a stage and a step')]);
  });

  test('may come from the command line', () => {
    expect(problemsOf(VALID, { live: 'containers', stage: 'aurora' })).toHaveLength(1);
  });
});

describe('origins and Regions', () => {
  const regionOf = (region: string) => ({
    region,
    availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
  });
  const REGION = regionOf('us-east-1');

  test.each<[string, object, RegExp]>([
    [
      'a snapshot without its ARN',
      { stage: 'aurora', auroraOrigin: 'snapshot' },
      /^`auroraSnapshotArn` must be given if `auroraOrigin` is "snapshot"/,
    ],
    [
      'an ARN without a snapshot',
      { stage: 'aurora', auroraSnapshotArn: 'arn:aws:rds:eu-central-1:123456789012:snapshot:x' },
      /^`auroraSnapshotArn` must be absent if `auroraOrigin` is "replica"/,
    ],
    [
      'a snapshot elsewhere',
      { stage: 'aurora', auroraOrigin: 'snapshot', auroraSnapshotArn: 'arn:aws:rds:us-east-1:123456789012:snapshot:x' },
      /must be in `region` eu-central-1/,
    ],
    [
      'origin plain with a step',
      { stage: 'aurora', step: 'expand', auroraOrigin: 'plain' },
      /^`step` must be absent at stage aurora if `auroraOrigin` is "plain"/,
    ],
    ['no Region', { stage: 'multi-region' }, /^`secondaryRegions` must name at least one Region/],
    [
      'the home Region twice',
      {
        stage: 'multi-region',
        secondaryRegions: [
          { region: 'eu-central-1', availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'] },
        ],
      },
      /^`secondaryRegions\[0\].region` must be different/,
    ],
    [
      'zones of another Region',
      { secondaryRegions: [{ ...REGION, availabilityZones: ['us-west-2a', 'us-east-1b', 'us-east-1c'] }] },
      /^`secondaryRegions\[0\].availabilityZones\[0\]` must be in us-east-1/,
    ],
    [
      'residency elsewhere',
      { secondaryRegions: [REGION], residency: [{ countryCodes: ['DE'], regions: ['eu-west-1'] }] },
      /^`residency\[0\].regions` must name Regions of the configuration/,
    ],
    [
      'residency in a Region that does not serve',
      {
        secondaryRegions: [
          { ...REGION, phase: 'build' },
          { region: 'us-west-2', availabilityZones: ['us-west-2a', 'us-west-2b', 'us-west-2c'] },
        ],
        residency: [{ countryCodes: ['US'], regions: ['us-east-1'] }],
      },
      /^`residency\[0\].regions` must contain a Region that serves/,
    ],
    [
      'a country twice',
      { residency: [{ countryCodes: ['DE', 'DE'], regions: ['eu-central-1'] }] },
      /^`residency` must name each country once, got: DE twice/,
    ],
    [
      'two jurisdictions in one global database',
      { stage: 'multi-region', secondaryRegions: [REGION], signals: { dataResidency: ['EU', 'US'] } },
      /^`signals.dataResidency` must name one jurisdiction at stage multi-region, got: EU, US; .* one environment per/,
    ],
    [
      'a Region outside of the jurisdiction',
      { stage: 'multi-region', secondaryRegions: [REGION], signals: { dataResidency: ['eu'] } },
      /^`secondaryRegions` and `region` must be in EU, .* got: us-east-1/,
    ],
    [
      'a global cache with nearest routing',
      { cacheReplication: 'global' },
      /^`cacheReplication` must be "regional" unless `regionRouting` is "failover"/,
    ],
    [
      'forwarding to nobody',
      { secondaryRegions: [{ ...REGION, headless: true }], globalWriteForwarding: true },
      /^`globalWriteForwarding` needs a Region with an instance/,
    ],
    [
      'a Region whose prefix list is unknown',
      {
        secondaryRegions: [{ region: 'eu-south-1', availabilityZones: ['eu-south-1a', 'eu-south-1b', 'eu-south-1c'] }],
      },
      /^`secondaryRegions\[0\].region` must be one of .*eu-west-1.*, whose CloudFront prefix list is known, got: "eu-south-1"/,
    ],
    [
      'three copies of a global cache',
      {
        cacheReplication: 'global',
        regionRouting: 'failover',
        secondaryRegions: ['us-east-1', 'us-west-2', 'eu-west-1'].map(regionOf),
      },
      /^`secondaryRegions` must name at most 2 Regions with `cacheReplication` "global", got: 3/,
    ],
    [
      'a global writer without its name',
      { stage: 'multi-region', step: 'global-writer', secondaryRegions: [REGION] },
      /^`globalWriterEndpoint` must be given at step global-writer, got: nothing; .*describe-global-clusters/,
    ],
    [
      'more readers than a global database takes',
      {
        stage: 'multi-region',
        secondaryRegions: [REGION],
        sizes: { 'multi-region': { database: { maxReaders: 15 } } },
      },
      /^`sizes.multi-region.database.maxReaders` must be at most 14 with 1 further Region /,
    ],
    [
      'no Region once there were some',
      { stage: 'multi-region', step: 'regions', secondaryRegions: [] },
      /^`secondaryRegions` must name at least one Region/,
    ],
    [
      'a class that Aurora does not have',
      { sizes: { aurora: { database: { instanceType: 'm7g.large' } } } },
      /^`sizes.aurora.database.instanceType` must be a class that Aurora PostgreSQL supports/,
    ],
    [
      'a pause behind a proxy',
      { sizes: { aurora: { database: { serverless: { minAcu: 0, maxAcu: 4 } } } } },
      /^`sizes.aurora.database.serverless.minAcu` must be at least 0.5 with a proxy/,
    ],
    [
      'serverless RDS',
      { sizes: { containers: { database: { serverless: { minAcu: 1, maxAcu: 4 } } } } },
      /^`sizes.containers.database.serverless` must be absent/,
    ],
    [
      'scaling of small nodes',
      { sizes: { containers: { cache: { maxShards: 5 } } } },
      /^`sizes.containers.cache.maxShards` needs nodes of the size large/,
    ],
  ])('%s', (_, change, message) => {
    expect(problemsOf({ ...VALID, ...change })).toEqual([expect.stringMatching(message)]);
  });

  test.each(['classes', 'services', 'expand'])('at step %s there may be one Region', (step) => {
    expect(problemsOf({ ...VALID, stage: 'multi-region', step, secondaryRegions: [] })).toEqual([]);
  });

  test('a class without an Aurora counterpart becomes one of the same size', () => {
    const growth = resolveGrowthConfig({
      ...VALID,
      stage: 'aurora',
      sizes: { containers: { database: { instanceType: 'm7g.8xlarge' } } },
    });
    expect(growth.stage.sizes.database.instanceType).toBe('r7g.8xlarge');
  });

  test('the ceiling of the stage goes where the nodes of the user can not be scaled', () => {
    const growth = resolveGrowthConfig({
      ...VALID,
      stage: 'aurora',
      sizes: { aurora: { cache: { nodeType: 'cache.r7g.4xlarge' } } },
    });
    expect(growth.stage.sizes.cache).not.toHaveProperty('maxShards');
  });
});

describe('the command line', () => {
  test('wins over the configuration', () => {
    const growth = resolveGrowthConfig(VALID, {
      account: '210987654321',
      environment: 'staging',
      stage: 'containers',
      step: 'cut-over',
    });
    expect(growth.config).toMatchObject({
      account: '210987654321',
      environment: 'staging',
      stage: 'containers',
      step: 'cut-over',
    });
    expect(growth.shape?.containerWeight).toBe(100);
  });

  test('another Region asks for its Availability Zones', () => {
    expect(problemsOf(VALID, { region: 'eu-west-1' })).toEqual([
      '`availabilityZones[0]` must be in `region` eu-west-1, got: "eu-central-1a"; for example "eu-west-1a"',
      '`availabilityZones[1]` must be in `region` eu-west-1, got: "eu-central-1b"; for example "eu-west-1a"',
      '`availabilityZones[2]` must be in `region` eu-west-1, got: "eu-central-1c"; for example "eu-west-1a"',
    ]);
  });

  test('gives texts, which become numbers', () => {
    expect(resolveGrowthConfig(VALID, { users: '25000' }).config.users).toBe(25_000);
    expect(resolveGrowthConfig(VALID, { users: ' 25000 ' }).stage.name).toBe('containers');
  });

  test('users win over the stage of the file, and a stage over its users', () => {
    expect(resolveGrowthConfig(VALID, { users: '40000' }).stage.name).toBe('containers');
    expect(resolveGrowthConfig({ ...without('stage'), users: 40_000 }, { stage: 'monolith' }).stage.name).toBe(
      'monolith',
    );
    expect(resolveGrowthConfig(VALID, { users: '3000', stage: 'containers' }).stage.name).toBe('containers');
  });

  test('drops the step of the file with its stage, and keeps it with the same stage', () => {
    const file = { ...VALID, stage: 'containers', step: 'shift-50' };
    expect(resolveGrowthConfig(file, { stage: 'monolith' }).config).not.toHaveProperty('step');
    expect(resolveGrowthConfig(file, { users: '3000' }).config).not.toHaveProperty('step');
    expect(resolveGrowthConfig(file, { stage: 'containers' }).step?.name).toBe('shift-50');
    expect(resolveGrowthConfig(file, { users: '40000' }).step?.name).toBe('shift-50');
    expect(resolveGrowthConfig(file, { step: 'cut-over' }).step?.name).toBe('cut-over');
  });
});

describe('a stage that can not be built', () => {
  const stages = '"monolith", "containers", "aurora", "multi-region"';

  test('is unknown, and the nearest one is suggested', () => {
    expect(problemsOf(VALID, { stage: 'kontainers' })).toEqual([
      `\`stage\` must be one of ${stages}, got: "kontainers"; did you mean "containers"?`,
    ]);
  });

  test('is not named at all', () => {
    expect(problemsOf(without('stage'))).toEqual([
      '`stage` must be given, got: nothing; set `stage`, or set `users` and let the selector choose a stage',
    ]);
  });
});

describe('refused, with a message', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a negative number of users', { users: -5 }, '`users` must be a whole number from 1 to 10000000000, got: -5'],
    ['half a user', { users: 1.5 }, '`users` must be a whole number, got: 1.5'],
    ['users as text', { users: '3000' }, '`users` must be a whole number, got: "3000"; write it without quotes'],
    [
      'an account as number',
      { account: 123456789012 },
      '`account` must be a string, got: 123456789012; put it in quotes',
    ],
    [
      'a short account',
      { account: '1234' },
      '`account` must be 12 digits in quotes, for example "123456789012", got: "1234"',
    ],
    [
      'a region with a slip',
      { region: 'eu-cental-1' },
      expect.stringMatching(/^`region` must be one of .*, got: "eu-cental-1"; did you mean "eu-central-1"\?$/) as never,
    ],
    [
      'an unknown property with a near one',
      { availabiltyZones: [] },
      '`availabiltyZones` is not a property of the configuration; did you mean "availabilityZones"?',
    ],
    [
      'an unknown property of a property',
      { firewall: { enable: true } },
      '`firewall.enable` is not a property of `firewall`; did you mean "enabled"?',
    ],
    [
      'an unknown property with none near',
      { sizes: { kubernetes: {} } },
      '`sizes.kubernetes` is not a property of `sizes`; `sizes` takes monolith, containers, aurora, multi-region',
    ],
    [
      'two Availability Zones',
      { availabilityZones: ['eu-central-1a', 'eu-central-1b'] },
      '`availabilityZones` must be a list of at least 3, got: ["eu-central-1a","eu-central-1b"]',
    ],
    [
      'two images',
      { imageTag: '1' },
      'exactly one of `imageUri`, `imageTag`, `imageDirectory` must be given, got: imageUri and imageTag',
    ],
    [
      'an image without a tag',
      { imageUri: 'nginx' },
      '`imageUri` must be a full image reference with a tag or digest, for example ' +
        '"public.ecr.aws/nginx/nginx:1.29", got: "nginx"',
    ],
    [
      'a number among the variables',
      { variables: { A: 1 } },
      '`variables.A` must be a string, got: 1; put it in quotes',
    ],
    [
      'a domain elsewhere',
      { domain: { domainName: 'a.example.org', hostedZoneId: 'Z0123456789', hostedZoneName: 'example.com' } },
      '`domain.domainName` must be equal to or below `domain.hostedZoneName` example.com, got: "a.example.org"',
    ],
    [
      'off-hours in production',
      { offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' } },
      '`offHours` must be absent in production, got: a schedule; set `production` to false if no user ' +
        'depends on the environment',
    ],
    [
      'off-hours with replicas',
      {
        stage: 'containers',
        production: false,
        offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' },
      },
      '`sizes.containers.database.readReplicas` must be 0 with `offHours`, because Amazon RDS stops no ' +
        'database that has replicas, got: 1',
    ],
    [
      'a variable of the contract',
      { variables: { DATABASE_HOST: 'a' } },
      '`variables.DATABASE_HOST` must be absent, because the workload contract sets DATABASE_HOST itself; ' +
        'choose another name',
    ],
    [
      'a step without a way',
      { step: 'expand' },
      '`step` must be absent at stage monolith, which has no steps, got: "expand"',
    ],
    [
      'a step with a slip',
      { stage: 'containers', step: 'cutover' },
      '`step` must be one of "expand", "share-state", "shift-10", "shift-50", "cut-over", "database-multi-az", ' +
        '"database-class", "database-replicas", "contract", got: "cutover"; did you mean "cut-over"?',
    ],
    [
      'a size of a part that is not there',
      { sizes: { monolith: { web: { cpu: 256 } } } },
      '`sizes.monolith.web` must be absent, because stage monolith has none; its parts are vm, database, cache, nat',
    ],
    [
      'several machines without a shared cache',
      { sizes: { monolith: { vm: { maxCapacity: 2 } } } },
      '`sizes.monolith.cache` must be given if `sizes.monolith.vm.maxCapacity` is above 1, because sessions and ' +
        'rate limits are shared, got: nothing; for example { "nodeType": "cache.t4g.micro" }',
    ],
    [
      'an Intel instance',
      { sizes: { monolith: { vm: { instanceType: 't3.small' } } } },
      '`sizes.monolith.vm.instanceType` must be an arm64 (Graviton) instance type without prefix, for ' +
        'example "t4g.small", got: "t3.small"',
    ],
    [
      'bounds upside down',
      { sizes: { containers: { web: { minTasks: 20 } } } },
      '`sizes.containers.web.minTasks` must be at most `maxTasks` 10, got: 20',
    ],
    [
      'memory that Fargate does not offer',
      { sizes: { containers: { web: { memoryMiB: 8192 } } } },
      '`sizes.containers.web.memoryMiB` must be 1024 to 4096 in steps of 1024 with 512 CPU units on Fargate, got: 8192',
    ],
    [
      'storage without room to grow',
      { sizes: { monolith: { database: { allocatedStorageGiB: 95 } } } },
      '`sizes.monolith.database.maxAllocatedStorageGiB` must be at least 105, 10 % above ' +
        '`allocatedStorageGiB` 95 (an Amazon RDS rule), got: 100',
    ],
    [
      'Fargate without a way out',
      { sizes: { containers: { nat: 'none' } } },
      '`sizes.containers.nat` must be one of "instance", "one-gateway", "gateway-per-az" if containers run on ' +
        'Fargate, got: "none"',
    ],
    [
      'a signal with a slip',
      { signals: { databseCpuPercent: 3 } },
      '`signals.databseCpuPercent` is not a property of `signals`; did you mean "databaseCpuPercent"?',
    ],
    [
      'a signal out of range',
      { users: 5, signals: { databaseCpuPercent: 300 } },
      '`signals.databaseCpuPercent` must be a number from 0 to 100, got: 300',
    ],
  ])('%s', (_, change, message) => {
    expect(problemsOf(wrong(change))).toEqual([message]);
  });

  test.each([[-5], ['-5'], ['many'], ['1e3'], ['']])('users %j from the command line', (users) => {
    expect(problemsOf(VALID, { users })).toEqual([expect.stringMatching(/^`users` must be a whole number/)]);
  });

  test.each([
    [undefined, 'nothing'],
    [null, 'a null'],
    [[], 'a list'],
    ['text', 'a string'],
  ])('%j instead of an object', (input, kind) => {
    expect(problemsOf(input)).toEqual([`the configuration must be an object, got: ${kind}`]);
  });

  test('everything at once, in one error that says where it comes from', () => {
    const input = {
      application: 'Notes',
      environment: 'production',
      stage: 'monolit',
      users: 0,
      stge: 'x',
      availabilityZones: ['a'],
    };
    expect(() => resolveGrowthConfig(input, { region: 'eu-west-1' }, ['growth.json'])).toThrow(
      new ConfigurationError(
        texts(
          '`owner` must be given, got: nothing; cost tag: the team or person that answers for the application',
          '`costCenter` must be given, got: nothing; cost tag: the cost centre that pays',
          '`account` must be given, got: nothing; AWS account of the environment, 12 digits',
          '`webCommand` must be given, got: nothing; command of the web process',
          '`onCallEmails` must be given, got: nothing; e-mail addresses that alarms and budget alerts reach',
          '`stge` is not a property of the configuration; did you mean "stage"?',
          '`application` must be 2 to 20 lower-case letters, digits and single hyphens that begin with a ' +
            'letter, got: "Notes"',
          '`availabilityZones` must be a list of at least 3, got: ["a"]',
          '`availabilityZones[0]` must be an Availability Zone, for example "eu-central-1a", got: "a"',
          '`stage` must be one of "monolith", "containers", "aurora", "multi-region", got: "monolit"; did you ' +
            'mean "monolith"?',
          '`users` must be a whole number from 1 to 10000000000, got: 0',
          'exactly one of `imageUri`, `imageTag`, `imageDirectory` must be given, got: none',
        ),
        ['growth.json'],
      ),
    );
  });

  test('with a text that reads like this', () => {
    const problems = texts('`a` must be b, got: c', '`d` must be e, got: f');
    expect(new ConfigurationError(problems, ['growth.json']).message).toBe(
      'the configuration has 2 problems (read from growth.json); nothing was built\n  - `a` must be b, ' +
        'got: c\n  - `d` must be e, got: f',
    );
  });

  test('as data: the property, what was given, what is allowed and what to do', () => {
    const found = problemDataOf(wrong({ stage: 'monolit', imageTag: '1', signals: { continents: 9 }, users: 5 }));
    expect(found).toEqual([
      expect.objectContaining({
        property: 'stage',
        given: '"monolit"',
        allowed: GrowthStages.NAMES,
        remedy: 'did you mean "monolith"?',
      }),
      expect.objectContaining({ property: 'signals.continents', given: '9' }),
      expect.objectContaining({ property: 'imageUri', relatedProperties: ['imageTag', 'imageDirectory'] }),
    ]);
  });

  test('a rule about several properties is quiet if one of them is wrong by itself', () => {
    expect(problemsOf(wrong({ region: 'eu-west-9' }))).toEqual([expect.stringMatching(/^`region` must be one of /)]);
    expect(problemsOf(wrong({ auroraOrigin: 'plain', auroraSnapshotArn: 'last' }))).toEqual([
      expect.stringMatching(/^`auroraSnapshotArn` must be the ARN of a snapshot/),
    ]);
  });
});

describe('for every valid configuration', () => {
  test('a stage comes out, the same one twice', () => {
    fc.assert(
      fc.property(configArbitrary, (config) => {
        const growth = resolveGrowthConfig(config);
        expect(growth.shape !== undefined).toBe(
          growth.step !== undefined && !['contract', 'serve'].includes(growth.step.name),
        );
        expect(JSON.stringify(resolveGrowthConfig(config))).toBe(JSON.stringify(growth));
      }),
      { numRuns: 400 },
    );
  });
});

/** Ways to break one property of a valid configuration; each message has to name the property. */
const breakage: fc.Arbitrary<[string, unknown]> = fc.oneof(
  fc.tuple(
    fc.constantFrom('application', 'environment'),
    fc.constantFrom<unknown>('', 'A', '-a', 'a--b', 'a'.repeat(21), 7, null, true),
  ),
  fc.tuple(fc.constantFrom('owner', 'costCenter'), fc.constantFrom<unknown>('', 'a\nb', 'x'.repeat(257), 7, [])),
  fc.tuple(fc.constant('account'), fc.oneof(fc.stringMatching(/^[0-9]{0,11}$/), fc.integer(), fc.constant(null))),
  fc.tuple(fc.constant('region'), fc.oneof(fc.string(), fc.integer())),
  fc.tuple(
    fc.constant('availabilityZones'),
    fc.constantFrom<unknown>([], ['eu-west-1a'], ['eu-west-1a', 'eu-west-1a', 'eu-west-1a'], 'eu-west-1a', [1, 2, 3]),
  ),
  fc.tuple(fc.constant('networkIndex'), fc.oneof(fc.integer({ min: 8 }), fc.integer({ max: -1 }), fc.constant('1'))),
  fc.tuple(
    fc.constant('stage'),
    fc.string().filter((name) => !GrowthStages.NAMES.includes(name)),
  ),
  fc.tuple(
    fc.constant('step'),
    fc.string().map((name) => `${name}!`),
  ),
  fc.tuple(
    fc.constant('users'),
    fc.oneof(fc.integer({ max: 0 }), fc.double({ min: 1.1, max: 1.9 }), fc.string(), fc.constant(null)),
  ),
  fc.tuple(fc.constant('port'), fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 65_536 }), fc.string())),
  fc.tuple(
    fc.constantFrom('webCommand', 'workerCommand', 'migrateCommand'),
    fc.constantFrom<unknown>([], [''], 'node web.js', [1]),
  ),
  fc.tuple(
    fc.constant('onCallEmails'),
    fc.constantFrom<unknown>([], ['nobody'], 'a@example.com', ['a@example.com', 'a@example.com']),
  ),
  fc.tuple(fc.constantFrom('imageUri', 'imageTag', 'imageDirectory'), fc.constantFrom<unknown>({}, '', 7, null)),
  fc.tuple(
    fc.constant('firewall'),
    fc.constantFrom<unknown>(true, { countOnly: 'no' }, { requestsPer5MinutesPerIp: 9 }, { paths: [] }),
  ),
  fc.tuple(
    fc.constant('offHours'),
    fc.constantFrom<unknown>(
      {},
      { stopAt: '25:00', startAt: '07:00', timeZone: 'UTC' },
      { stopAt: '7:00', startAt: '07:00', timeZone: 'UTC' },
    ),
  ),
  fc.tuple(
    fc.constant('domain'),
    fc.constantFrom<unknown>({}, 'example.com', {
      domainName: 'a.b',
      hostedZoneId: 'Z0123456789',
      hostedZoneName: 'example.com',
    }),
  ),
  fc.tuple(
    fc.constant('sizes'),
    fc.constantFrom<unknown>(
      { auroras: {} },
      { monolith: { web: { cpu: 256 } } },
      { containers: { nat: 'none' } },
      { containers: { web: { cpu: 300 } } },
    ),
  ),
  fc.tuple(fc.constantFrom('monthlyBudgetUsd', 'logRetentionDays'), fc.constantFrom<unknown>(0, -1, '200', 0.5)),
  fc.tuple(
    fc.constant('signals'),
    fc.constantFrom<unknown>([], { users: 3 }, { continents: 8 }, { measuresInUse: ['pool'] }),
  ),
  fc.tuple(
    fc.stringMatching(/^[a-z]{3,12}X$/),
    fc.anything({ maxDepth: 1 }).filter((value) => value !== undefined),
  ),
);

test('every broken configuration is refused, with a message that names the property', () => {
  fc.assert(
    fc.property(configArbitrary, breakage, (config, [name, value]) => {
      const problems = problemsOf({ ...config, [name]: value });
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.some((problem) => new RegExp(`\`${name}\\b`).test(problem))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('every missing required property is named', () => {
  const required: (keyof GrowthDocument)[] = [
    'application',
    'environment',
    'owner',
    'costCenter',
    'account',
    'region',
    'availabilityZones',
    'webCommand',
    'onCallEmails',
  ];
  fc.assert(
    fc.property(configArbitrary, fc.subarray(required, { minLength: 1 }), (config, names) => {
      const broken = Object.fromEntries(Object.entries(config).filter(([name]) => !names.includes(name as never)));
      const problems = problemsOf(broken);
      names.forEach((name) =>
        expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^\`${name}\` must be given`))),
      );
    }),
    { numRuns: 100 },
  );
});
