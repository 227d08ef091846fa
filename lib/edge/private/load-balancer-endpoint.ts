import { VpcOriginEndpoint } from 'aws-cdk-lib/aws-cloudfront';

/** The endpoint of a VPC origin by ARN and DNS name, for load balancers of other stacks, Regions or apps. */
export class LoadBalancerEndpoint extends VpcOriginEndpoint {
  constructor(
    public readonly endpointArn: string,
    public readonly domainName: string,
  ) {
    super();
  }
}
