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
 * Every status code for which CloudFront would otherwise keep an error for 10 seconds, even where caching is disabled.
 *
 * An error of one user (a 403, a 404 for something not yet made) must never be served to another one, and a 5xx must
 * end when the origin recovers.
 */
const ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** Limit of CloudFront on names of policies. */
const MAX_NAME = 128;

/** The longest that an anonymous answer is fresh, in seconds (mission row 10: seconds to a minute). */
const ANONYMOUS_MAX_SECONDS = 60;

/** Error responses that are never cached. */
export function uncachedErrors(): ErrorResponse[] {
  return ERROR_CODES.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) }));
}

/**
 * Keeps fingerprinted files for a year at the edge (guides G2, G3, G4: immutable assets, one year).
 *
 * The minimum is 0, so that a file uploaded with its own Cache-Control (say `no-cache`) is still obeyed.
 */
export function immutableAssetsPolicy(scope: Construct, id: string): CachePolicy {
  return new CachePolicy(scope, id, {
    cachePolicyName: policyName(scope, id),
    comment: 'Immutable assets: one year, compressed, the same for everybody',
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
 * Keeps an anonymous answer for as long as the application says with Cache-Control, up to a minute; without that header
 * not at all.
 *
 * `Host` and `Origin` are in the key because an answer may contain absolute addresses or CORS headers made from them.
 * What is not in the key (cookies, Authorization, all other headers) does not reach the application, so no answer can
 * depend on it.
 */
export function anonymousAnswersPolicy(scope: Construct, id: string): CachePolicy {
  return new CachePolicy(scope, id, {
    cachePolicyName: policyName(scope, id),
    comment: 'Anonymous answers: as long as the application says, up to a minute, the same for everybody',
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

/**
 * Tells the user's place, as CloudFront finds it for the address, to a function and to the application, without making
 * it part of a cache key.
 */
export function viewerPlacePolicy(scope: Construct, id: string): OriginRequestPolicy {
  return new OriginRequestPolicy(scope, id, {
    originRequestPolicyName: policyName(scope, id),
    comment: 'The country and place of the user, for the choice of a Region',
    cookieBehavior: OriginRequestCookieBehavior.none(),
    queryStringBehavior: OriginRequestQueryStringBehavior.none(),
    headerBehavior: OriginRequestHeaderBehavior.allowList(
      'CloudFront-Viewer-Country',
      'CloudFront-Viewer-Latitude',
      'CloudFront-Viewer-Longitude',
    ),
  });
}

/** Unique in the account, so the name of the stack is in it: CDK's own would be the same in every environment. */
function policyName(scope: Construct, id: string): string {
  return `${Names.uniqueResourceName(scope, { maxLength: MAX_NAME - id.length })}${id}`;
}

/**
 * Security headers for responses that do not bring their own.
 *
 * Nothing is overridden: an application that sets one of the headers keeps its value. HSTS leaves subdomains alone, and
 * there is no Content-Security-Policy, because both can break an application that the library knows nothing about.
 */
export function securityHeadersPolicy(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    comment: 'Security headers unless the application sets its own',
    securityHeadersBehavior: securityHeaders(),
  });
}

/**
 * The same security headers, and no `Set-Cookie`: many frameworks give a session to every request without a cookie, and
 * a cached one would be the session of everybody.
 *
 * CloudFront says that it removes the header itself where no cookies are forwarded; this does not depend on it.
 */
export function cookielessHeadersPolicy(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    comment: 'Security headers unless the application sets its own, and never a cookie',
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
