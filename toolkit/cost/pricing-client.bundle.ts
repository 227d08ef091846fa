import { FilterType, GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import { ProductSource } from './refresh';

/** The API is in a few Regions only, and this is one of them. */
const REGION = 'us-east-1';

/** Requests that AWS throttles are repeated by the client. */
const ATTEMPTS = 6;

/** The AWS Price List Query API, with the credentials of the environment. */
export function pricingSource(): ProductSource {
  const client = new PricingClient({ region: REGION, maxAttempts: ATTEMPTS });
  return {
    products: async (serviceCode, filters) => {
      const Filters = Object.entries(filters).map(([Field, Value]) => ({ Type: FilterType.TERM_MATCH, Field, Value }));
      const found: string[] = [];
      let NextToken: string | undefined;
      do {
        const answer = await client.send(
          new GetProductsCommand({
            ServiceCode: serviceCode,
            FormatVersion: 'aws_v1',
            Filters,
            ...(NextToken ? { NextToken } : {}),
          }),
        );
        found.push(...(answer.PriceList ?? []).map(String));
        NextToken = answer.NextToken;
      } while (NextToken);
      return found;
    },
  };
}
