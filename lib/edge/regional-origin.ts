/** A further Region that serves the application. */
export interface RegionalOrigin {
  /** The Region, for example `us-east-1`; also the id of the origin in the distribution. */
  readonly region: string;

  /**
   * The ARN of the internal Application Load Balancer of that Region; it listens on the same port with the same
   * protocol as the one of the home Region.
   */
  readonly loadBalancerArn: string;

  /** The DNS name of that load balancer. */
  readonly loadBalancerDnsName: string;

  /**
   * The generation of the origin, counted from 1. CloudFront refuses to edit a VPC origin that is in use, so raise it
   * by one in the same deployment that changes the load balancer.
   *
   * @default 1
   */
  readonly originGeneration?: number;

  /**
   * The name of a bucket in that Region with the same assets, kept equal by replication; its policy has to admit the
   * account's distributions.
   *
   * CloudFront reads from it by itself while the first bucket fails. Only the first Region that names one is used: an
   * origin group has two members.
   *
   * @default - none; assets come from the home Region only
   */
  readonly assetsBucketName?: string;
}
