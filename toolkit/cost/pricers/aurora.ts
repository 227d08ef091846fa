import { LocatedResource, StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { knownNumber, knownText } from '../literals';
import { Workload } from '../workload';
import { besideInstance, insights } from './database-instance';
import { vcpusOf } from './machine-pricing';
import { running, targetsOf } from './scaling';
import { clusterOf, dataGb, isSecondary, membersOf, primaryOf, queriesOf, writesOf, zoneGb } from './stores';

/** Clusters of Aurora. */
export const AURORA: Readonly<Record<string, Pricer>> = {
  'AWS::RDS::DBCluster': tallied(cluster),
  'AWS::RDS::GlobalCluster': tallied(() => undefined),
};

/** What the usage of single clusters may say. */
export const AURORA_USAGE: ResourceUsage = {
  'AWS::RDS::DBCluster': {
    storageGb: 'GB in the cluster',
    backupGb: 'GB of backups above the size of the cluster, which is free',
    ioMillions: 'millions of reads and writes of the storage a month',
    replicatedWriteMillions: 'millions of writes a month that a secondary of a global database receives',
    readers: 'readers on average over the month',
  },
};

/**
 * A capacity unit has 2 GiB with the CPU that goes with it (Aurora user guide, Serverless v2); the memory-optimized
 * classes have 8 GiB for a vCPU.
 */
const VCPUS_PER_ACU = 0.25;

/** In which steps they come. */
export const ACU_STEP = 0.5;

/** A write is counted for each 4 kB of the log (Amazon Aurora FAQ, I/Os of PostgreSQL). */
const WRITE_KB = 4;
const KB_PER_GB = 1_000_000;
const MILLION = 1_000_000;
const SECONDS_PER_MONTH = 730 * 3_600;

function kindOf(resource: StackResource | undefined): 'io-optimized' | 'standard' {
  return valueAt(resource, ['StorageType']) === 'aurora-iopt1' ? 'io-optimized' : 'standard';
}

/** The engine, where there is no price for it in the list. */
function refusal(resource: StackResource | undefined, member?: StackResource): string | undefined {
  const engine = knownText(resource, ['Engine'], knownText(member, ['Engine']));
  if (engine === 'aurora-postgresql') {
    return valueAt(resource, ['EngineMode']) === 'serverless'
      ? 'no known price for the first version of Aurora Serverless'
      : undefined;
  }
  return engine === undefined
    ? 'the engine of the cluster is known only at deployment'
    : `no known price for clusters of engine ${engine}`;
}

/** An instance of a cluster; a serverless one at its fewest capacity units. */
export function clusterMember(tally: ChargeCollector, priced: PricedResource): void {
  const { resource, index, stack } = priced;
  const found = clusterOf(index, stack, valueAt(resource, ['DBClusterIdentifier']));
  const type = knownText(resource, ['DBInstanceClass']);
  const reason =
    refusal(found?.resource, resource) ??
    (type === undefined ? 'the class of the instance is known only at deployment' : undefined);
  if (reason !== undefined) {
    tally.unknown(reason);
    return;
  }
  if (found === undefined) {
    tally.unknown("the cluster is not in the application: the price of a standard cluster's instance is used");
  }
  if (type === 'db.serverless') {
    serverless(tally, priced, found);
  } else {
    tally.hourly(
      'Aurora-PostgreSQL',
      `${type}/${kindOf(found?.resource)}`,
      1,
      `Aurora ${type} ${kindOf(found?.resource)}`,
    );
  }
  besideInstance(
    tally,
    resource,
    knownText(found?.resource, ['EngineVersion'], knownText(resource, ['EngineVersion'])),
  );
}

/** The capacity units between which the instances of a cluster move. */
export function capacityOf(found: StackResource | undefined): { readonly fewest?: number; readonly most?: number } {
  return {
    fewest: knownNumber(found, ['ServerlessV2ScalingConfiguration', 'MinCapacity']),
    most: knownNumber(found, ['ServerlessV2ScalingConfiguration', 'MaxCapacity']),
  };
}

/** Queries a second, on the average of the month, of one of the instances of a cluster; each takes an equal part. */
export function queriesPerMember(priced: PricedResource, found: LocatedResource, workload: Workload): number {
  return (
    queriesOf({ ...priced, ...found }, workload) /
    SECONDS_PER_MONTH /
    Math.max(1, membersOf(priced.index, found).length)
  );
}

/** Queries a second that one capacity unit answers. */
export function queriesPerUnit({ assumptions }: Workload): number {
  return VCPUS_PER_ACU * assumptions.queriesPerSecondPerVcpu;
}

function serverless(tally: ChargeCollector, priced: PricedResource, found: LocatedResource | undefined): void {
  const kind = kindOf(found?.resource);
  const { fewest, most } = capacityOf(found?.resource);
  tally.hourly(
    'Aurora-PostgreSQL',
    `serverless-v2/${kind}`,
    fewest,
    `Aurora serverless, ${fewest ?? 'some'} capacity units ${kind}`,
  );
  tally.withWorkload((workload) => {
    const own = tally.own('capacityUnits');
    if (found === undefined || fewest === undefined || most === undefined) {
      return;
    }
    const perUnit = queriesPerUnit(workload);
    const { extraHours, atPeak } = running(
      workload,
      queriesPerMember(priced, found, workload),
      perUnit,
      fewest,
      most,
      ACU_STEP,
    );
    const basis =
      own === undefined
        ? `${Math.min(Math.max(atPeak, fewest), most)} capacity units at the peak, each handling ${perUnit} ` +
          'queries a second'
        : `${own} on average, from --usage`;
    tally.usage(
      'Aurora-PostgreSQL',
      `serverless-v2/${kind}`,
      own === undefined ? extraHours : Math.max(0, own - fewest) * 730,
      `Aurora serverless above the minimum capacity units ${kind}`,
      basis,
    );
    tally.limit(`capacity units, each handling ${perUnit} queries a second`, own ?? atPeak, most);
  });
}

function cluster(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  const reason = refusal(resource);
  if (reason !== undefined) {
    tally.unknown(reason);
    return;
  }
  insights(tally, resource);
  const readers = readersOf(priced);
  tally.hourly(
    'Aurora-PostgreSQL',
    `${readers.type}/${kindOf(resource)}`,
    Math.max(0, readers.fewest - readers.present),
    `${readers.fewest - readers.present} x Aurora ${readers.type} reader that scaling adds`,
  );
  tally.withWorkload((workload) => {
    storage(tally, priced, workload);
    inputOutput(tally, priced, workload);
    if (isSecondary(resource)) {
      copies(tally, priced, workload);
    }
    tally.usage(
      'DataTransfer',
      'cross-AZ-each-direction',
      zoneGb(priced, workload),
      'queries and results between zones',
      `${workload.assumptions.queryKb} kB per query, of which ${workload.assumptions.crossZonePercent} % cross zones`,
    );
    moreReaders(tally, priced, workload, readers);
  });
}

/**
 * Storage by what it holds; backups up to as much again cost nothing, and those of one day neither (Amazon Aurora
 * pricing, backup storage).
 */
function storage(tally: ChargeCollector, priced: PricedResource, workload: Workload): void {
  const own = tally.own('storageGb');
  const gb = own ?? dataGb(priced, workload);
  const basis = own === undefined ? `${workload.assumptions.databaseMbPerUser} MB per user` : `${own} GB, from --usage`;
  tally.usage(
    'Aurora-PostgreSQL',
    `storage/${kindOf(priced.resource)}`,
    gb,
    `storage ${kindOf(priced.resource)}`,
    basis,
  );
  const isFree = (knownNumber(priced.resource, ['BackupRetentionPeriod'], 1) ?? 1) <= 1;
  const backup = tally.own('backupGb') ?? (isFree ? 0 : gb * workload.assumptions.backupCopies);
  tally.usage(
    'Aurora-PostgreSQL',
    'backup-storage',
    backup,
    'backups above the storage',
    tally.own('backupGb') === undefined
      ? `${workload.assumptions.backupCopies} times the data`
      : `${backup} GB, from --usage`,
  );
}

/** Writes of 4 kB that a number of requests makes. */
function writesOfLog(writes: number, rowKb: number): number {
  return (writes * Math.ceil(rowKb / WRITE_KB)) / MILLION;
}

/**
 * Reads that memory does not answer, and writes; an I/O-Optimized cluster does not pay for them. A copy writes nothing
 * of its own.
 */
function inputOutput(tally: ChargeCollector, priced: PricedResource, workload: Workload): void {
  if (kindOf(priced.resource) === 'io-optimized') {
    return;
  }
  const { databaseHitPercent, rowKb } = workload.assumptions;
  const own = tally.own('ioMillions');
  const reads = (queriesOf(priced, workload) * (1 - databaseHitPercent / 100)) / MILLION;
  const writes = isSecondary(priced.resource) ? 0 : writesOfLog(writesOf(priced, workload), rowKb);
  const basis =
    own === undefined
      ? `reads of queries that miss the memory (${100 - databaseHitPercent} %), and a write for each ${WRITE_KB} ` +
        'kB of log'
      : `${own} millions, from --usage`;
  tally.usage(
    'Aurora-PostgreSQL',
    'io-requests/standard',
    own ?? reads + writes,
    'reads and writes of the storage',
    basis,
  );
}

/**
 * What a copy of a global database gets: each write of the primary, and its way between the Regions (Amazon Aurora
 * pricing, Global Database).
 */
function copies(tally: ChargeCollector, priced: PricedResource, workload: Workload): void {
  const { rowKb } = workload.assumptions;
  const writes = writesOf(priced, workload);
  const own = tally.own('replicatedWriteMillions');
  if (kindOf(priced.resource) === 'io-optimized') {
    tally.unknown('whether writes to an I/O-Optimized secondary are charged; they are included');
  }
  const basis = own === undefined ? `each write of ${rowKb} kB to the primary` : `${own} millions, from --usage`;
  tally.usage(
    'Aurora-PostgreSQL',
    'global-database-replicated-write-io',
    own ?? writesOfLog(writes, rowKb),
    'writes that come from the primary',
    basis,
  );
  const source = primaryOf(priced.index)?.stack.region;
  tally.usage(
    'DataTransfer',
    'inter-region-out-default',
    (writes * rowKb) / KB_PER_GB,
    `data out of ${source ?? 'the primary'} to the secondary`,
    `each write of ${rowKb} kB to the primary`,
    source === undefined ? {} : { priceRegion: source },
  );
}

interface Readers {
  /** The class of the instances; readers that scaling adds are of the class of the writer. */
  readonly type: string;
  readonly present: number;
  readonly fewest: number;
  readonly most: number;

  /** CPU that the scaling aims at, in %. */
  readonly targetPercent: number;
}

/** Readers that are there, and between how many scaling keeps them (Aurora user guide, Aurora Auto Scaling). */
function readersOf(priced: PricedResource): Readers {
  const { index, resource } = priced;
  const members = membersOf(index, priced);
  const name = knownText(resource, ['DBClusterIdentifier']);
  const isByName = ({ resource: target, stack }: LocatedResource) =>
    name !== undefined && stack.region === priced.stack.region && valueAt(target, ['ResourceId']) === `cluster:${name}`;
  const target =
    targetsOf(priced, 'rds:cluster:ReadReplicaCount')[0] ??
    index.ofType('AWS::ApplicationAutoScaling::ScalableTarget').find(isByName);
  const policy =
    target &&
    index
      .ofType('AWS::ApplicationAutoScaling::ScalingPolicy')
      .find((located) => index.leadsTo(valueAt(located.resource, ['ScalingTargetId']), located.stack, target));
  const isByCpu =
    valueAt(policy?.resource, [
      'TargetTrackingScalingPolicyConfiguration',
      'PredefinedMetricSpecification',
      'PredefinedMetricType',
    ]) === 'RDSReaderAverageCPUUtilization';
  const present = Math.max(0, members.length - 1);
  return {
    type: knownText(members[0]?.resource, ['DBInstanceClass']) ?? '',
    present,
    fewest: Math.max(present, knownNumber(target?.resource, ['MinCapacity'], present) ?? present),
    most: Math.max(present, knownNumber(target?.resource, ['MaxCapacity'], present) ?? present),
    targetPercent: isByCpu
      ? (knownNumber(policy?.resource, ['TargetTrackingScalingPolicyConfiguration', 'TargetValue'], 100) ?? 100)
      : 100,
  };
}

/**
 * Readers above the fewest in the peak; where the instances have classes, whether all of them together answer the
 * queries.
 */
function moreReaders(
  tally: ChargeCollector,
  priced: PricedResource,
  workload: Workload,
  { type, fewest, most, targetPercent }: Readers,
): void {
  const vcpus = vcpusOf(type);
  if (vcpus === undefined) {
    return;
  }
  const { writePercent, queriesPerRequest, queriesPerSecondPerVcpu } = workload.assumptions;
  const perInstance = vcpus * queriesPerSecondPerVcpu;
  const queries = queriesOf(priced, workload) / SECONDS_PER_MONTH;
  const reads = queries * Math.max(0, 1 - writePercent / 100 / queriesPerRequest);
  const { extraHours, atPeak } = running(workload, reads, (perInstance * targetPercent) / 100, fewest, most);
  const own = tally.own('readers');
  const basis =
    own === undefined
      ? `${Math.min(Math.max(atPeak, fewest), most)} at the peak, each handling ${perInstance} queries a second ` +
        `at ${targetPercent} % CPU`
      : `${own} readers on average, from --usage`;
  tally.usage(
    'Aurora-PostgreSQL',
    `${type}/${kindOf(priced.resource)}`,
    own === undefined ? extraHours : Math.max(0, own - fewest) * 730,
    `Aurora ${type} readers above the minimum`,
    basis,
  );
  const peak = Math.max(...workload.periods.map(({ factor }) => factor));
  tally.limit(
    `queries a second of ${1 + most} instances with ${vcpus} vCPU`,
    Math.ceil(queries * peak),
    (1 + most) * perInstance,
  );
}
