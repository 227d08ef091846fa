import { StackResource } from '../../../../toolkit/assembly';
import { billOf } from '../../../../toolkit/cost';
import { fixtureBill, fixtureWorkload, HOURS, stackWith } from '../fixtures';

const endpoint = (service: unknown, more: object = {}): StackResource => ({
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: { VpcEndpointType: 'Interface', ServiceName: service, SubnetIds: ['a', 'b', 'c'], ...more },
});
const nat: StackResource = { Type: 'AWS::EC2::NatGateway', Properties: {} };

test.each<[string, Record<string, StackResource>, number, number]>([
  [
    'a gateway endpoint costs nothing',
    { E: { Type: 'AWS::EC2::VPCEndpoint', Properties: { ServiceName: 'com.amazonaws.us-east-1.s3' } } },
    0,
    0,
  ],
  [
    'an interface endpoint in three zones: 3 x 730 x 0.01; logs of 0.53 GB',
    { E: endpoint('com.amazonaws.us-east-1.logs') },
    3 * HOURS * 0.01,
    0.53 * 0.01,
  ],
  ['messages of 2 kB, there and back', { E: endpoint('com.amazonaws.us-east-1.sqs') }, 3 * HOURS * 0.01, 0.4 * 0.01],
  [
    'an address of an own pool costs nothing',
    { A: { Type: 'AWS::EC2::EIP', Properties: { PublicIpv4Pool: 'ipv4pool-ec2-1' } } },
    0,
    0,
  ],
  ['NAT: requests and logs', { N: nat }, HOURS * 0.045, 1.53 * 0.045],
  ['NAT, with a queue', { N: nat, Q: { Type: 'AWS::SQS::Queue' } }, HOURS * 0.045, (1.53 + 0.4) * 0.045],
  [
    'NAT, with an endpoint for logs',
    { N: nat, E: endpoint('com.amazonaws.us-east-1.logs') },
    HOURS * 0.075,
    1 * 0.045 + 0.53 * 0.01,
  ],
  ['two NAT gateways share', { N: nat, O: nat }, 2 * HOURS * 0.045, 1.53 * 0.045],
])('%s', (_, resources, fixed, usage) => {
  const lines = fixtureBill(resources).lines.filter(({ service }) => service === 'VPC');
  const sum = (kind: string) =>
    lines.filter((line) => line.kind === kind).reduce((total, { monthlyUsd = 0 }) => total + monthlyUsd, 0);
  expect(sum('fixed')).toBeCloseTo(fixed, 6);
  expect(sum('usage')).toBeCloseTo(usage, 6);
});

test.each<[string, Record<string, StackResource>, string]>([
  [
    'an endpoint whose data does not follow',
    { E: endpoint('com.amazonaws.us-east-1.secretsmanager') },
    'data through the interface endpoint: set `gb` with --usage',
  ],
  [
    'an endpoint of another kind',
    { E: endpoint('x', { VpcEndpointType: 'GatewayLoadBalancer' }) },
    'no known price for VPC endpoints of type GatewayLoadBalancer',
  ],
  [
    'zones from elsewhere',
    { E: endpoint('x.logs', { SubnetIds: { Ref: 'Subnets' } }) },
    'interface endpoint in some zones: the template does not specify the quantity',
  ],
  [
    'a regional NAT gateway',
    { N: { ...nat, Properties: { AvailabilityMode: 'regional' } } },
    'a regional NAT gateway is charged per zone that it serves, which depends on where resources run',
  ],
  [
    'peering in one Region',
    { P: { Type: 'AWS::EC2::VPCPeeringConnection', Properties: {} } },
    'data over the peering connection: set `gb` with --usage',
  ],
  [
    'peering with a Region outside',
    { P: { Type: 'AWS::EC2::VPCPeeringConnection', Properties: { PeerRegion: 'eu-west-1' } } },
    'data over the peering connection: the other side is not in the application; set `gb` with --usage',
  ],
])('%s is named', (_, resources, reason) => {
  expect(fixtureBill(resources).unpriced.map((one) => one.reason)).toContain(reason);
});

test('peering in one Region: each direction on each side', () => {
  expect(
    fixtureBill({ P: { Type: 'AWS::EC2::VPCPeeringConnection', Properties: {} } }, { P: { gb: 100 } }).usageMonthlyUsd,
  ).toBeCloseTo(2 * 100 * 0.01, 6);
});

test('peering with another Region: half of the requests write from there, 0.2 x 4 queries of 2 kB each', () => {
  const vpc = { Vpc: { Type: 'AWS::EC2::VPC' } };
  const peering = { P: { Type: 'AWS::EC2::VPCPeeringConnection', Properties: { PeerRegion: 'us-east-1' } } };
  const stacks = [stackWith(vpc), stackWith({ ...vpc, ...peering }, { name: 'far', region: 'eu-west-1' })];
  const gb = (500_000 * 0.2 * 4 * 2) / 1_000_000;
  expect(billOf(stacks, fixtureWorkload()).usageMonthlyUsd).toBeCloseTo((gb / 2) * 0.02 + (gb / 2) * 0.02, 6);
});

test('from Northern Virginia to Ohio, data is cheaper; the list has no price for the way back', () => {
  const bill = fixtureBill(
    { P: { Type: 'AWS::EC2::VPCPeeringConnection', Properties: { PeerRegion: 'us-east-2' } } },
    { P: { gb: 100 } },
  );
  expect(bill.usageMonthlyUsd).toBeCloseTo(50 * 0.01, 6);
  expect(bill.unpriced.map(({ reason }) => reason)).toEqual([
    'no known price for data out of us-east-2 over the peering connection in us-east-1',
  ]);
});
