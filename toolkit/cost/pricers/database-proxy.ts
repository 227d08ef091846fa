import { LocatedResource, StackTemplate, TemplateIndex, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ChargeCollector, tallied } from '../charge-collector';
import { knownText, lengthAt, listAt } from '../literals';
import { resourceNamed } from '../referrers';
import { ACU_STEP, capacityOf, queriesPerMember, queriesPerUnit } from './aurora';
import { vcpusOf } from './machine-pricing';
import { running } from './scaling';
import { clusterOf, membersOf } from './stores';

/** Proxies of databases. */
export const DATABASE_PROXIES: Readonly<Record<string, Pricer>> = {
  'AWS::RDS::DBProxy': tallied(proxy),
  'AWS::RDS::DBProxyEndpoint': tallied(endpoint),
};

/**
 * The least that a proxy is billed: vCPUs of each instance, and capacity units in front of Aurora Serverless v2 (Amazon
 * RDS Proxy pricing).
 */
const LEAST_VCPUS = 2;
const LEAST_ACU = 8;

/** A proxy is paid by the vCPUs or the capacity units of every instance behind it. */
function proxy(tally: ChargeCollector, priced: PricedResource): void {
  const targets = targetsOf(priced);
  if (targets === undefined) {
    tally.unknown('the databases behind the proxy are not in the application');
    return;
  }
  const serverless = targets.filter(({ resource }) => valueAt(resource, ['DBInstanceClass']) === 'db.serverless');
  const vcpus = targets
    .filter((located) => !serverless.includes(located))
    .map(({ resource }) => vcpusOf(knownText(resource, ['DBInstanceClass']) ?? ''));
  if (vcpus.includes(undefined)) {
    tally.unknown('the class of an instance behind the proxy is not known');
  }
  const all = vcpus.reduce<number>((sum, vcpu) => sum + (vcpu === undefined ? 0 : Math.max(LEAST_VCPUS, vcpu)), 0);
  tally.hourly('RDS-Proxy', 'provisioned', all, `proxy of ${all} vCPU`);
  if (serverless.length > 0) {
    capacityUnits(tally, priced, serverless);
  }
}

/** The capacity units that the instances behind a proxy use, and at least eight. */
function capacityUnits(tally: ChargeCollector, priced: PricedResource, serverless: readonly LocatedResource[]): void {
  const { index } = priced;
  const clusters = serverless.map(({ resource, stack }) =>
    clusterOf(index, stack, valueAt(resource, ['DBClusterIdentifier'])),
  );
  const sumOf = (name: 'fewest' | 'most') =>
    Math.max(
      LEAST_ACU,
      clusters.reduce((sum, cluster) => sum + (capacityOf(cluster?.resource)[name] ?? NaN), 0),
    );
  const [fewest, most] = [sumOf('fewest'), sumOf('most')];
  tally.hourly('RDS-Proxy', 'aurora-serverless-v2', fewest, `proxy of ${fewest} capacity units`);
  tally.withWorkload((workload) => {
    const perUnit = queriesPerUnit(workload);
    const queries = clusters.reduce(
      (sum, cluster) => sum + (cluster === undefined ? 0 : queriesPerMember(priced, cluster, workload)),
      0,
    );
    const { extraHours, atPeak } = running(workload, queries, perUnit, fewest, most, ACU_STEP);
    tally.usage(
      'RDS-Proxy',
      'aurora-serverless-v2',
      extraHours,
      'capacity units of the proxy above the minimum',
      `${Math.min(Math.max(atPeak, fewest), most)} at the peak, each handling ${perUnit} queries a second`,
    );
  });
}

/** An endpoint beside the first one is an interface endpoint (Amazon RDS Proxy pricing, additional endpoints). */
function endpoint(tally: ChargeCollector, { resource }: PricedResource): void {
  const zones = lengthAt(resource, ['VpcSubnetIds']);
  tally.hourly('VPC', 'interface-endpoint-hour-per-AZ', zones, `endpoint of a proxy in ${zones ?? 'some'} zones`);
}

/**
 * The instances that the target group of a proxy names, or those of the clusters that it names; `undefined` if one is
 * missing.
 */
function targetsOf(priced: PricedResource): LocatedResource[] | undefined {
  const { index } = priced;
  const groups = index.ofType('AWS::RDS::DBProxyTargetGroup').filter((group) => isOf(priced, group));
  const instances = groups.flatMap(({ resource, stack }) =>
    listAt<unknown>(resource, ['DBInstanceIdentifiers']).map((value) => instanceOf(index, stack, value)),
  );
  const clusters = groups.flatMap(({ resource, stack }) =>
    listAt<unknown>(resource, ['DBClusterIdentifiers']).map((value) => clusterOf(index, stack, value)),
  );
  const found = [...instances, ...clusters];
  return found.length === 0 || found.includes(undefined)
    ? undefined
    : [...instances.map((instance) => instance!), ...clusters.flatMap((cluster) => membersOf(index, cluster!))];
}

/** Whether a target group belongs to the proxy, by reference or by name. */
function isOf({ index, address }: PricedResource, { resource, stack }: LocatedResource): boolean {
  const name = valueAt(resource, ['DBProxyName']);
  const named = resourceNamed(index, stack, 'AWS::RDS::DBProxy', 'DBProxyName', name);
  return index.leadsTo(name, stack, { address }) || named?.address === address;
}

function instanceOf(index: TemplateIndex, stack: StackTemplate, value: unknown): LocatedResource | undefined {
  const named = () => resourceNamed(index, stack, 'AWS::RDS::DBInstance', 'DBInstanceIdentifier', value);
  return index.target(value, stack) ?? named();
}
