import { App, aws_ec2 as ec2, aws_s3 as s3, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OriginLoadBalancer, OriginLoadBalancerProps, TargetKind, WeightedRoute } from '../../../lib/load-balancer';
import { losses } from '../../helpers/create-only';
import { nagFindings } from '../../helpers/nag';

const VM: WeightedRoute = { id: 'Vm', kind: TargetKind.INSTANCE, weight: 0 };
const CONTAINERS: WeightedRoute = { id: 'Containers', kind: TargetKind.IP, weight: 100 };
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

function build(props: Partial<OriginLoadBalancerProps> = {}, stage?: string) {
  const app = new App();
  const stack = new Stack(app, 'Service', { env: { account: '111111111111', region: 'eu-central-1' } });
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });
  const balancer = new OriginLoadBalancer(stack, 'LoadBalancer', {
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    port: 8080,
    routes: [CONTAINERS],
    accessLogsBucket: s3.Bucket.fromBucketName(stack, 'Logs', 'logs'),
    ...props,
  });
  if (stage !== undefined) {
    Tags.of(app).add('growth-stage', stage);
  }
  return { app, stack, balancer, template: Template.fromStack(stack) };
}

const only = (template: Template, type: string): any => Object.values(template.findResources(type))[0];

test('the rule for all paths forwards to the target group of the route and to a second one like it', () => {
  const { balancer, stack, template } = build({ canaryRoute: 'Containers', healthCheckPath: '/ready' });
  const [first, second] = [balancer.targetGroup('Containers'), balancer.alternateTargetGroup('Containers')].map(
    (group) => stack.resolve(group.targetGroupArn),
  );
  expect(only(template, RULE).Properties).toEqual({
    ListenerArn: { Ref: Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::Listener'))[0] },
    Priority: 1000,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
    Actions: [
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: first, Weight: 100 },
            { TargetGroupArn: second, Weight: 0 },
          ],
        },
      },
    ],
  });
  expect(stack.resolve(balancer.canaryRuleArn)).toEqual({ Ref: Object.keys(template.findResources(RULE))[0] });
  const groups = Object.values(template.findResources(GROUP)).map((group) => group.Properties);
  expect(groups).toHaveLength(2);
  expect(groups[0]).toEqual(groups[1]);
});

test('without it there is neither rule nor second target group', () => {
  const { balancer, template } = build();
  template.resourceCountIs(RULE, 0);
  template.resourceCountIs(GROUP, 1);
  expect(balancer.canaryRuleArn).toBeUndefined();
});

test('it comes and goes without touching anything else', () => {
  const before = build().template.toJSON().Resources;
  const after = build({ canaryRoute: 'Containers' }).template.toJSON().Resources;
  const changed = Object.keys({ ...before, ...after }).filter(
    (id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]),
  );
  expect(changed.map((id) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
    'LoadBalancerCanaryRule',
    'LoadBalancerContainersAlternateTargetGroup',
  ]);
  expect(losses({ Resources: before }, { Resources: after }, ['AWS::ElasticLoadBalancingV2::Listener', GROUP])).toEqual(
    [],
  );
});

test('no change of stage, owner, certificate, routes or limits changes the rule', () => {
  const rule = (props: Partial<OriginLoadBalancerProps>, stage: string) =>
    JSON.stringify(build({ canaryRoute: 'Containers', ...props }, stage).template.findResources(RULE));
  const first = rule({}, 'aurora');
  expect(rule({}, 'multi-region')).toBe(first);
  expect(rule({ routes: [VM, CONTAINERS] }, 'aurora')).toBe(first);
  expect(rule({ routes: [{ ...CONTAINERS, weight: 1 }] }, 'aurora')).toBe(first);
  expect(rule({ healthCheckPath: '/ready', deletionProtection: false }, 'aurora')).toBe(first);
  expect(first).not.toContain('growth-stage');
  expect(JSON.stringify(build({ canaryRoute: 'Containers' }, 'aurora').template.findResources(GROUP))).toContain(
    'growth-stage',
  );
});

describe('errors', () => {
  test('while VMs and containers serve side by side', () => {
    const routes = [
      { ...VM, weight: 90 },
      { ...CONTAINERS, weight: 10 },
    ];
    expect(() => build({ canaryRoute: 'Containers', routes })).toThrow(
      'Service/LoadBalancer: `canaryRoute` must be the only route with a weight above 0, got: Vm 90, Containers 10; ' +
        'the canary rule matches every request, so first move all traffic to that route',
    );
  });

  test.each([
    ['Vm', 'Containers'],
    ['Nobody', 'Containers'],
  ])('for the route %s', (canaryRoute, known) => {
    expect(() => build({ canaryRoute, routes: [VM, CONTAINERS] })).toThrow(
      `\`canaryRoute\` must be the id of a route of kind IP (${known}), got: "${canaryRoute}"; Amazon ECS ` +
        'registers tasks by their IP addresses',
    );
  });

  test('for the second target group of another route', () => {
    expect(() => build().balancer.alternateTargetGroup('Containers')).toThrow(
      'Service/LoadBalancer: `id` must be the value of `canaryRoute` (not set), got: "Containers"',
    );
    expect(() => build({ canaryRoute: 'Containers' }).balancer.alternateTargetGroup('Vm')).toThrow(
      'Service/LoadBalancer: `id` must be the value of `canaryRoute` (Containers), got: "Vm"',
    );
  });
});

test('cdk-nag finds nothing', () => {
  expect(nagFindings(build({ canaryRoute: 'Containers' }).app)).toEqual([]);
});
