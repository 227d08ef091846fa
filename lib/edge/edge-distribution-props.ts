import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { EdgeDomain } from './edge-domain';
import { EdgeRouting } from './edge-routing';
import { RegionalOrigin } from './regional-origin';

/** Properties of the edge. */
export interface EdgeDistributionProps {
  /** The ARN of the internal Application Load Balancer that serves everything but assets. */
  readonly loadBalancerArn: string;

  /** The DNS name of that load balancer. */
  readonly loadBalancerDnsName: string;

  /**
   * The port of the listener: 80 for HTTP, 443 for HTTPS.
   *
   * @default - 443 where `originIsHttps` is set, otherwise 80
   */
  readonly originPort?: number;

  /**
   * Whether CloudFront speaks HTTPS to the load balancer.
   *
   * The users' `Host` header is forwarded, so CloudFront expects a certificate for that name at the load balancer: it
   * needs `domain`, and the listener a certificate in its own Region that covers `domain.domainName`. A VPC origin is
   * private either way: the traffic stays inside the AWS network.
   *
   * @default false
   */
  readonly originIsHttps?: boolean;

  /**
   * The generation of the origin, counted from 1. CloudFront refuses to edit a VPC origin that is in use, so raise it
   * by one in the same deployment that changes the load balancer, the port or the protocol: a new origin is made, the
   * distribution moves to it, the old one is deleted.
   *
   * @default 1
   */
  readonly originGeneration?: number;

  /**
   * Seconds that CloudFront waits for the load balancer's answer (1 to 120; AWS's default quota ends at 120).
   *
   * @default 30
   */
  readonly originReadTimeoutSeconds?: number;

  /**
   * The name of the bucket whose `assets/` prefix is served under `/assets/*`. Its policy has to admit the account's
   * distributions; nothing is written to it.
   */
  readonly assetsBucketName: string;

  /** The Region of that bucket. */
  readonly assetsBucketRegion: string;

  /**
   * The ARN of the web ACL in front of the distribution, see `EdgeFirewall`. Adding or removing it updates the
   * distribution in place.
   *
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * An own domain.
   *
   * @default - the distribution answers under its `cloudfront.net` name
   */
  readonly domain?: EdgeDomain;

  /**
   * Whether requests are logged into an own bucket, without cookies and query strings.
   *
   * @default true
   */
  readonly accessLogs?: boolean;

  /**
   * Days after which access logs are deleted (1 to 3653).
   *
   * @default 90
   */
  readonly accessLogRetentionDays?: number;

  /**
   * The edge locations that serve, and with them the price of a GB.
   *
   * @default PriceClass.PRICE_CLASS_100 - North America, Europe and Israel; users elsewhere are served from there
   */
  readonly priceClass?: cloudfront.PriceClass;

  /**
   * The headers that are added to responses.
   *
   * @default - HSTS (one year), nosniff, frame options SAMEORIGIN and a referrer policy, each only where the
   * application does not set it; under `anonymousPaths` also no `Set-Cookie`, which a policy of your own should remove
   * as well
   */
  readonly responseHeadersPolicy?: cloudfront.IResponseHeadersPolicy;

  /**
   * What the load balancer gets to see of a request; it has to include `Host`, cookies and query strings.
   *
   * @default - everything the user sent plus CloudFront's own headers. `CloudFront-Viewer-Address` is the only client
   * address that a client cannot forge: key rate limits by it and not by `X-Forwarded-For`
   */
  readonly originRequestPolicy?: cloudfront.IOriginRequestPolicy;

  /**
   * A note that the console shows for the distribution, at most 128 characters.
   *
   * @default - the construct's path
   */
  readonly comment?: string;

  /**
   * Paths of anonymous answers that may be cached for everybody, as CloudFront path patterns such as `/api/catalog/*`,
   * at most 20.
   *
   * Only GET, HEAD and OPTIONS are admitted there. Cookies and `Authorization` are taken away before the application
   * sees the request, so that it cannot answer personally. The query string, `Host` and `Origin` are part of the key.
   * The application decides with `Cache-Control`, `stale-while-revalidate` included; nothing is kept without that
   * header, and nothing is fresh for longer than 60 seconds.
   *
   * @default - none; only `/assets/*` is cached
   */
  readonly anonymousPaths?: string[];

  /**
   * The Region of the load balancer of `loadBalancerArn`, for example `eu-west-1`. It never changes: users are moved by
   * `routing` and by marks, not by exchanging the origins.
   *
   * @default - unknown; it has to be given with `regionalOrigins`
   */
  readonly homeRegion?: string;

  /**
   * Further Regions with a load balancer that serves the same application, at most 9; the order counts where nothing
   * nearer decides.
   *
   * @default - none: everybody is served from the one load balancer, without a function
   */
  readonly regionalOrigins?: RegionalOrigin[];

  /**
   * How users are led to the Regions.
   *
   * @default EdgeRouting.nearest() where there are `regionalOrigins`
   */
  readonly routing?: EdgeRouting;
}
