import { Fn, Lazy, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ValkeyScaling, ValkeyScalingProps } from '../../../lib/cache';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { build, own } from './helpers/cache';

function scale(props: Partial<ValkeyScalingProps>, at = own()) {
  const scaling = new ValkeyScaling(at.stack, 'Scaling', {
    replicationGroupId: 'sessions',
    nodeType: 'cache.r7g.large',
    ...props,
  });
  return { ...at, scaling };
}

/** Policies as metric, target and whether they take away. */
function policies(template: Template) {
  return Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy'))
    .map(
      ({ Properties }) =>
        (Properties as { TargetTrackingScalingPolicyConfiguration: PolicyConfiguration })
          .TargetTrackingScalingPolicyConfiguration,
    )
    .map(({ PredefinedMetricSpecification, TargetValue, DisableScaleIn = false }) => [
      PredefinedMetricSpecification.PredefinedMetricType,
      TargetValue,
      DisableScaleIn,
    ]);
}

interface PolicyConfiguration {
  readonly PredefinedMetricSpecification: { readonly PredefinedMetricType: string };
  readonly TargetValue: number;
  readonly DisableScaleIn?: boolean;
}

test('minimal: shards by the CPU of the primaries', () => {
  const { app, stack, scaling } = scale({ shards: { min: 3, max: 6 } });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 1);
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    ServiceNamespace: 'elasticache',
    ResourceId: 'replication-group/sessions',
    ScalableDimension: 'elasticache:replication-group:NodeGroups',
    MinCapacity: 3,
    MaxCapacity: 6,
    RoleARN: {
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':iam::111111111111:role/aws-service-role/elasticache.application-autoscaling.amazonaws.com/' +
            'AWSServiceRoleForApplicationAutoScaling_ElastiCacheRG',
        ],
      ],
    },
  });
  template.resourceCountIs('AWS::IAM::Role', 0);
  expect(policies(template)).toEqual([['ElastiCachePrimaryEngineCPUUtilization', 60, false]]);
  expect(scaling.shards).toBeDefined();
  expect(scaling.replicas).toBeUndefined();
  expect(nagFindings(app)).toEqual([]);
});

test('maximal: shards by CPU and memory, replicas by CPU, nothing taken away', () => {
  const { stack } = scale({
    shards: { min: 3, max: 500, engineCpuTargetPercent: 35, memoryTargetPercent: 70, scaleIn: false },
    replicas: { min: 1, max: 5, engineCpuTargetPercent: 50, scaleIn: false },
  });
  const template = Template.fromStack(stack);
  expectGoldenTemplate('valkey-scaling', template);
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    ScalableDimension: 'elasticache:replication-group:Replicas',
    MinCapacity: 1,
    MaxCapacity: 5,
  });
  expect(policies(template)).toEqual([
    ['ElastiCachePrimaryEngineCPUUtilization', 35, true],
    ['ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage', 70, true],
    ['ElastiCacheReplicaEngineCPUUtilization', 50, true],
  ]);
});

test('memory alone: CPU does not count', () => {
  expect(policies(Template.fromStack(scale({ shards: { min: 1, max: 2, memoryTargetPercent: 65 } }).stack))).toEqual([
    ['ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage', 65, false],
  ]);
});

test('a cache of the same application: its own template stays as it is', () => {
  const before = Template.fromStack(build({ nodeType: 'cache.r7g.large' }).stack).toJSON() as { Resources: object };
  const at = build({ nodeType: 'cache.r7g.large' });
  scale({ replicationGroupId: at.cache.replicationGroupId, replicas: { min: 1, max: 3 } }, at);
  const after = Template.fromStack(at.stack);
  after.templateMatches(before);
  after.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    ResourceId: { 'Fn::Join': ['', ['replication-group/', at.stack.resolve(at.cache.replicationGroup.ref)]] },
  });
});

test('what only the deployment knows passes', () => {
  const number = Token.asNumber(Lazy.any({ produce: () => Fn.importValue('number') }));
  expect(() =>
    scale({
      nodeType: Fn.importValue('type'),
      shards: { min: number, max: 4, engineCpuTargetPercent: number },
      replicas: { min: 2, max: number },
    }),
  ).not.toThrow();
});

test('every problem at once, by name', () => {
  expect(() =>
    scale({
      replicationGroupId: '',
      nodeType: 'cache.t4g.small',
      shards: { min: 0, max: 501, engineCpuTargetPercent: 80, memoryTargetPercent: 30 },
      replicas: { min: 3, max: 2, engineCpuTargetPercent: 71 },
    }),
  ).toThrow(
    'Own/Scaling: `replicationGroupId` must be the id of a replication group, got: ""; ' +
      '`nodeType` must be large, xlarge or 2xlarge of m5, m6g, m7g, m8g, r5, r6g, r6gd, r7g, r8g, c7gn or c8gn for ' +
      'auto scaling, got: "cache.t4g.small"; `shards.min` must be a whole number from 1 to 500, got: 0; ' +
      '`shards.max` must be a whole number from 1 to 500, got: 501; ' +
      '`shards.engineCpuTargetPercent` must be from 35 to 70 percent, got: 80; ' +
      '`shards.memoryTargetPercent` must be from 35 to 70 percent, got: 30; ' +
      '`replicas.max` must be at least `replicas.min` (3), got: 2; ' +
      '`replicas.engineCpuTargetPercent` must be from 35 to 70 percent, got: 71',
  );
});

test.each<[string, Partial<ValkeyScalingProps>, string]>([
  ['nothing to scale', {}, 'Own/Scaling: `shards`, `replicas` or both must be set, got: neither'],
  [
    'no replicas at all',
    { replicas: { min: 0, max: 5 } },
    'Own/Scaling: `replicas.min` must be a whole number from 1 to 5, got: 0',
  ],
  [
    'nodes beyond 2xlarge',
    { nodeType: 'cache.r7g.4xlarge', replicas: { min: 1, max: 2 } },
    'for auto scaling, got: "cache.r7g.4xlarge"',
  ],
  [
    'no node type',
    { nodeType: 'r7g.large', replicas: { min: 1, max: 2 } },
    'Own/Scaling: `nodeType` must be a node type such as cache.t4g.small, got: "r7g.large"',
  ],
  [
    'memory of nodes with disks',
    { nodeType: 'cache.r6gd.xlarge', shards: { min: 1, max: 2, memoryTargetPercent: 60 } },
    'Own/Scaling: `shards.memoryTargetPercent` must not be set for the family r6gd, got: 60; ' +
      'r6gd continues on disk when its memory is full',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => scale(props)).toThrow(message);
});

test('says which node types can be scaled', () => {
  const yes = ['cache.m5.large', 'cache.r5.2xlarge', 'cache.m7g.xlarge', 'cache.r6gd.xlarge', 'cache.c8gn.large'];
  const no = [
    'cache.t4g.small',
    'cache.r7g.4xlarge',
    'cache.r4.large',
    'cache.m7g.nano',
    'm7g.large',
    Token.asString({ Ref: 'NodeType' }),
  ];
  expect([...yes, ...no].filter((nodeType) => ValkeyScaling.supports(nodeType))).toEqual(yes);
});
