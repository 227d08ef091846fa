import { GeoLocation } from 'aws-cdk-lib/aws-route53';

/**
 * The kind of routing policy of a name. All records of a name have the same kind, because Route 53 refuses a mixture.
 */
export enum RoutingKind {
  /** By weight, for example 90 to 10. */
  WEIGHTED = 'weighted',

  /** By measured latency between the user's network and an AWS Region. */
  LATENCY = 'latency',

  /** The primary while it is healthy, otherwise the secondary. */
  FAILOVER = 'failover',

  /** By the country or continent of the user's resolver. */
  GEOGRAPHIC = 'geographic',
}

/** The role of an endpoint in a failover pair. */
export enum FailoverRole {
  /** Gets all traffic while it is healthy. */
  PRIMARY = 'PRIMARY',

  /** Gets all traffic while the primary is unhealthy. */
  SECONDARY = 'SECONDARY',
}

/** The routing policy of one endpoint of a name. */
export class RoutingPolicy {
  /**
   * Weighted routing. The share of an endpoint is its weight divided by the sum of all weights of the name.
   *
   * @param weight 0 to 255; 0 gets no traffic while another weight is above 0
   */
  public static weighted(weight: number): RoutingPolicy {
    return new RoutingPolicy(RoutingKind.WEIGHTED, { weight });
  }

  /**
   * Latency-based routing: users for whom this Region has the lowest latency among the Regions of the name.
   *
   * @param region the AWS Region of the endpoint, for example `eu-west-1`
   */
  public static latency(region: string): RoutingPolicy {
    return new RoutingPolicy(RoutingKind.LATENCY, { region });
  }

  /**
   * Failover routing: all traffic goes to the primary while it is healthy, otherwise to the secondary.
   *
   * @param role whether this is the primary or the secondary
   */
  public static failover(role: FailoverRole): RoutingPolicy {
    return new RoutingPolicy(RoutingKind.FAILOVER, { failover: role });
  }

  /**
   * Geolocation routing: users in a location. The most specific location wins. `GeoLocation.default()` matches all
   * other users.
   *
   * @param location a continent, a country, a subdivision of a country, or the default
   */
  public static geographic(location: GeoLocation): RoutingPolicy {
    return new RoutingPolicy(RoutingKind.GEOGRAPHIC, { location });
  }

  /** The weight of a weighted policy. */
  public readonly weight?: number;

  /** The Region of a latency policy. */
  public readonly region?: string;

  /** The role of a failover policy. */
  public readonly role?: FailoverRole;

  /** The location of a geographic policy. */
  public readonly location?: GeoLocation;

  private constructor(
    /** The kind of policy. */
    public readonly kind: RoutingKind,
    settings: { weight?: number; region?: string; failover?: FailoverRole; location?: GeoLocation },
  ) {
    this.weight = settings.weight;
    this.region = settings.region;
    this.role = settings.failover;
    this.location = settings.location;
  }
}
