import { StackResource, StackTemplate, valueAt } from '../../assembly';
import { PricedResource } from '../charge';
import { knownText } from '../literals';
import { FoundResource, references, resourceOf, resourcesOfType } from '../lookup';
import { Workload } from '../workload';
import { shareOf } from '../workload-share';

/** What decides where data and queries go: stores that are written, and their copies. */
type Judge = (resource: StackResource, stack: StackTemplate) => boolean;

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
  stacks,
  stack,
  resource,
}: Pick<PricedResource, 'stacks' | 'stack' | 'resource'>): FoundResource | undefined {
  const value = valueAt(resource, ['SourceDBInstanceIdentifier']) ?? valueAt(resource, ['ReplicationSourceIdentifier']);
  const [found] = references(stacks, stack, value);
  return (
    found ??
    (typeof value === 'string'
      ? resourcesOfType(stacks, INSTANCE).find((one) => isNamed(one.resource, 'DBInstanceIdentifier', value))
      : undefined)
  );
}

/** Whether a name or an ARN is that of a resource. */
function isNamed(resource: StackResource, property: string, value: string): boolean {
  const name = knownText(resource, [property]);
  return name !== undefined && (value === name || value.endsWith(`:${name}`));
}

/** The cluster that a value names, by reference or by name. */
export function clusterOf(
  stacks: readonly StackTemplate[],
  stack: StackTemplate,
  value: unknown,
): FoundResource | undefined {
  const found = resourceOf(stacks, stack, value);
  return (
    found ??
    (typeof value === 'string'
      ? resourcesOfType(stacks, CLUSTER).find(
          ({ resource, stack: other }) =>
            other.region === stack.region && isNamed(resource, 'DBClusterIdentifier', value),
        )
      : undefined)
  );
}

/** The instances of a cluster. */
export function membersOf(
  stacks: readonly StackTemplate[],
  { id, stack }: Pick<FoundResource, 'id' | 'stack'>,
): FoundResource[] {
  return resourcesOfType(stacks, INSTANCE).filter((one) => {
    const cluster = clusterOf(stacks, one.stack, valueAt(one.resource, ['DBClusterIdentifier']));
    return cluster?.id === id && cluster.stack === stack;
  });
}

/** Whether data is written to it first: no replica, no member of a cluster, no copy. */
function isPrimary(stacks: readonly StackTemplate[]): Judge {
  return (resource, stack) => {
    const isReplica =
      sourceOf({ stacks, stack, resource }) !== undefined ||
      valueAt(resource, ['SourceDBInstanceIdentifier']) !== undefined;
    return resource.Type === INSTANCE
      ? !isMember(resource) && !isReplica
      : resource.Type === CLUSTER && !isSecondary(resource) && sourceOf({ stacks, stack, resource }) === undefined;
  };
}

/** The part of the data that a store holds; a copy holds what its source does. */
function dataShare(priced: PricedResource): number {
  const { stacks } = priced;
  const source =
    sourceOf(priced) ??
    (priced.resource.Type === CLUSTER && isSecondary(priced.resource) ? primaryOf(stacks) : undefined);
  return shareOf(source ? { ...priced, ...source } : priced, isPrimary(stacks));
}

/** The cluster that the copies of a global database come from. */
export function primaryOf(stacks: readonly StackTemplate[]): FoundResource | undefined {
  return resourcesOfType(stacks, CLUSTER).find(({ resource }) => !isSecondary(resource));
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
  const isStore: Judge = (resource, stack) =>
    isPrimary(priced.stacks)(resource, stack) || (resource.Type === CLUSTER && isSecondary(resource));
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
