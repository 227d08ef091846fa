import { Duration, Validations } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EdgeDomain } from './edge-domain';
import { AccessLogs } from './private/access-logs';
import { AliasRecords } from './private/alias-records';
import { checkDistribution } from './private/distribution-rules';
import { immutableAssetsPolicy, securityHeadersPolicy, uncachedErrors } from './private/edge-policies';
import { LoadBalancerEndpoint } from './private/load-balancer-endpoint';

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
   * The users' `Host` header is forwarded, so CloudFront expects a certificate for that name at the load balancer: it needs `domain`, and the listener
   * a certificate in its own Region that covers `domain.domainName`. A VPC origin is private either way: the traffic stays inside the AWS network.
   *
   * @default false
   */
  readonly originIsHttps?: boolean;

  /**
   * The generation of the origin, counted from 1. CloudFront refuses to edit a VPC origin that is in use, so raise it by one in the same deployment that changes
   * the load balancer, the port or the protocol: a new origin is made, the distribution moves to it, the old one is deleted.
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

  /** The name of the bucket whose `assets/` prefix is served under `/assets/*`. Its policy has to admit the account's distributions; nothing is written to it. */
  readonly assetsBucketName: string;

  /** The Region of that bucket. */
  readonly assetsBucketRegion: string;

  /**
   * The ARN of the web ACL in front of the distribution, see `EdgeFirewall`. Adding or removing it updates the distribution in place.
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
   * @default - HSTS (one year), nosniff, frame options SAMEORIGIN and a referrer policy, each only where the application does not set it
   */
  readonly responseHeadersPolicy?: cloudfront.IResponseHeadersPolicy;

  /**
   * What the load balancer gets to see of a request; it has to include `Host`, cookies and query strings.
   *
   * @default - everything the user sent plus CloudFront's own headers. `CloudFront-Viewer-Address` is the only client address that
   * a client cannot forge: key rate limits by it and not by `X-Forwarded-For`
   */
  readonly originRequestPolicy?: cloudfront.IOriginRequestPolicy;

  /**
   * A note that the console shows for the distribution, at most 128 characters.
   *
   * @default - the construct's path
   */
  readonly comment?: string;
}

/**
 * CloudFront in front of an internal load balancer and a bucket of immutable assets.
 *
 * Nothing personalised is cached: the default behaviour does not cache at all, errors neither. The distribution is made once and only ever updated: firewall, domain, origin
 * generation and price class change it in place. Belongs into a stack in us-east-1.
 */
export class EdgeDistribution extends Construct {
  /** The distribution. */
  public readonly distribution: cloudfront.Distribution;

  /** The host name under which users reach the product: the own domain, or the `cloudfront.net` name. */
  public readonly domainName: string;

  /** The address of the product, `https://` and `domainName`. */
  public readonly url: string;

  /** The VPC origin of the load balancer. */
  public readonly vpcOrigin: cloudfront.VpcOrigin;

  /** The certificate of the own domain; absent without one. */
  public readonly certificate?: ICertificate;

  /** The bucket of the access logs; absent where they are switched off. */
  public readonly accessLogsBucket?: IBucket;

  constructor(scope: Construct, id: string, props: EdgeDistributionProps) {
    super(scope, id);
    checkDistribution(this, props);
    this.vpcOrigin = this.createVpcOrigin(props);
    this.certificate = props.domain && this.resolveCertificate(props.domain);
    this.distribution = this.createDistribution(props);
    this.accessLogsBucket = this.createAccessLogs(props);
    this.domainName = props.domain?.domainName ?? this.distribution.distributionDomainName;
    this.url = `https://${this.domainName}`;
    this.createRecords(props.domain);
    this.acknowledgeFindings(props);
  }

  private createVpcOrigin(props: EdgeDistributionProps): cloudfront.VpcOrigin {
    const https = props.originIsHttps ?? false;
    return new cloudfront.VpcOrigin(this, `VpcOrigin${props.originGeneration ?? 1}`, {
      endpoint: new LoadBalancerEndpoint(props.loadBalancerArn, props.loadBalancerDnsName),
      protocolPolicy: https ? cloudfront.OriginProtocolPolicy.HTTPS_ONLY : cloudfront.OriginProtocolPolicy.HTTP_ONLY,
      httpPort: https ? undefined : 80,
      httpsPort: https ? 443 : undefined,
      originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
    });
  }

  private resolveCertificate(domain: EdgeDomain): ICertificate {
    if (domain.certificate) {
      return domain.certificate;
    }
    const hostedZone = HostedZone.fromHostedZoneAttributes(this, 'HostedZone', {
      hostedZoneId: domain.hostedZoneId,
      zoneName: domain.hostedZoneName,
    });
    return new Certificate(this, 'Certificate', {
      domainName: domain.domainName,
      validation: CertificateValidation.fromDns(hostedZone),
    });
  }

  private createDistribution(props: EdgeDistributionProps): cloudfront.Distribution {
    const headers = props.responseHeadersPolicy ?? securityHeadersPolicy(this, 'SecurityHeaders');
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: props.comment ?? this.node.path.slice(-128),
      defaultBehavior: this.applicationBehavior(props, headers),
      additionalBehaviors: { '/assets/*': this.assetsBehavior(props, headers) },
      errorResponses: uncachedErrors(),
      webAclId: props.webAclArn,
      certificate: this.certificate,
      domainNames: props.domain && [props.domain.domainName],
      // Without a certificate of its own, CloudFront fixes the policy and warns about any other.
      minimumProtocolVersion: this.certificate && cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      priceClass: props.priceClass ?? cloudfront.PriceClass.PRICE_CLASS_100,
    });
  }

  private applicationBehavior(
    props: EdgeDistributionProps,
    responseHeadersPolicy: cloudfront.IResponseHeadersPolicy,
  ): cloudfront.BehaviorOptions {
    return {
      origin: VpcOrigin.withVpcOrigin(this.vpcOrigin, {
        readTimeout: Duration.seconds(props.originReadTimeoutSeconds ?? 30),
        // Below the 60 seconds after which a load balancer closes an idle connection by default.
        keepaliveTimeout: Duration.seconds(30),
      }),
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: props.originRequestPolicy ?? cloudfront.OriginRequestPolicy.ALL_VIEWER_AND_CLOUDFRONT_2022,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy,
    };
  }

  private assetsBehavior(
    props: EdgeDistributionProps,
    responseHeadersPolicy: cloudfront.IResponseHeadersPolicy,
  ): cloudfront.BehaviorOptions {
    const bucket = Bucket.fromBucketAttributes(this, 'AssetsBucket', {
      bucketName: props.assetsBucketName,
      region: props.assetsBucketRegion,
    });
    const access = new cloudfront.S3OriginAccessControl(this, 'AssetsAccess');
    return {
      origin: S3BucketOrigin.withBucketDefaults(bucket, { originAccessControlId: access.originAccessControlId }),
      allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachePolicy: immutableAssetsPolicy(this, 'ImmutableAssets'),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
      responseHeadersPolicy,
    };
  }

  private createAccessLogs(props: EdgeDistributionProps): IBucket | undefined {
    if (props.accessLogs === false) {
      return undefined;
    }
    const retentionDays = props.accessLogRetentionDays ?? 90;
    return new AccessLogs(this, 'AccessLogs', { distribution: this.distribution, retentionDays }).bucket;
  }

  private createRecords(domain?: EdgeDomain): void {
    if (domain) {
      new AliasRecords(this, 'AliasRecords', { distribution: this.distribution, domain });
    }
  }

  private acknowledgeFindings(props: EdgeDistributionProps): void {
    const findings = Validations.of(this.distribution);
    findings.acknowledge({
      id: 'AwsSolutions-CFR1',
      reason: 'a SaaS product is open to users of all countries; restrict them with a rule of the web ACL where a law asks for it',
    });
    findings.acknowledge({
      id: 'AwsSolutions-CFR3',
      reason:
        props.accessLogs === false
          ? 'access logs were switched off with `accessLogs: false`'
          : 'requests are logged through standard logging v2, a log delivery beside the distribution that the rule does not look at',
    });
    if (props.webAclArn === undefined) {
      findings.acknowledge({ id: 'AwsSolutions-CFR2', reason: 'the firewall joins in a later growth stage through `webAclArn`, without replacing anything' });
    }
    if (props.domain === undefined) {
      findings.acknowledge({
        id: 'AwsSolutions-CFR4',
        reason: 'without an own domain CloudFront serves its own certificate and fixes the protocol versions itself; give `domain` to require TLS 1.2',
      });
    }
  }
}
