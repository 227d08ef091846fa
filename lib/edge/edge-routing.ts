/** Where the users of some countries may be served. */
export interface ResidencyRule {
  /**
   * The countries as ISO 3166-1 alpha-2 codes such as `DE`; `ZZ` stands for users whose country CloudFront does not
   * know. Each country at most once.
   */
  readonly countryCodes: string[];

  /** The Regions that may serve them, out of `homeRegion` and `regionalOrigins`. */
  readonly regions: string[];
}

/** Options of the ways to lead users to Regions. */
export interface EdgeRoutingOptions {
  /**
   * Which Regions may serve the users of which countries. While all of them are marked out, those users get status 503
   * instead of another Region.
   *
   * The country is the one that CloudFront finds for the address: a routing aid, not an identity. What a tenant's data
   * may do is the application's to keep.
   *
   * @default - every Region may serve everybody
   */
  readonly residency?: ResidencyRule[];

  /**
   * Whether a GET or HEAD that a Region answers with 502, 503 or 504, or not at all, is asked again of the next Region
   * that the user may be served from.
   *
   * Writes are never asked twice (CloudFront fails over reads only). The second Region may lag behind by its
   * replication.
   *
   * @default false
   */
  readonly readFailover?: boolean;
}

/** How the users of one distribution are led to several Regions. */
export class EdgeRouting {
  /**
   * Everybody is served by the nearest Region, as the crow flies, that is allowed and not marked out. Users of whom
   * CloudFront knows the country only (requests from Amazon EC2) are taken to be at that country's Region; users of
   * whom it knows nothing are served by the home Region.
   *
   * @param options residency, and a second attempt for reads
   */
  public static nearest(options: EdgeRoutingOptions = {}): EdgeRouting {
    return new EdgeRouting(true, options);
  }

  /**
   * Everybody is served by the home Region; once it is marked out, by the next Region in the order of
   * `regionalOrigins`.
   *
   * @param options residency, and a second attempt for reads
   */
  public static failover(options: EdgeRoutingOptions = {}): EdgeRouting {
    return new EdgeRouting(false, options);
  }

  /** The residency rules, possibly none. */
  public readonly residency: ResidencyRule[];

  /** Whether reads are asked again of a second Region. */
  public readonly readFailover: boolean;

  private constructor(
    /** Whether the nearest Region comes first, otherwise the home Region does. */
    public readonly nearestFirst: boolean,
    options: EdgeRoutingOptions,
  ) {
    this.residency = options.residency ?? [];
    this.readFailover = options.readFailover ?? false;
  }
}
