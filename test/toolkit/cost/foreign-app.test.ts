import { App, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  Instance,
  InstanceClass,
  InstanceSize,
  InstanceType,
  InterfaceVpcEndpointAwsService,
  MachineImage,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService, QueueProcessingFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { Alias, Code, Function as Handler, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInstance,
  DatabaseInstanceEngine,
  MysqlEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { stackOf, StackTemplate, TemplateDocument } from '../../../toolkit/assembly';
import { billOf, workloadOf } from '../../../toolkit/cost';

const env = { region: 'us-east-1', account: '123456789012' };

/** Stacks as CDK writes them, of an application that knows nothing of this library. */
function stacksOf(build: (app: App) => void): StackTemplate[] {
  const app = new App({ analyticsReporting: false, context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });
  build(app);
  return app
    .synth()
    .stacks.map(({ stackName, environment, template }) =>
      stackOf({ name: stackName, region: environment.region }, template as TemplateDocument),
    );
}

function build(app: App): void {
  const vpc = new Vpc(new Stack(app, 'Net', { env }), 'Vpc', { maxAzs: 2 });
  vpc.addInterfaceEndpoint('Logs', { service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS });
  const web = new Stack(app, 'Web', { env });
  const image = ContainerImage.fromRegistry('web');
  const { service, targetGroup } = new ApplicationLoadBalancedFargateService(web, 'Web', {
    vpc,
    cpu: 512,
    memoryLimitMiB: 1024,
    desiredCount: 2,
    taskImageOptions: { image },
  });
  service
    .autoScaleTaskCount({ minCapacity: 2, maxCapacity: 20 })
    .scaleOnRequestCount('Requests', { requestsPerTarget: 300, targetGroup });
  new QueueProcessingFargateService(web, 'Work', {
    vpc,
    cpu: 256,
    memoryLimitMiB: 512,
    image,
    minScalingCapacity: 0,
    maxScalingCapacity: 5,
  });
  const data = new Stack(app, 'Data', { env });
  const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_6 });
  new DatabaseCluster(data, 'Aurora', {
    vpc,
    engine,
    writer: ClusterInstance.serverlessV2('writer'),
    serverlessV2MinCapacity: 1,
    serverlessV2MaxCapacity: 8,
  });
  new DatabaseInstance(data, 'Mysql', {
    vpc,
    engine: DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_0_39 }),
  });
  const machines = new Stack(app, 'Machines', { env });
  const common = {
    vpc,
    vpcSubnets: { subnetType: SubnetType.PUBLIC },
    machineImage: MachineImage.latestAmazonLinux2023(),
  };
  new AutoScalingGroup(machines, 'Group', {
    ...common,
    instanceType: InstanceType.of(InstanceClass.T3, InstanceSize.MEDIUM),
    minCapacity: 1,
    maxCapacity: 3,
  }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
  const volume = BlockDeviceVolume.ebs(10, { volumeType: EbsDeviceVolumeType.GP3 });
  new Instance(machines, 'Bastion', {
    ...common,
    vpcSubnets: undefined,
    instanceType: new InstanceType('t4g.nano'),
    blockDevices: [{ deviceName: '/dev/xvda', volume }],
  });
  const functions = new Stack(app, 'Functions', { env });
  const handler = (id: string) =>
    new Handler(functions, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = () => 1'),
    });
  handler('Consumer').addEventSource(new SqsEventSource(new Queue(functions, 'Jobs')));
  new Alias(functions, 'Live', { aliasName: 'live', version: handler('Api').currentVersion }).addFunctionUrl();
}

const bill = billOf(stacksOf(build), workloadOf(5_000));
const whats = (stack: string, type: string) =>
  bill.lines.filter((line) => line.stack === stack && line.type === type).map(({ what, kind }) => `${kind}: ${what}`);
const reasons = (stack: string) => bill.unpriced.filter((one) => one.stack === stack).map(({ reason }) => reason);

test('a service behind a load balancer, and one behind a queue', () => {
  expect(whats('Web', 'AWS::ECS::Service')).toEqual([
    'fixed: 2 x 0.5 vCPU of a task',
    'fixed: 2 x 1 GiB of a task',
    'usage: vCPU of tasks above the minimum (0.25 vCPU, 0.5 GiB)',
    'usage: memory of tasks above the minimum (0.25 vCPU, 0.5 GiB)',
  ]);
  expect(whats('Web', 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toEqual([
    'fixed: application load balancer',
    'fixed: 2 x public IPv4 address of the load balancer',
    'usage: capacity units of the load balancer',
    'usage: responses to the internet',
  ]);
});

test('a network with NAT in two zones and an endpoint, used from other stacks', () => {
  expect(whats('Net', 'AWS::EC2::NatGateway')).toHaveLength(4);
  expect(whats('Net', 'AWS::EC2::VPCEndpoint')).toEqual([
    'fixed: interface endpoint in 2 zones',
    'usage: data through the interface endpoint',
  ]);
  expect(reasons('Net')).toEqual([]);
});

test('a serverless cluster, and an engine without a price', () => {
  expect(whats('Data', 'AWS::RDS::DBInstance')).toEqual(['fixed: Aurora serverless, 1 capacity units standard']);
  expect(reasons('Data')).toEqual(['no known price for engine mysql']);
});

test('machines in public subnets of another stack, with what the image decides', () => {
  expect(whats('Machines', 'AWS::AutoScaling::AutoScalingGroup')).toEqual([
    'fixed: 1 x t3.medium machine',
    'fixed: 1 x public IPv4 address',
    'fixed: 1 x 7 metrics of detailed monitoring',
  ]);
  expect(whats('Machines', 'AWS::EC2::Instance')).toEqual([
    'fixed: 1 x t4g.nano machine',
    'fixed: 1 x 10 GiB gp3 volume',
  ]);
  expect(reasons('Machines')).toEqual([
    'the root volume has the size of the machine image',
    'CPU credits above those that t3.medium earns (its credits are unlimited) have no known price',
    'the number of machines above the minimum: their load is not known; set `machines` with --usage',
    'CPU credits above those that t4g.nano earns (its credits are unlimited) have no known price',
  ]);
});

test('functions of a queue and of an address, by an alias', () => {
  const calls = bill.lines
    .filter(({ type, sku }) => type === 'AWS::Lambda::Function' && sku === 'requests')
    .map(({ basis }) => basis);
  expect(calls).toEqual(['one call per message', 'one call per request']);
  expect(reasons('Functions')).toEqual([]);
});

test('nothing is undefined', () => {
  expect(JSON.stringify(bill)).not.toMatch(/undefined|NaN|null/);
});
