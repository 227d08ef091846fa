import { LocatedResource, StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied, tiersOf } from '../charge-collector';
import { isTrue, knownNumber, knownText, listAt } from '../literals';
import { HOURS_PER_MONTH } from '../price-list';
import { isNamed, referrersOf } from '../referrers';
import { amount, readable } from './amounts';

/** DNS and health checks. */
export const DNS: Readonly<Record<string, Pricer>> = {
  'AWS::Route53::DNSSEC': tallied(() => undefined),
  'AWS::Route53::HealthCheck': tallied(healthCheck),
  'AWS::Route53::HostedZone': tallied(hostedZone),
  'AWS::Route53Resolver::ResolverEndpoint': tallied((tally) =>
    tally.unknown('hours and queries of resolver endpoints have no known price'),
  ),
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': tallied((tally) =>
    tally.unknown('queries through a DNS firewall have no known price'),
  ),
};

/** What the user may say. */
export const DNS_USAGE: ResourceUsage = {
  'AWS::Route53::HostedZone': { queries: 'DNS queries that reach the zone in a month' },
};

const HEALTH = 'HealthCheckConfig';

/** Features that cost extra (Route 53 pricing: HTTPS, string matching, fast interval, latency measurement). */
const OPTIONS: readonly ((check: StackResource) => boolean)[] = [
  (check) => String(valueAt(check, [HEALTH, 'Type'])).startsWith('HTTPS'),
  (check) => valueAt(check, [HEALTH, 'SearchString']) !== undefined,
  (check) => knownNumber(check, [HEALTH, 'RequestInterval']) === 10,
  (check) => isTrue(valueAt(check, [HEALTH, 'MeasureLatency'])),
];

/** Types that look at something else than an endpoint. */
const INDIRECT = ['CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'];

/**
 * Checks of what this application runs in AWS have the lower price; the first 50 are free, which is not taken off
 * (Route 53 pricing).
 */
function healthCheck(tally: ChargeCollector, { resource, stack, index }: PricedResource): void {
  const type = knownText(resource, [HEALTH, 'Type']) ?? '';
  if (INDIRECT.includes(type)) {
    tally.unknown(`a health check of type ${type} has no known price`);
    return;
  }
  const target = [valueAt(resource, [HEALTH, 'FullyQualifiedDomainName']), valueAt(resource, [HEALTH, 'IPAddress'])];
  const isInside =
    index.targets(target, stack).length > 0 ||
    target.some((name) => /\.(amazonaws\.com|cloudfront\.net)$/.test(String(name)));
  const [check, option] = isInside
    ? ['health-check-aws-endpoint', 'health-check-optional-feature-aws']
    : ['health-check-non-aws-endpoint', 'health-check-optional-feature-non-aws'];
  const extras = OPTIONS.filter((has) => has(resource)).length;
  tally.fixed('Route53', check, 1, `health check of ${isInside ? 'an AWS endpoint' : 'an endpoint outside AWS'}`);
  if (extras > 0) {
    tally.fixed('Route53', option, extras, `health check, ${extras} optional features`);
  }
}

const ZONES = tiersOf(['hosted-zone-first-25', 25], ['hosted-zone-above-25']);
const MILLION = 1_000_000;

/** Route 53 is of no Region: zones and queries of all stacks share their tiers. */
const GLOBAL = { priceRegion: 'global' };

interface DnsRecord {
  readonly TTL?: unknown;
  readonly AliasTarget?: unknown;
  readonly CidrRoutingConfig?: unknown;
  readonly GeoLocation?: unknown;
  readonly GeoProximityLocation?: unknown;
  readonly Region?: unknown;
}

function hostedZone(tally: ChargeCollector, priced: PricedResource): void {
  tally.fixed('Route53', 'hosted-zone-first-25', 1, 'hosted zone', { ...ZONES, ...GLOBAL });
  const records = recordsOf(priced);
  tally.withWorkload(({ users, assumptions }) => {
    if (listAt(priced.resource, ['VPCs']).length > 0) {
      return privateQueries(tally, records);
    }
    const zones = priced.index.resources.filter(
      ({ resource }) => resource.Type === 'AWS::Route53::HostedZone' && listAt(resource, ['VPCs']).length === 0,
    );
    const queries = (users * assumptions.sessionsPerUser * assumptions.dnsQueriesPerSession) / zones.length;
    const { quantity, basis } = amount(
      tally,
      'queries',
      queries,
      `${assumptions.dnsQueriesPerSession} lookups per visit`,
    );
    const isFree = records.length > 0 && records.every(({ AliasTarget }) => AliasTarget !== undefined);
    const kind = isFree ? ALIASED : (KINDS.find(({ has }) => records.some(has)) ?? STANDARD);
    tally.usage(
      'Route53',
      kind.sku,
      quantity / MILLION,
      `${readable(quantity / MILLION)} million DNS queries, ${kind.words}`,
      basis,
      { ...GLOBAL, ...kind.tiers },
    );
  });
}

interface QueryKind {
  readonly sku: string;
  readonly words: string;
  readonly has: (record: DnsRecord) => boolean;
  readonly tiers?: ReturnType<typeof tiersOf>;
}

const FIRST_TIER_MILLIONS = 1_000;

/** Queries by routing policy, the most expensive first (Route 53 pricing). */
const KINDS: readonly QueryKind[] = [
  {
    sku: 'queries-ip-based-first-1B',
    words: 'by IP address',
    has: ({ CidrRoutingConfig }) => CidrRoutingConfig !== undefined,
  },
  {
    sku: 'queries-geoproximity-first-1B',
    words: 'by distance',
    has: ({ GeoProximityLocation }) => GeoProximityLocation !== undefined,
  },
  { sku: 'queries-geo-first-1B', words: 'by country', has: ({ GeoLocation }) => GeoLocation !== undefined },
  {
    sku: 'queries-latency-first-1B',
    words: 'by latency',
    has: ({ Region }) => Region !== undefined,
    tiers: tiersOf(['queries-latency-first-1B', FIRST_TIER_MILLIONS], ['queries-latency-over-1B']),
  },
];
const STANDARD: QueryKind = {
  sku: 'queries-standard-first-1B',
  words: 'standard',
  has: () => true,
  tiers: tiersOf(['queries-standard-first-1B', FIRST_TIER_MILLIONS], ['queries-standard-over-1B']),
};
const ALIASED: QueryKind = {
  sku: 'queries-alias-to-aws',
  words: 'for aliases of AWS resources, which are free',
  has: () => true,
};

const ZONES_OF_A_NETWORK = 3;

/** Inside a network, resolvers ask again when the shortest TTL has passed. */
function privateQueries(tally: ChargeCollector, records: readonly DnsRecord[]): void {
  const ttls = records.map(({ TTL }) => Number(TTL)).filter((ttl) => ttl > 0);
  const ttl = Math.min(...ttls);
  const follows = ttls.length === 0 ? 0 : (HOURS_PER_MONTH * 3_600 * ZONES_OF_A_NETWORK) / ttl;
  const { quantity, basis } = amount(
    tally,
    'queries',
    follows,
    `at most one lookup in each of ${ZONES_OF_A_NETWORK} Availability Zones per TTL of ${ttl} s`,
  );
  tally.usage(
    'Route53',
    STANDARD.sku,
    quantity / MILLION,
    `${readable(quantity / MILLION)} million DNS queries inside the network`,
    basis,
    { ...GLOBAL, ...STANDARD.tiers },
  );
}

/** The records of a zone, single or in sets. */
function recordsOf(zone: PricedResource): readonly DnsRecord[] {
  const named = referrersOf(zone.index, zone).filter(({ resource }) =>
    resource.Type.startsWith('AWS::Route53::RecordSet'),
  );
  const byName = zone.index.resources.filter(
    ({ resource, stack }) =>
      valueAt(resource, ['HostedZoneName']) !== undefined &&
      isNamed(zone.index, stack, valueAt(resource, ['HostedZoneName']), zone, 'Name'),
  );
  return [...named, ...byName].flatMap(recordsIn);
}

function recordsIn({ resource }: LocatedResource): readonly DnsRecord[] {
  return resource.Type === 'AWS::Route53::RecordSetGroup'
    ? listAt<DnsRecord>(resource, ['RecordSets'])
    : [(resource.Properties ?? {}) as DnsRecord];
}
