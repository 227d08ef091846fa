import { StackResource } from '../../../../toolkit/assembly';
import { billOf, workloadOf } from '../../../../toolkit/cost';
import { fixtureBill, HOURS, stackWith } from '../fixtures';

const gp3 = (size: number, extra: object = {}) => [
  { DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp3', VolumeSize: size, ...extra } },
];
const instance = (properties: object): StackResource => ({
  Type: 'AWS::EC2::Instance',
  Properties: {
    InstanceType: 'm7g.large',
    BlockDeviceMappings: gp3(10),
    NetworkInterfaces: [{ AssociatePublicIpAddress: false }],
    ...properties,
  },
});
const fixedOf = (resources: Record<string, StackResource>) => fixtureBill(resources).fixedMonthlyUsd;
const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources)
    .unpriced.filter(({ type }) => !/ScalingPolicy|Subnet$|LoadBalancerV2|ScheduledAction/.test(type))
    .map(({ reason }) => reason);
const plain = HOURS * 0.0816 + 10 * 0.08;

test('an instance without a public address: 730 x 0.0816 + 10 x 0.08', () => {
  expect(fixedOf({ I: instance({}) })).toBeCloseTo(plain, 6);
});

test.each<[string, object, number]>([
  [
    'IOPS up to 3000 and throughput up to 125 cost nothing',
    { BlockDeviceMappings: gp3(10, { Iops: 3000, Throughput: 125 }) },
    plain,
  ],
  ['IOPS above: 500 x 0.005', { BlockDeviceMappings: gp3(10, { Iops: '3500' }) }, plain + 500 * 0.005],
  ['throughput above: 25 x 0.04', { BlockDeviceMappings: gp3(10, { Throughput: 150 }) }, plain + 25 * 0.04],
  ['detailed monitoring: 7 x 0.30', { Monitoring: true }, plain + 7 * 0.3],
  ['a public address: 730 x 0.005', { NetworkInterfaces: [{ AssociatePublicIpAddress: true }] }, plain + HOURS * 0.005],
  ['the default VPC gives one', { NetworkInterfaces: [] }, plain + HOURS * 0.005],
])('%s', (_, properties, expected) => {
  expect(fixedOf({ I: instance(properties) })).toBeCloseTo(expected, 6);
});

test.each<[boolean, number]>([
  [true, HOURS * 0.005],
  [false, 0],
])('a subnet that says %s to public addresses', (MapPublicIpOnLaunch, extra) => {
  const resources = {
    Net: { Type: 'AWS::EC2::Subnet', Properties: { MapPublicIpOnLaunch } },
    I: instance({ NetworkInterfaces: [], SubnetId: { Ref: 'Net' } }),
  };
  expect(fixedOf(resources)).toBeCloseTo(plain + extra, 6);
});

test.each<[string, object, string]>([
  [
    'a volume of another kind',
    { BlockDeviceMappings: gp3(10, { VolumeType: 'io2' }) },
    'no known price for EBS volumes of type io2',
  ],
  [
    'a volume without a kind',
    { BlockDeviceMappings: [{ Ebs: { VolumeSize: 10 } }] },
    'the type of the volume is that of the machine image',
  ],
  [
    'a root volume of the image',
    { BlockDeviceMappings: undefined },
    'the root volume has the size of the machine image',
  ],
  [
    'a subnet from elsewhere',
    { NetworkInterfaces: [], SubnetId: 'subnet-1' },
    'subnets outside the application decide whether the machines get a public IPv4 address',
  ],
  [
    'a public address that the deployment decides',
    { NetworkInterfaces: [{ AssociatePublicIpAddress: { 'Fn::If': ['IsPublic', true, false] } }] },
    'subnets outside the application decide whether the machines get a public IPv4 address',
  ],
  ['a type from elsewhere', { InstanceType: { Ref: 'Type' } }, 'the instance type is known only at deployment'],
  [
    'credits without limit',
    { InstanceType: 't4g.small' },
    'CPU credits above those that t4g.small earns (its credits are unlimited) have no known price',
  ],
  [
    'Windows',
    { ImageId: { Ref: 'SsmParameterValueawsserviceamiwindowslatestWindowsServer2022EnglishFullBase' } },
    'no known price for machines with Windows',
  ],
  ['dedicated hardware', { Tenancy: 'dedicated' }, 'no known price for machines on dedicated hardware'],
  [
    'a type without a price',
    { InstanceType: 'p5.48xlarge' },
    'no known price for 1 x p5.48xlarge machine in us-east-1',
  ],
])('%s is named', (_, properties, reason) => {
  expect(reasonsOf({ I: instance(properties) })).toContain(reason);
});

test('what Windows costs is not guessed: the volume only', () => {
  expect(fixedOf({ I: instance({ ImageId: '/aws/service/ami-windows-latest/Windows_Server-2022' }) })).toBeCloseTo(
    0.8,
    6,
  );
});

test('credits that are limited cost nothing', () => {
  expect(
    reasonsOf({ I: instance({ InstanceType: 't4g.small', CreditSpecification: { CPUCredits: 'standard' } }) }),
  ).toEqual([]);
});

describe('groups', () => {
  const template = (data: object = {}): StackResource => ({
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: {
      LaunchTemplateData: {
        InstanceType: 'm7g.large',
        BlockDeviceMappings: gp3(10),
        NetworkInterfaces: [{ AssociatePublicIpAddress: false }],
        ...data,
      },
    },
  });
  const group = (properties: object): StackResource => ({
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: { MinSize: '1', MaxSize: '4', LaunchTemplate: { LaunchTemplateId: { Ref: 'T' } }, ...properties },
  });
  const policy = (properties: object = {}): StackResource => ({
    Type: 'AWS::AutoScaling::ScalingPolicy',
    Properties: { AutoScalingGroupName: { Ref: 'G' }, ...properties },
  });

  test('without a policy, what is desired runs: 3 machines', () => {
    expect(fixedOf({ T: template(), G: group({ DesiredCapacity: '3' }) })).toBeCloseTo(3 * plain, 6);
  });

  test('with a policy, the fewest run', () => {
    expect(fixedOf({ T: template(), G: group({ DesiredCapacity: '3' }), P: policy() })).toBeCloseTo(plain, 6);
  });

  test('a launch configuration has detailed monitoring unless it says no: 2 x (730 x 0.0816 + 0.8 + 2.10)', () => {
    const configuration = (more: object) => ({
      Type: 'AWS::AutoScaling::LaunchConfiguration',
      Properties: { InstanceType: 'm7g.large', AssociatePublicIpAddress: false, BlockDeviceMappings: gp3(10), ...more },
    });
    const own = group({ MinSize: '2', LaunchTemplate: undefined, LaunchConfigurationName: { Ref: 'C' } });
    expect(fixedOf({ C: configuration({}), G: own })).toBeCloseTo(2 * (plain + 2.1), 6);
    expect(fixedOf({ C: configuration({ InstanceMonitoring: false }), G: own })).toBeCloseTo(2 * plain, 6);
  });

  test('mixed instances: the first type, by weight, Spot at the on-demand price', () => {
    const mixed = {
      LaunchTemplate: undefined,
      MinSize: '4',
      MixedInstancesPolicy: {
        LaunchTemplate: {
          LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'T' } },
          Overrides: [{ InstanceType: 'm7g.xlarge', WeightedCapacity: '2' }, { InstanceType: 'm7g.large' }],
        },
        InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 0 },
      },
    };
    const bill = fixtureBill({ T: template(), G: group(mixed) });
    expect(bill.fixedMonthlyUsd).toBeCloseTo(2 * (HOURS * 0.1632 + 0.8), 6);
    expect(bill.lines[0]!.what).toBe('2 x m7g.xlarge machine (the first of 2 types, Spot at the on-demand price)');
  });

  test('types by requirements are not known', () => {
    const mixed = {
      LaunchTemplate: undefined,
      MixedInstancesPolicy: {
        LaunchTemplate: {
          LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'T' } },
          Overrides: [{ InstanceRequirements: {} }],
        },
      },
    };
    expect(reasonsOf({ T: template(), G: group(mixed) })).toEqual(['the instance type is known only at deployment']);
  });

  test('a launch template from elsewhere is not known', () => {
    expect(reasonsOf({ G: group({ LaunchTemplate: { LaunchTemplateId: 'lt-1' } }) })).toEqual([
      'the launch template or configuration of the machines is not in the application, so their type is not known',
    ]);
  });

  test('scheduled actions are named', () => {
    const action = {
      Type: 'AWS::AutoScaling::ScheduledAction',
      Properties: { AutoScalingGroupName: { Ref: 'G' }, MinSize: 0 },
    };
    expect(reasonsOf({ T: template(), G: group({}), A: action })).toContain(
      'scheduled actions change the number of machines; the minimum is included',
    );
  });

  test('more requests than the most machines take: the sum is that of the most, and the limit is named', () => {
    const web = group({ TargetGroupARNs: ['arn'] });
    const tracking = policy({
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
        TargetValue: 3,
      },
    });
    const bill = fixtureBill({ T: template(), G: web, P: tracking });
    // 0.3805 requests a second, of which a machine takes 0.05.
    expect(bill.limits).toMatchObject([{ needed: 8, most: 4, resource: 'G' }]);
    expect(bill.usageMonthlyUsd).toBeCloseTo(3 * plain, 6);
  });

  test('without a target for requests a machine takes what its vCPUs take: 4 machines for 0.3805 a second', () => {
    const web = group({ TargetGroupARNs: ['arn'] });
    const byCpu = policy({
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        TargetValue: 60,
      },
    });
    const workload = workloadOf(
      1_000,
      { sessionsPerUser: 10, requestsPerSession: 100, peakFactor: 1, requestsPerSecondPerVcpu: 0.05 },
      {},
    );
    const bill = billOf([stackWith({ T: template(), G: web, P: byCpu })], workload);
    expect(bill.limits).toEqual([]);
    // m7g.large has two vCPUs: 0.1 requests a second.
    expect(bill.usageMonthlyUsd).toBeCloseTo(3 * plain, 6);
  });

  test('what the usage says wins', () => {
    const bill = fixtureBill(
      { T: template(), G: group({ TargetGroupARNs: ['arn'] }), P: policy() },
      { G: { machines: 1.5 } },
    );
    expect(bill.usageMonthlyUsd).toBeCloseTo(0.5 * plain, 6);
  });
});

test('nodes of Kubernetes: 2 x 730 x 0.0416, t3.medium where nothing is said', () => {
  expect(fixedOf({ N: { Type: 'AWS::EKS::Nodegroup', Properties: {} } })).toBeCloseTo(2 * HOURS * 0.0416, 6);
});

test.each([
  [{ ScalingConfig: { MinSize: 3 } }, '3 x t3.medium node'],
  [
    { ScalingConfig: { DesiredSize: 4 }, InstanceTypes: ['m7g.large', 'm6g.large'] },
    '4 x m7g.large node (the first of 2 types)',
  ],
])('nodes of Kubernetes with %j are %s', (properties, what) => {
  const { lines } = fixtureBill({ N: { Type: 'AWS::EKS::Nodegroup', Properties: properties } });
  expect(lines.map((line) => line.what)).toEqual([what]);
});

test('snapshots of a volume, from --usage: 40 x 0.05', () => {
  expect(
    fixtureBill(
      { V: { Type: 'AWS::EC2::Volume', Properties: { VolumeType: 'gp3', Size: 100 } } },
      { V: { snapshotGb: 40 } },
    ).usageMonthlyUsd,
  ).toBeCloseTo(2, 6);
});
