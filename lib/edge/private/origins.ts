import { Duration, Lazy } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { OriginGroup, S3BucketOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EdgeDistributionProps } from '../edge-distribution-props';
import { LoadBalancerEndpoint } from './load-balancer-endpoint';

/** Status codes for which assets are read from the second bucket. A missing file (403, 404) is missing in both. */
const BUCKET_FAILURES = [500, 502, 503, 504];

/**
 * With read failover, a user waits at most 10 seconds for a connection to the first Region. The default of CloudFront,
 * 3 attempts of 10 seconds, exceeds what users wait (Developer Guide, "Control origin timeouts and attempts").
 */
const QUICK_CONNECTION = { connectionAttempts: 2, connectionTimeout: Duration.seconds(5) };

/** A load balancer behind the distribution. */
export interface BalancerOfRegion {
  readonly loadBalancerArn: string;

  readonly loadBalancerDnsName: string;
}

/** Creates the VPC origin of a load balancer. Its id contains the generation, because an origin in use is immutable. */
export function createVpcOrigin(
  scope: Construct,
  id: string,
  balancer: BalancerOfRegion,
  https: boolean,
): cloudfront.VpcOrigin {
  return new cloudfront.VpcOrigin(scope, id, {
    endpoint: new LoadBalancerEndpoint(balancer.loadBalancerArn, balancer.loadBalancerDnsName),
    protocolPolicy: https ? cloudfront.OriginProtocolPolicy.HTTPS_ONLY : cloudfront.OriginProtocolPolicy.HTTP_ONLY,
    httpPort: https ? undefined : 80,
    httpsPort: https ? 443 : undefined,
    originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
  });
}

/** The origin of a distribution for a VPC origin. */
export function balancerOrigin(
  vpcOrigin: cloudfront.VpcOrigin,
  props: EdgeDistributionProps,
  originId?: string,
): VpcOrigin {
  return VpcOrigin.withVpcOrigin(vpcOrigin, {
    readTimeout: Duration.seconds(props.originReadTimeoutSeconds ?? 30),
    // Less than the default idle timeout of a load balancer, 60 seconds.
    keepaliveTimeout: Duration.seconds(30),
    originId,
    ...(props.routing?.readFailover ? QUICK_CONNECTION : {}),
  });
}

/** The assets bucket, or an origin group of it and the bucket of another Region with the same assets. */
export function assetsOrigin(scope: Construct, props: EdgeDistributionProps): cloudfront.IOrigin {
  const bucket = Bucket.fromBucketAttributes(scope, 'AssetsBucket', {
    bucketName: props.assetsBucketName,
    region: props.assetsBucketRegion,
  });
  const access = new cloudfront.S3OriginAccessControl(scope, 'AssetsAccess');
  const options = { originAccessControlId: access.originAccessControlId };
  const primaryOrigin = S3BucketOrigin.withBucketDefaults(bucket, options);
  const replica = props.regionalOrigins?.find(({ assetsBucketName }) => assetsBucketName !== undefined);
  if (replica === undefined) {
    return primaryOrigin;
  }
  const copy = Bucket.fromBucketAttributes(scope, `AssetsBucket-${replica.region}`, {
    bucketName: replica.assetsBucketName,
    region: replica.region,
  });
  const fallbackOrigin = S3BucketOrigin.withBucketDefaults(copy, options);
  return new OriginGroup({ primaryOrigin, fallbackOrigin, fallbackStatusCodes: BUCKET_FAILURES });
}

/**
 * Adds origins that only the function selects.
 *
 * The L2 adds origins through behaviors only, and the path of a behavior would bypass the function. So this appends to
 * the list of the L1.
 */
export function addOrigins(distribution: cloudfront.Distribution, origins: VpcOrigin[]): void {
  const resource = distribution.node.defaultChild as cloudfront.CfnDistribution;
  const config = resource.distributionConfig as cloudfront.CfnDistribution.DistributionConfigProperty;
  const added = origins.map(
    (origin, index) => origin.bind(distribution, { originId: `Added${index + 1}` }).originProperty,
  );
  resource.distributionConfig = {
    ...config,
    origins: Lazy.uncachedAny({ produce: (context) => [...(context.resolve(config.origins) as object[]), ...added] }),
  };
}
