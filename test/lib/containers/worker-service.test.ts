import { Duration, aws_ecs as ecs, aws_sqs as sqs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerCluster, WorkerServiceProps } from '../../../lib/containers';
import { losses } from '../../helpers/create-only';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { errorOf, Fixture } from './fixtures';

interface MetricQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData: boolean;
  readonly MetricStat?: {
    readonly Stat: string;
    readonly Metric: { readonly Namespace: string; readonly MetricName: string };
  };
}

function metricsOf(template: Template): MetricQuery[] {
  const policies = Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy'));
  const tracking = policies.find((policy) => policy.Properties.PolicyType === 'TargetTrackingScaling')!;
  return tracking.Properties.TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification.Metrics;
}

/**
 * Evaluates the metric math of the policy as Amazon CloudWatch does: an expression over a metric without data has no
 * data.
 */
function load(template: Template, values: { [id: string]: number | undefined }): number | undefined {
  const known: { [id: string]: number | undefined } = { ...values };
  let result: number | undefined;
  for (const query of metricsOf(template).filter((each) => each.Expression)) {
    const names = Object.keys(known).filter((name) => new RegExp(`\\b${name}\\b`).test(query.Expression!));
    const missing = names.some((name) => known[name] === undefined);
    const choose = (condition: boolean, yes: number, no: number): number => (condition ? yes : no);
    const compute = new Function('IF', ...names, `return ${query.Expression};`) as (...args: unknown[]) => number;
    known[query.Id] = missing ? undefined : compute(choose, ...names.map((name) => known[name]));
    result = query.ReturnData ? known[query.Id] : result;
  }
  return result;
}

/** The number of tasks that target tracking asks for. */
function wanted(tasks: number, metric: number, target: number): number {
  return Math.ceil(Math.round(((tasks * metric) / target) * 1e6) / 1e6);
}

test('a worker service with everything', () => {
  const fixture = new Fixture();
  fixture.worker({
    minTasks: 0,
    maxTasks: 40,
    messagesPerTask: 5,
    deadLetterQueue: fixture.deadLetterQueue,
    spotShare: { onDemandBaseTasks: 2, spotWeight: 4, onDemandWeight: 3 },
    minHealthyPercent: 25,
    maxHealthyPercent: 150,
    scaleOutCooldown: Duration.seconds(30),
    scaleInCooldown: Duration.seconds(600),
    stopTimeout: Duration.seconds(90),
    schedules: [{ cron: '0 7 ? * MON-FRI *', timeZone: 'Europe/Berlin', minTasks: 4, maxTasks: 20 }],
  });
  expectGoldenTemplate('worker-service', Template.fromStack(fixture.stack));
});

describe('a minimal worker service', () => {
  const fixture = new Fixture();
  const worker = fixture.worker();
  const template = Template.fromStack(fixture.stack);
  const service = Object.values(template.findResources('AWS::ECS::Service'))[0]!;

  test('keeps half of its tasks in a deployment and is rolled back by the circuit breaker', () => {
    expect(service.Properties.DeploymentConfiguration).toMatchObject({
      MinimumHealthyPercent: 50,
      MaximumPercent: 200,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    });
    expect(service.Properties.AvailabilityZoneRebalancing).toBe('DISABLED');
    for (const absent of [
      'ServiceName',
      'LaunchType',
      'DesiredCount',
      'LoadBalancers',
      'HealthCheckGracePeriodSeconds',
    ]) {
      expect(service.Properties).not.toHaveProperty(absent);
    }
    expect(worker.deploymentAlarms).toEqual([]);
  });

  test('gives its container two minutes to stop', () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [Match.objectLike({ Name: 'worker', StopTimeout: 120, PortMappings: Match.absent() })],
    });
  });

  test('aims at the backlog that the latency goal allows, and at nothing else', () => {
    expect(worker.backlogPerTask).toBe(12);
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 1);
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      PolicyName: 'backlog-per-task',
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 12, ScaleOutCooldown: 60, ScaleInCooldown: 300 },
    });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    template.resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('reads metrics of the queue and the free metric of the service, and returns one series', () => {
    const metrics = metricsOf(template);
    expect(metrics.filter((each) => each.ReturnData).map((each) => each.Id)).toEqual(['load']);
    const measured = metrics
      .filter((each) => each.MetricStat)
      .map(({ Id, MetricStat }) => [Id, MetricStat!.Metric.Namespace, MetricStat!.Metric.MetricName, MetricStat!.Stat]);
    expect(measured).toEqual([
      ['visible', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum'],
      ['inflight', 'AWS/SQS', 'ApproximateNumberOfMessagesNotVisible', 'Maximum'],
      ['running', 'AWS/ECS', 'CPUUtilization', 'SampleCount'],
    ]);
  });

  test.each([
    ['grows in proportion to the backlog', 2, 120, 2, 10],
    ['holds at the goal', 10, 120, 10, 10],
    ['shrinks when nothing waits and nothing is in work', 10, 0, 0, 0],
    ['shrinks to the tasks that work on long jobs', 10, 0, 4, 4],
    ['does not shrink while every task works', 10, 0, 10, 10],
    ['does not grow because of messages in work', 10, 0, 90, 10],
  ])('%s', (_title, running, visible, inflight, tasks) => {
    const metric = load(template, { running, visible, inflight });
    expect(wanted(running, metric!, 12)).toBe(tasks);
  });

  test('rests while no task runs, instead of dividing by zero', () => {
    expect(load(template, { running: undefined, visible: 50, inflight: 0 })).toBeUndefined();
  });

  test('lets the task read the queue and protect itself in this cluster', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage', 'sqs:DeleteMessage']) }),
          {
            Action: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
            Effect: 'Allow',
            Resource: {
              'Fn::Join': [
                '',
                [
                  'arn:',
                  { Ref: 'AWS::Partition' },
                  ':ecs:eu-west-1:111111111111:task/',
                  { Ref: Match.stringLikeRegexp('^Cluster') },
                  '/*',
                ],
              ],
            },
          },
        ]),
      },
    });
  });
});

describe('a worker service that may go to zero', () => {
  const fixture = new Fixture();
  fixture.worker({ minTasks: 0, messagesPerTask: 10, taskProtection: false, deadLetterQueue: fixture.deadLetterQueue });
  const template = Template.fromStack(fixture.stack);

  test('is started by one waiting message that nobody works on', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'IF(inflight < 1, visible, 0)' })]),
    });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        Cooldown: 180,
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
      },
    });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 0, MaxCapacity: 10 });
  });

  test('counts several messages per task', () => {
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 120 },
    });
    expect(load(template, { running: 4, visible: 0, inflight: 15 })).toBe(45);
    expect(wanted(4, 45, 120)).toBe(2);
  });

  test('stops a deployment that fills the dead-letter queue', () => {
    template.hasResourceProperties('AWS::ECS::Service', {
      DeploymentConfiguration: { Alarms: { Enable: true, Rollback: true } },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
    });
  });

  test('has no task protection when that is not wanted', () => {
    expect(JSON.stringify(template.toJSON())).not.toContain('UpdateTaskProtection');
  });
});

test('a schedule down to zero brings the wake-up as well', () => {
  const fixture = new Fixture();
  fixture.worker({ schedules: [{ cron: '0 20 ? * * *', timeZone: 'UTC', minTasks: 0, maxTasks: 2 }] });
  Template.fromStack(fixture.stack).hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
    PolicyType: 'StepScaling',
  });
});

describe('a share of Spot', () => {
  const strategy = (props: Partial<WorkerServiceProps>): any => {
    const fixture = new Fixture();
    fixture.worker(props);
    return Object.values(Template.fromStack(fixture.stack).findResources('AWS::ECS::Service'))[0]!.Properties
      .CapacityProviderStrategy;
  };

  test('keeps one task on demand and a quarter of the others', () => {
    expect(strategy({ spotShare: {} })).toEqual([
      { CapacityProvider: 'FARGATE', Base: 1, Weight: 1 },
      { CapacityProvider: 'FARGATE_SPOT', Weight: 3 },
    ]);
  });

  test('can be everything above a base', () => {
    expect(strategy({ spotShare: { onDemandBaseTasks: 4, onDemandWeight: 0, spotWeight: 1 } })).toEqual([
      { CapacityProvider: 'FARGATE', Base: 4, Weight: 0 },
      { CapacityProvider: 'FARGATE_SPOT', Weight: 1 },
    ]);
  });

  test('comes and goes without replacing the service', () => {
    const template = (props: Partial<WorkerServiceProps>) => {
      const fixture = new Fixture();
      fixture.worker(props);
      return Template.fromStack(fixture.stack).toJSON();
    };
    expect(losses(template({}), template({ spotShare: {} }), ['AWS::ECS::Service'])).toEqual([]);
  });

  test('fails with every problem at once', () => {
    const props = {
      spotShare: { onDemandBaseTasks: -1, spotWeight: 0, onDemandWeight: 1.5 },
      capacityProviderStrategies: [{ capacityProvider: 'FARGATE', weight: 1 }],
    };
    expect(errorOf(() => new Fixture().worker(props))).toBe(
      'Service/Worker: `spotShare` must not be given together with `capacityProviderStrategies`, got: ' +
        'both; remove one of the two; ' +
        '`spotShare.onDemandBaseTasks` must be a whole number from 0 to 5000, got: -1; ' +
        '`spotShare.spotWeight` must be a whole number from 1 to 1000, got: 0; ' +
        '`spotShare.onDemandWeight` must be a whole number from 0 to 1000, got: 1.5',
    );
  });
});

test('works with an imported queue and cluster', () => {
  const fixture = new Fixture();
  const queue = sqs.Queue.fromQueueArn(fixture.stack, 'Theirs', 'arn:aws:sqs:eu-west-1:111111111111:jobs');
  const cluster = ecs.Cluster.fromClusterAttributes(fixture.stack, 'Imported', {
    clusterName: 'theirs',
    vpc: fixture.vpc,
  });
  fixture.worker({ queue, cluster });
  const dimensions = (
    metricsOf(Template.fromStack(fixture.stack))[0] as unknown as { MetricStat: { Metric: { Dimensions: unknown } } }
  ).MetricStat;
  expect(dimensions.Metric.Dimensions).toEqual([{ Name: 'QueueName', Value: 'jobs' }]);
});

test('fails with every problem at once', () => {
  const text = errorOf(() =>
    new Fixture().worker({
      minTasks: -1,
      maxTasks: 0,
      messagesPerTask: 0,
      acceptableLatency: Duration.seconds(2),
      messageProcessingTime: Duration.seconds(5),
    }),
  );
  expect(text).toBe(
    'Service/Worker: `minTasks` must be a whole number from 0 to 5000, got: -1; `maxTasks` must be a ' +
      'whole number from 1 to 5000, got: 0; `messagesPerTask` must be a whole number from 1 to 10000, got: ' +
      '0; `acceptableLatency` must be at least `messageProcessingTime` (5 seconds), got: 2 seconds; raise ' +
      'it, or make messages smaller',
  );
});

test('is clean by cdk-nag', () => {
  const fixture = new Fixture();
  fixture.worker({ minTasks: 0, deadLetterQueue: fixture.deadLetterQueue });
  expect(nagFindings(fixture.app).filter((finding) => finding.includes('Service/'))).toEqual([]);
});

test('is clean by cdk-nag with a cluster of another stack', () => {
  const fixture = new Fixture();
  const cluster = new ContainerCluster(fixture.data, 'Shared', { vpc: fixture.vpc }).cluster;
  fixture.worker({ cluster });
  expect(nagFindings(fixture.app).filter((finding) => finding.includes('Service/'))).toEqual([]);
  expect(fixture.data.dependencies).toEqual([]);
});
