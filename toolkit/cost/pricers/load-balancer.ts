import { StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied, tiersOf } from '../charge-collector';
import { isTrue, knownText, lengthAt, listAt } from '../literals';
import { Workload } from '../workload';
import { shareOf } from '../workload-share';
import { readable } from './amounts';

/** Load balancers. */
export const LOAD_BALANCERS: Readonly<Record<string, Pricer>> = {
  'AWS::ElasticLoadBalancing::LoadBalancer': tallied((tally) =>
    tally.unknown('no known price for Classic Load Balancers'),
  ),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': tallied(loadBalancer),
};

/** What the usage of single load balancers may say. */
export const LOAD_BALANCER_USAGE: ResourceUsage = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    capacityUnits: 'capacity units (LCU) on average over the month',
    internetGb: 'GB a month sent to the internet, not through CloudFront',
  },
};

/** Data to the internet gets cheaper with the quantity (Amazon EC2 on-demand pricing, data transfer). */
export const INTERNET_TIERS = tiersOf(
  ['internet-out-first-10TB', 10_240],
  ['internet-out-next-40TB', 51_200],
  ['internet-out-next-100TB', 153_600],
  ['internet-out-over-150TB'],
);

/**
 * What one capacity unit holds (Elastic Load Balancing pricing, LCU details). Rules are not counted: ten of them are
 * evaluated for nothing.
 */
const UNITS = {
  application: { newPerSecond: 25, active: 3_000, gbPerHour: 1 },
  tcp: { newPerSecond: 800, active: 100_000, gbPerHour: 1 },
  udp: { newPerSecond: 400, active: 50_000, gbPerHour: 1 },
  tls: { newPerSecond: 50, active: 3_000, gbPerHour: 1 },
} as const;

const KB_PER_GB = 1_000_000;

function loadBalancer(tally: ChargeCollector, priced: PricedResource): void {
  const type = knownText(priced.resource, ['Type'], 'application');
  if (type !== 'application' && type !== 'network') {
    tally.unknown(`no known price for load balancers of type ${type ?? 'that is known only at deployment'}`);
    return;
  }
  const prefix = type === 'application' ? 'alb' : 'nlb';
  tally.hourly('ELB', `${prefix}-hour`, 1, `${type} load balancer`);
  addresses(tally, priced);
  if (valueAt(priced.resource, ['MinimumLoadBalancerCapacity']) !== undefined) {
    tally.unknown('reserved capacity units');
  }
  tally.withWorkload((workload) => {
    capacityUnits(tally, priced, workload, prefix);
    dataOut(tally, priced, workload);
    if (type === 'network' && isCrossZone(priced.resource)) {
      betweenZones(tally, priced, workload);
    }
  });
}

function isCrossZone(resource: StackResource): boolean {
  const attributes = listAt<{ readonly Key?: unknown; readonly Value?: unknown }>(resource, ['LoadBalancerAttributes']);
  return attributes.some(({ Key, Value }) => Key === 'load_balancing.cross_zone.enabled' && isTrue(Value));
}

/**
 * A network load balancer that sends over zones pays for the way, in each direction (AWS, Exploring Data Transfer Costs
 * for AWS Network Load Balancers); an application load balancer does not.
 */
function betweenZones(
  tally: ChargeCollector,
  priced: PricedResource,
  { requests, assumptions: { requestKb, responseKb, crossZonePercent } }: Workload,
): void {
  const gb = (requests * partOf(priced) * (requestKb + responseKb) * (crossZonePercent / 100)) / KB_PER_GB;
  tally.usage(
    'DataTransfer',
    'cross-AZ-each-direction',
    2 * gb,
    'requests and responses between zones, in each direction',
    `${requestKb + responseKb} kB per request, of which ${crossZonePercent} % cross zones`,
  );
}

/**
 * A load balancer that the internet reaches has a public address in each zone; Elastic IP addresses stand for
 * themselves.
 */
function addresses(tally: ChargeCollector, { resource }: PricedResource): void {
  if (!isPublic(resource) || valueAt(resource, ['IpAddressType']) === 'dualstack-without-public-ipv4') {
    return;
  }
  const mappings = listAt<{ readonly AllocationId?: unknown }>(resource, ['SubnetMappings']);
  const zones =
    lengthAt(resource, ['Subnets']) ??
    (mappings.length > 0 ? mappings.filter(({ AllocationId }) => AllocationId === undefined).length : undefined);
  tally.hourly('VPC', 'public-ipv4-in-use', zones, `${zones ?? 'some'} x public IPv4 address of the load balancer`);
}

function isPublic(resource: StackResource): boolean {
  return knownText(resource, ['Scheme'], 'internet-facing') === 'internet-facing';
}

/** The part of the requests that comes to this load balancer: equal parts for those of its kind. */
function partOf(priced: PricedResource): number {
  const kind = (resource: StackResource) => knownText(resource, ['Type'], 'application');
  return shareOf(
    priced,
    ({ resource }) => resource.Type === priced.resource.Type && kind(resource) === kind(priced.resource),
  );
}

/** Each hour, the largest of connections, open connections and GB counts; state of the rules aside. */
function capacityUnits(
  tally: ChargeCollector,
  priced: PricedResource,
  workload: Workload,
  prefix: 'alb' | 'nlb',
): void {
  const own = tally.own('capacityUnits');
  if (own !== undefined) {
    tally.usage(
      'ELB',
      `${prefix}-lcu`,
      own * 730,
      'capacity units of the load balancer',
      `${own} on average, from --usage`,
    );
    return;
  }
  const { requestsPerConnection, connectionSeconds, requestKb, responseKb } = workload.assumptions;
  const unit = prefix === 'alb' ? UNITS.application : UNITS[protocolOf(priced)];
  const unitsAt = (requests: number) => {
    const connections = requests / requestsPerConnection;
    const gbPerHour = (requests * 3_600 * (requestKb + responseKb)) / KB_PER_GB;
    return Math.max(
      connections / unit.newPerSecond,
      (connections * connectionSeconds) / unit.active,
      gbPerHour / unit.gbPerHour,
    );
  };
  const requests = workload.requestsPerSecond * partOf(priced);
  const unitHours = workload.periods.reduce((sum, { hours, factor }) => sum + hours * unitsAt(requests * factor), 0);
  tally.usage(
    'ELB',
    `${prefix}-lcu`,
    unitHours,
    'capacity units of the load balancer',
    `${readable(requests)} requests a second on average, ${requestKb + responseKb} kB each, ` +
      `${requestsPerConnection} per connection`,
  );
}

/** The most expensive protocol of its listeners. */
function protocolOf(priced: PricedResource): 'tcp' | 'tls' | 'udp' {
  const { index } = priced;
  const listeners = index
    .ofType('AWS::ElasticLoadBalancingV2::Listener')
    .filter((listener) => index.leadsTo(valueAt(listener.resource, ['LoadBalancerArn']), listener.stack, priced));
  const protocols = listeners.map(({ resource }) => knownText(resource, ['Protocol']));
  if (protocols.includes('TLS')) {
    return 'tls';
  }
  return protocols.includes('UDP') || protocols.includes('TCP_UDP') ? 'udp' : 'tcp';
}

/**
 * What CloudFront gets from a load balancer costs nothing (Amazon CloudFront pricing); what others get is data to the
 * internet.
 */
function dataOut(
  tally: ChargeCollector,
  priced: PricedResource,
  { requests, assumptions: { responseKb } }: Workload,
): void {
  const { index, resource } = priced;
  const isBehindEdge = index
    .ofType('AWS::CloudFront::Distribution', 'AWS::CloudFront::VpcOrigin')
    .some((located) => index.leadsTo(located.resource.Properties, located.stack, priced));
  if (!isPublic(resource) || (isBehindEdge && tally.own('internetGb') === undefined)) {
    return;
  }
  const own = tally.own('internetGb');
  const gb = own ?? (requests * partOf(priced) * responseKb) / KB_PER_GB;
  const basis =
    own === undefined
      ? `responses of ${responseKb} kB, without a CloudFront distribution in front`
      : `${own} GB, from --usage`;
  tally.usage('DataTransfer', 'internet-out-first-10TB', gb, 'responses to the internet', basis, INTERNET_TIERS);
}
