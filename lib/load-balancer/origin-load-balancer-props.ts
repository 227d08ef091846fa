import { Duration } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { WeightedRoute } from './weighted-route';

/**
 * Properties of an `OriginLoadBalancer`.
 */
export interface OriginLoadBalancerProps {
  /**
   * The VPC of the load balancer and its targets. It needs an internet gateway, which CloudFront VPC origins ask for
   * without routing through it.
   */
  readonly vpc: IVpc;

  /** The private subnets of the load balancer, in at least two Availability Zones. */
  readonly vpcSubnets: SubnetSelection;

  /** The TCP port on which the workload listens behind the load balancer; create-only for a target group. */
  readonly port: number;

  /**
   * The target groups and their shares of the requests: one to five (the limit of a forward action), with at least one
   * weight above 0.
   */
  readonly routes: WeightedRoute[];

  /**
   * The id of the route whose service deploys by canary: it gets a second target group with the same settings and a
   * listener rule of its own for all paths (priority 1000), which forwards to both of them.
   *
   * The rule starts with 100 to 0; from then on Amazon ECS changes its weights with every deployment, and whatever else
   * updated the rule would set them back and send all requests to a target group without targets. So nothing in the
   * rule ever changes, it carries no tags, and it is possible only while no other route has a weight above 0. Rules of
   * your own on this listener need a priority below 1000 to have any effect.
   *
   * @default - no second target group and no rule; services deploy by replacing tasks
   */
  readonly canaryRoute?: string;

  /**
   * The certificate of the listener, for TLS between CloudFront and the load balancer.
   *
   * CloudFront compares it with the `Host` header that it forwards, so it has to cover the domain that browsers use.
   * Adding or removing it changes port and protocol of the listener in place; the CloudFront origin has to follow in
   * the same release.
   *
   * @default - HTTP on port 80: the way from CloudFront's VPC origin to the load balancer stays inside the AWS network
   * and the VPC, and an internal load balancer has no public name for which a public certificate could be issued
   */
  readonly certificate?: ICertificate;

  /**
   * The bucket for access logs. Its policy has to let `logdelivery.elasticloadbalancing.amazonaws.com` write; this
   * construct does not edit it, so a bucket from another stack never comes to depend on this one. Elastic Load
   * Balancing writes only to buckets with SSE-S3.
   *
   * @default - no access logs
   */
  readonly accessLogsBucket?: IBucket;

  /**
   * The folder of the access logs in the bucket, without slashes at its ends and without `AWSLogs`.
   *
   * @default 'load-balancer'
   */
  readonly accessLogsPrefix?: string;

  /**
   * The id of the managed prefix list `com.amazonaws.global.cloudfront.origin-facing` in this Region.
   *
   * @default - the id that `OriginFacingPrefixList.forRegion()` knows; an error where it knows none
   */
  readonly originFacingPrefixListId?: string;

  /**
   * Whether the load balancer refuses to be deleted. CloudFormation cannot delete the stack before this has been set to
   * `false` and deployed.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * The path that every target answers with status 200 when it can serve requests.
   *
   * @default '/health'
   */
  readonly healthCheckPath?: string;

  /**
   * How long a target that leaves may finish its open requests, 0 to 3600 seconds. The workload has to keep serving as
   * long after the signal to stop.
   *
   * @default Duration.seconds(30) - the time after which CloudFront gives up waiting for an answer by default
   */
  readonly deregistrationDelay?: Duration;

  /**
   * How long a connection may stay silent before the load balancer closes it, 1 to 4000 seconds.
   *
   * @default Duration.seconds(60) - above the keep-alive that CloudFront uses towards origins (5 s by default), so
   * CloudFront closes first
   */
  readonly idleTimeout?: Duration;
}
