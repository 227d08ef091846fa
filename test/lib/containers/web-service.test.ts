import {
  Duration,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elbv2,
  aws_secretsmanager as secretsmanager,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { OtelCollector, TemporaryStorage } from '../../../lib/containers';
import { WorkloadSecret } from '../../../lib/core';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { errorOf, Fixture } from './fixtures';

describe('a minimal web service', () => {
  const fixture = new Fixture();
  const web = fixture.web();
  const template = Template.fromStack(fixture.stack);
  const service = Object.values(template.findResources('AWS::ECS::Service'))[0]!;

  test('runs on a capacity provider, without name, launch type, desired count or public address', () => {
    expect(service.Properties).toMatchObject({
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
      PlatformVersion: 'LATEST',
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
      EnableECSManagedTags: true,
      PropagateTags: 'SERVICE',
      EnableExecuteCommand: false,
      HealthCheckGracePeriodSeconds: 60,
      AvailabilityZoneRebalancing: 'ENABLED',
    });
    for (const absent of ['ServiceName', 'LaunchType', 'DesiredCount']) {
      expect(service.Properties).not.toHaveProperty(absent);
    }
  });

  test('rolls back deployments that do not become healthy or raise an alarm', () => {
    expect(service.Properties.DeploymentConfiguration).toMatchObject({
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      Alarms: { Enable: true, Rollback: true },
    });
    expect(service.Properties.DeploymentConfiguration.Alarms.AlarmNames).toHaveLength(2);
    expect(web.deploymentAlarms).toHaveLength(2);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  });

  test('has a hardened arm64 task definition', () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Cpu: '512',
      Memory: '1024',
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
      ContainerDefinitions: [
        Match.objectLike({
          Name: 'web',
          Command: ['node', 'main.js'],
          ReadonlyRootFilesystem: true,
          StopTimeout: 30,
          Environment: [
            { Name: 'PORT', Value: '3000' },
            { Name: 'GROWTH_STAGE', Value: 'containers' },
          ],
          LinuxParameters: {
            InitProcessEnabled: true,
            Tmpfs: [{ ContainerPath: '/tmp', Size: 64, MountOptions: ['nosuid', 'nodev'] }],
          },
          LogConfiguration: {
            LogDriver: 'awslogs',
            Options: Match.objectLike({ mode: 'non-blocking', 'max-buffer-size': '26214400b' }),
          },
          Ulimits: [{ Name: 'nofile', SoftLimit: 65535, HardLimit: 65535 }],
          PortMappings: [{ ContainerPort: 3000, Protocol: 'tcp' }],
          Secrets: [{ Name: 'DATABASE_PASSWORD', ValueFrom: Match.anyValue() }],
        }),
      ],
    });
  });

  test('scales on CPU, memory and requests within the bounds', () => {
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 2, MaxCapacity: 8 });
    const policies = Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy'));
    const settings = policies.map((policy) => policy.Properties.TargetTrackingScalingPolicyConfiguration);
    expect(
      settings.map((each) => [each.PredefinedMetricSpecification.PredefinedMetricType, each.TargetValue]).sort(),
    ).toEqual([
      ['ALBRequestCountPerTarget', 500],
      ['ECSServiceAverageCPUUtilization', 65],
      ['ECSServiceAverageMemoryUtilization', 75],
    ]);
    for (const each of settings) {
      expect([each.ScaleOutCooldown, each.ScaleInCooldown]).toEqual([60, 300]);
    }
  });

  test('registers in the target group and waits for its listener', () => {
    expect(service.Properties.LoadBalancers).toEqual([
      {
        ContainerName: 'web',
        ContainerPort: 3000,
        TargetGroupArn: fixture.stack.resolve(fixture.targetGroup.targetGroupArn),
      },
    ]);
    const listener = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::Listener'))[0];
    expect(service.DependsOn).toContain(listener);
  });

  test('admits nobody unless a load balancer is named', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'The web tasks',
      SecurityGroupIngress: Match.absent(),
    });
  });

  test('lets the execution role read this secret only, and start tasks of this account only', () => {
    const role = Object.entries(template.findResources('AWS::IAM::Role')).find(([id]) =>
      id.startsWith('WebExecutionRole'),
    )![1];
    expect(role.Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toEqual({
      'aws:SourceAccount': '111111111111',
    });
    const policy = Object.entries(template.findResources('AWS::IAM::Policy')).find(([id]) =>
      id.startsWith('WebExecutionRole'),
    )![1];
    const actions = policy.Properties.PolicyDocument.Statement.map(
      (statement: { Action: unknown }) => statement.Action,
    );
    expect(actions).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      'kms:Decrypt',
      ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    ]);
  });

  test('grants nothing to the web process by itself', () => {
    expect(Object.keys(template.findResources('AWS::IAM::Policy')).some((id) => id.startsWith('WebTaskRole'))).toBe(
      false,
    );
  });
});

describe('a maximal web service', () => {
  const fixture = new Fixture();
  const balancerGroup = new ec2.SecurityGroup(fixture.data, 'BalancerGroup', {
    vpc: fixture.vpc,
    description: 'load balancer',
  });
  fixture.web({
    user: '1000:1000',
    temporaryStorage: TemporaryStorage.disk(),
    readonlyRootFilesystem: false,
    enableExecuteCommand: true,
    stopTimeout: Duration.seconds(90),
    healthCheck: { command: ['CMD', 'node', 'check.js'] },
    otelCollector: OtelCollector.xray(),
    loadBalancerSecurityGroup: balancerGroup,
    capacityProviderStrategies: [
      { capacityProvider: 'FARGATE', base: 2, weight: 1 },
      { capacityProvider: 'FARGATE_SPOT', weight: 3 },
    ],
    minHealthyPercent: 50,
    maxHealthyPercent: 100,
    deploymentAlarms: [],
    healthCheckGracePeriod: Duration.seconds(120),
    cpuTargetPercent: 50,
    memoryTargetPercent: 0,
    requestsPerTargetPerMinute: 0,
    scaleOutCooldown: Duration.seconds(30),
    scaleInCooldown: Duration.seconds(600),
    schedules: [{ cron: '0 7 ? * MON-FRI *', timeZone: 'Europe/Berlin', minTasks: 4, maxTasks: 20 }],
  });
  const template = Template.fromStack(fixture.stack);

  test('passes everything on', () => {
    expectGoldenTemplate('web-service', template);
    template.hasResourceProperties('AWS::ECS::Service', {
      CapacityProviderStrategy: [
        { CapacityProvider: 'FARGATE', Base: 2, Weight: 1 },
        { CapacityProvider: 'FARGATE_SPOT', Weight: 3 },
      ],
      DeploymentConfiguration: {
        MinimumHealthyPercent: 50,
        MaximumPercent: 100,
        Alarms: { AlarmNames: [], Enable: false, Rollback: false },
      },
      AvailabilityZoneRebalancing: 'DISABLED',
      EnableExecuteCommand: true,
      HealthCheckGracePeriodSeconds: 120,
    });
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Volumes: [{ Name: 'tmp' }],
      ContainerDefinitions: [
        Match.objectLike({
          User: '1000:1000',
          ReadonlyRootFilesystem: false,
          StopTimeout: 90,
          MountPoints: [{ ContainerPath: '/tmp', SourceVolume: 'tmp', ReadOnly: false }],
          HealthCheck: Match.objectLike({ Command: ['CMD', 'node', 'check.js'] }),
          Environment: Match.arrayWith([{ Name: 'OTEL_EXPORTER_OTLP_ENDPOINT', Value: 'http://127.0.0.1:4318' }]),
        }),
        Match.objectLike({ Name: 'otel', Essential: false, Image: OtelCollector.IMAGE, Memory: 256 }),
      ],
    });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 1);
  });

  test('scales at fixed times in a time zone', () => {
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      ScheduledActions: [
        {
          Schedule: 'cron(0 7 ? * MON-FRI *)',
          Timezone: 'Europe/Berlin',
          ScalableTargetAction: { MinCapacity: 4, MaxCapacity: 20 },
        },
      ],
    });
  });

  test('admits the load balancer in its own stack', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'The web tasks',
      SecurityGroupIngress: [Match.objectLike({ FromPort: 3000, ToPort: 3000, IpProtocol: 'tcp' })],
    });
    Template.fromStack(fixture.data).resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    Template.fromStack(fixture.data).resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
  });

  test('lets the task write traces', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['xray:PutTraceSegments']) })]),
      },
    });
  });
});

test('works with an imported cluster, target group, secret and key', () => {
  const fixture = new Fixture();
  const cluster = ecs.Cluster.fromClusterAttributes(fixture.stack, 'Imported', {
    clusterName: 'theirs',
    vpc: fixture.vpc,
  });
  const targetGroup = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(fixture.stack, 'Theirs', {
    targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/theirs/0123456789abcdef',
  });
  fixture.web({ cluster, targetGroup, loadBalancerFullName: 'app/theirs/fedcba9876543210' });
  const template = Template.fromStack(fixture.stack);
  template.hasResourceProperties('AWS::ECS::Service', { Cluster: 'theirs' });
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
    TargetTrackingScalingPolicyConfiguration: {
      PredefinedMetricSpecification: {
        ResourceLabel: 'app/theirs/fedcba9876543210/targetgroup/theirs/0123456789abcdef',
      },
    },
  });
});

test('a load balancer in another stack is not written to', () => {
  const fixture = new Fixture();
  const balancer = new elbv2.ApplicationLoadBalancer(fixture.data, 'Alb', { vpc: fixture.vpc });
  const targetGroup = new elbv2.ApplicationTargetGroup(fixture.data, 'Group', {
    vpc: fixture.vpc,
    port: 3000,
    protocol: elbv2.ApplicationProtocol.HTTP,
    targetType: elbv2.TargetType.IP,
  });
  balancer.addListener('Http', { port: 80, open: false, defaultTargetGroups: [targetGroup] });
  fixture.web({ targetGroup, loadBalancerSecurityGroup: balancer.connections.securityGroups[0]! });
  fixture.app.synth();
  expect(fixture.data.dependencies).toEqual([]);
  expect(JSON.stringify(Template.fromStack(fixture.data).toJSON())).not.toContain('"Service"');
});

test('producers in another stack get nothing written back', () => {
  const alone = new Fixture();
  void alone.targetGroup;
  const before = Template.fromStack(alone.data).toJSON();
  const fixture = new Fixture();
  fixture.web();
  fixture.worker({ deadLetterQueue: fixture.deadLetterQueue });
  fixture.migration();
  const after = Template.fromStack(fixture.data).toJSON();
  expect(fixture.data.dependencies).toEqual([]);
  expect(after.Resources).toEqual(before.Resources);
});

test('a secret that is known by its partial ARN only is granted with its suffix', () => {
  const fixture = new Fixture();
  const secret = secretsmanager.Secret.fromSecretPartialArn(
    fixture.stack,
    'Partial',
    'arn:aws:secretsmanager:eu-west-1:111111111111:secret:theirs',
  );
  fixture.web({ secrets: { TOKEN: WorkloadSecret.whole(secret) } });
  Template.fromStack(fixture.stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Resource: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:theirs-??????' }),
      ]),
    },
  });
});

describe('fails', () => {
  test('with every problem at once', () => {
    const fixture = new Fixture();
    const text = errorOf(() =>
      fixture.web({
        cpu: 300,
        command: [],
        environment: { 'BAD-NAME': 'x', TWICE: 'a' },
        secrets: { TWICE: WorkloadSecret.whole(fixture.secret) },
        enableExecuteCommand: true,
        stopTimeout: Duration.minutes(3),
        capacityProviderStrategies: [],
        minTasks: 0,
        maxTasks: -1,
        minHealthyPercent: 100,
        maxHealthyPercent: 100,
        port: 70000,
        cpuTargetPercent: 101,
        schedules: [{ cron: '0 7 * * *', timeZone: 'berlin', minTasks: 5, maxTasks: 4 }],
      }),
    );
    expect(text.split('; `').length).toBeGreaterThan(12);
    expect(text).toMatchInlineSnapshot(
      '"Service/Web: `cpu` must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, got: 300; the nearest allowed ' +
        'value is 256; `command` must have at least one word, got: []; give the command that the image runs; names ' +
        'in `environment` and `secrets` must have only letters, digits and underscores and not start with a digit, ' +
        'got: "BAD-NAME"; `secrets` must not repeat a name of `environment`, got: "TWICE"; remove it from one of ' +
        'them; `enableExecuteCommand` must not be true with a read-only root file system, got: true; set ' +
        '`readonlyRootFilesystem` to false as well; `stopTimeout` must be a whole number of seconds from 2 to 120, ' +
        'got: 180 seconds; `capacityProviderStrategies` must name at least one capacity provider, got: []; leave it ' +
        'out for on-demand Fargate; `minTasks` must be a whole number from 1 to 5000, got: 0; `maxTasks` must be a ' +
        'whole number from 1 to 5000, got: -1; `maxTasks` must be at least `minTasks` (0), got: -1; raise it or ' +
        'lower `minTasks`; `maxHealthyPercent` must be above 100 when `minHealthyPercent` is 100, got: 100; no task ' +
        'could be replaced; `port` must be a whole number from 1 to 65535, got: 70000; `cpuTargetPercent` must be a ' +
        'whole number from 0 to 100, got: 101; `schedules[0].cron` must be six fields (minute hour day-of-month ' +
        'month day-of-week year) with `?` in one of the two day fields, got: "0 7 * * *"; for example "0 7 ? * ' +
        'MON-FRI *"; `schedules[0].timeZone` must be an IANA time zone, got: "berlin"; for example "Europe/Berlin" ' +
        'or "UTC"; `schedules[0].maxTasks` must be a whole number from 5 to 5000, got: 4"',
    );
  });

  test.each([
    [
      256,
      4096,
      '`memoryMiB` must be one of the values from 512 to 2048 that AWS Fargate allows with `cpu` 256, got: ' +
        '4096; the nearest allowed value is 2048',
    ],
    [
      4096,
      9000,
      '`memoryMiB` must be one of the values from 8192 to 30720 that AWS Fargate allows with `cpu` 4096, ' +
        'got: 9000; the nearest allowed value is 9216',
    ],
    [
      3000,
      8192,
      '`cpu` must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, got: 3000; the nearest allowed value is 2048',
    ],
    [
      16384,
      40000,
      '`memoryMiB` must be one of the values from 32768 to 122880 that AWS Fargate allows with `cpu` ' +
        '16384, got: 40000; the nearest allowed value is 40960',
    ],
  ])('with %d CPU units and %d MiB', (cpu, memoryMiB, message) => {
    expect(errorOf(() => new Fixture().web({ cpu, memoryMiB }))).toBe(`Service/Web: ${message}`);
  });

  test('with an imported target group whose load balancer is not named', () => {
    const fixture = new Fixture();
    const targetGroup = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(fixture.stack, 'Theirs', {
      targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/theirs/0123456789abcdef',
    });
    expect(errorOf(() => fixture.web({ targetGroup }))).toBe(
      'Service/Web: `loadBalancerFullName` must be given with an imported `targetGroup`, got: nothing; ' +
        'give it, or set `requestsPerTargetPerMinute` to 0',
    );
  });

  test('at synthesis on a cluster without Fargate capacity providers', () => {
    const fixture = new Fixture();
    const cluster = new ecs.Cluster(fixture.stack, 'Bare', { vpc: fixture.vpc });
    fixture.web({ cluster });
    expect(errorOf(() => fixture.app.synth())).toContain(
      '`cluster` must have the Fargate capacity providers, got: Service/Bare without; create it with ' +
        '`enableFargateCapacityProviders: true`',
    );
  });
});

test('accepts a foreign cluster with Fargate capacity providers', () => {
  const fixture = new Fixture();
  const cluster = new ecs.Cluster(fixture.stack, 'Theirs', { vpc: fixture.vpc, enableFargateCapacityProviders: true });
  fixture.web({ cluster });
  expect(() => fixture.app.synth()).not.toThrow();
});

test('is clean by cdk-nag', () => {
  const fixture = new Fixture();
  fixture.web({ otelCollector: OtelCollector.xray(), enableExecuteCommand: true, readonlyRootFilesystem: false });
  expect(
    nagFindings(fixture.app).filter(
      (finding) => finding.includes('Service/Web') || finding.includes('Service/Cluster'),
    ),
  ).toEqual([]);
});
