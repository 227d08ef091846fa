import { Charge, Pricer } from '../charge';
import { HOURS_PER_MONTH } from '../price-list';
import { numberAt, referenced, StackResource, StackTemplate, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Databases. */
export const DATABASES: Readonly<Record<string, Pricer>> = {
  'AWS::RDS::DBInstance': byTime((instance, stack) => (isMember(instance) ? clusterInstance(instance, stack) : databaseInstance(instance, stack))),
  'AWS::RDS::DBProxy': byTime(databaseProxy),
};

/** A replica has as much storage as the instance that it copies. */
function databaseInstance(instance: StackResource, { resources }: StackTemplate): readonly Charge[] {
  const type = String(valueAt(instance, ['DBInstanceClass']));
  const kind = valueAt(instance, ['MultiAZ']) === true ? 'multi-az' : 'single-az';
  const first = Object.values(resources).find((one) => one.Type === 'AWS::RDS::DBInstance' && valueAt(one, ['AllocatedStorage']) !== undefined);
  const gib = numberAt(instance, ['AllocatedStorage'], numberAt(first, ['AllocatedStorage'], 0));
  return [
    fixed('RDS-PostgreSQL', `${type}/${kind}`, HOURS_PER_MONTH, `${type} ${kind}`),
    fixed('RDS-PostgreSQL', `gp3-storage/${kind}`, gib, `${gib} GiB gp3 ${kind}`),
  ];
}

/** The least that a proxy in front of Aurora Serverless v2 is billed, in capacity units (Amazon RDS Proxy pricing). */
const LEAST_PROXY_ACU = 8;

/** Whether an instance belongs to an Aurora cluster. */
function isMember(instance: StackResource): boolean {
  return valueAt(instance, ['DBClusterIdentifier']) !== undefined;
}

/** An instance of an Aurora cluster; a serverless one at its fewest capacity units. Storage is paid by use. */
function clusterInstance(instance: StackResource, template: StackTemplate): readonly Charge[] {
  const type = String(valueAt(instance, ['DBInstanceClass']));
  const cluster = clusterOf(instance, template);
  const kind = valueAt(cluster, ['StorageType']) === 'aurora-iopt1' ? 'io-optimized' : 'standard';
  if (type !== 'db.serverless') {
    return [fixed('Aurora-PostgreSQL', `${type}/${kind}`, HOURS_PER_MONTH, `Aurora ${type} ${kind}`)];
  }
  const acu = leastAcu(cluster);
  return acu === 0 ? [] : [fixed('Aurora-PostgreSQL', `serverless-v2/${kind}`, acu * HOURS_PER_MONTH, `Aurora serverless, ${acu} capacity units ${kind}`)];
}

/** A proxy is paid by the vCPUs of every instance behind it, at least two for each. */
function databaseProxy(_: StackResource, template: StackTemplate): readonly Charge[] {
  const targets = targetsOfProxy(template);
  const serverless = targets.filter((one) => valueAt(one, ['DBInstanceClass']) === 'db.serverless');
  const provisioned = targets.filter((one) => !serverless.includes(one));
  const vcpus = provisioned.reduce((sum, one) => sum + Math.max(2, vcpusOf(String(valueAt(one, ['DBInstanceClass'])))), 0);
  const acu = serverless.reduce((sum, one) => sum + leastAcu(clusterOf(one, template)), 0);
  return [
    ...(vcpus > 0 ? [fixed('RDS-Proxy', 'provisioned', vcpus * HOURS_PER_MONTH, `proxy of ${vcpus} vCPU`)] : []),
    ...(serverless.length > 0
      ? [fixed('RDS-Proxy', 'aurora-serverless-v2', Math.max(LEAST_PROXY_ACU, acu) * HOURS_PER_MONTH, `proxy of ${Math.max(LEAST_PROXY_ACU, acu)} capacity units`)]
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
