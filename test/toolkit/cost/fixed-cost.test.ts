import { StackResource, StackTemplate } from '../../../toolkit/assembly';
import { fixedCost, PriceList } from '../../../toolkit/cost';

const template = (resources: Record<string, StackResource>, region = 'us-east-1'): StackTemplate => ({
  name: 's',
  region,
  resources,
});
const monthly = (resources: Record<string, StackResource>) => fixedCost([template(resources)]).monthlyUsd;

/** Each expected figure is the list price of us-east-1, calculated by hand. */
test.each<[string, Record<string, StackResource>, number]>([
  ['a NAT gateway: 730 x 0.045', { Nat: { Type: 'AWS::EC2::NatGateway' } }, 32.85],
  ['a key', { Key: { Type: 'AWS::KMS::Key' } }, 1],
  ['a secret', { Secret: { Type: 'AWS::SecretsManager::Secret' } }, 0.4],
  ['a zone', { Zone: { Type: 'AWS::Route53::HostedZone' } }, 0.5],
  ['a load balancer: 730 x 0.0225', { Alb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' } }, 16.425],
  [
    'a gateway endpoint costs nothing',
    { S3: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Gateway' } } },
    0,
  ],
  [
    'an interface endpoint in two zones: 2 x 730 x 0.01',
    { Ep: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Interface', SubnetIds: ['a', 'b'] } } },
    14.6,
  ],
  [
    'a database: 730 x 0.032 + 20 x 0.115',
    {
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'postgres', DBInstanceClass: 'db.t4g.small', AllocatedStorage: '20' },
      },
    },
    25.66,
  ],
  [
    'a multi-AZ database: 730 x 0.065 + 20 x 0.23',
    {
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'postgres', DBInstanceClass: 'db.t4g.small', AllocatedStorage: '20', MultiAZ: true },
      },
    },
    52.05,
  ],
  [
    'two shards with a replica: 4 x 730 x 0.0256',
    {
      Rg: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: { Engine: 'valkey', CacheNodeType: 'cache.t4g.small', NumNodeGroups: 2, ReplicasPerNodeGroup: 1 },
      },
    },
    74.752,
  ],
  [
    'an alarm over two metrics: 2 x 0.10',
    {
      A: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { Metrics: [{ MetricStat: {} }, { MetricStat: {} }, { Expression: 'x' }] },
      },
    },
    0.2,
  ],
  ['a web ACL with three rules: 5 + 3', { Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [1, 2, 3] } } }, 8],
  [
    'an HTTPS health check: 0.75 + 2',
    { H: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'HTTPS' } } } },
    2.75,
  ],
])('%s', (_, resources, expected) => {
  expect(monthly(resources)).toBeCloseTo(expected, 3);
});

test('machines with volume and address: 2 x (730 x 0.0168 + 20 x 0.08 + 730 x 0.005)', () => {
  const data = {
    InstanceType: 't4g.small',
    BlockDeviceMappings: [{ Ebs: { VolumeSize: 20, VolumeType: 'gp3' } }],
    NetworkInterfaces: [{ AssociatePublicIpAddress: true }],
  };
  const group = { MinSize: '2', MaxSize: '3', LaunchTemplate: { LaunchTemplateId: { Ref: 'Lt' } } };
  expect(
    monthly({
      Lt: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: data } },
      Asg: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: group },
    }),
  ).toBeCloseTo(2 * (730 * 0.0168 + 1.6 + 3.65), 3);
});

test('the fewest tasks of a scaled service: 2 x 730 x (0.5 x 0.03238 + 1 x 0.00356)', () => {
  const resources = {
    Td: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: { Cpu: '512', Memory: '1024', RuntimePlatform: { CpuArchitecture: 'ARM64' } },
    },
    Web: { Type: 'AWS::ECS::Service', Properties: { LaunchType: 'FARGATE', TaskDefinition: { Ref: 'Td' } } },
    Target: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: { MinCapacity: 2, ResourceId: { 'Fn::Join': ['', ['service/', { 'Fn::GetAtt': ['Web', 'Name'] }]] } },
    },
  };
  expect(monthly(resources)).toBeCloseTo(2 * 730 * (0.5 * 0.03238 + 0.00356), 3);
});

test('a proxy by the vCPUs of its database: 730 x 4 x 0.015', () => {
  const resources = {
    Db: {
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'postgres', DBInstanceClass: 'db.m7g.xlarge', AllocatedStorage: '20' },
    },
    Group: {
      Type: 'AWS::RDS::DBProxyTargetGroup',
      Properties: { DBProxyName: { Ref: 'Proxy' }, DBInstanceIdentifiers: [{ Ref: 'Db' }] },
    },
  };
  const proxy = { Proxy: { Type: 'AWS::RDS::DBProxy' } };
  expect(monthly({ ...resources, ...proxy }) - monthly(resources)).toBeCloseTo(43.8, 3);
});

describe('Aurora', () => {
  const cluster = (properties: object = {}) => ({
    Type: 'AWS::RDS::DBCluster',
    Properties: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'mine', ...properties },
  });
  const member = (type: string) => ({
    Type: 'AWS::RDS::DBInstance',
    Properties: { DBInstanceClass: type, DBClusterIdentifier: { Ref: 'Cluster' } },
  });

  test('two instances: 2 x 730 x the price of the class', () => {
    const price = new PriceList().find('Aurora-PostgreSQL', 'db.r7g.xlarge/standard', 'us-east-1')!;
    expect(price.usd).toBeGreaterThan(0.4);
    expect(monthly({ Cluster: cluster(), One: member('db.r7g.xlarge'), Two: member('db.r7g.xlarge') })).toBeCloseTo(
      2 * 730 * price.usd,
      3,
    );
  });

  test('I/O-Optimized costs more', () => {
    const standard = monthly({ Cluster: cluster(), One: member('db.r7g.large') });
    expect(
      monthly({ Cluster: cluster({ StorageType: 'aurora-iopt1' }), One: member('db.r7g.large') }) / standard,
    ).toBeCloseTo(1.3, 1);
  });

  test('serverless at its fewest capacity units: 730 x 0.5 x 0.12', () => {
    expect(
      monthly({
        Cluster: cluster({ ServerlessV2ScalingConfiguration: { MinCapacity: 0.5 } }),
        One: member('db.serverless'),
      }),
    ).toBeCloseTo(43.8, 3);
  });

  test('a proxy in front of two xlarge instances: 8 vCPU', () => {
    const group = {
      Group: {
        Type: 'AWS::RDS::DBProxyTargetGroup',
        Properties: { DBProxyName: { Ref: 'Proxy' }, DBClusterIdentifiers: ['mine'] },
      },
    };
    const resources = { Cluster: cluster(), One: member('db.r7g.xlarge'), Two: member('db.r7g.xlarge'), ...group };
    expect(monthly({ ...resources, Proxy: { Type: 'AWS::RDS::DBProxy' } }) - monthly(resources)).toBeCloseTo(
      730 * 8 * 0.015,
      3,
    );
  });
});

test('a secret with two copies: 3 x 0.40', () => {
  expect(
    monthly({
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { ReplicaRegions: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] },
      },
    }),
  ).toBeCloseTo(1.2, 3);
});

test('what has no known price is named, and no part of the sum', () => {
  const estimate = fixedCost([
    template({
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'postgres', DBInstanceClass: 'db.z9g.large', AllocatedStorage: '20' },
      },
    }),
  ]);
  expect(estimate.unpriced).toEqual(['db.z9g.large single-az']);
  expect(estimate.monthlyUsd).toBeCloseTo(2.3, 3);
});

test('a price that is not confirmed is named', () => {
  const prices = new PriceList([
    {
      service: 'KMS',
      sku: 'customer-managed-key',
      unit: 'month',
      region: 'us-east-1',
      usd: 1,
      source: 'memory',
      asOf: null,
      verified: false,
    },
  ]);
  expect(fixedCost([template({ Key: { Type: 'AWS::KMS::Key' } })], prices)).toMatchObject({
    unconfirmed: ['customer managed key'],
    priceDates: ['unknown', 'unknown'],
  });
});

test('types that are paid by use are named', () => {
  expect(fixedCost([template({ Queue: { Type: 'AWS::SQS::Queue' } })]).byUse).toEqual(['AWS::SQS::Queue']);
});
