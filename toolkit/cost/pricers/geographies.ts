import { PricedResource } from '../charge';
import { ChargeCollector } from '../charge-collector';
import { knownText } from '../literals';
import { regionShare } from '../workload-share';

/** The geographies of CloudFront prices that the list knows. */
export const GEOGRAPHIES = ['us', 'eu', 'japan', 'australia', 'india', 'apac', 'south-america'] as const;

/** Regions by their beginning, the more exact first (CloudFront pricing, "Regional data transfer"). */
const GEOGRAPHY_OF: readonly (readonly [string, string])[] = [
  ['ap-northeast-1', 'japan'],
  ['ap-northeast-3', 'japan'],
  ['ap-southeast-2', 'australia'],
  ['ap-southeast-4', 'australia'],
  ['ap-southeast-6', 'australia'],
  ['ap-south-', 'india'],
  ['ap-', 'apac'],
  ['ca-', 'us'],
  ['eu-', 'eu'],
  ['il-', 'eu'],
  ['mx-', 'us'],
  ['sa-', 'south-america'],
  ['us-', 'us'],
];

/** What serves users from its Region, the surest first; a bucket only says where files are. */
const SERVING = [
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ECS::Service'],
  ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::Lambda::Function', 'AWS::EC2::Instance'],
  ['AWS::S3::Bucket'],
];

/** The name under which a user says which part comes from a geography. */
export function percentName(geography: string): string {
  return `${geography.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Percent`;
}

/**
 * Where the users of a distribution are: by what the user says, and for the rest where the Regions of the application
 * are.
 *
 * @param tally the distribution
 * @param priced the distribution
 */
export function geographiesOf(tally: ChargeCollector, priced: PricedResource): ReadonlyMap<string, number> {
  const said = GEOGRAPHIES.flatMap((geography) =>
    (tally.own(percentName(geography)) ?? 0) > 0
      ? [[geography, tally.own(percentName(geography))! / 100] as const]
      : [],
  );
  const rest = Math.max(0, 1 - said.reduce((sum, [, part]) => sum + part, 0));
  const parts = new Map<string, number>();
  const regions = servingRegions(priced);
  const followed = regions.map((region) => [geographyOf(region), rest * regionShare(priced, regions, region)] as const);
  for (const [geography, part] of [...said, ...followed].filter(([, share]) => share > 0)) {
    const billed = inPriceClass(
      geography,
      knownText(priced.resource, ['DistributionConfig', 'PriceClass'], 'PriceClass_All'),
    );
    parts.set(billed, (parts.get(billed) ?? 0) + part);
  }
  return parts;
}

/** The Regions that serve users, the home Region first; that of the distribution where nothing says more. */
function servingRegions({ index, stack }: PricedResource): readonly string[] {
  const found = SERVING.map((types) => [...new Set(index.ofType(...types).map((located) => located.stack.region))]);
  return found.find((regions) => regions.length > 0) ?? [stack.region];
}

/** A Region whose geography the list does not price keeps its own name, so that its lines are named as unpriced. */
function geographyOf(region: string): string {
  return GEOGRAPHY_OF.find(([beginning]) => region.startsWith(beginning))?.[1] ?? (region || 'unknown');
}

/**
 * Users outside a price class are served from inside it, and pay the lowest price there (CloudFront developer guide,
 * "Choose the price class").
 */
function inPriceClass(geography: string, priceClass: string | undefined): string {
  if (priceClass === 'PriceClass_100') {
    return ['us', 'eu'].includes(geography) ? geography : 'us';
  }
  return priceClass === 'PriceClass_200' && ['australia', 'south-america'].includes(geography) ? 'us' : geography;
}
