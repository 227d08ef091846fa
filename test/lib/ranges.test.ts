import { App, Duration, Stack, Token } from 'aws-cdk-lib';
import { InstanceType, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { GlobalValkeyCache, ValkeyCache, ValkeyScaling } from '../../lib/cache';
import { VmGroup } from '../../lib/compute';
import { MigrationTask, WebService, WorkerService } from '../../lib/containers';
import {
  AuroraCapacity,
  AuroraPostgres,
  AuroraReaderScaling,
  PostgresDatabase,
  ReaderName,
  ServerlessBounds,
} from '../../lib/database';
import { EdgeDistribution, EdgeFirewall } from '../../lib/edge';
import { OriginLoadBalancer, TargetKind } from '../../lib/load-balancer';
import { CidrPlan } from '../../lib/network';
import { CacheAlarms, OperationsDashboard, ServiceAlarms, UptimeCheck } from '../../lib/operations';
import { PipelineRole } from '../../lib/pipeline';
import { WorkQueue } from '../../lib/queue';
import { RegionalRecords, RegionHealthCheck, RoutingPolicy } from '../../lib/routing';
import { AssetsBucket, LogBucket } from '../../lib/storage';

/** The ends of what a property takes, and what builds something with one of its values. */
type Range = [property: string, lowest: number, highest: number, build: (value: number) => unknown, step?: number];

type Props = Readonly<Record<string, unknown>>;

type Constructed = new (stack: Stack, id: string, props: never) => unknown;

const ENV = { account: '123456789012', region: 'us-east-1' };

/** Builds a construct in a stack of its own; its properties need only what is validated before anything is made. */
const made = (Construct: Constructed, props: (stack: Stack) => Props) => {
  const stack = new Stack(new App(), 'Own', { env: ENV });
  return new Construct(stack, 'Made', props(stack) as never);
};

const inVpc = (stack: Stack) => ({
  vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    privateSubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
  }),
  vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
});

const cache = (props: Props) =>
  made(ValkeyCache, (stack) => ({ ...inVpc(stack), nodeType: 'cache.t4g.small', ...props }));

const globalCache = (props: Props) =>
  made(GlobalValkeyCache, () => ({ idSuffix: 'app', replicationGroupId: 'cache', ...props }));

const scaling = (props: Props) =>
  made(ValkeyScaling, () => ({ replicationGroupId: 'cache', nodeType: 'cache.r7g.large', ...props }));

const vms = (props: Props) =>
  made(VmGroup, (stack) => ({
    ...inVpc(stack),
    minCapacity: 1,
    maxCapacity: 10,
    instanceType: new InstanceType('t4g.small'),
    port: 8080,
    environment: {},
    secrets: {},
    ...props,
  }));

const TASK = { command: ['node'], cpu: 1024, memoryMiB: 2048, minTasks: 1, maxTasks: 5000 };

const web = (props: Props) => made(WebService, () => ({ ...TASK, port: 8080, ...props }));

const canary = (props: Props) => web({ canary: { alternateTargetGroup: {}, ...props } });

const worker = (props: Props) =>
  made(WorkerService, () => ({
    ...TASK,
    acceptableLatency: Duration.minutes(1),
    messageProcessingTime: Duration.seconds(1),
    ...props,
  }));

const spot = (props: Props) => worker({ spotShare: props });

const postgres = (props: Props) =>
  made(PostgresDatabase, (stack) => ({
    ...inVpc(stack),
    instanceType: new InstanceType('t4g.small'),
    allocatedStorageGiB: 20,
    maxAllocatedStorageGiB: 65_536,
    ...props,
  }));

const aurora = (props: Props) =>
  made(AuroraPostgres, (stack) => ({
    ...inVpc(stack),
    capacity: AuroraCapacity.serverless({ minAcu: 0.5, maxAcu: 4 }),
    ...props,
  }));

const serverless = (bounds: Partial<ServerlessBounds>) =>
  aurora({ capacity: AuroraCapacity.serverless({ minAcu: 0.5, maxAcu: 256, ...bounds }) });

const readers = (props: Props) =>
  made(AuroraReaderScaling, () => ({ clusterIdentifier: 'aurora', minReaders: 1, maxReaders: 15, ...props }));

const balancer = (props: Props) =>
  made(OriginLoadBalancer, (stack) => ({
    ...inVpc(stack),
    port: 8080,
    routes: [{ id: 'Vm', kind: TargetKind.INSTANCE, weight: 100 }],
    ...props,
  }));

const weighted = (weight: number) =>
  balancer({
    routes: [
      { id: 'Vm', kind: TargetKind.INSTANCE, weight },
      { id: 'Containers', kind: TargetKind.IP, weight: 100 },
    ],
  });

const edge = (props: Props) =>
  made(EdgeDistribution, () => ({ loadBalancerArn: 'x', assetsBucketName: 'x', ...props }));

const records = (props: Props, policy = RoutingPolicy.weighted(1)) =>
  made(RegionalRecords, () => ({
    hostedZoneId: 'Z1',
    hostedZoneName: 'example.com',
    recordName: 'app.example.com',
    endpoints: [{ id: 'one', cnameTarget: 'one.example.com', policy }],
    ...props,
  }));

const health = (props: Props) =>
  made(RegionHealthCheck, () => ({ endpoint: { domainName: 'eu.example.com', ...props } }));

const WHOLE: Readonly<Record<string, Range[]>> = {
  ValkeyCache: [
    ['shards', 1, 500, (shards) => cache({ shards })],
    ['replicasPerShard', 0, 5, (replicasPerShard) => cache({ replicasPerShard })],
    ['snapshotRetentionDays', 0, 35, (snapshotRetentionDays) => cache({ snapshotRetentionDays })],
    ['port', 1, 65_535, (port) => cache({ port })],
  ],
  ValkeyScaling: [
    ['shards.min', 1, 500, (min) => scaling({ shards: { min, max: 500 } })],
    ['shards.max', 1, 500, (max) => scaling({ shards: { min: 1, max } })],
    ['replicas.min', 1, 5, (min) => scaling({ replicas: { min, max: 5 } })],
    ['replicas.max', 1, 5, (max) => scaling({ replicas: { min: 1, max } })],
  ],
  GlobalValkeyCache: [['shards', 1, 500, (shards) => globalCache({ shards })]],
  VmGroup: [
    ['minCapacity', 1, Infinity, (minCapacity) => vms({ minCapacity })],
    ['maxCapacity', 3, Infinity, (maxCapacity) => vms({ minCapacity: 3, maxCapacity })],
    ['port', 1, 65_535, (port) => vms({ port })],
    ['rootVolumeGiB', 8, 16_384, (rootVolumeGiB) => vms({ rootVolumeGiB })],
    ['localCacheMemoryMiB', 16, Infinity, (localCacheMemoryMiB) => vms({ localCacheMemoryMiB })],
    ['startTimeout', 120, 3600, (seconds) => vms({ startTimeout: Duration.seconds(seconds) })],
    ['webStopTimeout', 1, 600, (seconds) => vms({ webStopTimeout: Duration.seconds(seconds) })],
    [
      'workerStopTimeout',
      1,
      600,
      (seconds) => vms({ workerCommand: ['node'], workerStopTimeout: Duration.seconds(seconds) }),
    ],
  ],
  'tasks of a service': [
    ['minTasks', 1, 5000, (minTasks) => web({ minTasks })],
    ['minTasks', 0, 5000, (minTasks) => worker({ minTasks })],
    ['maxTasks', 1, 5000, (maxTasks) => worker({ minTasks: 0, maxTasks })],
    ['maxTasks', 7, 5000, (maxTasks) => worker({ minTasks: 7, maxTasks })],
    ['minHealthyPercent', 0, 100, (minHealthyPercent) => worker({ minHealthyPercent })],
    ['maxHealthyPercent', 100, 200, (maxHealthyPercent) => worker({ maxHealthyPercent })],
    ['scaleOutCooldown', 0, 3600, (seconds) => worker({ scaleOutCooldown: Duration.seconds(seconds) })],
    ['scaleInCooldown', 0, 3600, (seconds) => worker({ scaleInCooldown: Duration.seconds(seconds) })],
    ['stopTimeout', 2, 120, (seconds) => worker({ stopTimeout: Duration.seconds(seconds) })],
    ['temporaryStorage.memoryMiB', 1, 1024, (memoryMiB) => worker({ temporaryStorage: { memoryMiB } })],
    ['otelCollector.memoryMiB', 64, 1024, (memoryMiB) => worker({ otelCollector: { memoryMiB } })],
  ],
  WebService: [
    ['port', 1, 65_535, (port) => web({ port })],
    ['cpuTargetPercent', 0, 100, (cpuTargetPercent) => web({ cpuTargetPercent })],
    ['memoryTargetPercent', 0, 100, (memoryTargetPercent) => web({ memoryTargetPercent })],
    ['requestsPerTargetPerMinute', 0, 1_000_000, (requests) => web({ requestsPerTargetPerMinute: requests })],
    ['healthCheckGracePeriod', 0, 3600, (seconds) => web({ healthCheckGracePeriod: Duration.seconds(seconds) })],
    ['canary.percent', 0.1, 100, (percent) => canary({ percent }), 0.1],
    ['canary.bakeTimeMinutes', 5, 1440, (bakeTimeMinutes) => canary({ bakeTimeMinutes })],
    ['canary.fullBakeTimeMinutes', 0, 540, (fullBakeTimeMinutes) => canary({ fullBakeTimeMinutes })],
  ],
  WorkerService: [
    ['messagesPerTask', 1, 10_000, (messagesPerTask) => worker({ messagesPerTask })],
    ['spotShare.onDemandBaseTasks', 0, 5000, (onDemandBaseTasks) => spot({ onDemandBaseTasks })],
    ['spotShare.spotWeight', 1, 1000, (spotWeight) => spot({ spotWeight })],
    ['spotShare.onDemandWeight', 0, 1000, (onDemandWeight) => spot({ onDemandWeight })],
  ],
  MigrationTask: [
    ['timeout', 60, 3300, (seconds) => made(MigrationTask, () => ({ ...TASK, timeout: Duration.seconds(seconds) }))],
  ],
  PostgresDatabase: [
    ['readReplicas', 0, 15, (readReplicas) => postgres({ readReplicas })],
    ['allocatedStorageGiB', 20, 65_536, (allocatedStorageGiB) => postgres({ allocatedStorageGiB })],
    ['maxAllocatedStorageGiB', 22, 65_536, (maxAllocatedStorageGiB) => postgres({ maxAllocatedStorageGiB })],
    ['slowQueryMs', -1, 2_147_483_647, (slowQueryMs) => postgres({ slowQueryMs })],
    ['backupRetentionDays', 7, 35, (backupRetentionDays) => postgres({ backupRetentionDays })],
    ['minAvailabilityZones', 2, 6, (minAvailabilityZones) => postgres({ minAvailabilityZones })],
  ],
  AuroraPostgres: [
    ['readers', 0, 14, (count) => aurora({ readers: count })],
    ['backupRetentionDays', 7, 35, (backupRetentionDays) => aurora({ backupRetentionDays })],
    ['capacity.minAcu', 0, 256, (minAcu) => serverless({ minAcu }), 0.5],
    ['capacity.maxAcu', 1, 256, (maxAcu) => serverless({ minAcu: 0.5, maxAcu }), 0.5],
    ['capacity.autoPauseMinutes', 5, 1440, (minutes) => serverless({ minAcu: 0, autoPauseMinutes: minutes })],
  ],
  AuroraReaderScaling: [
    ['minReaders', 1, 15, (minReaders) => readers({ minReaders })],
    ['maxReaders', 1, 15, (maxReaders) => readers({ maxReaders })],
    ['cpuTargetPercent', 0, 100, (cpuTargetPercent) => readers({ cpuTargetPercent, connectionsTarget: 100 })],
    ['connectionsTarget', 0, 16_000, (connectionsTarget) => readers({ connectionsTarget })],
  ],
  ReaderName: [['ttlSeconds', 1, 60, (ttlSeconds) => made(ReaderName, () => ({ replicaHosts: [], ttlSeconds }))]],
  OriginLoadBalancer: [
    ['port', 1, 65_535, (port) => balancer({ port })],
    ['routes[0].weight', 0, 999, weighted],
    ['deregistrationDelay', 0, 3600, (seconds) => balancer({ deregistrationDelay: Duration.seconds(seconds) })],
    ['idleTimeout', 1, 4000, (seconds) => balancer({ idleTimeout: Duration.seconds(seconds) })],
  ],
  EdgeFirewall: [
    [
      'requestsPer5MinutesPerIp',
      10,
      2_000_000_000,
      (rate) => made(EdgeFirewall, () => ({ requestsPer5MinutesPerIp: rate })),
    ],
  ],
  EdgeDistribution: [
    ['originGeneration', 1, 1000, (originGeneration) => edge({ originGeneration })],
    ['originReadTimeoutSeconds', 1, 120, (seconds) => edge({ originReadTimeoutSeconds: seconds })],
    ['accessLogRetentionDays', 1, 3653, (accessLogRetentionDays) => edge({ accessLogRetentionDays })],
  ],
  CidrPlan: [['networkIndex', 0, 7, (index) => CidrPlan.forRegion('eu-central-1', index)]],
  RegionalRecords: [
    ['ttlSeconds', 1, 86_400, (ttlSeconds) => records({ ttlSeconds })],
    ['RoutingPolicy.weighted', 0, 255, (weight) => records({}, RoutingPolicy.weighted(weight))],
  ],
  RegionHealthCheck: [
    ['endpoint.port', 1, 65_535, (port) => health({ port })],
    ['endpoint.failureThreshold', 1, 10, (failureThreshold) => health({ failureThreshold })],
  ],
  WorkQueue: [
    ['maxReceiveCount', 1, 1000, (maxReceiveCount) => made(WorkQueue, () => ({ maxReceiveCount }))],
    ['retentionDays', 1, 14, (retentionDays) => made(WorkQueue, () => ({ retentionDays }))],
  ],
  buckets: [
    [
      'noncurrentVersionDays',
      1,
      Infinity,
      (days) => made(AssetsBucket, () => ({ distributionAccount: '123456789012', noncurrentVersionDays: days })),
    ],
    ['retentionDays', 1, Infinity, (retentionDays) => made(LogBucket, () => ({ retentionDays }))],
  ],
  operations: [
    ['hours', 1, 720, (hours) => made(OperationsDashboard, () => ({ sections: [], hours }))],
    ['shards', 1, 500, (shards) => made(CacheAlarms, () => ({ replicationGroupId: 'cache', shards }))],
    [
      'replicasPerShard',
      0,
      5,
      (count) => made(CacheAlarms, () => ({ replicationGroupId: 'cache', replicasPerShard: count })),
    ],
    [
      'failureThreshold',
      1,
      10,
      (failureThreshold) => made(UptimeCheck, () => ({ domainName: 'a.example', failureThreshold })),
    ],
    ['minTasks', 0, 5000, (minTasks) => made(ServiceAlarms, () => ({ clusterName: 'c', serviceName: 's', minTasks }))],
    [
      'cpu.periods',
      1,
      100,
      (periods) => made(ServiceAlarms, () => ({ clusterName: 'c', serviceName: 's', cpu: { periods } })),
    ],
  ],
};

/** Between the ends, every number will do. */
const REAL: Readonly<Record<string, Range[]>> = {
  ValkeyScaling: [
    [
      'shards.engineCpuTargetPercent',
      35,
      70,
      (percent) => scaling({ shards: { min: 1, max: 2, engineCpuTargetPercent: percent } }),
    ],
    [
      'shards.memoryTargetPercent',
      35,
      70,
      (percent) => scaling({ shards: { min: 1, max: 2, memoryTargetPercent: percent } }),
    ],
    [
      'replicas.engineCpuTargetPercent',
      35,
      70,
      (percent) => scaling({ replicas: { min: 1, max: 2, engineCpuTargetPercent: percent } }),
    ],
  ],
  VmGroup: [['maxInstanceLifetime', 1, 365, (days) => vms({ maxInstanceLifetime: Duration.days(days) }), 0.5]],
  PipelineRole: [
    [
      'maxSessionDuration',
      15,
      720,
      (minutes) => made(PipelineRole, () => ({ maxSessionDuration: Duration.minutes(minutes) })),
    ],
  ],
  WorkQueue: [
    [
      'visibilityTimeout',
      1,
      43_200,
      (seconds) => made(WorkQueue, () => ({ visibilityTimeout: Duration.seconds(seconds) })),
    ],
  ],
  operations: [
    [
      'cpu.threshold',
      0,
      Infinity,
      (threshold) => made(ServiceAlarms, () => ({ clusterName: 'c', serviceName: 's', cpu: { threshold } })),
    ],
  ],
};

/** What the CDK itself says of a duration such as `Duration.seconds(-1)`. */
const NEGATIVE_DURATION = 'Duration amounts cannot be negative. Received: -1';

function isRefused([property, , , build]: Range, value: number): boolean {
  try {
    build(value);
    return false;
  } catch (error) {
    const { message } = error as Error;
    return message.includes(`\`${property}\` must`) || message === NEGATIVE_DURATION;
  }
}

/** Which of the values around both ends are refused. */
const refusedOf = (range: Range, step = range[4] ?? 1) => {
  const [, lowest, highest] = range;
  const ends = highest === Infinity ? [lowest - step, lowest] : [lowest - step, lowest, highest, highest + step];
  return ends.filter((value) => isRefused(range, value));
};

const expectedOf = ([, lowest, highest, , step = 1]: Range) =>
  highest === Infinity ? [lowest - step] : [lowest - step, highest + step];

const rowsOf = (table: Readonly<Record<string, Range[]>>) =>
  Object.entries(table).flatMap(([name, ranges]) =>
    ranges.map((range) => [name, range[0], range[1], range[2], range] as const),
  );

test.each(rowsOf(WHOLE))('%s: `%s` is a whole number from %d to %d', (_name, _property, lowest, _highest, range) => {
  expect(refusedOf(range)).toEqual(expectedOf(range));
  expect(isRefused(range, lowest + (range[4] ?? 1) / 2)).toBe(true);
});

test.each(rowsOf(REAL))('%s: `%s` is from %d to %d', (_name, _property, _lowest, _highest, range) => {
  expect(refusedOf(range)).toEqual(expectedOf(range));
});

/** The number decides during synthesis, or is calculated with. */
const LITERAL = [
  'ValkeyCache: replicasPerShard',
  'AuroraPostgres: capacity.minAcu',
  'AuroraPostgres: capacity.maxAcu',
  'AuroraPostgres: capacity.autoPauseMinutes',
  'ReaderName: ttlSeconds',
  'CidrPlan: networkIndex',
  'WorkQueue: maxReceiveCount',
  'WorkQueue: retentionDays',
  'buckets: noncurrentVersionDays',
  'buckets: retentionDays',
];

test.each(rowsOf(WHOLE).map(([name, property, , , range]) => [`${name}: ${property}`, range] as const))(
  '%s: a token is refused only where the number has to be known',
  (name, range) => {
    const token = Token.asNumber({ Ref: 'Parameter' });
    expect(isRefused(range, token)).toBe(LITERAL.includes(name));
  },
);

test.each([
  [4316, false],
  [4317, true],
  [4318, true],
  [4319, false],
])('VmGroup: port %d is taken by the collector of traces: %s', (port, isTaken) => {
  expect(isRefused(['port', 1, 65_535, (value) => vms({ port: value })], port)).toBe(isTaken);
});
