import { PriceQuery, usageTypesIn } from './refresh-queries';

/** A price that AWS answers with. */
export interface AnsweredPrice {
  readonly usd: number;

  /** The day on which AWS published it. */
  readonly asOf: string;
  readonly awsSku: string;
}

interface Product {
  readonly product?: { readonly sku?: string; readonly attributes?: Readonly<Record<string, string>> };
  readonly terms?: {
    readonly OnDemand?: Readonly<Record<string, { readonly priceDimensions?: Readonly<Record<string, Dimension>> }>>;
  };
  readonly publicationDate?: string;
}

interface Dimension {
  readonly unit?: string;
  readonly beginRange?: string;
  readonly endRange?: string;
  readonly pricePerUnit?: { readonly USD?: string };
}

/**
 * The one price that a query means, or in words why there is none: more than one figure, tiers, or another unit is
 * never guessed at.
 *
 * @param query what was asked for
 * @param region the Region
 * @param answers products, as the API gives them
 */
export function priceIn(query: PriceQuery, region: string, answers: readonly string[]): AnsweredPrice | string {
  const types = usageTypesIn(region, query);
  const products = answers
    .flatMap(productOf)
    .filter(
      ({ product }) =>
        types.includes(product?.attributes?.usagetype ?? '') &&
        Object.entries(query.attributes ?? {}).every(([name, values]) =>
          values.includes(product?.attributes?.[name] ?? ''),
        ),
    );
  if (products.length === 0) {
    return 'AWS does not list this product';
  }
  const found = products.map((product) => priceOf(product, query));
  const reason = found.find((answer) => typeof answer === 'string');
  const prices = found.filter((answer) => typeof answer !== 'string');
  if (prices.length === 0) {
    return reason ?? 'AWS lists no price';
  }
  return new Set(prices.map(({ usd }) => usd)).size === 1 ? prices[0] : `AWS lists ${prices.length} different prices`;
}

function productOf(answer: string): Product[] {
  try {
    return [JSON.parse(answer) as Product];
  } catch {
    return [];
  }
}

function priceOf({ product, terms, publicationDate }: Product, { units, factor }: PriceQuery): AnsweredPrice | string {
  const dimensions = Object.values(terms?.OnDemand ?? {}).flatMap(({ priceDimensions }) =>
    Object.values(priceDimensions ?? {}),
  );
  if (dimensions.length !== 1) {
    return dimensions.length === 0 ? 'AWS lists no on-demand price' : 'the price has tiers';
  }
  const [{ unit = '', beginRange = '0', endRange = 'Inf', pricePerUnit }] = dimensions;
  const usd = Number(pricePerUnit?.USD);
  if (!units.includes(unit.toLowerCase())) {
    return `AWS uses the unit ${unit || '(none)'}`;
  }
  if (beginRange !== '0' || endRange !== 'Inf' || !(usd > 0) || !/^\d{4}-\d{2}-\d{2}/.test(publicationDate ?? '')) {
    return 'the answer is not as expected';
  }
  // Products of AWS have at most 10 decimals; the factor must not add any.
  return {
    usd: Number((usd * factor).toPrecision(12)),
    asOf: publicationDate!.slice(0, 10),
    awsSku: product?.sku ?? '',
  };
}
