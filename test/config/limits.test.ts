import { GrowthDocument, resolveGrowthConfig } from '../../config';
import { VALID as MINIMAL } from './helpers/valid';

const region = (name: string) => ({ region: name, availabilityZones: ['a', 'b', 'c'].map((zone) => `${name}${zone}`) });

const VALID: GrowthDocument = { ...MINIMAL, stage: 'containers' };

/** Stage multi-region with one further Region, or with two. */
const spread = (...further: readonly string[]) => ({
  stage: 'multi-region',
  secondaryRegions: further.map(region),
  globalWriterEndpoint: 'notes.global-abcdefghijkl.global.rds.amazonaws.com',
});

/** What the configuration is told about a property; `undefined` if it is admitted. */
function refusalOf(property: string, changes: object): string | undefined {
  try {
    resolveGrowthConfig({ ...VALID, ...changes } as GrowthDocument);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return message.includes(`\`${property}\` `) ? 'refused' : message;
  }
}

const database = (stage: string, sizes: object) => ({ sizes: { [stage]: { database: sizes } } });
const cache = (sizes: object) => ({ sizes: { containers: { cache: { nodeType: 'cache.m7g.large', ...sizes } } } });
const serverless = (bounds: object, more: object = {}) =>
  database('aurora', { serverless: { minAcu: 1, maxAcu: 8, ...bounds }, ...more });

/** The last value that is admitted, and the next one, which is not. */
test.each<[property: string, admitted: object, refused: object]>([
  [
    'sizes.monolith.vm.minCapacity',
    { stage: 'monolith', sizes: { monolith: { vm: { minCapacity: 2, maxCapacity: 2 }, cache: {} } } },
    { stage: 'monolith', sizes: { monolith: { vm: { minCapacity: 3, maxCapacity: 2 }, cache: {} } } },
  ],
  [
    'sizes.monolith.cache',
    { stage: 'monolith', sizes: { monolith: { vm: { maxCapacity: 1 } } } },
    { stage: 'monolith', sizes: { monolith: { vm: { maxCapacity: 2 } } } },
  ],
  [
    'sizes.containers.web.minTasks',
    { sizes: { containers: { web: { minTasks: 20, maxTasks: 20 } } } },
    { sizes: { containers: { web: { minTasks: 21, maxTasks: 20 } } } },
  ],
  [
    'sizes.containers.worker.minTasks',
    { sizes: { containers: { worker: { minTasks: 20, maxTasks: 20 } } } },
    { sizes: { containers: { worker: { minTasks: 21, maxTasks: 20 } } } },
  ],
  [
    'sizes.containers.database.maxAllocatedStorageGiB',
    database('containers', { allocatedStorageGiB: 1000, maxAllocatedStorageGiB: 1100 }),
    database('containers', { allocatedStorageGiB: 1000, maxAllocatedStorageGiB: 1099 }),
  ],
  [
    'sizes.containers.database.maxAllocatedStorageGiB',
    database('containers', { allocatedStorageGiB: 1001, maxAllocatedStorageGiB: 1102 }),
    database('containers', { allocatedStorageGiB: 1001, maxAllocatedStorageGiB: 1101 }),
  ],
  [
    'sizes.aurora.database.readReplicas',
    { stage: 'aurora', ...database('aurora', { readReplicas: 14, maxReaders: 15 }) },
    { stage: 'aurora', ...database('aurora', { readReplicas: 15, maxReaders: 15 }) },
  ],
  [
    'sizes.aurora.database.maxReaders',
    { stage: 'aurora', ...database('aurora', { readReplicas: 3, maxReaders: 3 }) },
    { stage: 'aurora', ...database('aurora', { readReplicas: 3, maxReaders: 2 }) },
  ],
  [
    'sizes.aurora.database.serverless.minAcu',
    { stage: 'aurora', ...serverless({ minAcu: 8, maxAcu: 8 }) },
    { stage: 'aurora', ...serverless({ minAcu: 8.5, maxAcu: 8 }) },
  ],
  [
    'sizes.aurora.database.serverless.minAcu',
    { stage: 'aurora', ...serverless({ minAcu: 0.5 }, { proxy: true }) },
    { stage: 'aurora', ...serverless({ minAcu: 0 }, { proxy: true }) },
  ],
  ['sizes.containers.cache.maxShards', cache({ shards: 2, maxShards: 2 }), cache({ shards: 3, maxShards: 2 })],
  [
    'sizes.containers.cache.maxReplicasPerShard',
    cache({ replicasPerShard: 2, maxReplicasPerShard: 2 }),
    cache({ replicasPerShard: 3, maxReplicasPerShard: 2 }),
  ],
  [
    'sizes.containers.cache.maxReplicasPerShard',
    cache({ replicasPerShard: 1, maxReplicasPerShard: 1 }),
    cache({ replicasPerShard: 0, maxReplicasPerShard: 1 }),
  ],
  [
    'sizes.multi-region.database.maxReaders',
    { ...spread('us-east-1'), ...database('multi-region', { maxReaders: 14 }) },
    { ...spread('us-east-1'), ...database('multi-region', { maxReaders: 15 }) },
  ],
  [
    'sizes.multi-region.database.maxReaders',
    { ...spread('us-east-1', 'ap-southeast-2'), ...database('multi-region', { maxReaders: 13 }) },
    { ...spread('us-east-1', 'ap-southeast-2'), ...database('multi-region', { maxReaders: 14 }) },
  ],
  [
    'offHours.stopAt',
    { stage: 'monolith', environment: 'staging', offHours: { stopAt: '20:00', startAt: '20:01', timeZone: 'UTC' } },
    { stage: 'monolith', environment: 'staging', offHours: { stopAt: '20:00', startAt: '20:00', timeZone: 'UTC' } },
  ],
  [
    'sizes.containers.database.readReplicas',
    {
      environment: 'staging',
      offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'UTC' },
      ...database('containers', { readReplicas: 0 }),
    },
    {
      environment: 'staging',
      offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'UTC' },
      ...database('containers', { readReplicas: 1 }),
    },
  ],
  [
    'domain.domainName',
    { domain: { domainName: 'example.com', hostedZoneId: 'Z0123456789ABC', hostedZoneName: 'example.com' } },
    { domain: { domainName: 'myexample.com', hostedZoneId: 'Z0123456789ABC', hostedZoneName: 'example.com' } },
  ],
  [
    'firewall.signInRequestsPer5MinutesPerIp',
    { firewall: { signInPaths: ['/session'], signInRequestsPer5MinutesPerIp: 100 } },
    { firewall: { signInPaths: [], signInRequestsPer5MinutesPerIp: 100 } },
  ],
])('%s: %j is admitted, %j is not', (property, admitted, refused) => {
  expect(refusalOf(property, admitted)).toBeUndefined();
  expect(refusalOf(property, refused)).toBe('refused');
});
