import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  App,
  aws_ec2 as ec2,
  aws_ecr as ecr,
  aws_elasticloadbalancingv2 as elbv2,
  aws_kms as kms,
  aws_logs as logs,
  aws_secretsmanager as secretsmanager,
  aws_sns as sns,
  aws_sqs as sqs,
  Duration,
  Stack,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { VmGroup, VmGroupProps } from '../../../lib/compute';
import { WorkloadImage, WorkloadSecret } from '../../../lib/core';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

const ENV = { account: '111111111111', region: 'eu-central-1' };

interface Fixture {
  readonly app: App;
  readonly network: Stack;
  readonly data: Stack;
  readonly stack: Stack;
  readonly vpc: ec2.Vpc;
  readonly workload: ec2.SecurityGroup;
  readonly webLogGroup: logs.LogGroup;
}

function fixture(): Fixture {
  const app = new App();
  const network = new Stack(app, 'Network', { env: ENV });
  const data = new Stack(app, 'Data', { env: ENV });
  const stack = new Stack(app, 'Service', { env: ENV });
  const vpc = new ec2.Vpc(network, 'Vpc', {
    availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [
      { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
      { name: 'app', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    ],
  });
  return {
    app,
    network,
    data,
    stack,
    vpc,
    workload: new ec2.SecurityGroup(network, 'Workload', { vpc }),
    webLogGroup: new logs.LogGroup(data, 'WebLog'),
  };
}

function build(at: Fixture, props: Partial<VmGroupProps> = {}): VmGroup {
  return new VmGroup(at.stack, 'Vms', {
    vpc: at.vpc,
    vpcSubnets: { subnetGroupName: 'public' },
    instanceType: new ec2.InstanceType('t4g.small'),
    minCapacity: 1,
    maxCapacity: 1,
    image: WorkloadImage.fromUri('public.ecr.aws/docker/library/node:22-alpine'),
    port: 8080,
    environment: { PORT: '8080' },
    secrets: {},
    webCommand: ['node', 'web.js'],
    webLogGroup: at.webLogGroup,
    ...props,
  });
}

const templateOf = (props: Partial<VmGroupProps> = {}, at = fixture()): Template => {
  build(at, props);
  return Template.fromStack(at.stack);
};

describe('minimal', () => {
  const template = templateOf();

  test('is a group of one with room for its replacement and no desired capacity', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '1',
      MaxSize: '2',
      DesiredCapacity: Match.absent(),
      AutoScalingGroupName: Match.absent(),
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 900,
      MaxInstanceLifetime: 30 * 24 * 3600,
      InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 200 },
    });
  });

  test('replaces machines one by one and waits for their signal', () => {
    template.hasResource('AWS::AutoScaling::AutoScalingGroup', {
      CreationPolicy: { ResourceSignal: { Count: 1, Timeout: 'PT15M' } },
      UpdatePolicy: {
        AutoScalingRollingUpdate: {
          MinInstancesInService: 1,
          MaxBatchSize: 1,
          WaitOnResourceSignals: true,
          PauseTime: 'PT15M',
          SuspendProcesses: ['HealthCheck', 'ReplaceUnhealthy', 'AZRebalance', 'AlarmNotification', 'ScheduledActions'],
        },
        AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true },
      },
    });
  });

  test('launches hardened arm64 machines without a key', () => {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateName: Match.absent(),
      LaunchTemplateData: {
        ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
        InstanceType: 't4g.small',
        KeyName: Match.absent(),
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 },
        Monitoring: { Enabled: true },
        BlockDeviceMappings: [
          {
            DeviceName: '/dev/xvda',
            Ebs: { DeleteOnTermination: true, Encrypted: true, VolumeSize: 20, VolumeType: 'gp3' },
          },
        ],
        NetworkInterfaces: [
          {
            AssociatePublicIpAddress: true,
            DeviceIndex: 0,
            Groups: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^VmsSecurityGroup'), 'GroupId'] }],
          },
        ],
      },
    });
  });

  test('admits nobody until a load balancer is attached', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('does not scale a group of one', () => {
    template.resourceCountIs('AWS::AutoScaling::ScalingPolicy', 0);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('ids are the public contract', () => {
    expect(Object.keys(template.toJSON().Resources).sort()).toMatchInlineSnapshot(`
[
  "VmsAutoScalingGroupASG7466F1CD",
  "VmsLaunchTemplateD50DB685",
  "VmsLaunchTemplateProfileC97D1CE1",
  "VmsRoleA225D2D7",
  "VmsRoleAgentPolicy0F2B0284",
  "VmsRoleLogPolicyCCD31162",
  "VmsSecurityGroup1F4638BD",
]
`);
  });
});

describe('maximal', () => {
  const at = fixture();
  const key = new kms.Key(at.data, 'Key');
  const secret = new secretsmanager.Secret(at.data, 'Secret', { encryptionKey: key });
  const group = build(at, {
    minCapacity: 2,
    maxCapacity: 8,
    image: WorkloadImage.fromRepository(new ecr.Repository(at.data, 'Repository'), 'v1'),
    secrets: {
      DATABASE_USER: WorkloadSecret.field(secret, 'username'),
      DATABASE_PASSWORD: WorkloadSecret.field(secret, 'password'),
    },
    workerCommand: ['node', 'worker.js'],
    migrateCommand: ['node', 'migrate.js'],
    workerLogGroup: new logs.LogGroup(at.data, 'WorkerLog'),
    migrateLogGroup: new logs.LogGroup(at.data, 'MigrateLog'),
    systemLogGroup: new logs.LogGroup(at.data, 'SystemLog'),
    securityGroups: [at.workload],
    localCache: false,
    machineImage: ec2.MachineImage.genericLinux({ 'eu-central-1': 'ami-0123456789abcdef0' }),
    associatePublicIpAddress: false,
    rootVolumeGiB: 40,
    containersUseRole: false,
    readonlyRootFilesystem: false,
    healthCheckPath: '/ready',
    startTimeout: Duration.minutes(5),
    webStopTimeout: Duration.seconds(60),
    workerStopTimeout: Duration.seconds(300),
    maxInstanceLifetime: Duration.days(0),
    notificationTopic: new sns.Topic(at.data, 'Topic'),
  });
  new sqs.Queue(at.data, 'Queue').grantSendMessages(group);
  const loadBalancerSecurityGroup = new ec2.SecurityGroup(at.stack, 'LoadBalancerSecurityGroup', {
    vpc: at.vpc,
    allowAllOutbound: false,
  });
  const balancer = new elbv2.ApplicationLoadBalancer(at.stack, 'LoadBalancer', {
    vpc: at.vpc,
    vpcSubnets: { subnetGroupName: 'app' },
    securityGroup: loadBalancerSecurityGroup,
  });
  const targetGroup = new elbv2.ApplicationTargetGroup(at.stack, 'TargetGroup', {
    vpc: at.vpc,
    port: 8080,
    protocol: elbv2.ApplicationProtocol.HTTP,
    targetType: elbv2.TargetType.INSTANCE,
    targets: [group],
  });
  balancer.addListener('Listener', { port: 80, open: false, defaultTargetGroups: [targetGroup] });
  at.app.synth();
  const template = Template.fromStack(at.stack);

  test('as a whole', () => expectGoldenTemplate('vm-group', template));

  test('references go forward only', () => {
    expect(at.data.dependencies).toEqual([]);
    expect(at.network.dependencies).toEqual([]);
    Template.fromStack(at.network).resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    expect(JSON.stringify(Template.fromStack(at.data).findResources('AWS::KMS::Key'))).not.toContain('Role');
    Template.fromStack(at.data).resourceCountIs('AWS::SecretsManager::ResourcePolicy', 0);
  });

  test('scales out above 70 % and in below 30 % CPU', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '2',
      MaxSize: '8',
      MaxInstanceLifetime: 0,
    });
    template.resourceCountIs('AWS::AutoScaling::ScalingPolicy', 2);
    template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      PolicyType: 'StepScaling',
      EstimatedInstanceWarmup: 300,
      StepAdjustments: [
        { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 15, ScalingAdjustment: 1 },
        { MetricIntervalLowerBound: 15, ScalingAdjustment: 2 },
      ],
    });
    template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      StepAdjustments: [{ MetricIntervalUpperBound: 0, ScalingAdjustment: -1 }],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 70,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 3,
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 30,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 15,
    });
  });

  test('uses the given machine, and both security groups', () => {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        ImageId: 'ami-0123456789abcdef0',
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [{ Ebs: { VolumeSize: 40 } }],
        NetworkInterfaces: [
          {
            AssociatePublicIpAddress: false,
            Groups: [Match.anyValue(), Match.objectLike({ 'Fn::ImportValue': Match.stringLikeRegexp('Workload') })],
          },
        ],
      },
    });
  });

  test('admits the attached load balancer to its own security group only', () => {
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 8080,
      ToPort: 8080,
      GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^VmsSecurityGroup'), 'GroupId'] },
      SourceSecurityGroupId: at.stack.resolve(loadBalancerSecurityGroup.securityGroupId),
    });
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      TargetGroupARNs: [at.stack.resolve(targetGroup.targetGroupArn)],
    });
  });

  test('reads exactly the given secrets, through Secrets Manager', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: 'secretsmanager:GetSecretValue',
            Effect: 'Allow',
            Resource: Match.objectLike({ 'Fn::ImportValue': Match.stringLikeRegexp('Secret') }),
          },
          {
            Action: 'kms:Decrypt',
            Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com' } },
          },
        ],
      },
    });
  });

  test('the group waits for every policy of the role', () => {
    const policies = Object.keys(template.findResources('AWS::IAM::Policy'));
    expect(policies).toHaveLength(4);
    template.hasResource('AWS::AutoScaling::AutoScalingGroup', { DependsOn: Match.arrayWith(policies.sort()) });
  });

  test('tells the topic about every scaling event', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      NotificationConfigurations: [{ NotificationTypes: Match.anyValue() }],
    });
  });
});

describe('a new version', () => {
  const resources = (props: Partial<VmGroupProps>): Record<string, unknown> => templateOf(props).toJSON().Resources;
  const before = resources({});
  const changes: [string, Partial<VmGroupProps>][] = [
    ['image', { image: WorkloadImage.fromUri('public.ecr.aws/docker/library/node:24-alpine') }],
    ['command', { webCommand: ['node', 'other.js'] }],
    ['variable', { environment: { PORT: '8080', FEATURE: 'on' } }],
    ['cache size', { localCacheMemoryMiB: 256 }],
    ['instance type', { instanceType: new ec2.InstanceType('t4g.medium') }],
  ];
  test.each(changes)('with another %s changes the launch template and nothing else', (_, props) => {
    const after = resources(props);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.keys(after).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]));
    expect(changed.map((id) => (after[id] as { Type: string }).Type)).toEqual(['AWS::EC2::LaunchTemplate']);
  });

  test('the group follows the latest version of the launch template', () => {
    templateOf().hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      LaunchTemplate: {
        Version: { 'Fn::GetAtt': [Match.stringLikeRegexp('^VmsLaunchTemplate'), 'LatestVersionNumber'] },
      },
    });
  });
});

describe('imported', () => {
  test('works with an imported VPC, log group and secret in private subnets', () => {
    const app = new App();
    const stack = new Stack(app, 'Service', { env: ENV });
    const at = { app, stack } as Fixture;
    build(at, {
      vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-1',
        availabilityZones: ['a', 'b'],
        privateSubnetIds: ['subnet-1', 'subnet-2'],
      }),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      webLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Log', 'web'),
      secrets: { TOKEN: WorkloadSecret.whole(secretsmanager.Secret.fromSecretNameV2(stack, 'Token', 'token')) },
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { NetworkInterfaces: [{ AssociatePublicIpAddress: false }] },
    });
    expect(JSON.stringify(template.toJSON())).toContain('secret:token-??????');
    expect(JSON.stringify(template.toJSON())).toContain('log-group:web:*');
  });

  test('builds an image from a folder', () => {
    const directory = mkdtempSync(join(tmpdir(), 'vm-group-'));
    writeFileSync(join(directory, 'Dockerfile'), 'FROM scratch\n');
    const template = templateOf({ image: WorkloadImage.fromDirectory(directory) });
    rmSync(directory, { recursive: true });
    expect(JSON.stringify(template.findResources('AWS::EC2::LaunchTemplate'))).toContain('container-assets');
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain('ecr:BatchGetImage');
  });
});

describe('local caches of several machines', () => {
  const WARNING = /^every machine has its own local cache/;
  test('are warned about', () => {
    const at = fixture();
    build(at, { maxCapacity: 2 });
    Annotations.fromStack(at.stack).hasWarning('/Service/Vms', Match.stringLikeRegexp(WARNING.source));
  });
  test.each([{ maxCapacity: 2, localCache: false }, { maxCapacity: 1 }])('are fine with %j', (props) => {
    const at = fixture();
    build(at, props);
    Annotations.fromStack(at.stack).hasNoWarning('/Service/Vms', Match.stringLikeRegexp(WARNING.source));
  });
});

describe('errors', () => {
  test('every problem is reported at once', () => {
    const at = fixture();
    const group = (name: string): ec2.ISecurityGroup =>
      ec2.SecurityGroup.fromSecurityGroupId(at.stack, name, `sg-${name}`);
    const secret = secretsmanager.Secret.fromSecretNameV2(at.stack, 'Token', 'token');
    expect(() =>
      build(at, {
        vpcSubnets: { subnetGroupName: 'app' },
        instanceType: new ec2.InstanceType('t3.small'),
        minCapacity: 0,
        maxCapacity: -1,
        port: 4318,
        environment: { 'a-b': '1', TEXT: 'a\nb', TOKEN: 'x', PORT: '80' },
        secrets: { TOKEN: WorkloadSecret.whole(secret) },
        webCommand: ['sh', '-c', 'a\nb'],
        workerLogGroup: at.webLogGroup,
        workerStopTimeout: Duration.seconds(0),
        migrateLogGroup: at.webLogGroup,
        securityGroups: ['1', '2', '3', '4', '5'].map(group),
        localCache: false,
        localCacheMemoryMiB: 1,
        localCacheImage: 'valkey',
        associatePublicIpAddress: true,
        rootVolumeGiB: 4,
        healthCheckPath: 'health',
        startTimeout: Duration.hours(2),
        webStopTimeout: Duration.hours(1),
        maxInstanceLifetime: Duration.hours(12),
      }),
    ).toThrow(
      [
        'Service/Vms: `minCapacity` must be a whole number from 1, got: 0; remove the group instead of ' +
          'keeping an empty one',
        '`maxCapacity` must be a whole number from `minCapacity` (0), got: -1; raise it or lower `minCapacity`',
        '`instanceType` must be an arm64 type, got: "t3.small"; use Graviton, for example t4g.small',
        '`port` must be a whole number from 1 to 65535 without 4317 and 4318, got: 4318; those two receive ' +
          'traces on the machine',
        '`rootVolumeGiB` must be a whole number from 8 to 16384, got: 4; 20 is enough for most images',
        "`securityGroups` must have at most 4 entries, got: 5; a network interface has 5 and one is the group's own",
        '`associatePublicIpAddress` must come with public `vpcSubnets`, got: private subnets; select public ' +
          'subnets or leave the property out',
        '`healthCheckPath` must start with a slash and have no blanks, got: "health"; for example /health',
        '`webCommand` must not contain line breaks, got: ["sh","-c","a\\nb"]; put the lines into a script in the image',
        '`workerLogGroup` must come with `workerCommand`, got: no command; give the command or leave out ' +
          '`workerLogGroup`',
        '`workerStopTimeout` must come with `workerCommand`, got: no command; give the command or leave out ' +
          '`workerStopTimeout`',
        '`migrateLogGroup` must come with `migrateCommand`, got: no command; give the command or leave out ' +
          '`migrateLogGroup`',
        '`environment` must have names of letters, digits and underscores, got: "a-b"; rename the variable',
        '`environment.TEXT` must not contain line breaks, got: "a\\nb"; encode the value, for example as base64',
        '`environment.TOKEN` must not be in `secrets` as well, got: both; remove one of them',
        '`environment.PORT` must be equal to `port` (4318), got: "80"; the machine publishes `port`',
        '`localCacheMemoryMiB` must be a whole number from 16, got: 1; leave most of the memory to the workload',
        '`localCacheMemoryMiB` must come with `localCache`, got: localCache false; leave out ' +
          '`localCacheMemoryMiB` or turn the local cache on',
        '`localCacheImage` must come with `localCache`, got: localCache false; leave out `localCacheImage` ' +
          'or turn the local cache on',
        '`startTimeout` must be a whole number of seconds from 120 to 3600, got: 7200; use Duration.seconds(...)',
        '`webStopTimeout` must be a whole number of seconds from 1 to 600, got: 3600; use Duration.seconds(...)',
        '`workerStopTimeout` must be a whole number of seconds from 1 to 600, got: 0; use Duration.seconds(...)',
        '`maxInstanceLifetime` must be 0 or 1 to 365 days, got: 0.5; Auto Scaling accepts no other values',
      ].join('; '),
    );
  });

  test('fails when the user data would be too large for EC2', () => {
    const environment = { LARGE: 'x'.repeat(16 * 1024) };
    expect(() => build(fixture(), { environment })).toThrow(
      /^Service\/Vms: `environment`, `secrets` and commands must fit into 16384 bytes of user data with the scripts, got: about \d+; move large values into a secret or the image$/,
    );
  });
});

test('cdk-nag finds nothing', () => {
  const at = fixture();
  const secret = secretsmanager.Secret.fromSecretCompleteArn(
    at.stack,
    'Secret',
    'arn:aws:secretsmanager:eu-central-1:111111111111:secret:a-abcdef',
  );
  build(at, {
    maxCapacity: 4,
    image: WorkloadImage.fromRepository(ecr.Repository.fromRepositoryName(at.stack, 'Repository', 'app'), 'v1'),
    secrets: { TOKEN: WorkloadSecret.whole(secret) },
    webLogGroup: logs.LogGroup.fromLogGroupName(at.stack, 'Log', 'web'),
  });
  expect(nagFindings(at.app).filter((finding) => finding.includes('Service/'))).toEqual([]);
});
