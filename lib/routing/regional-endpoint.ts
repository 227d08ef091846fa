import { RoutingPolicy } from './routing-policy';

/** The target of an alias record: an AWS resource such as a load balancer, an API or a distribution. */
export interface RegionalAliasTarget {
  /** The DNS name of the resource. */
  readonly dnsName: string;

  /**
   * The id of the hosted zone of the resource, for example `loadBalancer.loadBalancerCanonicalHostedZoneId`. This is
   * not the id of your own hosted zone.
   */
  readonly hostedZoneId: string;
}

/** One of the endpoints of a name. */
export interface RegionalEndpoint {
  /**
   * The set identifier of the endpoint's records, up to 128 characters, for example the Region. Cannot be changed after
   * creation: it is also the construct id, so a new id is a new record.
   */
  readonly id: string;

  /** The routing policy of the endpoint. All endpoints of a name have the same kind. */
  readonly policy: RoutingPolicy;

  /**
   * The AWS resource for an alias record. Queries for aliases of AWS resources are free.
   *
   * @default - none; set `cnameTarget`
   */
  readonly aliasTarget?: RegionalAliasTarget;

  /**
   * The host name for a CNAME record. Not allowed for the name of the zone itself.
   *
   * @default - none; set `aliasTarget`
   */
  readonly cnameTarget?: string;

  /**
   * The id of a Route 53 health check, see `RegionHealthCheck`. Route 53 does not return the endpoint while it fails.
   *
   * @default - none
   */
  readonly healthCheckId?: string;

  /**
   * Whether Route 53 stops returning the endpoint while the alias target is unhealthy, for example a load balancer
   * without a healthy target.
   *
   * @default - true for an alias; false for an alias of a CloudFront distribution, where Route 53 refuses true
   */
  readonly evaluateTargetHealth?: boolean;
}
