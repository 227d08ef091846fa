import { LocatedResource, numberAt, TemplateIndex, valueAt } from '../../assembly';

type Describe = (located: LocatedResource, index: TemplateIndex) => readonly (string | undefined)[];

const text = (located: LocatedResource, ...path: (string | number)[]) => {
  const value = valueAt(located.resource, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

const is = (located: LocatedResource, ...path: string[]) => String(valueAt(located.resource, path)) === 'true';

/** Numbers that may be equal, as people say them. */
function range(least: unknown, most: unknown, unit: string): string | undefined {
  const numbers = [least, most].filter((value) => value !== undefined).map(String);
  return numbers.length === 0 ? undefined : `${[...new Set(numbers)].join('-')} ${unit}`;
}

const engine = (located: LocatedResource) => {
  const [name = '', version] = [text(located, 'Engine'), text(located, 'EngineVersion')];
  return /postgres/.test(name)
    ? ['PostgreSQL', version].filter(Boolean).join(' ')
    : [name, version].filter(Boolean).join(' ') || undefined;
};

const DESCRIBE: Readonly<Record<string, Describe>> = {
  'AWS::AutoScaling::AutoScalingGroup': (located, index) => [
    range(text(located, 'MinSize'), text(located, 'MaxSize'), `x ${machineOf(located, index) ?? 'machines'}`),
  ],
  'AWS::DynamoDB::GlobalTable': (located) => [text(located, 'TableName'), `in ${regionsOf(located).join(', ')}`],
  'AWS::DynamoDB::Table': (located) => [text(located, 'TableName')],
  'AWS::EC2::Instance': (located) => [
    text(located, 'InstanceType'),
    ...(String(valueAt(located.resource, ['SourceDestCheck'])) === 'false' ? ['forwards packets (NAT)'] : []),
  ],
  'AWS::EC2::VPCPeeringConnection': (located) => [
    `${located.stack.region} - ${text(located, 'PeerRegion') ?? located.stack.region}`,
  ],
  'AWS::ECS::Service': (located, index) => [tasksOf(located, index), taskSize(located, index), spotOf(located)],
  'AWS::ECS::TaskDefinition': (located) => ['runs once, then ends', sizeOf(located)],
  'AWS::ElastiCache::ReplicationGroup': (located) => [
    cacheNodes(located),
    text(located, 'CacheNodeType'),
    engine(located),
  ],
  'AWS::ElastiCache::CacheCluster': (located) => [text(located, 'CacheNodeType'), engine(located)],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (located) => [
    text(located, 'Type') === 'network' ? 'Network Load Balancer' : 'Application Load Balancer',
    text(located, 'Scheme') === 'internal' ? 'internal' : 'internet-facing',
  ],
  'AWS::Events::Rule': (located) => [text(located, 'ScheduleExpression')],
  'AWS::Lambda::Function': (located) => [
    text(located, 'Runtime'),
    text(located, 'MemorySize') === undefined ? undefined : `${text(located, 'MemorySize')} MiB`,
  ],
  'AWS::RDS::DBCluster': (located) => [engine(located), capacityOf(located), 'storage in three zones'],
  'AWS::RDS::DBInstance': (located, index) => [
    roleOf(located, index),
    text(located, 'DBInstanceClass'),
    ...(located.resource.Properties?.DBClusterIdentifier
      ? []
      : [engine(located), is(located, 'MultiAZ') ? 'Multi-AZ, with a standby' : undefined]),
  ],
  'AWS::RDS::DBProxy': () => ['pools connections'],
  'AWS::Route53::HealthCheck': (located) => [text(located, 'HealthCheckConfig', 'ResourcePath')],
  'AWS::Route53::HostedZone': (located) => [
    text(located, 'Name')?.replace(/\.$/, ''),
    valueAt(located.resource, ['VPCs']) === undefined ? 'public' : 'private',
  ],
  'AWS::S3::Bucket': (located) => [
    valueAt(located.resource, ['VersioningConfiguration', 'Status']) === 'Enabled' ? 'versioned' : undefined,
  ],
  'AWS::SQS::Queue': (located) => [
    text(located, 'MessageRetentionPeriod') === undefined
      ? undefined
      : `keeps messages ${Number(text(located, 'MessageRetentionPeriod')) / 86_400} days`,
  ],
  'AWS::WAFv2::WebACL': (located) => [
    `${(valueAt(located.resource, ['Rules']) as unknown[] | undefined)?.length ?? 0} rules`,
  ],
};

function cacheNodes({ resource }: LocatedResource): string {
  const replicas = numberAt(resource, ['ReplicasPerNodeGroup'], numberAt(resource, ['NumCacheClusters'], 1) - 1);
  const shards = numberAt(resource, ['NumNodeGroups'], 1);
  const nodes = 1 + replicas;
  return `${shards} ${shards === 1 ? 'shard' : 'shards'} of ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
}

/** Sizes, numbers and roles of a resource, as far as its template says them. */
export function detailsOf(located: LocatedResource, index: TemplateIndex): string[] {
  return (DESCRIBE[located.resource.Type]?.(located, index) ?? []).flatMap((detail) => detail ?? []);
}

/** The Regions in which a global table has copies. */
export function regionsOf(located: LocatedResource): string[] {
  const replicas = valueAt(located.resource, ['Replicas']);
  return Array.isArray(replicas)
    ? replicas.map((replica: { readonly Region?: unknown }) => String(replica.Region)).sort()
    : [];
}

/** The members of a cluster, the writer first. */
export function membersOf(cluster: LocatedResource, index: TemplateIndex): LocatedResource[] {
  const tier = (located: LocatedResource) => numberAt(located.resource, ['PromotionTier'], 1);
  return index
    .ofType('AWS::RDS::DBInstance')
    .filter((located) => clusterOf(located, index)?.address === cluster.address)
    .sort((left, right) => tier(left) - tier(right));
}

/** The cluster of an instance. */
export function clusterOf(located: LocatedResource, index: TemplateIndex): LocatedResource | undefined {
  return index
    .namedIn(valueAt(located.resource, ['DBClusterIdentifier']), located.stack)
    .find(({ resource }) => resource.Type === 'AWS::RDS::DBCluster');
}

/** Whether a cluster is a copy in another Region: only its primary takes writes. */
export function isSecondary(cluster: LocatedResource): boolean {
  return valueAt(cluster.resource, ['GlobalClusterIdentifier']) !== undefined;
}

/** The cluster that takes the writes of a global database; undefined if it is not in the application. */
export function primaryOf(globalDatabase: LocatedResource, index: TemplateIndex): LocatedResource | undefined {
  return index
    .namedIn(valueAt(globalDatabase.resource, ['SourceDBClusterIdentifier']), globalDatabase.stack)
    .find(({ resource }) => resource.Type === 'AWS::RDS::DBCluster');
}

function roleOf(located: LocatedResource, index: TemplateIndex): string | undefined {
  const cluster = clusterOf(located, index);
  if (cluster === undefined) {
    return valueAt(located.resource, ['SourceDBInstanceIdentifier']) === undefined ? 'writer' : 'read replica';
  }
  return !isSecondary(cluster) && membersOf(cluster, index)[0]?.address === located.address ? 'writer' : 'reader';
}

function capacityOf(located: LocatedResource): string | undefined {
  const scaling = valueAt(located.resource, ['ServerlessV2ScalingConfiguration']) as
    { readonly MinCapacity?: unknown; readonly MaxCapacity?: unknown } | undefined;
  return scaling && range(scaling.MinCapacity, scaling.MaxCapacity, 'ACU');
}

function machineOf(located: LocatedResource, index: TemplateIndex): string | undefined {
  const template = index.namedBy(located).find(({ resource }) => resource.Type === 'AWS::EC2::LaunchTemplate');
  return template && text(template, 'LaunchTemplateData', 'InstanceType');
}

function tasksOf(located: LocatedResource, index: TemplateIndex): string | undefined {
  const target = index
    .ofType('AWS::ApplicationAutoScaling::ScalableTarget')
    .find((target) => index.namedBy(target).some(({ address }) => address === located.address));
  return target
    ? range(text(target, 'MinCapacity'), text(target, 'MaxCapacity'), 'tasks')
    : range(text(located, 'DesiredCount'), undefined, 'tasks');
}

function taskSize(located: LocatedResource, index: TemplateIndex): string | undefined {
  const definition = index
    .namedIn(valueAt(located.resource, ['TaskDefinition']), located.stack)
    .find(({ resource }) => resource.Type === 'AWS::ECS::TaskDefinition');
  return definition && sizeOf(definition);
}

function sizeOf(definition: LocatedResource): string | undefined {
  const [cpu, memory] = [Number(text(definition, 'Cpu')), Number(text(definition, 'Memory'))];
  return Number.isFinite(cpu) && Number.isFinite(memory) ? `${cpu / 1024} vCPU, ${memory / 1024} GiB` : undefined;
}

function spotOf(located: LocatedResource): string | undefined {
  return JSON.stringify(valueAt(located.resource, ['CapacityProviderStrategy']) ?? '').includes('FARGATE_SPOT')
    ? 'partly on Spot'
    : undefined;
}
