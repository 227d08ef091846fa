import { valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { isTrue, knownText } from '../literals';
import { shareOf } from '../workload-share';
import { amount, readable } from './amounts';

/**
 * Interfaces in front of functions, and parameters; the list has no price for their requests, so that their lines bear
 * no amount.
 */
export const INTERFACES: Readonly<Record<string, Pricer>> = {
  'AWS::ApiGateway::RestApi': tallied((tally, priced) => requests(tally, priced, 'rest-requests')),
  'AWS::ApiGateway::Stage': tallied((tally, { resource }) => {
    if (isTrue(valueAt(resource, ['CacheClusterEnabled']))) {
      tally.unknown('hours of the cache of an interface have no known price');
    }
  }),
  'AWS::ApiGatewayV2::Api': tallied((tally, priced) =>
    requests(
      tally,
      priced,
      knownText(priced.resource, ['ProtocolType']) === 'WEBSOCKET' ? 'websocket-messages' : 'http-requests',
    ),
  ),
  'AWS::AppSync::GraphQLApi': tallied((tally, priced) => requests(tally, priced, 'graphql-requests')),
  'AWS::SSM::Parameter': tallied((tally, { resource }) => {
    if (knownText(resource, ['Tier'], 'Standard') === 'Advanced') {
      tally.unknown('advanced parameters have no known price');
    }
  }),
};

const USAGE = { requests: 'requests in a month' };

/** What the user may say. */
export const INTERFACES_USAGE: ResourceUsage = {
  'AWS::ApiGateway::RestApi': USAGE,
  'AWS::ApiGatewayV2::Api': USAGE,
  'AWS::AppSync::GraphQLApi': USAGE,
};

const TYPES = Object.keys(INTERFACES_USAGE);
const MILLION = 1_000_000;

function requests(tally: ChargeCollector, priced: PricedResource, sku: string): void {
  tally.withWorkload((workload) => {
    const share = shareOf(priced, ({ resource }) => TYPES.includes(resource.Type));
    const { quantity, basis } = amount(
      tally,
      'requests',
      share * workload.requests,
      'every request to the application, split evenly over all interfaces',
    );
    tally.usage(
      'APIGateway',
      sku,
      quantity / MILLION,
      `${readable(quantity / MILLION)} million requests to the interface`,
      basis,
    );
  });
}
