import { numberAt, valueAt } from '../../assembly';
import { PlacedResource, ReferenceIndex } from './references';

type Describe = (one: PlacedResource, index: ReferenceIndex) => readonly (string | undefined)[];

const text = (one: PlacedResource, ...path: (string | number)[]) => {
  const value = valueAt(one.resource, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

const is = (one: PlacedResource, ...path: string[]) => String(valueAt(one.resource, path)) === 'true';

/** Numbers that may be equal, as people say them. */
function range(least: unknown, most: unknown, unit: string): string | undefined {
  const numbers = [least, most].filter((value) => value !== undefined).map(String);
  return numbers.length === 0 ? undefined : `${[...new Set(numbers)].join('-')} ${unit}`;
}

const engine = (one: PlacedResource) => {
  const [name = '', version] = [text(one, 'Engine'), text(one, 'EngineVersion')];
  return /postgres/.test(name)
    ? ['PostgreSQL', version].filter(Boolean).join(' ')
    : [name, version].filter(Boolean).join(' ') || undefined;
};

const DESCRIBE: Readonly<Record<string, Describe>> = {
  'AWS::AutoScaling::AutoScalingGroup': (one, index) => [
    range(text(one, 'MinSize'), text(one, 'MaxSize'), `x ${machineOf(one, index) ?? 'machines'}`),
  ],
  'AWS::DynamoDB::GlobalTable': (one) => [text(one, 'TableName'), `in ${regionsOf(one).join(', ')}`],
  'AWS::DynamoDB::Table': (one) => [text(one, 'TableName')],
  'AWS::EC2::Instance': (one) => [
    text(one, 'InstanceType'),
    ...(String(valueAt(one.resource, ['SourceDestCheck'])) === 'false' ? ['forwards packets (NAT)'] : []),
  ],
  'AWS::EC2::VPCPeeringConnection': (one) => [`${one.stack.region} - ${text(one, 'PeerRegion') ?? one.stack.region}`],
  'AWS::ECS::Service': (one, index) => [tasksOf(one, index), taskSize(one, index), spotOf(one)],
  'AWS::ECS::TaskDefinition': (one) => ['runs once, then ends', sizeOf(one)],
  'AWS::ElastiCache::ReplicationGroup': (one) => [
    `${numberAt(one.resource, ['NumNodeGroups'], 1)} x ` +
      `${1 + numberAt(one.resource, ['ReplicasPerNodeGroup'], numberAt(one.resource, ['NumCacheClusters'], 1) - 1)} ` +
      'nodes',
    text(one, 'CacheNodeType'),
    engine(one),
  ],
  'AWS::ElastiCache::CacheCluster': (one) => [text(one, 'CacheNodeType'), engine(one)],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (one) => [
    text(one, 'Type') === 'network' ? 'Network Load Balancer' : 'Application Load Balancer',
    text(one, 'Scheme') === 'internal' ? 'internal' : 'internet-facing',
  ],
  'AWS::Events::Rule': (one) => [text(one, 'ScheduleExpression')],
  'AWS::Lambda::Function': (one) => [
    text(one, 'Runtime'),
    text(one, 'MemorySize') === undefined ? undefined : `${text(one, 'MemorySize')} MiB`,
  ],
  'AWS::RDS::DBCluster': (one) => [engine(one), capacityOf(one), 'storage in three zones'],
  'AWS::RDS::DBInstance': (one, index) => [
    roleOf(one, index),
    text(one, 'DBInstanceClass'),
    ...(one.resource.Properties?.DBClusterIdentifier
      ? []
      : [engine(one), is(one, 'MultiAZ') ? 'Multi-AZ, with a standby' : undefined]),
  ],
  'AWS::RDS::DBProxy': () => ['pools connections'],
  'AWS::Route53::HealthCheck': (one) => [text(one, 'HealthCheckConfig', 'ResourcePath')],
  'AWS::Route53::HostedZone': (one) => [
    text(one, 'Name')?.replace(/\.$/, ''),
    valueAt(one.resource, ['VPCs']) === undefined ? 'public' : 'private',
  ],
  'AWS::S3::Bucket': (one) => [
    valueAt(one.resource, ['VersioningConfiguration', 'Status']) === 'Enabled' ? 'versioned' : undefined,
  ],
  'AWS::SQS::Queue': (one) => [
    text(one, 'MessageRetentionPeriod') === undefined
      ? undefined
      : `keeps messages ${Number(text(one, 'MessageRetentionPeriod')) / 86_400} days`,
  ],
  'AWS::WAFv2::WebACL': (one) => [`${(valueAt(one.resource, ['Rules']) as unknown[] | undefined)?.length ?? 0} rules`],
};

/** Sizes, numbers and roles of a resource, as far as its template says them. */
export function detailsOf(one: PlacedResource, index: ReferenceIndex): string[] {
  return (DESCRIBE[one.resource.Type]?.(one, index) ?? []).flatMap((detail) => detail ?? []);
}

/** The Regions in which a global table has copies. */
export function regionsOf(one: PlacedResource): string[] {
  const replicas = valueAt(one.resource, ['Replicas']);
  return Array.isArray(replicas)
    ? replicas.map((replica: { readonly Region?: unknown }) => String(replica.Region)).sort()
    : [];
}

/** The members of a cluster, the writer first. */
export function membersOf(cluster: PlacedResource, index: ReferenceIndex): PlacedResource[] {
  const tier = (one: PlacedResource) => numberAt(one.resource, ['PromotionTier'], 1);
  return index
    .ofType('AWS::RDS::DBInstance')
    .filter((one) => clusterOf(one, index)?.key === cluster.key)
    .sort((one, other) => tier(one) - tier(other));
}

/** The cluster of an instance. */
export function clusterOf(one: PlacedResource, index: ReferenceIndex): PlacedResource | undefined {
  return index
    .named(valueAt(one.resource, ['DBClusterIdentifier']), one.stack)
    .find(({ resource }) => resource.Type === 'AWS::RDS::DBCluster');
}

/** Whether a cluster is a copy in another Region: only its primary takes writes. */
export function isSecondary(cluster: PlacedResource): boolean {
  return valueAt(cluster.resource, ['GlobalClusterIdentifier']) !== undefined;
}

function roleOf(one: PlacedResource, index: ReferenceIndex): string | undefined {
  const cluster = clusterOf(one, index);
  if (cluster === undefined) {
    return valueAt(one.resource, ['SourceDBInstanceIdentifier']) === undefined ? 'writer' : 'read replica';
  }
  return !isSecondary(cluster) && membersOf(cluster, index)[0]?.key === one.key ? 'writer' : 'reader';
}

function capacityOf(one: PlacedResource): string | undefined {
  const scaling = valueAt(one.resource, ['ServerlessV2ScalingConfiguration']) as
    { readonly MinCapacity?: unknown; readonly MaxCapacity?: unknown } | undefined;
  return scaling && range(scaling.MinCapacity, scaling.MaxCapacity, 'ACU');
}

function machineOf(one: PlacedResource, index: ReferenceIndex): string | undefined {
  const template = index.namedBy(one).find(({ resource }) => resource.Type === 'AWS::EC2::LaunchTemplate');
  return template && text(template, 'LaunchTemplateData', 'InstanceType');
}

function tasksOf(one: PlacedResource, index: ReferenceIndex): string | undefined {
  const target = index
    .ofType('AWS::ApplicationAutoScaling::ScalableTarget')
    .find((target) => index.namedBy(target).some(({ key }) => key === one.key));
  return target
    ? range(text(target, 'MinCapacity'), text(target, 'MaxCapacity'), 'tasks')
    : range(text(one, 'DesiredCount'), undefined, 'tasks');
}

function taskSize(one: PlacedResource, index: ReferenceIndex): string | undefined {
  const definition = index
    .named(valueAt(one.resource, ['TaskDefinition']), one.stack)
    .find(({ resource }) => resource.Type === 'AWS::ECS::TaskDefinition');
  return definition && sizeOf(definition);
}

function sizeOf(definition: PlacedResource): string | undefined {
  const [cpu, memory] = [Number(text(definition, 'Cpu')), Number(text(definition, 'Memory'))];
  return Number.isFinite(cpu) && Number.isFinite(memory) ? `${cpu / 1024} vCPU, ${memory / 1024} GiB` : undefined;
}

function spotOf(one: PlacedResource): string | undefined {
  return JSON.stringify(valueAt(one.resource, ['CapacityProviderStrategy']) ?? '').includes('FARGATE_SPOT')
    ? 'partly on Spot'
    : undefined;
}
