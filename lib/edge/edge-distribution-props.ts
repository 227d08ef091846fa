import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { EdgeDomain } from './edge-domain';
import { EdgeRouting } from './edge-routing';
import { RegionalOrigin } from './regional-origin';

/** Properties of `EdgeDistribution`. */
export interface EdgeDistributionProps {
  /** The ARN of the internal Application Load Balancer that serves everything except assets. */
  readonly loadBalancerArn: string;

  /** The DNS name of the load balancer. */
  readonly loadBalancerDnsName: string;

  /**
   * The port of the listener: 80 for HTTP, 443 for HTTPS.
   *
   * @default - 443 if `originIsHttps` is true, otherwise 80
   */
  readonly originPort?: number;

  /**
   * Whether CloudFront connects to the load balancer with HTTPS.
   *
   * CloudFront forwards the `Host` header and expects a certificate for that name. This requires `domain`, and a
   * certificate on the listener, in the load balancer's Region, that covers `domain.domainName`. With HTTP, traffic of
   * a VPC origin still stays inside the AWS network.
   *
   * @default false
   */
  readonly originIsHttps?: boolean;

  /**
   * The generation of the origin, starting at 1. CloudFront cannot edit a VPC origin that is in use, so increase it by
   * one in the same deployment that changes the load balancer, the port or the protocol. A new origin is created, the
   * distribution moves to it, and the old one is deleted.
   *
   * @default 1
   */
  readonly originGeneration?: number;

  /**
   * Seconds that CloudFront waits for a response of the load balancer (1 to 120, the default quota of AWS).
   *
   * @default 30
   */
  readonly originReadTimeoutSeconds?: number;

  /**
   * The name of the bucket whose `assets/` prefix is served under `/assets/*`. Its policy must allow the distributions
   * of the account; this construct does not edit it.
   */
  readonly assetsBucketName: string;

  /** The Region of the assets bucket. */
  readonly assetsBucketRegion: string;

  /**
   * The ARN of the web ACL of the distribution, see `EdgeFirewall`. Adding or removing it updates the distribution in
   * place.
   *
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * Your own domain.
   *
   * @default - the distribution uses its `cloudfront.net` name
   */
  readonly domain?: EdgeDomain;

  /**
   * Whether requests are logged to a new bucket, without cookies and query strings.
   *
   * @default true
   */
  readonly accessLogs?: boolean;

  /**
   * Days after which access logs expire (1 to 3653).
   *
   * @default 90
   */
  readonly accessLogRetentionDays?: number;

  /**
   * The price class, which determines the edge locations and the price per GB.
   *
   * @default PriceClass.PRICE_CLASS_100 - North America, Europe and Israel; users elsewhere are served from there
   */
  readonly priceClass?: cloudfront.PriceClass;

  /**
   * The headers that are added to responses.
   *
   * @default - HSTS (one year), nosniff, frame options SAMEORIGIN and a referrer policy, unless the application sets
   * them. Under `anonymousPaths`, `Set-Cookie` is removed, too; your own policy should do the same
   */
  readonly responseHeadersPolicy?: cloudfront.IResponseHeadersPolicy;

  /**
   * What the load balancer receives of a request. It must include `Host`, cookies and query strings.
   *
   * @default - everything the user sent plus the headers of CloudFront. Use `CloudFront-Viewer-Address` as the key of
   * rate limits: unlike `X-Forwarded-For`, a client cannot forge it
   */
  readonly originRequestPolicy?: cloudfront.IOriginRequestPolicy;

  /**
   * A comment that the console shows for the distribution, at most 128 characters.
   *
   * @default - the construct's path
   */
  readonly comment?: string;

  /**
   * Paths with anonymous responses that may be cached, as CloudFront path patterns such as `/api/catalog/*`, at most
   * 20.
   *
   * Only GET, HEAD and OPTIONS are allowed on these paths. Cookies and `Authorization` are removed before the
   * application sees the request, so a response cannot be personal. The cache key includes the query string, `Host` and
   * `Origin`. The application sets the lifetime with `Cache-Control`, including `stale-while-revalidate`. Without that
   * header nothing is cached, and no response is fresh for longer than 60 seconds.
   *
   * @default - none; only `/assets/*` is cached
   */
  readonly anonymousPaths?: string[];

  /**
   * The Region of the load balancer of `loadBalancerArn`, for example `eu-west-1`. Required with `regionalOrigins`.
   * Cannot be changed after creation: move users with `routing` and out-of-service flags.
   *
   * @default - unknown
   */
  readonly homeRegion?: string;

  /**
   * Other Regions with a load balancer of the same application, at most 9. The order matters if distance does not
   * decide.
   *
   * @default - none; the load balancer serves all users, without a CloudFront Function
   */
  readonly regionalOrigins?: RegionalOrigin[];

  /**
   * How the Region of a request is chosen.
   *
   * @default EdgeRouting.nearest() with `regionalOrigins`
   */
  readonly routing?: EdgeRouting;
}
