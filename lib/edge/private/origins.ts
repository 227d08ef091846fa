import { Duration, Lazy } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { OriginGroup, S3BucketOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EdgeDistributionProps } from '../edge-distribution-props';
import { LoadBalancerEndpoint } from './load-balancer-endpoint';

/**
 * Status codes for which assets are read from the second bucket: the first one fails. A missing file (403, 404) is
 * missing in both.
 */
const BUCKET_FAILURES = [500, 502, 503, 504];

/**
 * Where a second Region is asked after the first one, a user waits at most 10 seconds for a connection to the first:
 * CloudFront's own 3 attempts of 10 seconds each are as long as a browser's patience (Developer Guide, "Control origin
 * timeouts and attempts").
 */
const QUICK_CONNECTION = { connectionAttempts: 2, connectionTimeout: Duration.seconds(5) };

/** A load balancer behind the distribution. */
export interface BalancerOfRegion {
  /** Its ARN. */
  readonly loadBalancerArn: string;

  /** Its DNS name. */
  readonly loadBalancerDnsName: string;
}

/**
 * The VPC origin of a load balancer; the id says the generation, because CloudFront refuses to edit an origin in use.
 */
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

/** How the distribution speaks to a VPC origin. */
export function balancerOrigin(
  vpcOrigin: cloudfront.VpcOrigin,
  props: EdgeDistributionProps,
  originId?: string,
): VpcOrigin {
  return VpcOrigin.withVpcOrigin(vpcOrigin, {
    readTimeout: Duration.seconds(props.originReadTimeoutSeconds ?? 30),
    // Below the 60 seconds after which a load balancer closes an idle connection by default.
    keepaliveTimeout: Duration.seconds(30),
    originId,
    ...(props.routing?.readFailover ? QUICK_CONNECTION : {}),
  });
}

/**
 * The bucket of the assets, and where a further Region has the same assets, that bucket as the second member of an
 * origin group.
 */
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
 * Adds origins that no behaviour names, because a function selects them.
 *
 * The L2 knows origins only through behaviours, and a behaviour needs a path, which would be a door past the function.
 * So they join the list of the L1, behind all of the L2's.
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
