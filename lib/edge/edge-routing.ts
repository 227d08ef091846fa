/** The Regions that may serve the users of some countries. */
export interface ResidencyRule {
  /**
   * The countries as ISO 3166-1 alpha-2 codes such as `DE`. `ZZ` matches users whose country CloudFront does not know.
   * Each country can be in one rule only.
   */
  readonly countryCodes: string[];

  /** The Regions that may serve these users: `homeRegion` or any of `regionalOrigins`. */
  readonly regions: string[];
}

/** Options of `EdgeRouting`. */
export interface EdgeRoutingOptions {
  /**
   * Which Regions may serve the users of which countries. While all of them are out of service, those users get status
   * 503, and no other Region serves them.
   *
   * The country is the one that CloudFront finds for the IP address, which is not an identity. Your application must
   * check what may happen to a tenant's data.
   *
   * @default - every Region may serve all users
   */
  readonly residency?: ResidencyRule[];

  /**
   * Whether a GET or HEAD request that a Region answers with 502, 503, 504 or not at all is retried in the next Region
   * that may serve the user.
   *
   * Writes are never retried, because CloudFront fails over reads only. The data of the second Region may lag behind.
   *
   * @default false
   */
  readonly readFailover?: boolean;
}

/** How a distribution chooses between several Regions. */
export class EdgeRouting {
  /**
   * The nearest Region by great-circle distance serves, of those that may serve the user and are not out of service. If
   * CloudFront knows the country only (requests from Amazon EC2), the location is that country's Region. Without any
   * location, the home Region serves.
   *
   * @param options residency rules and read failover
   */
  public static nearest(options: EdgeRoutingOptions = {}): EdgeRouting {
    return new EdgeRouting(true, options);
  }

  /**
   * The home Region serves all users. While it is out of service, the next Region in the order of `regionalOrigins`
   * serves.
   *
   * @param options residency rules and read failover
   */
  public static failover(options: EdgeRoutingOptions = {}): EdgeRouting {
    return new EdgeRouting(false, options);
  }

  /** The residency rules. */
  public readonly residency: ResidencyRule[];

  /** Whether failed reads are retried in a second Region. */
  public readonly readFailover: boolean;

  private constructor(
    /** Whether the nearest Region comes first. Otherwise the home Region does. */
    public readonly nearestFirst: boolean,
    options: EdgeRoutingOptions,
  ) {
    this.residency = options.residency ?? [];
    this.readFailover = options.readFailover ?? false;
  }
}
