const HEAD = ["import { App, Stack } from 'aws-cdk-lib';", "const stack = new Stack(new App(), 'Foreign');"];
const VPC = [
  "import { InstanceType, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';",
  ...HEAD,
  "const vpc = new Vpc(stack, 'Vpc');",
];
const CLUSTER = [
  "import { Vpc } from 'aws-cdk-lib/aws-ec2';",
  "import { Cluster } from 'aws-cdk-lib/aws-ecs';",
  "import { LogGroup } from 'aws-cdk-lib/aws-logs';",
  ...HEAD,
  "const vpc = new Vpc(stack, 'Vpc');",
];
const TASK =
  "{ cluster: new Cluster(stack, 'Own', { vpc, enableFargateCapacityProviders: true }), vpcSubnets: {}, image: " +
  "WorkloadImage.fromUri('public.ecr.aws/nginx/nginx:1.29'), command: ['run'], cpu: 256, memoryMiB: 512, logGroup: " +
  "new LogGroup(stack, 'Logs')";
const EDGE = [
  "import { App, Stack } from 'aws-cdk-lib';",
  "const stack = new Stack(new App(), 'Foreign', { env: { region: 'us-east-1', account: '123456789012' } });",
];

/**
 * For each construct of the library, a whole CDK app that adds it to an empty stack of somebody else: at most ten
 * lines.
 */
export const TEN_LINES: Readonly<Record<string, readonly string[]>> = {
  AssetsBucket: [
    ...HEAD,
    "import { AssetsBucket } from 'cdk-growth-stages';",
    "new AssetsBucket(stack, 'Assets', { distributionAccount: '123456789012' });",
  ],
  AuroraAlarms: [
    ...HEAD,
    "import { AuroraAlarms } from 'cdk-growth-stages';",
    "new AuroraAlarms(stack, 'Alarms', { clusterIdentifier: 'mine' });",
  ],
  AuroraGlobalDatabase: [
    ...HEAD,
    "import { AuroraGlobalDatabase } from 'cdk-growth-stages';",
    "new AuroraGlobalDatabase(stack, 'Global', { globalClusterIdentifier: 'mine', sourceClusterArn: " +
      "'arn:aws:rds:eu-west-1:123456789012:cluster:mine' });",
  ],
  AuroraPostgres: [
    ...VPC,
    "import { AuroraCapacity, AuroraPostgres } from 'cdk-growth-stages';",
    "const capacity = AuroraCapacity.provisioned(new InstanceType('r7g.large'));",
    "new AuroraPostgres(stack, 'Database', { vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS }, " +
      'capacity, minAvailabilityZones: 2 });',
  ],
  AuroraReaderScaling: [
    ...HEAD,
    "import { AuroraReaderScaling } from 'cdk-growth-stages';",
    "new AuroraReaderScaling(stack, 'Scaling', { clusterIdentifier: 'mine', minReaders: 1, maxReaders: 4 });",
  ],
  CacheAlarms: [
    ...HEAD,
    "import { CacheAlarms } from 'cdk-growth-stages';",
    "new CacheAlarms(stack, 'Alarms', { replicationGroupId: 'mine', shards: 1, replicasPerShard: 1 });",
  ],
  ContainerCluster: [
    ...VPC,
    "import { ContainerCluster } from 'cdk-growth-stages';",
    "new ContainerCluster(stack, 'Cluster', { vpc });",
  ],
  CostAnomalyMonitor: [
    ...EDGE,
    "import { CostAnomalyMonitor } from 'cdk-growth-stages';",
    "new CostAnomalyMonitor(stack, 'Anomalies', { application: 'shop', environment: 'production', " +
      "emails: ['a@example.com'] });",
  ],
  CostTags: [
    ...HEAD,
    "import { CostTags } from 'cdk-growth-stages';",
    "CostTags.apply(stack, { application: 'shop', environment: 'production', owner: 'founders', costCenter: '1' });",
  ],
  DatabaseAlarms: [
    ...HEAD,
    "import { DatabaseAlarms } from 'cdk-growth-stages';",
    "new DatabaseAlarms(stack, 'Alarms', { instanceIdentifier: 'mine', allocatedStorageGiB: 20 });",
  ],
  EdgeDistribution: [
    ...EDGE,
    "import { EdgeDistribution } from 'cdk-growth-stages';",
    'const loadBalancerArn = ' +
      "'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/mine/50dc6c495c0c9188';",
    "new EdgeDistribution(stack, 'Edge', { loadBalancerArn, loadBalancerDnsName: 'mine.example.com', " +
      "assetsBucketName: 'mine', assetsBucketRegion: 'eu-west-1' });",
  ],
  EdgeFirewall: [...EDGE, "import { EdgeFirewall } from 'cdk-growth-stages';", "new EdgeFirewall(stack, 'Firewall');"],
  GlobalValkeyCache: [
    ...HEAD,
    "import { GlobalValkeyCache } from 'cdk-growth-stages';",
    "new GlobalValkeyCache(stack, 'Global', { idSuffix: 'mine', replicationGroupId: 'mine' });",
  ],
  GrowthNetwork: [
    ...HEAD,
    "import { CidrPlan, GrowthNetwork } from 'cdk-growth-stages';",
    "new GrowthNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], cidr: " +
      "CidrPlan.forRegion('eu-west-1', 0) });",
  ],
  RetiredPostgresDatabase: [
    ...VPC,
    "import { RetiredPostgresDatabase } from 'cdk-growth-stages';",
    "const instance = { instanceType: new InstanceType('t4g.small'), allocatedStorageGiB: 20, " +
      'maxAllocatedStorageGiB: 100, minAvailabilityZones: 2 };',
    "new RetiredPostgresDatabase(stack, 'Database', { vpc, vpcSubnets: { subnetType: " +
      "SubnetType.PRIVATE_WITH_EGRESS }, ...instance, successorClusterIdentifier: 'mine' });",
  ],
  IdempotencyKeys: [
    ...HEAD,
    "import { IdempotencyKeys } from 'cdk-growth-stages';",
    "new IdempotencyKeys(stack, 'Keys');",
  ],
  LoadBalancerAlarms: [
    ...HEAD,
    "import { LoadBalancerAlarms } from 'cdk-growth-stages';",
    "new LoadBalancerAlarms(stack, 'Alarms', { loadBalancerFullName: 'app/mine/50dc6c495c0c9188', " +
      "targetGroupFullNames: ['targetgroup/mine/73e2d6bc24d8a067'], p99LatencyMs: 200 });",
  ],
  LogBucket: [...HEAD, "import { LogBucket } from 'cdk-growth-stages';", "new LogBucket(stack, 'Logs');"],
  MigrationTask: [
    ...CLUSTER,
    "import { MigrationTask, WorkloadImage } from 'cdk-growth-stages';",
    `new MigrationTask(stack, 'Migration', ${TASK} });`,
  ],
  MonthlyBudget: [
    ...EDGE,
    "import { MonthlyBudget } from 'cdk-growth-stages';",
    "new MonthlyBudget(stack, 'Budget', { application: 'shop', environment: 'production', monthlyUsd: " +
      "200, emails: ['a@example.com'] });",
  ],
  OffHours: [
    ...HEAD,
    "import { OffHours } from 'cdk-growth-stages';",
    "new OffHours(stack, 'Nights', { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin', " +
      "databaseInstanceIdentifiers: ['mine'] });",
  ],
  OnCallTopic: [
    ...HEAD,
    "import { OnCallTopic } from 'cdk-growth-stages';",
    "new OnCallTopic(stack, 'OnCall', { emails: ['a@example.com'] });",
  ],
  OperationsDashboard: [
    ...HEAD,
    "import { DashboardSection, OperationsDashboard } from 'cdk-growth-stages';",
    "const jobs = DashboardSection.queue({ queueName: 'mine', deadLetterQueueName: 'mine-dead' });",
    "new OperationsDashboard(stack, 'Dashboard', { sections: [jobs] });",
  ],
  OriginLoadBalancer: [
    ...VPC,
    "import { OriginLoadBalancer, TargetKind } from 'cdk-growth-stages';",
    "new OriginLoadBalancer(stack, 'Alb', { vpc, vpcSubnets: {}, port: 8080, routes: [{ id: 'Web', kind: " +
      "TargetKind.IP, weight: 100 }], originFacingPrefixListId: 'pl-4fa04526' });",
  ],
  PipelineRole: [
    ...HEAD,
    "import { PipelineIdentity, PipelineRole } from 'cdk-growth-stages';",
    "const identity = PipelineIdentity.gitHub({ repository: 'shop/shop', branches: ['main'] });",
    "new PipelineRole(stack, 'Pipeline', { identity, deploys: true });",
  ],
  PostgresDatabase: [
    ...VPC,
    "import { PostgresDatabase } from 'cdk-growth-stages';",
    "new PostgresDatabase(stack, 'Database', { vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS }, " +
      "instanceType: new InstanceType('t4g.small'), allocatedStorageGiB: 20, maxAllocatedStorageGiB: 100, " +
      'minAvailabilityZones: 2 });',
  ],
  ReaderName: [
    ...VPC,
    "import { ReaderName } from 'cdk-growth-stages';",
    "new ReaderName(stack, 'Reader', { vpc, zoneName: 'shop.internal', writerHost: 'db.example.com', " +
      'replicaHosts: [] });',
  ],
  RegionHealthCheck: [
    ...HEAD,
    "import { RegionHealthCheck } from 'cdk-growth-stages';",
    "new RegionHealthCheck(stack, 'Health', { endpoint: { domainName: 'www.example.com' } });",
  ],
  RegionLink: [
    ...VPC,
    "import { RegionLink } from 'cdk-growth-stages';",
    "new RegionLink(stack, 'Link', { vpc, vpcSubnets: [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }], peerCidr: " +
      "'10.1.0.0/16', peerVpcId: 'vpc-1', peerRegion: 'us-east-1' });",
  ],
  RegionalRecords: [
    ...HEAD,
    "import { RegionalRecords, RoutingPolicy } from 'cdk-growth-stages';",
    "const endpoints = [{ id: 'home', policy: RoutingPolicy.latency('eu-west-1'), cnameTarget: 'eu.example.net' }];",
    "new RegionalRecords(stack, 'Records', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', hostedZoneName: 'example.com', " +
      "recordName: 'api.example.com', endpoints });",
  ],
  ReplicationLagAlarms: [
    ...HEAD,
    "import { ReplicationLagAlarms } from 'cdk-growth-stages';",
    "new ReplicationLagAlarms(stack, 'Lag', { globalDatabase: { clusterIdentifier: 'mine', otherRegions: " +
      "['us-east-1'] } });",
  ],
  ServiceAlarms: [
    ...HEAD,
    "import { ServiceAlarms } from 'cdk-growth-stages';",
    "new ServiceAlarms(stack, 'Alarms', { clusterName: 'mine', serviceName: 'web', minTasks: 2 });",
  ],
  SloAlarms: [
    ...HEAD,
    "import { SloAlarms } from 'cdk-growth-stages';",
    "new SloAlarms(stack, 'Slo', { loadBalancerFullName: 'app/mine/50dc6c495c0c9188', uptimePercent: 99.95 });",
  ],
  TenantDirectory: [
    ...HEAD,
    "import { TenantDirectory } from 'cdk-growth-stages';",
    "new TenantDirectory(stack, 'Tenants');",
  ],
  UptimeCheck: [
    ...EDGE,
    "import { UptimeCheck } from 'cdk-growth-stages';",
    "new UptimeCheck(stack, 'Uptime', { domainName: 'www.example.com' });",
  ],
  ValkeyCache: [
    ...VPC,
    "import { ValkeyCache } from 'cdk-growth-stages';",
    "new ValkeyCache(stack, 'Cache', { vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS }, " +
      "nodeType: 'cache.t4g.small' });",
  ],
  ValkeyScaling: [
    ...HEAD,
    "import { ValkeyScaling } from 'cdk-growth-stages';",
    "new ValkeyScaling(stack, 'Scaling', { replicationGroupId: 'mine', nodeType: 'cache.m7g.large', " +
      'shards: { min: 1, max: 4 } });',
  ],
  VmAlarms: [
    ...HEAD,
    "import { VmAlarms } from 'cdk-growth-stages';",
    "new VmAlarms(stack, 'Alarms', { autoScalingGroupName: 'mine' });",
  ],
  VmGroup: [
    ...VPC,
    "import { LogGroup } from 'aws-cdk-lib/aws-logs';",
    "import { VmGroup, WorkloadImage } from 'cdk-growth-stages';",
    "const image = WorkloadImage.fromUri('public.ecr.aws/nginx/nginx:1.29');",
    "const common = { vpc, vpcSubnets: {}, instanceType: new InstanceType('t4g.small'), minCapacity: 1, " +
      'maxCapacity: 1, image, port: 8080 };',
    "new VmGroup(stack, 'Vms', { ...common, environment: {}, secrets: {}, webCommand: ['run'], " +
      "webLogGroup: new LogGroup(stack, 'Logs') });",
  ],
  WebService: [
    ...CLUSTER,
    "import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';",
    "import { WebService, WorkloadImage } from 'cdk-growth-stages';",
    "const targetGroup = new ApplicationLoadBalancer(stack, 'Mine', { vpc }).addListener('Http', { port: " +
      "80 }).addTargets('Web', { port: 8080 });",
    `new WebService(stack, 'Web', ${TASK}, port: 8080, minTasks: 2, maxTasks: 4, targetGroup });`,
  ],
  WorkQueue: [...HEAD, "import { WorkQueue } from 'cdk-growth-stages';", "new WorkQueue(stack, 'Jobs');"],
  WorkQueueAlarms: [
    ...HEAD,
    "import { Queue } from 'aws-cdk-lib/aws-sqs';",
    "import { WorkQueueAlarms } from 'cdk-growth-stages';",
    "new WorkQueueAlarms(stack, 'Alarms', { queue: new Queue(stack, 'Mine'), deadLetterQueue: new " +
      "Queue(stack, 'Dead') });",
  ],
  WorkerService: [
    ...CLUSTER,
    "import { Duration } from 'aws-cdk-lib';",
    "import { Queue } from 'aws-cdk-lib/aws-sqs';",
    "import { WorkerService, WorkloadImage } from 'cdk-growth-stages';",
    `new WorkerService(stack, 'Worker', ${TASK}, minTasks: 0, maxTasks: 4, queue: new Queue(stack, 'Mine'), ` +
      'acceptableLatency: Duration.minutes(1), messageProcessingTime: Duration.seconds(2) });',
  ],
};
