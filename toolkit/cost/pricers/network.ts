import { LocatedResource, TemplateIndex, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { knownText, lengthAt } from '../literals';
import { Workload } from '../workload';
import { regionShare, shareOf } from '../workload-share';
import { INTERNET_TIERS } from './load-balancer';

/** Networks. */
export const NETWORK: Readonly<Record<string, Pricer>> = {
  'AWS::EC2::EIP': tallied(address),
  'AWS::EC2::InternetGateway': tallied(outbound),
  'AWS::EC2::NatGateway': tallied(nat),
  'AWS::EC2::VPCEndpoint': tallied(endpoint),
  'AWS::EC2::VPCPeeringConnection': tallied(peering),
};

/** What the usage of single parts of a network may say. */
export const NETWORK_USAGE: ResourceUsage = {
  'AWS::EC2::InternetGateway': { internetGb: 'GB a month that tasks and machines themselves send to the internet' },
  'AWS::EC2::NatGateway': { gb: 'GB a month through the gateway, in both directions' },
  'AWS::EC2::VPCEndpoint': { gb: 'GB a month through the endpoint, in both directions' },
  'AWS::EC2::VPCPeeringConnection': { gb: 'GB a month to another Region or zone, both directions together' },
};

const KB_PER_GB = 1_000_000;

/** An address of the user's own pool costs nothing (Amazon VPC pricing, public IPv4 addresses). */
function address(tally: ChargeCollector, { resource }: PricedResource): void {
  const pool = knownText(resource, ['PublicIpv4Pool'], 'amazon');
  tally.hourly('VPC', 'public-ipv4-in-use', pool === 'amazon' ? 1 : 0, 'public IPv4 address');
}

function nat(tally: ChargeCollector, priced: PricedResource): void {
  if (valueAt(priced.resource, ['AvailabilityMode']) === 'regional') {
    tally.unknown('a regional NAT gateway is charged per zone that it serves, which depends on where resources run');
    return;
  }
  tally.hourly('VPC', 'nat-gateway-hour', 1, 'NAT gateway');
  tally.withWorkload((workload) => {
    const own = tally.own('gb');
    const { gb, words } = outside(workload, priced.index, priced.stack.region);
    tally.usage(
      'VPC',
      'nat-gateway-data',
      own ?? gb * shareOf(priced),
      'data through the NAT gateway',
      own === undefined ? words : `${own} GB, from --usage`,
    );
  });
}

/**
 * What goes to services of AWS through NAT or an interface endpoint, in kB a month; a message goes to its queue and
 * comes from there.
 */
const TO_SERVICES: Readonly<Record<string, { readonly words: string; readonly kb: (workload: Workload) => number }>> = {
  logs: {
    words: 'the logs',
    kb: ({ requests, messages, assumptions }) =>
      requests * assumptions.logKbPerRequest + messages * assumptions.logKbPerMessage,
  },
  sqs: {
    words: 'the messages, in both directions',
    kb: ({ messages, assumptions }) => 2 * messages * assumptions.messageKb,
  },
};

/**
 * What tasks say to services outside of the VPC, in GB a month; what has an endpoint of its own does not go that way.
 */
function outside(
  workload: Workload,
  index: TemplateIndex,
  region: string,
): { readonly gb: number; readonly words: string } {
  const { requests, assumptions } = workload;
  const endpoints = index.ofType('AWS::EC2::VPCEndpoint').filter(({ stack }) => stack.region === region);
  const served = endpoints.map(({ resource }) => serviceOf(valueAt(resource, ['ServiceName'])));
  const hasQueue = index.ofType('AWS::SQS::Queue').length > 0;
  const others = Object.entries(TO_SERVICES).filter(
    ([service]) => !served.includes(service) && (service !== 'sqs' || hasQueue),
  );
  const kb = others.reduce((sum, [, one]) => sum + one.kb(workload), requests * assumptions.outboundKbPerRequest);
  return {
    gb: kb / KB_PER_GB,
    words: [
      `${assumptions.outboundKbPerRequest} kB per request to and from the internet`,
      ...others.map(([, { words }]) => words),
    ].join(', and '),
  };
}

/** Half of what tasks and machines exchange with the internet goes out, which is paid for. */
function outbound(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload(({ requests, assumptions: { outboundKbPerRequest } }) => {
    const own = tally.own('internetGb');
    const gb = own ?? (requests * outboundKbPerRequest * shareOf(priced)) / 2 / KB_PER_GB;
    const basis = own === undefined ? `half of ${outboundKbPerRequest} kB per request` : `${own} GB, from --usage`;
    tally.usage(
      'DataTransfer',
      'internet-out-first-10TB',
      gb,
      'requests of the application to the internet',
      basis,
      INTERNET_TIERS,
    );
  });
}

/**
 * An interface endpoint is paid for in each zone, and by its data; a gateway endpoint costs nothing (AWS PrivateLink
 * pricing).
 */
function endpoint(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  const kind = knownText(resource, ['VpcEndpointType'], 'Gateway');
  if (kind === 'Gateway') {
    return;
  }
  if (kind !== 'Interface') {
    tally.unknown(`no known price for VPC endpoints of type ${kind ?? 'that is known only at deployment'}`);
    return;
  }
  const zones = valueAt(resource, ['SubnetIds']) === undefined ? 1 : lengthAt(resource, ['SubnetIds']);
  tally.hourly('VPC', 'interface-endpoint-hour-per-AZ', zones, `interface endpoint in ${zones ?? 'some'} zones`);
  tally.withWorkload((workload) => endpointData(tally, priced, workload));
}

function endpointData(tally: ChargeCollector, priced: PricedResource, workload: Workload): void {
  const own = tally.own('gb');
  const service = serviceOf(valueAt(priced.resource, ['ServiceName']));
  const known = TO_SERVICES[service ?? ''];
  if (own === undefined && known === undefined) {
    tally.unknown('data through the interface endpoint: set `gb` with --usage');
    return;
  }
  const isPeer = ({ resource: { Type, Properties } }: LocatedResource) =>
    Type === priced.resource.Type && serviceOf(Properties?.ServiceName) === service;
  const gb = own ?? (known!.kb(workload) * shareOf(priced, isPeer)) / KB_PER_GB;
  tally.usage(
    'VPC',
    'interface-endpoint-data-first-1PB',
    gb,
    'data through the interface endpoint',
    own === undefined ? known!.words : `${own} GB, from --usage`,
  );
}

/** The last part of a service name, whatever the Region in it. */
function serviceOf(name: unknown): string | undefined {
  const text = typeof name === 'string' ? name : JSON.stringify(name ?? '').replace(/[\]}"]/g, '');
  return /\.?([a-z0-9-]+)$/.exec(text)?.[1];
}

/**
 * Between Regions, what goes out is paid for on both sides; between zones of one Region, each direction on each side
 * (Amazon VPC pricing).
 */
function peering(tally: ChargeCollector, priced: PricedResource): void {
  const { resource, stack, index } = priced;
  const peer = knownText(resource, ['PeerRegion'], stack.region);
  tally.withWorkload((workload) => {
    const own = tally.own('gb');
    if (own === undefined && (peer === undefined || peer === stack.region)) {
      tally.unknown('data over the peering connection: set `gb` with --usage');
      return;
    }
    if (peer === undefined || peer === stack.region) {
      tally.usage(
        'DataTransfer',
        'cross-AZ-each-direction',
        2 * own!,
        'data over the peering connection, on both sides',
        `${own} GB, from --usage`,
      );
      return;
    }
    const gb = own ?? writesTo(priced, workload, index, peer);
    if (gb === undefined) {
      tally.unknown(
        'data over the peering connection: the other side is not in the application; set `gb` with --usage',
      );
      return;
    }
    const basis =
      own === undefined
        ? 'write queries go from another Region to the database of the home Region; half of the data are results'
        : `${own} GB, from --usage`;
    for (const [region, other] of [
      [stack.region, peer],
      [peer, stack.region],
    ] as const) {
      tally.usage(
        'DataTransfer',
        interRegionSku(region, other),
        gb / 2,
        `data out of ${region} over the peering connection`,
        basis,
        { priceRegion: region },
      );
    }
  });
}

/**
 * Between Northern Virginia and Ohio, data is cheaper than to other Regions (Amazon EC2 on-demand pricing, data
 * transfer).
 */
function interRegionSku(region: string, other: string): string {
  return region === 'us-east-1' && other === 'us-east-2' ? 'inter-region-out-to-us-east-2' : 'inter-region-out-default';
}

/**
 * GB of queries that write, from the far one of two Regions to the home Region, none between two far ones; not known
 * where a Region is not in the application.
 */
function writesTo(
  priced: PricedResource,
  { requests, assumptions: { writePercent, queriesPerRequest, queryKb } }: Workload,
  index: TemplateIndex,
  peer: string,
): number | undefined {
  const regions = [...new Set(index.ofType('AWS::EC2::VPC').map(({ stack }) => stack.region))];
  const [home] = regions;
  const ends = [priced.stack.region, peer];
  if (!ends.every((end) => regions.includes(end))) {
    return undefined;
  }
  const far = ends.find((end) => end !== home);
  return ends.includes(home ?? '') && far !== undefined
    ? (requests * regionShare(priced, regions, far) * (writePercent / 100) * queriesPerRequest * queryKb) / KB_PER_GB
    : 0;
}
