import { StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { isTrue, knownNumber, knownText } from '../literals';
import { Workload } from '../workload';
import { clusterMember } from './aurora';
import { besideInstance } from './database-instance';
import { vcpusOf } from './machine-pricing';
import { dataGb, isMember, queriesOf, sourceOf, writesOf, zoneGb } from './stores';

/** Databases of RDS. */
export const DATABASES: Readonly<Record<string, Pricer>> = {
  'AWS::RDS::DBInstance': tallied((tally, priced) =>
    isMember(priced.resource) ? clusterMember(tally, priced) : databaseInstance(tally, priced),
  ),
};

/** What the usage of single instances may say. */
export const DATABASE_USAGE: ResourceUsage = {
  'AWS::RDS::DBInstance': {
    backupGb: 'GB of backups above the size of the instance, which is free',
    dataGb: 'GB in the instance',
    capacityUnits: 'capacity units (ACU) of a serverless instance, on average over the month',
    surplusCreditVcpuHours: 'vCPU hours a month above those that a burstable class earns',
  },
};

/**
 * What gp3 storage has without paying more: below 400 GiB, and from there on (Amazon RDS user guide, gp3 storage,
 * PostgreSQL).
 */
const GP3 = { small: { iops: 3_000, mibps: 125 }, large: { iops: 12_000, mibps: 500 }, fromGib: 400 } as const;

const KB_PER_GB = 1_000_000;

/** An instance; a replica is of the engine of the instance that it copies, and has as much storage. */
function databaseInstance(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  const source = sourceOf(priced)?.resource;
  const engine = knownText(resource, ['Engine'], knownText(source, ['Engine']));
  if (engine !== 'postgres') {
    tally.unknown(
      engine === undefined
        ? 'the engine is that of a snapshot, of an instance outside the application, or known only at deployment'
        : `no known price for engine ${engine}`,
    );
    return;
  }
  const type = knownText(resource, ['DBInstanceClass'], knownText(source, ['DBInstanceClass']));
  if (type === undefined || typeof valueAt(resource, ['MultiAZ']) === 'object') {
    tally.unknown('the class of the instance, or whether it has a standby, is known only at deployment');
    return;
  }
  const kind = isTrue(valueAt(resource, ['MultiAZ'])) ? 'multi-az' : 'single-az';
  tally.hourly('RDS-PostgreSQL', `${type}/${kind}`, 1, `${type} ${kind}`);
  const gib = storage(tally, resource, source, kind);
  besideInstance(tally, resource, knownText(resource, ['EngineVersion'], knownText(source, ['EngineVersion'])));
  tally.withWorkload((workload) => {
    if (gib !== undefined) {
      growingStorage(tally, priced, workload, gib, kind);
    }
    if (source === undefined) {
      load(tally, priced, workload, type);
    } else {
      replication(tally, priced, workload);
    }
  });
}

/** GiB of the storage; `undefined` if it cannot be priced. */
function storage(
  tally: ChargeCollector,
  resource: StackResource,
  source: StackResource | undefined,
  kind: string,
): number | undefined {
  const gib = knownNumber(resource, ['AllocatedStorage'], knownNumber(source, ['AllocatedStorage']));
  const [iops, throughput] = [valueAt(resource, ['Iops']), valueAt(resource, ['StorageThroughput'])];
  // CloudFormation, AWS::RDS::DBInstance: io1 where IOPS are given, otherwise gp3.
  const type = knownText(
    resource,
    ['StorageType'],
    knownText(source, ['StorageType'], iops === undefined ? 'gp3' : 'io1'),
  );
  if (type !== 'gp3') {
    tally.unknown(`no known price for storage of type ${type ?? 'that is known only at deployment'}`);
    return undefined;
  }
  tally.fixed('RDS-PostgreSQL', `gp3-storage/${kind}`, gib, `${gib ?? 'some'} GiB gp3 ${kind}`);
  const free = (gib ?? 0) < GP3.fromGib ? GP3.small : GP3.large;
  if (
    (iops !== undefined && !(Number(iops) <= free.iops)) ||
    (throughput !== undefined && !(Number(throughput) <= free.mibps))
  ) {
    tally.unknown(`no known price for IOPS above ${free.iops} or throughput above ${free.mibps} MiB/s of gp3 storage`);
  }
  return gib;
}

/**
 * Storage above the initial size, if storage auto-scaling provides it, and backups above the free amount.
 */
function growingStorage(
  tally: ChargeCollector,
  priced: PricedResource,
  workload: Workload,
  gib: number,
  kind: string,
): void {
  const { resource } = priced;
  const own = tally.own('dataGb');
  const needed = own ?? dataGb(priced, workload);
  const most = Math.max(gib, knownNumber(resource, ['MaxAllocatedStorage'], gib) ?? gib);
  const basis = own === undefined ? `${workload.assumptions.databaseMbPerUser} MB per user` : `${own} GB, from --usage`;
  tally.usage(
    'RDS-PostgreSQL',
    `gp3-storage/${kind}`,
    Math.max(0, Math.min(needed, most) - gib),
    `GiB gp3 ${kind} above the first ${gib}`,
    basis,
  );
  tally.limit('GiB of storage', needed, most);
  const isBackedUp = sourceOf(priced) === undefined && (knownNumber(resource, ['BackupRetentionPeriod'], 1) ?? 1) > 0;
  const backup = tally.own('backupGb') ?? (isBackedUp ? Math.min(needed, most) * workload.assumptions.backupCopies : 0);
  tally.usage(
    'RDS-PostgreSQL',
    'backup-storage',
    backup,
    'backups above the storage',
    tally.own('backupGb') === undefined
      ? `${workload.assumptions.backupCopies} times the data`
      : `${backup} GB, from --usage`,
  );
}

/**
 * What a replica in another Region gets; within a Region, replication costs nothing (Amazon RDS pricing, data
 * transfer).
 */
function replication(tally: ChargeCollector, priced: PricedResource, workload: Workload): void {
  const region = sourceOf(priced)?.stack.region;
  const { rowKb } = workload.assumptions;
  if (region !== undefined && region !== priced.stack.region) {
    tally.usage(
      'DataTransfer',
      'inter-region-out-default',
      (writesOf(priced, workload) * rowKb) / KB_PER_GB,
      `data out of ${region} to the replica`,
      `each write of ${rowKb} kB to its source`,
      { priceRegion: region },
    );
  }
}

/** Traffic between zones, and whether instance and replicas answer the queries of the peak. */
function load(tally: ChargeCollector, priced: PricedResource, workload: Workload, type: string): void {
  const { index, address } = priced;
  const { queryKb, queriesPerSecondPerVcpu } = workload.assumptions;
  tally.usage(
    'DataTransfer',
    'cross-AZ-each-direction',
    zoneGb(priced, workload),
    'queries and results between zones',
    `${queryKb} kB per query, of which ${workload.assumptions.crossZonePercent} % cross zones`,
  );
  const replicas = index
    .ofType('AWS::RDS::DBInstance')
    .filter((instance) => sourceOf({ ...instance, index })?.address === address);
  const vcpus = [
    type,
    ...replicas.map(({ resource }) => knownText(resource, ['DBInstanceClass'], type) ?? type),
  ].reduce((sum, candidate) => sum + (vcpusOf(candidate) ?? NaN), 0);
  const peak = Math.max(...workload.periods.map(({ factor }) => factor));
  tally.limit(
    `queries a second of ${vcpus} vCPU`,
    Math.ceil((queriesOf(priced, workload) / (730 * 3_600)) * peak),
    vcpus * queriesPerSecondPerVcpu,
  );
}
