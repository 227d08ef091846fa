import { Duration } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { WeightedRoute } from './weighted-route';

/** Properties of `OriginLoadBalancer`. */
export interface OriginLoadBalancerProps {
  /**
   * The VPC of the load balancer and its targets. It needs an internet gateway, which CloudFront VPC origins require
   * but do not route through.
   */
  readonly vpc: IVpc;

  /** The private subnets of the load balancer, in at least two Availability Zones. */
  readonly vpcSubnets: SubnetSelection;

  /** The TCP port on which the targets listen. Cannot be changed after creation. */
  readonly port: number;

  /**
   * The target groups and their weights: one to five (the limit of a forward action), at least one with a weight above
   * 0.
   */
  readonly routes: WeightedRoute[];

  /**
   * The id of the route whose service deploys with a canary. The route gets a second target group with the same
   * settings and a listener rule for all paths (priority 1000) that forwards to both target groups.
   *
   * The weights start at 100 to 0, and Amazon ECS changes them during every deployment. An update by CloudFormation
   * would reset them and send all requests to a target group without targets, so the rule refers only to values that
   * never change and has no tags. No other route may have a weight above 0. Your own rules need a priority below 1000
   * to take effect.
   *
   * @default - no second target group and no rule; services deploy by rolling update
   */
  readonly canaryRoute?: string;

  /**
   * The certificate of the listener, for TLS between CloudFront and the load balancer.
   *
   * CloudFront compares it with the forwarded `Host` header, so it must cover the domain that browsers use. Adding or
   * removing it changes the port and protocol of the listener in place. The CloudFront origin must change in the same
   * release.
   *
   * @default - HTTP on port 80; traffic between CloudFront's VPC origin and the load balancer stays inside the AWS
   * network and the VPC
   */
  readonly certificate?: ICertificate;

  /**
   * The bucket for access logs, encrypted with SSE-S3. Its policy must allow
   * `logdelivery.elasticloadbalancing.amazonaws.com` to write. This construct does not edit the policy, so a bucket of
   * another stack does not depend on this one.
   *
   * @default - no access logs
   */
  readonly accessLogsBucket?: IBucket;

  /**
   * The prefix of the access logs, without leading and trailing slashes and without `AWSLogs`.
   *
   * @default 'load-balancer'
   */
  readonly accessLogsPrefix?: string;

  /**
   * The id of the managed prefix list `com.amazonaws.global.cloudfront.origin-facing` in this Region.
   *
   * @default - the id from `OriginFacingPrefixList.forRegion()`, which throws for other Regions
   */
  readonly originFacingPrefixListId?: string;

  /**
   * Whether deletion protection is on. To delete the stack, first deploy with `false`.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * The path that a healthy target answers with status 200.
   *
   * @default '/health'
   */
  readonly healthCheckPath?: string;

  /**
   * How long a deregistered target has to finish open requests, 0 to 3600 seconds. The workload must keep serving for
   * as long after it receives the stop signal.
   *
   * @default Duration.seconds(30) - the default response timeout of CloudFront
   */
  readonly deregistrationDelay?: Duration;

  /**
   * How long a connection may be idle before the load balancer closes it, 1 to 4000 seconds.
   *
   * @default Duration.seconds(60) - longer than the origin keep-alive of CloudFront (5 seconds by default), so that
   * CloudFront closes the connection first
   */
  readonly idleTimeout?: Duration;
}
