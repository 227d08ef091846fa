import rows from '../../data/prices.json';

/** Hours of a month, as AWS counts them on its pricing pages. */
export const HOURS_PER_MONTH = 730;

/** One list price. */
export interface Price {
  readonly usd: number;

  /** What the price is for, for example `hour` or `GB-month`. */
  readonly unit: string;

  /** Where the price was read. */
  readonly source: string;

  /** When AWS published the price, or when it was read; absent if that is not known. */
  readonly asOf?: string;

  /** The Region of the price, or `global`. */
  readonly region: string;

  /** Whether a copy of AWS's own price data says so; where not, the price is not a fact. */
  readonly verified: boolean;

  /** What has to be known beside the figure. */
  readonly note?: string;
}

/** One row of a price table. */
export interface PriceRow {
  readonly service: string;
  readonly sku: string;
  readonly unit: string;
  readonly region: string;
  readonly usd: number;
  readonly source: string;
  readonly asOf: string | null;
  readonly verified: boolean;

  /** How the figure came about, for example `aws-data-copy`, `computed` or `assumed`. */
  readonly basis?: string;
  readonly note?: string;
}

/** The prices that come with this package. */
export const SHIPPED_PRICES = rows as readonly PriceRow[];

/** What is priced in every Region that the list knows; a Region without it only has single prices. */
const MARK = ['VPC', 'nat-gateway-hour'] as const;

/** List prices; on-demand, before tax, free tiers and discounts. */
export class PriceList {
  private readonly prices: ReadonlyMap<string, Price>;

  /**
   * @param table the prices; of two for the same thing, the later one holds
   * @param fallbackRegion the Region whose price is taken where the own Region has none; the price says so by its
   * Region
   */
  constructor(
    private readonly table: readonly PriceRow[] = SHIPPED_PRICES,
    private readonly fallbackRegion?: string,
  ) {
    this.prices = new Map(
      table.map(({ service, sku, region, usd, unit, source, asOf, verified, note }) => [
        priceKey(service, sku, region),
        { usd, unit, region, source, verified, ...(asOf ? { asOf } : {}), ...(note ? { note } : {}) },
      ]),
    );
  }

  /** The Regions for which the list can price a system. */
  public get regions(): readonly string[] {
    const [service, sku] = MARK;
    return [
      ...new Set(this.table.filter((row) => row.service === service && row.sku === sku).map(({ region }) => region)),
    ].sort();
  }

  /**
   * The price in a Region, or the global price of something that costs the same everywhere; `undefined` if no price is
   * known.
   *
   * @param service the service, as the list names it, for example `RDS-PostgreSQL`
   * @param sku what is bought, for example `db.t4g.small/single-az`
   * @param region the AWS Region
   */
  public find(service: string, sku: string, region: string): Price | undefined {
    const own = this.prices.get(priceKey(service, sku, region)) ?? this.prices.get(priceKey(service, sku, 'global'));
    return (
      own ??
      (this.fallbackRegion === undefined ? undefined : this.prices.get(priceKey(service, sku, this.fallbackRegion)))
    );
  }
}

/** What makes a price one of its kind. */
export function priceKey(service: string, sku: string, region: string): string {
  return `${service} ${sku} ${region}`;
}
