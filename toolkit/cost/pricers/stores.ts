import { LocatedResource, StackResource, StackTemplate, TemplateIndex, valueAt } from '../../assembly';
import { PricedResource } from '../charge';
import { resourceNamed } from '../referrers';
import { Workload } from '../workload';
import { shareOf } from '../workload-share';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const MB_PER_GB = 1_000;
const KB_PER_GB = 1_000_000;

/** What a cluster that is not the copy of another one begins with. */
const BEGINNINGS = [
  'MasterUsername',
  'ManageMasterUserPassword',
  'SnapshotIdentifier',
  'SourceDBClusterIdentifier',
  'ReplicationSourceIdentifier',
];

/** Whether an instance belongs to a cluster. */
export function isMember(instance: StackResource): boolean {
  return valueAt(instance, ['DBClusterIdentifier']) !== undefined;
}

/** Whether a cluster is a copy in a global database: it has no beginning of its own. */
export function isSecondary(cluster: StackResource): boolean {
  return (
    valueAt(cluster, ['GlobalClusterIdentifier']) !== undefined &&
    BEGINNINGS.every((name) => valueAt(cluster, [name]) === undefined)
  );
}

/** The instance of the application that an instance or a cluster copies. */
export function sourceOf({
  index,
  stack,
  resource,
}: Pick<PricedResource, 'index' | 'stack' | 'resource'>): LocatedResource | undefined {
  const value = valueAt(resource, ['SourceDBInstanceIdentifier']) ?? valueAt(resource, ['ReplicationSourceIdentifier']);
  const [found] = index.targets(value, stack);
  return found ?? resourceNamed(index, stack, INSTANCE, 'DBInstanceIdentifier', value);
}

/** The cluster that a value names, by reference or by name. */
export function clusterOf(index: TemplateIndex, stack: StackTemplate, value: unknown): LocatedResource | undefined {
  return index.target(value, stack) ?? resourceNamed(index, stack, CLUSTER, 'DBClusterIdentifier', value);
}

/** The instances of a cluster. */
export function membersOf(index: TemplateIndex, { address }: LocatedResource): LocatedResource[] {
  return index
    .ofType(INSTANCE)
    .filter(
      ({ resource, stack }) => clusterOf(index, stack, valueAt(resource, ['DBClusterIdentifier']))?.address === address,
    );
}

/** Whether data is written to it first: no replica, no member of a cluster, no copy. */
function isPrimary(index: TemplateIndex): (located: LocatedResource) => boolean {
  return ({ resource, stack }) => {
    if (resource.Type === INSTANCE) {
      const isReplica = valueAt(resource, ['SourceDBInstanceIdentifier']) !== undefined;
      return !isMember(resource) && !isReplica && sourceOf({ index, stack, resource }) === undefined;
    }
    return resource.Type === CLUSTER && !isSecondary(resource) && sourceOf({ index, stack, resource }) === undefined;
  };
}

/** The part of the data that a store holds; a copy holds what its source does. */
function dataShare(priced: PricedResource): number {
  const { index } = priced;
  const source =
    sourceOf(priced) ??
    (priced.resource.Type === CLUSTER && isSecondary(priced.resource) ? primaryOf(index) : undefined);
  return shareOf(source ? { ...priced, ...source } : priced, isPrimary(index));
}

/** The cluster that the copies of a global database come from. */
export function primaryOf(index: TemplateIndex): LocatedResource | undefined {
  return index.ofType(CLUSTER).find(({ resource }) => !isSecondary(resource));
}

/** GB that a store holds. */
export function dataGb(priced: PricedResource, { users, assumptions }: Workload): number {
  return (users * assumptions.databaseMbPerUser * dataShare(priced)) / MB_PER_GB;
}

/** Requests of a month that write to a store, or to the one that it copies. */
export function writesOf(priced: PricedResource, { requests, assumptions }: Workload): number {
  return requests * (assumptions.writePercent / 100) * dataShare(priced);
}

/** Queries of a month that the stores of a Region answer; copies answer those of their own Region. */
export function queriesOf(priced: PricedResource, { requests, assumptions }: Workload): number {
  const isStore = (located: LocatedResource) =>
    isPrimary(priced.index)(located) || (located.resource.Type === CLUSTER && isSecondary(located.resource));
  return requests * assumptions.queriesPerRequest * shareOf(priced, isStore);
}

/**
 * GB of a month between tasks and a store that change their zone. Only the side of the tasks is charged (Amazon RDS
 * pricing, data transfer).
 */
export function zoneGb(priced: PricedResource, workload: Workload): number {
  const { queryKb, crossZonePercent } = workload.assumptions;
  return (queriesOf(priced, workload) * queryKb * (crossZonePercent / 100)) / KB_PER_GB;
}
