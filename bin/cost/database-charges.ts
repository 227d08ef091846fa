import type { Charge } from './charges';
import { HOURS_PER_MONTH } from './price-list';
import { numberAt, referenced, StackTemplate, StackResource, valueAt } from '../templates';

/** The least that a proxy in front of Aurora Serverless v2 is billed, in capacity units (Amazon RDS Proxy pricing). */
const LEAST_PROXY_ACU = 8;

/** Whether an instance belongs to an Aurora cluster. */
export function isMember(instance: StackResource): boolean {
  return valueAt(instance, ['DBClusterIdentifier']) !== undefined;
}

/** An instance of an Aurora cluster; a serverless one at its fewest capacity units. Storage is paid by use. */
export function clusterInstance(instance: StackResource, template: StackTemplate): readonly Charge[] {
  const type = String(valueAt(instance, ['DBInstanceClass']));
  const cluster = clusterOf(instance, template);
  const kind = valueAt(cluster, ['StorageType']) === 'aurora-iopt1' ? 'io-optimized' : 'standard';
  if (type !== 'db.serverless') {
    return [{ service: 'Aurora-PostgreSQL', sku: `${type}/${kind}`, quantity: HOURS_PER_MONTH, what: `Aurora ${type} ${kind}` }];
  }
  const acu = leastAcu(cluster);
  return acu === 0 ? [] : [{ service: 'Aurora-PostgreSQL', sku: `serverless-v2/${kind}`, quantity: acu * HOURS_PER_MONTH, what: `Aurora serverless, ${acu} capacity units ${kind}` }];
}

/** A proxy is paid by the vCPUs of every instance behind it, at least two for each. */
export function databaseProxy(_: StackResource, template: StackTemplate): readonly Charge[] {
  const targets = targetsOfProxy(template);
  const serverless = targets.filter((one) => valueAt(one, ['DBInstanceClass']) === 'db.serverless');
  const provisioned = targets.filter((one) => !serverless.includes(one));
  const vcpus = provisioned.reduce((sum, one) => sum + Math.max(2, vcpusOf(String(valueAt(one, ['DBInstanceClass'])))), 0);
  const acu = serverless.reduce((sum, one) => sum + leastAcu(clusterOf(one, template)), 0);
  return [
    ...(vcpus > 0 ? [{ service: 'RDS-Proxy', sku: 'provisioned', quantity: vcpus * HOURS_PER_MONTH, what: `proxy of ${vcpus} vCPU` }] : []),
    ...(serverless.length > 0
      ? [{ service: 'RDS-Proxy', sku: 'aurora-serverless-v2', quantity: Math.max(LEAST_PROXY_ACU, acu) * HOURS_PER_MONTH, what: `proxy of ${Math.max(LEAST_PROXY_ACU, acu)} capacity units` }]
      : []),
  ];
}

/** The instance that a target group names, or the instances of the cluster that it names. */
function targetsOfProxy({ resources }: StackTemplate): readonly StackResource[] {
  const group = Object.values(resources).find(({ Type }) => Type === 'AWS::RDS::DBProxyTargetGroup');
  const instance = resources[referenced(valueAt(group, ['DBInstanceIdentifiers', 0])) ?? ''];
  if (instance) {
    return [instance];
  }
  const named = valueAt(group, ['DBClusterIdentifiers', 0]);
  const isNamed = ([id, one]: [string, StackResource]) => one.Type === 'AWS::RDS::DBCluster' && (id === referenced(named) || valueAt(one, ['DBClusterIdentifier']) === named);
  const [cluster] = Object.entries(resources).find(isNamed) ?? [];
  return Object.values(resources).filter((one) => one.Type === 'AWS::RDS::DBInstance' && cluster !== undefined && referenced(valueAt(one, ['DBClusterIdentifier'])) === cluster);
}

function clusterOf(instance: StackResource, { resources }: StackTemplate): StackResource | undefined {
  return resources[referenced(valueAt(instance, ['DBClusterIdentifier'])) ?? ''];
}

function leastAcu(cluster: StackResource | undefined): number {
  return numberAt(cluster, ['ServerlessV2ScalingConfiguration', 'MinCapacity'], 0);
}

/** The vCPUs of a Graviton class: two up to `large`, then four for each `xlarge` (Amazon RDS user guide, DB instance classes). */
function vcpusOf(instanceClass: string): number {
  const [, factor] = /\.(\d*)xlarge$/.exec(instanceClass) ?? [];
  return factor === undefined ? 2 : 4 * Number(factor === '' ? 1 : factor);
}
