import { CustomResource, Duration, Size, Stack, StackProps } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { PlainData } from './data';
import { PlainNetwork } from './network';

/** A log that is slow does not hold up requests. */
const NON_BLOCKING = { mode: ecs.AwsLogDriverMode.NON_BLOCKING, maxBufferSize: Size.mebibytes(25) };

/** Load balancer and services, as an expert would write them with the classes of AWS CDK. */
export class PlainService extends Stack {
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  public readonly web: ecs.FargateService;
  public readonly worker: ecs.FargateService;

  constructor(
    scope: Construct,
    id: string,
    props: StackProps,
    private readonly network: PlainNetwork,
    private readonly data: PlainData,
  ) {
    super(scope, id, props);
    const cluster = new ecs.Cluster(this, 'Cluster', {
      vpc: network.vpc,
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
    });
    const security = ['Alb', 'Ingress'].map(
      (name) => new ec2.SecurityGroup(this, `${name}Security`, { vpc: network.vpc, allowAllOutbound: false }),
    );
    this.loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'Alb', {
      vpc: network.vpc,
      vpcSubnets: { subnetGroupName: 'app' },
      securityGroup: security[0],
      internetFacing: false,
    });
    this.migration(cluster);
    this.web = this.service(cluster, 'Web', 0);
    this.worker = this.service(cluster, 'Worker', 1);
    const listener = this.loadBalancer.addListener('Http', {
      port: 80,
      open: false,
      protocol: elbv2.ApplicationProtocol.HTTP,
    });
    const targets = listener.addTargets('Web', {
      port: 8080,
      protocol: elbv2.ApplicationProtocol.HTTP,
      targets: [this.web],
      healthCheck: { path: '/health' },
    });
    const scaling = this.web.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 });
    scaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });
    scaling.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: 75 });
    scaling.scaleOnRequestCount('Requests', { requestsPerTarget: 1000, targetGroup: targets });
    const workers = this.worker.autoScaleTaskCount({ minCapacity: 1, maxCapacity: 10 });
    workers.scaleToTrackCustomMetric('Backlog', {
      metric: data.queue.metricApproximateNumberOfMessagesVisible(),
      targetValue: 30,
    });
    this.alarms(targets);
  }

  private task(name: string, group: number): ecs.FargateTaskDefinition {
    const definition = new ecs.FargateTaskDefinition(this, `${name}Task`, {
      cpu: 512,
      memoryLimitMiB: 1024,
      runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 },
    });
    definition.addContainer('app', {
      image: ecs.ContainerImage.fromEcrRepository(this.data.repository, '1.0.0'),
      command: ['node', 'src/main.js', name],
      logging: ecs.LogDrivers.awsLogs({ logGroup: this.data.groups[group], streamPrefix: name, ...NON_BLOCKING }),
      readonlyRootFilesystem: true,
      healthCheck: name === 'Web' ? undefined : { command: ['CMD-SHELL', 'exit 0'] },
      stopTimeout: Duration.seconds(30),
      linuxParameters: this.linux(name),
      portMappings: name === 'Web' ? [{ containerPort: 8080 }] : undefined,
      environment: {
        PORT: '8080',
        GROWTH_STAGE: 'containers',
        AWS_REGION: 'eu-west-1',
        DATABASE_HOST: this.data.proxy.endpoint,
        DATABASE_READER_HOST: 'reader.notes-production.internal',
        DATABASE_PORT: '5432',
        DATABASE_NAME: 'app',
        DATABASE_USER: 'app',
        QUEUE_URL: this.data.queue.queueUrl,
        ASSETS_BUCKET: this.data.bucket.bucketName,
        ASSETS_URL: '/assets',
        TENANT_DIRECTORY_TABLE: '',
        IDEMPOTENCY_TABLE: '',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
        SENTRY_DSN: '',
      },
      secrets: {
        DATABASE_PASSWORD: ecs.Secret.fromSecretsManager(this.data.instance.secret!, 'password'),
        CACHE_URL: ecs.Secret.fromSecretsManager(this.data.cacheUrl),
      },
    });
    if (name === 'Web') {
      this.collector(definition);
    }
    definition.taskRole.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: [
          'sqs:SendMessage',
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
          'sqs:GetQueueAttributes',
        ],
        resources: [this.data.queue.queueArn],
      }),
    );
    definition.taskRole.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        resources: ['uploads/*', 'assets/*'].map((keys) => this.data.bucket.arnForObjects(keys)),
      }),
    );
    definition.taskRole.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.data.bucket.bucketArn] }),
    );
    return definition;
  }

  private linux(name: string): ecs.LinuxParameters {
    const parameters = new ecs.LinuxParameters(this, `${name}Linux`, { initProcessEnabled: true });
    const mountOptions = [ecs.TmpfsMountOption.NOSUID, ecs.TmpfsMountOption.NODEV];
    parameters.addTmpfs({ containerPath: '/tmp', size: 64, mountOptions });
    return parameters;
  }

  /** The collector of traces beside the web process. */
  private collector(definition: ecs.FargateTaskDefinition): void {
    definition.addContainer('collector', {
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0'),
      essential: false,
      memoryReservationMiB: 64,
      readonlyRootFilesystem: true,
      environment: { AOT_CONFIG_CONTENT: 'receivers: { otlp: { protocols: { http: { endpoint: 127.0.0.1:4318 } } } }' },
      logging: ecs.LogDrivers.awsLogs({ logGroup: this.data.groups[0], streamPrefix: 'collector', ...NON_BLOCKING }),
    });
    definition.taskRole.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules'],
        resources: ['*'],
      }),
    );
  }

  private service(cluster: ecs.Cluster, name: string, group: number): ecs.FargateService {
    return new ecs.FargateService(this, name, {
      cluster,
      taskDefinition: this.task(name, group),
      vpcSubnets: { subnetGroupName: 'app' },
      securityGroups: [
        ec2.SecurityGroup.fromSecurityGroupId(this, `${name}Workload`, this.network.workload.securityGroupId, {
          mutable: false,
        }),
        new ec2.SecurityGroup(this, `${name}Security`, { vpc: this.network.vpc, allowAllOutbound: false }),
      ],
      circuitBreaker: { rollback: true },
      minHealthyPercent: 100,
    });
  }

  /** A one-off task that CloudFormation runs, by the provider framework of AWS CDK. */
  private migration(cluster: ecs.Cluster): void {
    const definition = this.task('Migration', 2);
    new ec2.SecurityGroup(this, 'MigrationSecurity', { vpc: this.network.vpc, allowAllOutbound: false });
    const logGroup = new logs.LogGroup(this, 'RunnerLogs', { retention: logs.RetentionDays.ONE_MONTH });
    const role = new iam.Role(this, 'RunnerRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['ecs:RunTask'], resources: [definition.taskDefinitionArn] }));
    const handler = (name: string) =>
      new lambda.Function(this, name, {
        runtime: lambda.Runtime.NODEJS_22_X,
        handler: `index.${name}`,
        code: lambda.Code.fromInline('exports.handler = async () => ({})'),
        role,
        logGroup,
      });
    const provider = new Provider(this, 'Provider', {
      onEventHandler: handler('OnEvent'),
      isCompleteHandler: handler('IsComplete'),
      queryInterval: Duration.seconds(10),
      logGroup,
    });
    new CustomResource(this, 'Run', {
      resourceType: 'Custom::MigrationRun',
      serviceToken: provider.serviceToken,
      properties: { taskDefinition: definition.taskDefinitionArn, cluster: cluster.clusterName },
    });
  }

  private alarms(targets: elbv2.ApplicationTargetGroup): void {
    const metrics: cloudwatch.IMetric[] = [
      targets.metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT),
      targets.metrics.unhealthyHostCount(),
      this.data.dead.metricApproximateNumberOfMessagesVisible(),
    ];
    const requests = targets.metrics.requestCount();
    metrics.push(
      new cloudwatch.MathExpression({ expression: '100 * a / b', usingMetrics: { a: metrics[0], b: requests } }),
    );
    metrics.splice(0, 1);
    metrics.forEach(
      (metric, index) =>
        new cloudwatch.Alarm(this, `Alarm${index}`, {
          metric,
          threshold: 1,
          evaluationPeriods: 3,
          datapointsToAlarm: 2,
          treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
        }),
    );
  }
}
