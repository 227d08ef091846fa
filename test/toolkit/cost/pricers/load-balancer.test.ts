import { StackResource } from '../../../../toolkit/assembly';
import { billOf, workloadOf } from '../../../../toolkit/cost';
import { fixtureBill, HOURS, stackWith } from '../fixtures';

const lb = (properties: object = {}): StackResource => ({
  Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  Properties: { Scheme: 'internal', Subnets: ['a', 'b'], ...properties },
});
const usageOf = (resources: Record<string, StackResource>, usage = {}) => fixtureBill(resources, usage).usageMonthlyUsd;

test.each<[string, object, number]>([
  ['internal: 730 x 0.0225', {}, HOURS * 0.0225],
  ['network', { Type: 'network' }, HOURS * 0.0225],
  ['an address in each zone', { Scheme: 'internet-facing' }, HOURS * (0.0225 + 2 * 0.005)],
  ['internet-facing, where nothing is said', { Scheme: undefined }, HOURS * (0.0225 + 2 * 0.005)],
  ['IPv6 only', { Scheme: 'internet-facing', IpAddressType: 'dualstack-without-public-ipv4' }, HOURS * 0.0225],
  [
    'Elastic IP addresses stand for themselves',
    {
      Type: 'network',
      Scheme: 'internet-facing',
      Subnets: undefined,
      SubnetMappings: [{ SubnetId: 'a', AllocationId: 'x' }, { SubnetId: 'b' }],
    },
    HOURS * (0.0225 + 0.005),
  ],
])('%s', (_, properties, expected) => {
  expect(fixtureBill({ Lb: lb(properties) }).fixedMonthlyUsd).toBeCloseTo(expected, 6);
});

test.each<[string, StackResource, string]>([
  ['a gateway load balancer', lb({ Type: 'gateway' }), 'no known price for load balancers of type gateway'],
  ['a classic one', { Type: 'AWS::ElasticLoadBalancing::LoadBalancer' }, 'no known price for Classic Load Balancers'],
  ['reserved capacity', lb({ MinimumLoadBalancerCapacity: { CapacityUnits: 100 } }), 'reserved capacity units'],
])('%s is named', (_, resource, reason) => {
  expect(fixtureBill({ Lb: resource }).unpriced).toMatchObject([{ reason }]);
});

/**
 * 10 million users in a month make 6,000 million requests: 2,283 a second, 228 new connections, 13,699 open ones, 74 GB
 * an hour.
 */
const busy = (resources: Record<string, StackResource>, own = {}) =>
  billOf([stackWith(resources)], workloadOf(10_000_000, { peakFactor: 1, ...own })).lines.filter(({ sku }) =>
    sku.endsWith('-lcu'),
  )[0]!;

test('GB decide: 54,000 GB, a unit for each', () => {
  expect(busy({ Lb: lb() }).monthlyUsd).toBeCloseTo(54_000 * 0.008, 4);
});

test('new connections decide: each request its own, 25 a second for a unit', () => {
  expect(busy({ Lb: lb() }, { requestsPerConnection: 1, connectionSeconds: 1 }).monthlyUsd).toBeCloseTo(
    (6_000_000_000 / 25 / 3_600) * 0.008,
    4,
  );
});

test('open connections decide: 600 seconds each, 3,000 for a unit', () => {
  expect(busy({ Lb: lb() }, { requestsPerConnection: 1, connectionSeconds: 600 }).monthlyUsd).toBeCloseTo(
    ((6_000_000_000 * 600) / 3_000 / 3_600) * 0.008,
    4,
  );
});

test('the peak counts by its hours: the same GB', () => {
  expect(busy({ Lb: lb() }, { peakFactor: 3 }).monthlyUsd).toBeCloseTo(54_000 * 0.008, 4);
});

test.each([
  ['TLS', 50],
  ['TCP', 800],
  ['UDP', 400],
])('a network load balancer with %s takes %d new connections a second for a unit', (Protocol, each) => {
  const listener = {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: { Ref: 'Lb' }, Protocol },
  };
  const line = busy(
    { Lb: lb({ Type: 'network' }), Listener: listener },
    { requestsPerConnection: 0.01, connectionSeconds: 1 },
  );
  expect(line.monthlyUsd).toBeCloseTo((600_000_000_000 / each / 3_600) * 0.006, 3);
});

test('answers to the internet cost; through CloudFront they do not', () => {
  const edge = { Type: 'AWS::CloudFront::VpcOrigin', Properties: { VpcOriginEndpointConfig: { Arn: { Ref: 'Lb' } } } };
  expect(usageOf({ Lb: lb({ Scheme: 'internet-facing' }) })).toBeCloseTo(9 * 0.008 + 8 * 0.09, 6);
  expect(usageOf({ Lb: lb() })).toBeCloseTo(9 * 0.008, 6);
  expect(
    fixtureBill({ Lb: lb({ Scheme: 'internet-facing' }), Edge: edge }).lines.filter(
      ({ service }) => service === 'DataTransfer',
    ),
  ).toEqual([]);
});

test('what the usage says wins', () => {
  expect(usageOf({ Lb: lb({ Scheme: 'internet-facing' }) }, { Lb: { capacityUnits: 2, internetGb: 100 } })).toBeCloseTo(
    2 * HOURS * 0.008 + 100 * 0.09,
    6,
  );
});

test('data to the internet gets cheaper: 10,240 x 0.09 + 1,760 x 0.085', () => {
  const line = fixtureBill({ Lb: lb({ Scheme: 'internet-facing' }) }, { Lb: { internetGb: 12_000 } }).lines.find(
    ({ service }) => service === 'DataTransfer',
  )!;
  expect(line.monthlyUsd).toBeCloseTo(10_240 * 0.09 + 1_760 * 0.085, 6);
});

test.each([
  ['load_balancing.cross_zone.enabled', 'true', 2 * 4.5 * 0.01],
  ['load_balancing.cross_zone.enabled', 'false', 0],
  ['deletion_protection.enabled', 'true', 0],
])('a network load balancer with %s %s pays for half of 9 GB, in each direction: %d', (Key, Value, betweenZones) => {
  const balancer = lb({ Type: 'network', LoadBalancerAttributes: [{ Key, Value }] });
  expect(usageOf({ Lb: balancer })).toBeCloseTo(9 * 0.006 + betweenZones, 6);
});
