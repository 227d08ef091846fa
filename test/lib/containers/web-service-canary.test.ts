import { aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CanaryRollout, WebServiceProps } from '../../../lib/containers';
import { losses } from '../../helpers/create-only';
import { nagFindings } from '../../helpers/nag';
import { errorOf, Fixture } from './fixtures';

/** A second target group and the rule that forwards to both, in the stack of the load balancer. */
function canaryOf(fixture: Fixture): CanaryRollout {
  const targetGroup = fixture.targetGroup;
  const alternateTargetGroup = new elbv2.ApplicationTargetGroup(fixture.stack, 'Alternate', {
    vpc: fixture.vpc,
    port: 3000,
    protocol: elbv2.ApplicationProtocol.HTTP,
    targetType: elbv2.TargetType.IP,
  });
  const rule = new elbv2.ApplicationListenerRule(fixture.stack, 'Rule', {
    listener: fixture.loadBalancer.listeners[0]!,
    priority: 1000,
    conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
    action: elbv2.ListenerAction.weightedForward([
      { targetGroup, weight: 100 },
      { targetGroup: alternateTargetGroup, weight: 0 },
    ]),
  });
  return { alternateTargetGroup, productionListenerRuleArn: rule.listenerRuleArn };
}

function withCanary(canary: Partial<CanaryRollout> = {}, props: Partial<WebServiceProps> = {}) {
  const fixture = new Fixture();
  const web = fixture.web({ ...props, canary: { ...canaryOf(fixture), ...canary } });
  return { fixture, web, template: Template.fromStack(fixture.stack) };
}

const serviceOf = (template: Template): any => Object.values(template.findResources('AWS::ECS::Service'))[0];
const idOf = (template: Template, type: string, prefix: string): string =>
  Object.keys(template.findResources(type)).find((id) => id.startsWith(prefix))!;
const expressionsOf = (alarm: any): string[] =>
  alarm.Properties.Metrics.filter((metric: any) => metric.Expression).map((metric: any) => metric.Expression);

describe('a canary', () => {
  const { template, web } = withCanary();
  const service = serviceOf(template);

  test('gets a tenth of the requests for ten minutes, and the old version stays five minutes longer', () => {
    expect(service.Properties.DeploymentConfiguration).toMatchObject({
      Strategy: 'CANARY',
      CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 10 },
      BakeTimeInMinutes: 5,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    });
  });

  test('is stopped and rolled back by the alarms of the service', () => {
    const alarms = service.Properties.DeploymentConfiguration.Alarms;
    expect(alarms).toMatchObject({ Enable: true, Rollback: true });
    expect(alarms.AlarmNames).toHaveLength(2);
    expect(web.deploymentAlarms).toHaveLength(2);
  });

  test('knows both target groups, the rule and the role', () => {
    expect(service.Properties.LoadBalancers).toEqual([
      {
        ContainerName: 'web',
        ContainerPort: 3000,
        TargetGroupArn: { Ref: idOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup', 'Group') },
        AdvancedConfiguration: {
          AlternateTargetGroupArn: { Ref: idOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup', 'Alternate') },
          ProductionListenerRule: { Ref: idOf(template, 'AWS::ElasticLoadBalancingV2::ListenerRule', 'Rule') },
          RoleArn: { 'Fn::GetAtt': [idOf(template, 'AWS::IAM::Role', 'WebTrafficRole'), 'Arn'] },
        },
      },
    ]);
    expect(service.DependsOn).toContain(idOf(template, 'AWS::IAM::Policy', 'WebTrafficRole'));
  });

  test('lets Amazon ECS change this rule and these target groups only', () => {
    const policy: any =
      template.findResources('AWS::IAM::Policy')[idOf(template, 'AWS::IAM::Policy', 'WebTrafficRole')];
    const groups = ['Group', 'Alternate'].map((prefix) => ({
      Ref: idOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup', prefix),
    }));
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['DescribeListeners', 'DescribeRules', 'DescribeTargetGroups', 'DescribeTargetHealth'].map(
          (action) => `elasticloadbalancing:${action}`,
        ),
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
        Resource: groups,
      },
      {
        Effect: 'Allow',
        Action: 'elasticloadbalancing:ModifyRule',
        Resource: { Ref: idOf(template, 'AWS::ElasticLoadBalancingV2::ListenerRule', 'Rule') },
      },
    ]);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecs.amazonaws.com' } }],
      },
      ManagedPolicyArns: Match.absent(),
    });
  });

  test('is judged by the worse target group, so that its few requests do not vanish among the others', () => {
    const alarms: any[] = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    expect(expressionsOf(alarms[0])).toEqual([
      'MAX([share1, share2])',
      'IF(requests1 >= 20, 100 * FILL(failed1, 0) / requests1, 0)',
      'IF(requests2 >= 20, 100 * FILL(failed2, 0) / requests2, 0)',
    ]);
    expect(expressionsOf(alarms[1])).toEqual(['MAX([unhealthy1, unhealthy2])']);
    const watched = JSON.stringify(alarms.map((alarm) => alarm.Properties.Metrics));
    for (const prefix of ['Group', 'Alternate']) {
      expect(watched).toContain(idOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup', prefix));
    }
  });

  test('scales on the requests of both target groups per running task', () => {
    const policies = Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy')).map(
      (policy) => policy.Properties.TargetTrackingScalingPolicyConfiguration,
    );
    expect(policies.map((policy) => policy.PredefinedMetricSpecification?.PredefinedMetricType).sort()).toEqual([
      'ECSServiceAverageCPUUtilization',
      'ECSServiceAverageMemoryUtilization',
      undefined,
    ]);
    const requests = policies.find((policy) => policy.CustomizedMetricSpecification);
    expect(requests).toMatchObject({ TargetValue: 500, ScaleOutCooldown: 60, ScaleInCooldown: 300 });
    const metrics = requests.CustomizedMetricSpecification.Metrics;
    expect(
      metrics.map((metric: any) => [metric.Id, metric.Expression ?? metric.MetricStat.Stat, metric.ReturnData]),
    ).toEqual([
      ['requests1', 'Sum', false],
      ['requests2', 'Sum', false],
      ['running', 'SampleCount', false],
      ['load', 'SUM([requests1, requests2]) / running', true],
    ]);
    expect(metrics[1].MetricStat.Metric.Dimensions.map((dimension: any) => dimension.Name)).toEqual([
      'LoadBalancer',
      'TargetGroup',
    ]);
  });
});

test('every setting is passed on', () => {
  const { template } = withCanary(
    { percent: 2.5, bakeTimeMinutes: 60, fullBakeTimeMinutes: 0 },
    { requestsPerTargetPerMinute: 0 },
  );
  expect(serviceOf(template).Properties.DeploymentConfiguration).toMatchObject({
    CanaryConfiguration: { CanaryPercent: 2.5, CanaryBakeTimeInMinutes: 60 },
    BakeTimeInMinutes: 0,
  });
  template.resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 2);
});

test('works with imported target groups of another stack', () => {
  const fixture = new Fixture();
  const imported = (name: string) =>
    elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(fixture.stack, name, {
      targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/${name}/0123456789abcdef`,
    });
  const productionListenerRuleArn =
    'arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener-rule/app/theirs/1/2/3';
  fixture.web({
    targetGroup: imported('blue'),
    loadBalancerFullName: 'app/theirs/1',
    canary: { alternateTargetGroup: imported('green'), productionListenerRuleArn },
  });
  const template = Template.fromStack(fixture.stack);
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
    TargetTrackingScalingPolicyConfiguration: {
      CustomizedMetricSpecification: {
        Metrics: Match.arrayWith([
          Match.objectLike({
            Id: 'requests2',
            MetricStat: Match.objectLike({
              Metric: Match.objectLike({
                Dimensions: [
                  { Name: 'LoadBalancer', Value: 'app/theirs/1' },
                  { Name: 'TargetGroup', Value: 'targetgroup/green/0123456789abcdef' },
                ],
              }),
            }),
          }),
        ]),
      },
    },
  });
});

test('comes to a live service and goes again without replacing the service or its target group', () => {
  const fixture = new Fixture();
  fixture.web();
  const rolling = Template.fromStack(fixture.stack).toJSON();
  const canary = withCanary().template.toJSON();
  const types = [
    'AWS::ECS::Service',
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    'AWS::ElasticLoadBalancingV2::Listener',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
  ];
  expect(losses(rolling, canary, types)).toEqual([]);
  expect(losses(canary, rolling, types)).toEqual([expect.stringMatching(/^Alternate\w+: removed$/)]);
});

describe('fails', () => {
  test('with every problem at once', () => {
    const fixture = new Fixture();
    const canary = {
      ...canaryOf(fixture),
      alternateTargetGroup: fixture.targetGroup,
      percent: 0.25,
      bakeTimeMinutes: 2,
      fullBakeTimeMinutes: 600,
    };
    expect(errorOf(() => fixture.web({ canary, deploymentAlarms: [] }))).toBe(
      'Service/Web: `canary.percent` must be a number from 0.1 to 100 in steps of 0.1, got: 0.25; ' +
        '`canary.bakeTimeMinutes` must be a whole number from 5 to 1440, got: 2; ' +
        '`canary.fullBakeTimeMinutes` must be a whole number from 0 to 540, got: 600; ' +
        '`canary.alternateTargetGroup` must be another one than `targetGroup`, got: the same; the two ' +
        'versions need a target group each; `deploymentAlarms` must not be empty with `canary`, got: []; ' +
        'leave it out, or name the alarms that stop a bad version',
    );
  });

  test.each([0, 100.1, Number.NaN])('with %d percent', (percent) => {
    expect(() => withCanary({ percent })).toThrow('`canary.percent` must be a number from 0.1 to 100 in steps of 0.1');
  });

  test.each([0.1, 0.3, 33.3, 100])('not with %d percent', (percent) => {
    expect(() => withCanary({ percent })).not.toThrow();
  });
});

test('is clean by cdk-nag', () => {
  const { fixture } = withCanary();
  expect(nagFindings(fixture.app).filter((finding) => finding.includes('Service/Web'))).toEqual([]);
});
