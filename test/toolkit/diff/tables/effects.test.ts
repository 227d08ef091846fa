import { ChangeClass } from '../../../../toolkit/diff/change-class';
import { changeOf, resource } from './outcome';

/** The class of a change of one property alone. */
function classOf(type: string, property: string, more: Record<string, unknown> = {}, rest: object = {}) {
  const withValue = (value: unknown) => resource(type, { ...more, [property]: value }, rest);
  return changeOf(withValue('before'), withValue('after'))?.class;
}

test.each([
  ['AWS::AutoScaling::AutoScalingGroup', 'Tags'],
  ['AWS::Budgets::Budget', 'ResourceTags'],
  ['AWS::Cognito::UserPool', 'UserPoolTags'],
  ['AWS::EFS::FileSystem', 'FileSystemTags'],
  ['AWS::KMS::Key', 'Tags'],
  ['AWS::Route53::HostedZone', 'HostedZoneTags'],
  ['AWS::SSM::Parameter', 'Tags'],
])('%s: a change of %s changes only tags', (type, property) => {
  expect(classOf(type, property)).toBe(ChangeClass.TAGS);
});

test.each([
  ['AWS::AutoScaling::AutoScalingGroup', 'DesiredCapacity'],
  ['AWS::AutoScaling::AutoScalingGroup', 'MaxSize'],
  ['AWS::AutoScaling::AutoScalingGroup', 'MinSize'],
  ['AWS::ECS::Service', 'DesiredCount'],
  ['AWS::RDS::DBInstance', 'MaxAllocatedStorage'],
  ['AWS::ApplicationAutoScaling::ScalableTarget', 'MaxCapacity'],
  ['AWS::ApplicationAutoScaling::ScalableTarget', 'MinCapacity'],
  ['AWS::Lambda::Alias', 'ProvisionedConcurrencyConfig'],
  ['AWS::Lambda::Function', 'ReservedConcurrentExecutions'],
  ['AWS::RDS::DBCluster', 'ScalingConfiguration'],
  ['AWS::RDS::DBCluster', 'ServerlessV2ScalingConfiguration'],
  ['AWS::ApplicationAutoScaling::ScalingPolicy', 'StepScalingPolicyConfiguration'],
  ['AWS::AutoScaling::ScalingPolicy', 'TargetTrackingConfiguration'],
  ['AWS::ApplicationAutoScaling::ScalingPolicy', 'TargetTrackingScalingPolicyConfiguration'],
])('%s: a change of %s changes only bounds of scaling', (type, property) => {
  expect(classOf(type, property)).toBe(ChangeClass.SCALING);
});

/** What AWS restarts, moves or cuts off for a change in place, from the user guides of the services. */
const INTERRUPTIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::AmazonMQ::Broker': ['EngineVersion', 'HostInstanceType'],
  'AWS::DocDB::DBInstance': ['DBInstanceClass'],
  'AWS::DocDB::DBCluster': ['MasterUserPassword', 'Port'],
  'AWS::EC2::Route': ['GatewayId', 'NatGatewayId', 'NetworkInterfaceId', 'TransitGatewayId'],
  'AWS::ElastiCache::CacheCluster': ['CacheNodeType', 'EngineVersion'],
  'AWS::ElastiCache::ReplicationGroup': ['CacheNodeType', 'EngineVersion', 'CacheParameterGroupName'],
  'AWS::ElasticLoadBalancingV2::Listener': ['Port', 'Protocol'],
  'AWS::MSK::Cluster': ['BrokerNodeGroupInfo', 'ConfigurationInfo', 'EncryptionInfo', 'KafkaVersion'],
  'AWS::MemoryDB::Cluster': ['EngineVersion', 'NodeType'],
  'AWS::Neptune::DBInstance': ['DBInstanceClass'],
  'AWS::Neptune::DBCluster': ['EngineVersion'],
  'AWS::OpenSearchService::Domain': ['AdvancedSecurityOptions', 'ClusterConfig', 'EngineVersion'],
  'AWS::RDS::DBCluster': ['DBClusterParameterGroupName', 'EngineVersion', 'MasterUserPassword', 'Port'],
  'AWS::RDS::DBInstance': [
    'CACertificateIdentifier',
    'DBInstanceClass',
    'DBParameterGroupName',
    'EngineVersion',
    'MasterUserPassword',
    'StorageType',
  ],
  'AWS::Redshift::Cluster': ['MasterUserPassword', 'NodeType', 'NumberOfNodes'],
  'AWS::Route53::RecordSet': ['AliasTarget', 'ResourceRecords'],
};

test.each(Object.entries(INTERRUPTIONS).flatMap(([type, names]) => names.map((name) => [type, name])))(
  '%s: users notice a change of %s',
  (type, property) => {
    const effects = changeOf(
      resource(type, { [property]: 'before' }),
      resource(type, { [property]: 'after' }),
    )?.effects;
    expect(effects?.map(({ class: kind }) => kind)).toContain(ChangeClass.INTERRUPTION);
  },
);

test('slots of a cache move online', () => {
  const rest = { UpdatePolicy: { UseOnlineResharding: true } };
  expect(classOf('AWS::ElastiCache::ReplicationGroup', 'NumNodeGroups', {}, rest)).toBe(ChangeClass.INTERRUPTION);
});

test('an instance of a cluster restarts in less time than an instance alone', () => {
  const [alone, member] = [{}, { DBClusterIdentifier: 'c' }].map((more) => {
    const change = changeOf(
      resource('AWS::RDS::DBInstance', { ...more, DBInstanceClass: 'a' }),
      resource('AWS::RDS::DBInstance', { ...more, DBInstanceClass: 'b' }),
    );
    return change?.effects.map(({ reason }) => reason).join();
  });
  expect(alone).toContain('60 to 120 s with Multi-AZ');
  expect(member).toContain('less than 60 s with a reader');
});

test.each([
  ['AWS::RDS::DBCluster', 'EngineVersion', 'minutes for a major version'],
  ['AWS::RDS::DBInstance', 'EngineVersion', 'minutes, more for a major version'],
  ['AWS::Neptune::DBCluster', 'EngineVersion', 'minutes, more for a major version'],
  ['AWS::RDS::DBInstance', 'StorageType', 'magnetic storage only'],
  ['AWS::ElasticLoadBalancingV2::Listener', 'Port', 'the old port'],
  ['AWS::ElasticLoadBalancingV2::Listener', 'Protocol', 'the old protocol'],
])('%s: a change of %s says "%s"', (type, property, words) => {
  const change = changeOf(resource(type, { [property]: 'a' }), resource(type, { [property]: 'b' }));
  expect(change?.effects.map(({ reason }) => reason).join()).toContain(words);
});

describe('what is deployed in turns', () => {
  const service = (MinimumHealthyPercent?: unknown) => ({ DeploymentConfiguration: { MinimumHealthyPercent } });

  test.each(['LoadBalancers', 'NetworkConfiguration', 'PlatformVersion', 'TaskDefinition'])(
    'a change of %s stops a service only where all tasks may stop',
    (property) => {
      expect(classOf('AWS::ECS::Service', property, service(0))).toBe(ChangeClass.INTERRUPTION);
      expect(classOf('AWS::ECS::Service', property, service('0'))).toBe(ChangeClass.INTERRUPTION);
      expect(classOf('AWS::ECS::Service', property, service(50))).toBe(ChangeClass.IN_PLACE);
      expect(classOf('AWS::ECS::Service', property)).toBe(ChangeClass.IN_PLACE);
    },
  );

  test('a change of anything else stops no service', () => {
    expect(classOf('AWS::ECS::Service', 'HealthCheckGracePeriodSeconds', service(0))).toBe(ChangeClass.IN_PLACE);
  });

  const rolling = (MinInstancesInService?: number) => ({
    UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService } },
  });

  test.each(['LaunchConfigurationName', 'LaunchTemplate', 'MixedInstancesPolicy', 'VPCZoneIdentifier'])(
    'a change of %s stops machines only where none has to be in service',
    (property) => {
      const group = 'AWS::AutoScaling::AutoScalingGroup';
      expect(classOf(group, property, {}, rolling(0))).toBe(ChangeClass.INTERRUPTION);
      expect(classOf(group, property, {}, rolling())).toBe(ChangeClass.INTERRUPTION);
      expect(classOf(group, property, {}, rolling(1))).toBe(ChangeClass.IN_PLACE);
      expect(classOf(group, property)).toBe(ChangeClass.IN_PLACE);
    },
  );

  test('a change of anything else stops no machine', () => {
    expect(classOf('AWS::AutoScaling::AutoScalingGroup', 'Cooldown', {}, rolling(0))).toBe(ChangeClass.IN_PLACE);
  });
});

test.each([
  ['UpdatePolicy', { UpdatePolicy: { A: 1 } }, { UpdatePolicy: { A: 2 } }],
  ['CreationPolicy', { CreationPolicy: { A: 1 } }, { CreationPolicy: { A: 2 } }],
  ['Metadata', { Metadata: { 'AWS::CloudFormation::Init': 1 } }, { Metadata: { 'AWS::CloudFormation::Init': 2 } }],
])('a change of %s beside the properties is named', (name, before, after) => {
  const group = (more: object) => resource('AWS::AutoScaling::AutoScalingGroup', {}, more);
  const change = changeOf(group(before), group(after));
  expect(change?.effects.map(({ class: kind, properties }) => [kind, properties])).toEqual([
    [ChangeClass.IN_PLACE, [name]],
  ]);
});

test('other metadata and the order of creation change nothing', () => {
  const group = (more: object) => resource('AWS::AutoScaling::AutoScalingGroup', {}, more);
  expect(changeOf(group({ Metadata: { a: 1 } }), group({ Metadata: { a: 2 } }))).toBeUndefined();
  expect(changeOf(group({ DependsOn: ['A'] }), group({ DependsOn: ['B'] }))).toBeUndefined();
});
