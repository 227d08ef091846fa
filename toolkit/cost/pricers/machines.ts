import { valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied, tiersOf } from '../charge-collector';
import { knownNumber, knownText, lengthAt } from '../literals';
import { HOURS_PER_MONTH } from '../price-list';
import { Workload } from '../workload';
import { readable } from './amounts';
import { MachinePricing, shapeOfGroup, shapeOfInstance, vcpusOf, Volume } from './machine-pricing';
import { capacityOf, groupScaling, loadOf, running, Scaling } from './scaling';

/** Virtual machines and their volumes. */
export const MACHINES: Readonly<Record<string, Pricer>> = {
  'AWS::AutoScaling::AutoScalingGroup': tallied(machines),
  'AWS::AutoScaling::LaunchConfiguration': tallied(() => undefined),
  'AWS::EC2::Instance': tallied(instance),
  'AWS::EC2::LaunchTemplate': tallied(() => undefined),
  'AWS::EC2::Volume': tallied(separateVolume),
  'AWS::EKS::Nodegroup': tallied(nodes),
};

/** What the usage of single machines may say. */
export const MACHINE_USAGE: ResourceUsage = {
  'AWS::AutoScaling::AutoScalingGroup': { machines: 'machines that run on average over the month' },
  'AWS::EC2::Volume': { snapshotGb: 'GB in snapshots of the volume' },
};

/**
 * Metrics of a machine with detailed monitoring; each costs what a custom metric does (Amazon CloudWatch pricing,
 * example 1: 7 for each instance).
 */
const DETAILED_METRICS = 7;

/** What a gp3 volume has without paying more (Amazon EBS user guide, General Purpose SSD volumes). */
const GP3_IOPS = 3_000;
const GP3_MIBPS = 125;

/** Custom metrics are counted over the account, and get cheaper (Amazon CloudWatch pricing). */
export const METRIC_TIERS = tiersOf(['custom-metric-first-10k', 10_000], ['custom-metric-next-240k', 250_000]);

/** A separate volume, with the snapshots that `--usage` gives. */
function separateVolume(tally: ChargeCollector, { resource }: PricedResource): void {
  volumeCharges(tally, { VolumeSize: valueAt(resource, ['Size']), ...(resource.Properties as Volume) }, 1, false);
  const gb = tally.own('snapshotGb') ?? 0;
  tally.usage('EBS', 'snapshot-standard', gb, 'snapshots of the volume', `${gb} GB, from --usage`);
}

function instance(tally: ChargeCollector, { resource, index, stack }: PricedResource): void {
  machineCharges(tally, shapeOfInstance(resource, { index, stack }), 1);
}

function machines(tally: ChargeCollector, priced: PricedResource): void {
  const { resource, index, stack } = priced;
  const shape = shapeOfGroup(resource, { index, stack });
  if (shape === undefined) {
    tally.unknown(
      'the launch template or configuration of the machines is not in the application, so their type is not known',
    );
    return;
  }
  const scaling = groupScaling(priced);
  machineCharges(tally, shape, scaling.fewest === undefined ? undefined : Math.ceil(scaling.fewest / shape.weight));
  if (scaling.isScheduled) {
    tally.unknown('scheduled actions change the number of machines; the minimum is included');
  }
  tally.withWorkload((workload) => moreMachines(tally, priced, workload, shape, scaling));
}

/** Machines above the fewest: what the user measured, or what the load of the day needs. */
function moreMachines(
  tally: ChargeCollector,
  priced: PricedResource,
  workload: Workload,
  shape: MachinePricing,
  { fewest, most = fewest, requestsPerMinute, isByBacklog }: Scaling,
): void {
  const [vcpus, own] = [vcpusOf(shape.type ?? ''), tally.own('machines')];
  if (fewest === undefined || most === undefined || shape.type === undefined) {
    return;
  }
  if (own !== undefined) {
    extraMachines(
      tally,
      shape,
      Math.max(0, own - fewest) * HOURS_PER_MONTH,
      `${own} machines on average, from --usage`,
    );
    return;
  }
  const load = loadOf(priced, workload, isByBacklog);
  const perMachine = capacityOf(vcpus ?? 0, workload, { requestsPerMinute, isByBacklog });
  if (load === 0 || perMachine === 0) {
    if (most > fewest) {
      tally.unknown('the number of machines above the minimum: their load is not known; set `machines` with --usage');
    }
    return;
  }
  const unit = isByBacklog ? 'messages' : 'requests';
  const { extraHours, atPeak } = running(workload, load, perMachine, fewest, most);
  extraMachines(
    tally,
    shape,
    extraHours,
    `${Math.min(atPeak, most)} at the peak, each handling ${readable(perMachine)} ${unit} a second`,
  );
  tally.limit(`machines of type ${shape.type}, each handling ${readable(perMachine)} ${unit} a second`, atPeak, most);
}

/** What machines cost that do not run all the time, with everything that comes with them. */
function extraMachines(
  tally: ChargeCollector,
  { type, refusal, note, volumes, isPublic, isDetailed }: MachinePricing,
  hours: number,
  basis: string,
): void {
  const [what, count] = [`${type} machines above the minimum${note}`, hours / HOURS_PER_MONTH];
  tally.usage('EC2', type!, refusal === undefined ? hours : 0, what, basis);
  tally.usage('VPC', 'public-ipv4-in-use', isPublic ? hours : 0, `public IPv4 addresses of ${what}`, basis);
  tally.usage(
    'CloudWatch',
    'custom-metric-first-10k',
    isDetailed ? count * DETAILED_METRICS : 0,
    `detailed monitoring of ${what}`,
    basis,
    METRIC_TIERS,
  );
  for (const { VolumeSize, Iops, Throughput } of volumes.filter(({ VolumeType }) => VolumeType === 'gp3')) {
    tally.usage('EBS', 'gp3-storage', count * (numeric(VolumeSize) ?? 0), `volumes of ${what}`, basis);
    tally.usage('EBS', 'gp3-iops-above-3000', above(Iops, GP3_IOPS, count), `IOPS of volumes of ${what}`, basis);
    tally.usage(
      'EBS',
      'gp3-throughput-above-125',
      above(Throughput, GP3_MIBPS, count),
      `throughput of volumes of ${what}`,
      basis,
    );
  }
}

/** Everything that a number of like machines costs by time. */
export function machineCharges(
  tally: ChargeCollector,
  { type, refusal, note, volumes, isPublic, isDetailed, isUnlimited }: MachinePricing,
  count: number | undefined,
): void {
  if (type === undefined) {
    tally.unknown('the instance type is known only at deployment');
    return;
  }
  if (refusal !== undefined) {
    tally.unknown(refusal);
  }
  tally.hourly('EC2', type, refusal === undefined ? count : 0, `${count ?? 'some'} x ${type} machine${note}`);
  if (count === undefined || count === 0) {
    return;
  }
  volumes.forEach((volume) => volumeCharges(tally, volume, count, true));
  if (volumes.length === 0) {
    tally.unknown('the root volume has the size of the machine image');
  }
  if (isPublic === undefined) {
    tally.unknown('subnets outside the application decide whether the machines get a public IPv4 address');
  }
  tally.hourly('VPC', 'public-ipv4-in-use', isPublic ? count : 0, `${count} x public IPv4 address`);
  tally.fixed(
    'CloudWatch',
    'custom-metric-first-10k',
    isDetailed ? count * DETAILED_METRICS : 0,
    `${count} x ${DETAILED_METRICS} metrics of detailed monitoring`,
    METRIC_TIERS,
  );
  if (isUnlimited) {
    tally.unknown(`CPU credits above those that ${type} earns (its credits are unlimited) have no known price`);
  }
}

/** A gp3 volume with what it has above the baseline; the list knows no other kind. */
export function volumeCharges(
  tally: ChargeCollector,
  { VolumeSize, VolumeType, Iops, Throughput }: Volume,
  count: number,
  isAttached: boolean,
): void {
  if (VolumeType !== 'gp3') {
    tally.unknown(
      VolumeType === undefined && isAttached
        ? 'the type of the volume is that of the machine image'
        : `no known price for EBS volumes of type ${String(VolumeType ?? 'gp2')}`,
    );
    return;
  }
  if (VolumeSize === undefined) {
    tally.unknown('the size of the volume is that of the machine image or snapshot');
    return;
  }
  const gib = numeric(VolumeSize);
  tally.fixed(
    'EBS',
    'gp3-storage',
    gib === undefined ? undefined : count * gib,
    `${count} x ${gib ?? 'some'} GiB gp3 volume`,
  );
  tally.fixed(
    'EBS',
    'gp3-iops-above-3000',
    above(Iops, GP3_IOPS, count),
    `${count} x IOPS above ${GP3_IOPS} of the volume`,
  );
  tally.fixed(
    'EBS',
    'gp3-throughput-above-125',
    above(Throughput, GP3_MIBPS, count),
    `${count} x MiB/s above ${GP3_MIBPS} of the volume`,
  );
}

/** The machines of a node group of EKS. Its default type is t3.medium (CloudFormation, AWS::EKS::Nodegroup). */
function nodes(tally: ChargeCollector, { resource }: PricedResource): void {
  const isFromTemplate = valueAt(resource, ['LaunchTemplate']) !== undefined;
  const type = knownText(resource, ['InstanceTypes', 0], isFromTemplate ? undefined : 't3.medium');
  const count = knownNumber(
    resource,
    ['ScalingConfig', 'MinSize'],
    knownNumber(resource, ['ScalingConfig', 'DesiredSize'], 2),
  );
  const types = lengthAt(resource, ['InstanceTypes']) ?? 1;
  if (type === undefined) {
    tally.unknown('the instance type of the nodes comes from their launch template, or is known only at deployment');
    return;
  }
  tally.hourly(
    'EC2',
    type,
    count,
    `${count ?? 'some'} x ${type} node${types > 1 ? ` (the first of ${types} types)` : ''}`,
  );
  tally.unknown('volumes and public addresses of the nodes, and nodes above the minimum');
}

function above(value: unknown, free: number, count: number): number | undefined {
  const number = value === undefined ? free : numeric(value);
  return number === undefined ? undefined : count * Math.max(0, number - free);
}

function numeric(value: unknown): number | undefined {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
  return Number.isNaN(number) ? undefined : number;
}
