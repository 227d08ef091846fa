/** Another Region that serves the application. */
export interface RegionalOrigin {
  /** The Region, for example `us-east-1`. It is also the id of the origin in the distribution. */
  readonly region: string;

  /**
   * The ARN of the internal Application Load Balancer of the Region. Its port and protocol must be those of the home
   * Region.
   */
  readonly loadBalancerArn: string;

  /** The DNS name of the load balancer. */
  readonly loadBalancerDnsName: string;

  /**
   * The generation of the origin, starting at 1. CloudFront cannot edit a VPC origin that is in use, so increase it by
   * one in the same deployment that changes the load balancer.
   *
   * @default 1
   */
  readonly originGeneration?: number;

  /**
   * The name of a bucket in the Region with a replica of the assets. Its policy must allow the distributions of the
   * account.
   *
   * CloudFront reads from it while the first bucket fails. Only the first Region with this property is used, because an
   * origin group has two members.
   *
   * @default - none; assets come from the home Region only
   */
  readonly assetsBucketName?: string;
}
