import { VpcOriginEndpoint } from 'aws-cdk-lib/aws-cloudfront';

/**
 * The endpoint of a VPC origin by ARN and DNS name, so that a load balancer of another stack, Region or app can be
 * given.
 */
export class LoadBalancerEndpoint extends VpcOriginEndpoint {
  constructor(
    public readonly endpointArn: string,
    public readonly domainName: string,
  ) {
    super();
  }
}
