import { StackResource } from '../../../../toolkit/assembly';
import { fixtureBill, HOURS } from '../fixtures';

/** 1 vCPU and 2 GiB: 0.04048 + 2 x 0.004445 on x86, 0.03238 + 2 x 0.00356 on arm64. */
const x86 = HOURS * (0.04048 + 2 * 0.004445);
const arm64 = HOURS * (0.03238 + 2 * 0.00356);

const task = (properties: object = {}): StackResource => ({
  Type: 'AWS::ECS::TaskDefinition',
  Properties: { RequiresCompatibilities: ['FARGATE'], Cpu: '1024', Memory: '2048', ...properties },
});
const service = (properties: object = {}): StackResource => ({
  Type: 'AWS::ECS::Service',
  Properties: { LaunchType: 'FARGATE', TaskDefinition: { Ref: 'T' }, ...properties },
});
const target = (MinCapacity: unknown, MaxCapacity: number, more: object = {}): StackResource => ({
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  Properties: {
    MinCapacity,
    MaxCapacity,
    ResourceId: { 'Fn::Sub': ['service/c/${S}', { S: { 'Fn::GetAtt': ['S', 'Name'] } }] },
    ...more,
  },
});
const policy = (configuration: object): StackResource => ({
  Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  Properties: { ScalingTargetId: { Ref: 'Target' }, TargetTrackingScalingPolicyConfiguration: configuration },
});
const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources).unpriced.map(({ reason }) => reason);

test.each<[string, Record<string, StackResource>, number]>([
  ['x86, where nothing is said', { T: task(), S: service() }, x86],
  ['arm64', { T: task({ RuntimePlatform: { CpuArchitecture: 'ARM64' } }), S: service() }, arm64],
  ['sizes with units', { T: task({ Cpu: '1 vCPU', Memory: '2 GB' }), S: service() }, x86],
  ['three tasks', { T: task(), S: service({ DesiredCount: 3 }) }, 3 * x86],
  [
    'disk above 20 GiB: 30 x 730 x 0.000111',
    { T: task({ EphemeralStorage: { SizeInGiB: 50 } }), S: service() },
    x86 + 30 * HOURS * 0.000111,
  ],
  [
    'a public address: 730 x 0.005',
    { T: task(), S: service({ NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } } }) },
    x86 + HOURS * 0.005,
  ],
  [
    'by capacity provider',
    {
      T: task(),
      S: service({ LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }] }),
    },
    x86,
  ],
  [
    'Spot at the on-demand price',
    {
      T: task(),
      S: service({
        LaunchType: undefined,
        CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }],
      }),
    },
    x86,
  ],
  [
    'by the strategy of the cluster',
    {
      T: task(),
      C: {
        Type: 'AWS::ECS::Cluster',
        Properties: { DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE' }] },
      },
      S: service({ LaunchType: undefined, Cluster: { Ref: 'C' } }),
    },
    x86,
  ],
  ['on machines, that are paid for by themselves', { T: task(), S: service({ LaunchType: 'EC2' }) }, 0],
  ['scaled: the fewest', { T: task(), S: service({ DesiredCount: 9 }), Target: target(2, 4) }, 2 * x86],
  ['scaled to nothing', { T: task(), S: service(), Target: target(0, 4) }, 0],
])('%s', (_, resources, expected) => {
  expect(fixtureBill(resources).fixedMonthlyUsd).toBeCloseTo(expected, 6);
});

test('Spot is named', () => {
  const strategy = {
    LaunchType: undefined,
    CapacityProviderStrategy: [
      { CapacityProvider: 'FARGATE', Base: 1 },
      { CapacityProvider: 'FARGATE_SPOT', Weight: 1 },
    ],
  };
  expect(fixtureBill({ T: task(), S: service(strategy) }).lines[0]!.what).toBe(
    '1 x 1 vCPU of a task, Spot at the on-demand price',
  );
});

test.each<[string, Record<string, StackResource>, string]>([
  [
    'Windows',
    { T: task({ RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }), S: service() },
    'no known price for Fargate tasks with Windows',
  ],
  [
    'tasks outside AWS',
    { T: task(), S: service({ LaunchType: 'EXTERNAL' }) },
    'no known price for tasks on machines outside AWS',
  ],
  [
    'a definition from elsewhere',
    { S: service({ TaskDefinition: 'arn' }) },
    'the task definition is not in the application, so the size of its tasks is not known',
  ],
  [
    'a number from elsewhere',
    { T: task(), S: service({ DesiredCount: { Ref: 'Count' } }) },
    'the number and size of the tasks are known only at deployment',
  ],
  [
    'tasks by hand or by schedule',
    { T: task() },
    'tasks that no service runs (by schedule, by a state machine or by hand): set `taskHours` with --usage',
  ],
  [
    'scaling by CPU, without a load',
    { T: task(), S: service(), Target: target(1, 4) },
    'the number of tasks above the minimum: their load is not known; set `tasks` with --usage',
  ],
  [
    'fixed times',
    { T: task(), S: service(), Target: target(1, 4, { ScheduledActions: [{ Schedule: 'cron(0 8 * * ? *)' }] }) },
    'scheduled actions change the number of tasks; the minimum is included',
  ],
  [
    'volumes of tasks',
    { T: task(), S: service({ VolumeConfigurations: [{ Name: 'v' }] }) },
    'volumes that ECS creates for each task',
  ],
  [
    'insights',
    {
      C: {
        Type: 'AWS::ECS::Cluster',
        Properties: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
      },
    },
    'metrics of Container Insights with enhanced observability: each task and container has its own; set ' +
      '`insightsMetrics` with --usage',
  ],
  [
    'extended support',
    { K: { Type: 'AWS::EKS::Cluster', Properties: {} } },
    'extended support, once standard support of the Kubernetes version has ended',
  ],
])('%s: named', (_, resources, reason) => {
  expect(reasonsOf(resources)).toContain(reason);
});

test('a web service without a target of requests: 20 a second for a vCPU', () => {
  const resources = {
    T: task({ Cpu: '256', Memory: '512' }),
    S: service({ LoadBalancers: [{}] }),
    Target: target(1, 4),
  };
  expect(fixtureBill(resources).usageMonthlyUsd).toBe(0);
});

test('a worker that scales by its queue: 0.038 messages a second of half a second need one task, or none', () => {
  const backlog = policy({
    TargetValue: 10,
    CustomizedMetricSpecification: {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Statistic: 'Average',
    },
  });
  const bill = fixtureBill({ T: task(), S: service(), Target: target(0, 4), P: backlog });
  expect(bill.fixedMonthlyUsd).toBe(0);
  expect(bill.usageMonthlyUsd).toBeCloseTo(x86, 6);
  expect(bill.lines[0]!.basis).toBe('1 at the peak, each handling 2 messages a second');
});

test('a worker whose steps are called by an alarm over its queue', () => {
  const resources = {
    T: task(),
    S: service(),
    Target: target(0, 4),
    P: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: { ScalingTargetId: { Ref: 'Target' }, StepScalingPolicyConfiguration: {} },
    },
    Q: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        AlarmActions: [{ Ref: 'P' }],
      },
    },
  };
  expect(fixtureBill(resources).usageMonthlyUsd).toBeCloseTo(x86, 6);
});

test('more requests than the most tasks take', () => {
  const tracking = policy({
    TargetValue: 2,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
  });
  const bill = fixtureBill({ T: task(), S: service({ LoadBalancers: [{}] }), Target: target(1, 5), P: tracking });
  expect(bill.limits).toMatchObject([{ needed: 12, most: 5, what: 'tasks, each handling 0.0333 requests a second' }]);
  expect(bill.usageMonthlyUsd).toBeCloseTo(4 * x86, 6);
});

test('what the usage says wins', () => {
  expect(
    fixtureBill({ T: task(), S: service(), Target: target(1, 4) }, { S: { tasks: 2.5 } }).usageMonthlyUsd,
  ).toBeCloseTo(1.5 * x86, 6);
  const bill = fixtureBill({ T: task() }, { T: { taskHours: 10 } });
  expect(bill.usageMonthlyUsd).toBeCloseTo((10 / HOURS) * x86, 6);
  expect(bill.unpriced).toEqual([]);
});
