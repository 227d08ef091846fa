import { GeoLocation } from 'aws-cdk-lib/aws-route53';

/**
 * How the records of one name share the users. A name has one kind for all of its records: Route 53 refuses a mixture.
 */
export enum RoutingKind {
  /** By weights: shares of the users, for example 90 to 10. */
  WEIGHTED = 'weighted',

  /** By measured latency between the user's network and an AWS Region. */
  LATENCY = 'latency',

  /** The primary while it is healthy, otherwise the secondary. */
  FAILOVER = 'failover',

  /** By the country or continent in which the user's resolver is. */
  GEOGRAPHIC = 'geographic',
}

/** The part that an endpoint plays in a failover pair. */
export enum FailoverRole {
  /** Gets every user while it is healthy. */
  PRIMARY = 'PRIMARY',

  /** Gets every user while the primary is not healthy. */
  SECONDARY = 'SECONDARY',
}

/** The routing policy of one endpoint of a name. */
export class RoutingPolicy {
  /**
   * A share of the users: this weight divided by the sum of all weights of the name.
   *
   * @param weight 0 to 255; 0 gets nobody as long as another weight is above 0
   */
  public static weighted(weight: number): RoutingPolicy {
    return new RoutingPolicy(RoutingKind.WEIGHTED, { weight });
  }

  /**
   * The users for whom this Region answers fastest among the Regions of the name.
   *
   * @param region the AWS Region that the latency is measured to, for example `eu-west-1`
   */
  public static latency(region: string): RoutingPolicy {
    return new RoutingPolicy(RoutingKind.LATENCY, { region });
  }

  /**
   * Everybody or nobody, by the health of the primary.
   *
   * @param role whether this is the primary or the secondary
   */
  public static failover(role: FailoverRole): RoutingPolicy {
    return new RoutingPolicy(RoutingKind.FAILOVER, { failover: role });
  }

  /**
   * The users of a place; the smallest place that fits wins. `GeoLocation.default()` is everybody else.
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

  /** The place of a geographic policy. */
  public readonly location?: GeoLocation;

  private constructor(
    /** What kind of policy it is. */
    public readonly kind: RoutingKind,
    settings: { weight?: number; region?: string; failover?: FailoverRole; location?: GeoLocation },
  ) {
    this.weight = settings.weight;
    this.region = settings.region;
    this.role = settings.failover;
    this.location = settings.location;
  }
}
