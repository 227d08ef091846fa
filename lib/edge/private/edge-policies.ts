import { Duration, Names } from 'aws-cdk-lib';
import {
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  ErrorResponse,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  ResponseHeadersPolicy,
  ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

/**
 * Status codes that CloudFront caches for 10 seconds by default, even if caching is disabled.
 *
 * An error of one user (a 403, or a 404 for an object that is created later) must not be served to another, and a 5xx
 * must end when the origin recovers.
 */
const ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** Maximum length of policy names in CloudFront. */
const MAX_NAME = 128;

/** Maximum time that an anonymous response is fresh. */
const ANONYMOUS_MAX_SECONDS = 60;

/** Error responses that are never cached. */
export function uncachedErrors(): ErrorResponse[] {
  return ERROR_CODES.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) }));
}

/**
 * Caches fingerprinted files for a year (the Krishan, Mustafa and Push2Commit guides, see docs/guides/sources.md).
 *
 * The minimum is 0, so that the Cache-Control of an uploaded file (for example `no-cache`) takes effect.
 */
export function immutableAssetsPolicy(scope: Construct, id: string): CachePolicy {
  return new CachePolicy(scope, id, {
    cachePolicyName: policyName(scope, id),
    comment: 'Immutable assets: compressed, cached for a year',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.days(365),
    maxTtl: Duration.days(365),
    cookieBehavior: CacheCookieBehavior.none(),
    headerBehavior: CacheHeaderBehavior.none(),
    queryStringBehavior: CacheQueryStringBehavior.none(),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}

/**
 * Caches an anonymous response for as long as its Cache-Control says, up to a minute. Without that header nothing is
 * cached.
 *
 * `Host` and `Origin` are in the key because a response may contain absolute URLs or CORS headers derived from them.
 * What is not in the key (cookies, Authorization, other headers) does not reach the application, so no response depends
 * on it.
 */
export function anonymousAnswersPolicy(scope: Construct, id: string): CachePolicy {
  return new CachePolicy(scope, id, {
    cachePolicyName: policyName(scope, id),
    comment: 'Anonymous responses: cached for as long as Cache-Control says, up to a minute',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.seconds(ANONYMOUS_MAX_SECONDS),
    cookieBehavior: CacheCookieBehavior.none(),
    headerBehavior: CacheHeaderBehavior.allowList('Host', 'Origin'),
    queryStringBehavior: CacheQueryStringBehavior.all(),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}

/** Sends the location of the user to the function and the application without adding it to the cache key. */
export function viewerPlacePolicy(scope: Construct, id: string): OriginRequestPolicy {
  return new OriginRequestPolicy(scope, id, {
    originRequestPolicyName: policyName(scope, id),
    comment: 'Country and location of the user, to choose a Region',
    cookieBehavior: OriginRequestCookieBehavior.none(),
    queryStringBehavior: OriginRequestQueryStringBehavior.none(),
    headerBehavior: OriginRequestHeaderBehavior.allowList(
      'CloudFront-Viewer-Country',
      'CloudFront-Viewer-Latitude',
      'CloudFront-Viewer-Longitude',
    ),
  });
}

/** Contains the stack name: the name that CDK generates would be the same in every environment of the account. */
function policyName(scope: Construct, id: string): string {
  return `${Names.uniqueResourceName(scope, { maxLength: MAX_NAME - id.length })}${id}`;
}

/**
 * Adds security headers that the application does not set.
 *
 * HSTS excludes subdomains, and there is no Content-Security-Policy, because both can break an application.
 */
export function securityHeadersPolicy(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    comment: 'Security headers unless the application sets its own',
    securityHeadersBehavior: securityHeaders(),
  });
}

/**
 * Adds the same security headers and removes `Set-Cookie`. Many frameworks start a session for every request without a
 * cookie, and a cached response would give the same session to all users.
 *
 * CloudFront is documented to remove the header if no cookies are forwarded; this does not rely on it.
 */
export function cookielessHeadersPolicy(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    comment: 'Security headers unless the application sets its own, without Set-Cookie',
    securityHeadersBehavior: securityHeaders(),
    removeHeaders: ['Set-Cookie'],
  });
}

function securityHeaders(): ResponseSecurityHeadersBehavior {
  return {
    strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: false },
    contentTypeOptions: { override: false },
    frameOptions: { frameOption: HeadersFrameOption.SAMEORIGIN, override: false },
    referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: false },
  };
}
