import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { NatKind } from '../../../lib/core';
import { CidrPlan, GrowthNetwork, GrowthNetworkProps, NatStrategy } from '../../../lib/network';
import { losses } from '../../helpers/create-only';
import { nagFindings } from '../../helpers/nag';

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

class Own extends Stack {
  public override get availabilityZones(): string[] {
    return ZONES;
  }
}

function build(props: Partial<GrowthNetworkProps> = {}) {
  const app = new App();
  const stack = new Own(app, 'Own', { env: { account: '111111111111', region: 'eu-west-1' } });
  const network = new GrowthNetwork(stack, 'Network', { availabilityZones: ZONES, cidr: '10.2.0.0/16', ...props });
  return { app, stack, network };
}

const templateOf = (nat: NatStrategy) => Template.fromStack(build({ nat }).stack);
const KINDS = Object.values(NatKind);
const PLACES = [
  'AWS::EC2::VPC',
  'AWS::EC2::Subnet',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::SecurityGroup',
];

describe('the layout', () => {
  const template = Template.fromStack(build().stack);

  test('is nine subnets in three zones', () => {
    const subnets = Object.values(template.findResources('AWS::EC2::Subnet')).map(
      ({ Properties }) => Properties as { AvailabilityZone: string; CidrBlock: string; MapPublicIpOnLaunch: boolean },
    );
    expect(subnets).toHaveLength(9);
    expect(new Set(subnets.map(({ AvailabilityZone }) => AvailabilityZone))).toEqual(new Set(ZONES));
    expect(new Set(subnets.map(({ CidrBlock }) => CidrBlock)).size).toBe(9);
    expect(subnets.every(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch === false)).toBe(true);
  });

  test('has gateway endpoints and no NAT', () => {
    template.resourceCountIs('AWS::EC2::VPCEndpoint', 2);
    template.allResourcesProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' });
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
    template.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 0);
  });

  test('admits nobody', () => {
    template.allResourcesProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('selects subnets by name', () => {
    const { network } = build();
    for (const selection of [network.publicSubnets, network.appSubnets, network.dataSubnets]) {
      expect(network.vpc.selectSubnets(selection).availabilityZones).toEqual(ZONES);
    }
  });
});

describe('NAT', () => {
  const pairs = KINDS.flatMap((before) =>
    KINDS.filter((after) => after !== before).map((after) => [before, after] as const),
  );

  test.each(pairs)('from %s to %s moves nothing', (before, after) => {
    const [old, next] = [before, after].map(
      (kind) => templateOf(NatStrategy.ofKind(kind)).toJSON() as { Resources: Record<string, { Type: string }> },
    );
    expect(losses(old, next, PLACES).filter((loss) => !loss.startsWith('NetworkNatInstance'))).toEqual([]);
    const places = ({ Resources }: typeof old) =>
      Object.entries(Resources).filter(
        ([id, { Type }]) => PLACES.includes(Type) && !id.startsWith('NetworkNatInstance'),
      );
    expect(places(next)).toEqual(places(old));
  });

  test.each([
    ['none', 0, 0, 3],
    ['instance', 0, 1, 6],
    ['one-gateway', 1, 0, 6],
    ['gateway-per-az', 3, 0, 6],
  ])('%s: %i gateways, %i instance groups, %i routes', (kind, gateways, groups, routes) => {
    const template = templateOf(NatStrategy.ofKind(kind as NatKind));
    template.resourceCountIs('AWS::EC2::NatGateway', gateways);
    template.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', groups);
    template.resourceCountIs('AWS::EC2::Route', routes);
  });

  test('one route for each app subnet keeps its id, whatever it points to', () => {
    const routesOf = (nat: NatStrategy) =>
      Object.keys(
        templateOf(nat).findResources('AWS::EC2::Route', {
          Properties: { DestinationCidrBlock: '0.0.0.0/0', GatewayId: Match.absent() },
        }),
      );
    const ids = routesOf(NatStrategy.oneGateway());
    expect(ids).toHaveLength(3);
    expect(routesOf(NatStrategy.gatewayPerAz())).toEqual(ids);
    expect(routesOf(NatStrategy.instance())).toEqual(ids);
  });

  test('the instance replaces itself, is encrypted, and keeps address and interface', () => {
    const template = templateOf(NatStrategy.instance({ instanceType: 't4g.micro' }));
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '1',
      MaxSize: '1',
      DesiredCapacity: Match.absent(),
    });
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        InstanceType: 't4g.micro',
        MetadataOptions: { HttpTokens: 'required' },
        BlockDeviceMappings: [{ Ebs: { Encrypted: true } }],
      },
    });
    template.hasResourceProperties('AWS::EC2::NetworkInterface', { SourceDestCheck: false });
    template.resourceCountIs('AWS::EC2::EIPAssociation', 1);
  });

  test.each(KINDS)('cdk-nag finds nothing with %s', (kind) => {
    expect(nagFindings(build({ nat: NatStrategy.ofKind(kind) }).app)).toEqual([]);
  });
});

describe('options', () => {
  test('flow logs go to a bucket of somebody else, whose policy is left alone', () => {
    const app = new App();
    const stack = new Own(app, 'Own', { env: { account: '111111111111', region: 'eu-west-1' } });
    new GrowthNetwork(stack, 'Network', {
      availabilityZones: ZONES,
      cidr: '10.2.0.0/16',
      flowLogsBucket: Bucket.fromBucketName(stack, 'Logs', 'theirs'),
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::FlowLog', {
      LogDestinationType: 's3',
      DestinationOptions: { FileFormat: 'parquet' },
    });
    template.resourceCountIs('AWS::S3::BucketPolicy', 0);
  });

  test('endpoints can be left out', () => {
    Template.fromStack(build({ gatewayEndpoints: false }).stack).resourceCountIs('AWS::EC2::VPCEndpoint', 0);
  });

  test('every problem at once, by name', () => {
    expect(() => build({ availabilityZones: ['us-east-1a', 'us-east-1a'], cidr: '10.0.0.0/20' })).toThrow(
      'Own/Network: `availabilityZones` must be exactly 3 different Availability Zones, got: ' +
        '["us-east-1a","us-east-1a"]; `availabilityZones` must be in eu-west-1, the Region of the stack, got: ' +
        '["us-east-1a","us-east-1a"]; `cidr` must be a /16 range such as 10.0.0.0/16, got: "10.0.0.0/20"',
    );
  });
});

describe('CidrPlan', () => {
  test('gives every network of every Region a range of its own', () => {
    const ranges = CidrPlan.REGIONS.flatMap((region) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((index) => CidrPlan.forRegion(region, index)),
    );
    expect(ranges).toHaveLength(256);
    expect(new Set(ranges).size).toBe(256);
    ranges.forEach((range) => expect(range).toMatch(/^10\.\d{1,3}\.0\.0\/16$/));
  });

  test('never moves: these ranges are deployed', () => {
    expect(
      ['us-east-1', 'us-west-2', 'eu-west-1', 'mx-central-1'].map((region) => CidrPlan.forRegion(region, 1)),
    ).toEqual(['10.32.0.0/16', '10.33.0.0/16', '10.34.0.0/16', '10.63.0.0/16']);
  });

  test('refuses what it does not know', () => {
    expect(() => CidrPlan.forRegion('mars-1', 8)).toThrow(
      /^CidrPlan: `region` must be one of us-east-1, .*, got: "mars-1"; for other Regions set `cidr`; `networkIndex` must be a whole number from 0 to 7, got: 8$/,
    );
  });
});
