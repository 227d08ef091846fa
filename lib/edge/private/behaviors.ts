import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { EdgeDistributionProps } from '../edge-distribution-props';
import {
  anonymousAnswersPolicy,
  cookielessHeadersPolicy,
  immutableAssetsPolicy,
  viewerPlacePolicy,
} from './edge-policies';
import { assetsOrigin } from './origins';

/** What all behaviors of a distribution share. */
export interface BehaviorContext {
  /** The construct that owns the policies. */
  readonly scope: Construct;

  readonly props: EdgeDistributionProps;

  /** The load balancer of the home Region. */
  readonly origin: cloudfront.IOrigin;

  readonly responseHeadersPolicy: cloudfront.IResponseHeadersPolicy;

  /** The function that chooses a Region, undefined with a single Region. */
  readonly router?: cloudfront.FunctionAssociation;
}

/** The default behavior: the application, without caching. */
export function applicationBehavior({
  props,
  origin,
  responseHeadersPolicy,
  router,
}: BehaviorContext): cloudfront.BehaviorOptions {
  return {
    origin,
    allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
    cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
    originRequestPolicy: props.originRequestPolicy ?? cloudfront.OriginRequestPolicy.ALL_VIEWER_AND_CLOUDFRONT_2022,
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    responseHeadersPolicy,
    functionAssociations: router && [router],
  };
}

/** The behaviors with a path, in the order in which CloudFront evaluates them: assets, then the anonymous paths. */
export function pathBehaviors(context: BehaviorContext): Record<string, cloudfront.BehaviorOptions> {
  const paths = context.props.anonymousPaths ?? [];
  const assets = assetsBehavior(context);
  const anonymous = paths.length > 0 ? anonymousBehavior(context) : assets;
  return { '/assets/*': assets, ...Object.fromEntries(paths.map((path) => [path, anonymous])) };
}

function assetsBehavior({ scope, props, responseHeadersPolicy }: BehaviorContext): cloudfront.BehaviorOptions {
  return {
    origin: assetsOrigin(scope, props),
    allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    cachePolicy: immutableAssetsPolicy(scope, 'ImmutableAssets'),
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: true,
    responseHeadersPolicy,
  };
}

function anonymousBehavior({ scope, props, origin, router }: BehaviorContext): cloudfront.BehaviorOptions {
  return {
    origin,
    allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    cachePolicy: anonymousAnswersPolicy(scope, 'AnonymousAnswers'),
    // The function needs the user's location, but in the cache key it would create one copy per town.
    originRequestPolicy: router && viewerPlacePolicy(scope, 'ViewerPlace'),
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: true,
    responseHeadersPolicy: props.responseHeadersPolicy ?? cookielessHeadersPolicy(scope, 'CookielessHeaders'),
    functionAssociations: router && [router],
  };
}
