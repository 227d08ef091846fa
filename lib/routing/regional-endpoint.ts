import { RoutingPolicy } from './routing-policy';

/** An AWS resource with a name of its own that a record can be an alias of: a load balancer, an API, a distribution. */
export interface RegionalAliasTarget {
  /** The resource's own DNS name. */
  readonly dnsName: string;

  /**
   * The id of the hosted zone that AWS keeps for that kind of resource, for example
   * `loadBalancer.loadBalancerCanonicalHostedZoneId`.
   */
  readonly hostedZoneId: string;
}

/** One of the places to which a name can lead. */
export interface RegionalEndpoint {
  /**
   * The set identifier of the endpoint's records, up to 128 characters, for example the Region.
   *
   * It is also the construct id, so that it can never be edited in place: another id is another record.
   */
  readonly id: string;

  /** When Route 53 answers with this endpoint; the same kind for all endpoints of a name. */
  readonly policy: RoutingPolicy;

  /**
   * The AWS resource that the name is an alias of. Queries for aliases of AWS resources are free.
   *
   * @default - none; give `cnameTarget`
   */
  readonly aliasTarget?: RegionalAliasTarget;

  /**
   * The host name that the name is a CNAME of; not possible for the name of the zone itself.
   *
   * @default - none; give `aliasTarget`
   */
  readonly cnameTarget?: string;

  /**
   * A Route 53 health check, see `RegionHealthCheck`; while it fails, the endpoint is left out of the answers.
   *
   * @default - none
   */
  readonly healthCheckId?: string;

  /**
   * Whether the endpoint is left out of the answers while the target of the alias is not healthy (a load balancer
   * without a healthy target).
   *
   * @default - true for an alias; false for an alias of a CloudFront distribution, where Route 53 refuses true
   */
  readonly evaluateTargetHealth?: boolean;
}
