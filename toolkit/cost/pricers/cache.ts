import { LocatedResource, StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { isTrue, knownNumber, knownText, listAt } from '../literals';
import { HOURS_PER_MONTH } from '../price-list';
import { Workload } from '../workload';
import { shareOf } from '../workload-share';
import { running, targetsOf } from './scaling';

/** Caches. */
export const CACHES: Readonly<Record<string, Pricer>> = {
  'AWS::ElastiCache::CacheCluster': tallied(singleNodes),
  'AWS::ElastiCache::GlobalReplicationGroup': tallied((tally) =>
    tally.unknown('data between the Regions of the Global Datastore depends on the writes to the cache'),
  ),
  'AWS::ElastiCache::ReplicationGroup': tallied(replicationGroup),
  'AWS::ElastiCache::ServerlessCache': tallied(serverlessCache),
};

/** What the usage of single caches may say. */
export const CACHE_USAGE: ResourceUsage = {
  'AWS::ElastiCache::ReplicationGroup': { shards: 'shards on average over the month' },
  'AWS::ElastiCache::ServerlessCache': {
    storageGb: 'GB in the cache, on average over the month',
    ecpuMillions: 'millions of processing units (ECPU) a month',
  },
};

/**
 * Snapshots of a cache that cost nothing (Amazon ElastiCache user guide, backup costs: one for each active cluster).
 */
const FREE_SNAPSHOTS = 1;

/** GB that a serverless cache is billed at least (Amazon ElastiCache pricing). */
const LEAST_GB: Readonly<Record<string, number>> = { valkey: 0.1, redis: 1 };

const KB_PER_GB = 1_000_000;
const MILLION = 1_000_000;
const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3_600;

/** The engines as the price list names them; Memcached is not in it. */
const ENGINES: Readonly<Record<string, string>> = { valkey: 'valkey', redis: 'redis-oss' };

/** The engine as the price list names it; one that is not there is named. */
function engineOf(tally: ChargeCollector, resource: StackResource, otherwise?: string): string | undefined {
  const given = knownText(resource, ['Engine'], otherwise);
  const engine = ENGINES[given ?? ''];
  if (engine === undefined) {
    tally.unknown(
      given === undefined
        ? 'the engine of the cache is known only at deployment'
        : `no known price for caches of engine ${given}`,
    );
  }
  return engine;
}

/**
 * A secondary of a Global Datastore has what its primary has: the primary says so, or the metadata beside its
 * properties.
 */
function withPrimary({ resource, index, stack, address }: PricedResource): StackResource {
  const global = index.target(valueAt(resource, ['GlobalReplicationGroupId']), stack);
  const [member] = listAt<{ readonly ReplicationGroupId?: unknown }>(global?.resource, ['Members']);
  const primary = global && index.target(member?.ReplicationGroupId, global.stack);
  const inherited = primary && primary.address !== address ? pick(primary) : {};
  return {
    ...resource,
    Properties: {
      ...inherited,
      ...(resource.Metadata?.GlobalDatastoreSecondary as object | undefined),
      ...resource.Properties,
    },
  };
}

/**
 * The engine of a cache that does not name one: Redis OSS by default. A secondary has the engine of its primary; only
 * caches of this library note it in metadata, and theirs is Valkey.
 */
function engineOfAbsent({ Metadata, Properties }: StackResource): string | undefined {
  if (Metadata?.GlobalDatastoreSecondary !== undefined) {
    return 'valkey';
  }
  return Properties?.GlobalReplicationGroupId === undefined ? 'redis' : undefined;
}

function pick({ resource }: LocatedResource): Record<string, unknown> {
  const names = ['Engine', 'CacheNodeType', 'NumNodeGroups', 'ReplicasPerNodeGroup'];
  return Object.fromEntries(
    names.flatMap((name) => (valueAt(resource, [name]) === undefined ? [] : [[name, valueAt(resource, [name])]])),
  );
}

interface Nodes {
  readonly type?: string;
  readonly shards?: number;
  readonly perShard?: number;

  /** All nodes; shards may have different numbers of replicas. */
  readonly all?: number;
}

/** Nodes in shards with replicas, or a primary with its replicas. */
function nodesOf(group: StackResource): Nodes {
  const type = knownText(group, ['CacheNodeType']);
  const clusters = knownNumber(group, ['NumCacheClusters'], 1);
  const configured = listAt<{ readonly ReplicaCount?: unknown }>(group, ['NodeGroupConfiguration']);
  const perShard = ['ReplicasPerNodeGroup', 'NumNodeGroups', 'NodeGroupConfiguration'].some(
    (name) => valueAt(group, [name]) !== undefined,
  );
  if (!perShard) {
    return { type, shards: 1, perShard: clusters, all: clusters };
  }
  const shards = knownNumber(group, ['NumNodeGroups'], configured.length > 0 ? configured.length : 1);
  const replicas = knownNumber(group, ['ReplicasPerNodeGroup'], 0);
  const nodes = replicas === undefined ? undefined : 1 + replicas;
  if (configured.length > 0 && configured.every(({ ReplicaCount }) => typeof ReplicaCount === 'number')) {
    const all = configured.reduce((sum, { ReplicaCount }) => sum + 1 + Number(ReplicaCount), 0);
    return { type, shards, perShard: nodes, all };
  }
  const all = shards === undefined || nodes === undefined ? undefined : shards * nodes;
  return { type, shards, perShard: nodes, all };
}

function replicationGroup(tally: ChargeCollector, priced: PricedResource): void {
  const group = withPrimary(priced);
  const engine = engineOf(tally, group, engineOfAbsent(group));
  const { type, shards, perShard, all } = nodesOf(group);
  if (engine === undefined || type === undefined) {
    if (type === undefined) {
      tally.unknown('the type of the nodes is known only at deployment');
    }
    return;
  }
  const [target] = targetsOf(priced, 'elasticache:replication-group:NodeGroups');
  const fewest = Math.max(shards ?? NaN, knownNumber(target?.resource, ['MinCapacity'], shards) ?? NaN);
  const most = Math.max(fewest, knownNumber(target?.resource, ['MaxCapacity'], fewest) ?? NaN);
  const added = Math.max(0, fewest - (shards ?? NaN)) * (perShard ?? NaN);
  const nodes = (all ?? NaN) + added;
  tally.hourly('ElastiCache', `${type}/${engine}`, nodes, `${nodes} x ${type} node`);
  backups(tally, group);
  if (isTrue(valueAt(group, ['DataTieringEnabled']))) {
    tally.unknown('nodes with data tiering have no known price');
  }
  tally.withWorkload((workload) => {
    const own = tally.own('shards');
    const { cacheCallsPerSecondPerShard } = workload.assumptions;
    const { extraHours, atPeak } = running(
      workload,
      callsOf(priced, workload) / SECONDS_PER_MONTH,
      cacheCallsPerSecondPerShard,
      fewest,
      most,
    );
    const hours = own === undefined ? extraHours : Math.max(0, own - fewest) * HOURS_PER_MONTH;
    const basis =
      own === undefined
        ? `${Math.min(atPeak, most)} shards at the peak, each handling ${cacheCallsPerSecondPerShard} calls a ` +
          'second'
        : `${own} shards on average, from --usage`;
    tally.usage(
      'ElastiCache',
      `${type}/${engine}`,
      hours * (perShard ?? NaN),
      `${type} nodes of shards above the minimum`,
      basis,
    );
    tally.limit(`shards, each handling ${cacheCallsPerSecondPerShard} calls a second`, own ?? atPeak, most);
    zones(tally, priced, workload);
  });
}

function singleNodes(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  if (valueAt(resource, ['ReplicationGroupId']) !== undefined) {
    return;
  }
  const engine = engineOf(tally, resource);
  const [type, count] = [knownText(resource, ['CacheNodeType']), knownNumber(resource, ['NumCacheNodes'], 1)];
  if (engine === undefined || type === undefined) {
    return;
  }
  tally.hourly('ElastiCache', `${type}/${engine}`, count, `${count ?? 'some'} x ${type} node`);
  backups(tally, resource);
  tally.withWorkload((workload) => zones(tally, priced, workload));
}

function backups(tally: ChargeCollector, resource: StackResource): void {
  const kept = knownNumber(resource, ['SnapshotRetentionLimit'], 0);
  if (kept === undefined || kept > FREE_SNAPSHOTS) {
    tally.unknown('no known price for backups of a cache above the first');
  }
}

/** Calls of a month to one cache; equal parts for all of a Region. */
function callsOf(priced: PricedResource, { requests, assumptions }: Workload): number {
  const isCache = ({ resource: { Type, Properties } }: LocatedResource) =>
    CACHES[Type] !== undefined &&
    Type !== 'AWS::ElastiCache::GlobalReplicationGroup' &&
    Properties?.ReplicationGroupId === undefined;
  return requests * assumptions.cacheCallsPerRequest * shareOf(priced, isCache);
}

/**
 * Traffic of a cache between zones; only the side of the tasks is charged (Amazon ElastiCache pricing, data transfer).
 */
function zones(tally: ChargeCollector, priced: PricedResource, workload: Workload): void {
  const { cacheValueKb, crossZonePercent } = workload.assumptions;
  const gb = (callsOf(priced, workload) * cacheValueKb * (crossZonePercent / 100)) / KB_PER_GB;
  tally.usage(
    'DataTransfer',
    'cross-AZ-each-direction',
    gb,
    'calls and values between zones',
    `${cacheValueKb} kB per call, of which ${crossZonePercent} % cross zones`,
  );
}

/** A call costs a processing unit for each kB (Amazon ElastiCache pricing, ECPU). */
function serverlessCache(tally: ChargeCollector, priced: PricedResource): void {
  const { resource, index } = priced;
  const engine = engineOf(tally, resource);
  if (engine === undefined) {
    return;
  }
  const least = Math.max(
    LEAST_GB[engine === 'valkey' ? 'valkey' : 'redis']!,
    knownNumber(resource, ['CacheUsageLimits', 'DataStorage', 'Minimum'], 0) ?? NaN,
  );
  tally.hourly('ElastiCache', `serverless/${engine}/storage`, least, `${least} GB of a serverless cache, the minimum`);
  const leastUnits = knownNumber(resource, ['CacheUsageLimits', 'ECPUPerSecond', 'Minimum'], 0) ?? NaN;
  tally.fixed(
    'ElastiCache',
    `serverless/${engine}/ecpu`,
    (leastUnits * SECONDS_PER_MONTH) / MILLION,
    `${leastUnits} processing units a second of a serverless cache, the minimum`,
  );
  backups(tally, resource);
  tally.withWorkload((workload) => {
    const { cacheKbPerUser, cacheValueKb } = workload.assumptions;
    const [gb, units] = [tally.own('storageGb'), tally.own('ecpuMillions')];
    const caches = index.ofType(resource.Type).filter(({ stack }) => stack.region === priced.stack.region).length;
    const held = gb ?? (workload.users * cacheKbPerUser * (shareOf(priced) > 0 ? 1 / caches : 0)) / KB_PER_GB;
    tally.usage(
      'ElastiCache',
      `serverless/${engine}/storage`,
      Math.max(0, held - least) * HOURS_PER_MONTH,
      'GB of a serverless cache above the minimum',
      gb === undefined ? `${cacheKbPerUser} kB per user` : `${gb} GB, from --usage`,
    );
    const called = units ?? (callsOf(priced, workload) * Math.max(1, cacheValueKb)) / MILLION;
    const paid = Math.max(0, called - (leastUnits * SECONDS_PER_MONTH) / MILLION);
    tally.usage(
      'ElastiCache',
      `serverless/${engine}/ecpu`,
      paid,
      'processing units of a serverless cache',
      units === undefined ? `one unit per kB of a call of ${cacheValueKb} kB` : `${units} millions, from --usage`,
    );
    tally.limit(
      'GB of a serverless cache',
      held,
      knownNumber(resource, ['CacheUsageLimits', 'DataStorage', 'Maximum'], Infinity) ?? Infinity,
    );
    zones(tally, priced, workload);
  });
}
