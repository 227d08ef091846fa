import { Certificate, CertificateValidation, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { EdgeDistributionProps } from './edge-distribution-props';
import { EdgeDomain } from './edge-domain';
import { EdgeRouting } from './edge-routing';
import { AccessLogs } from './private/access-logs';
import { AliasRecords } from './private/alias-records';
import { applicationBehavior, BehaviorContext, pathBehaviors } from './private/behaviors';
import { checkDistribution } from './private/distribution-rules';
import { acknowledgeFindings } from './private/edge-findings';
import { securityHeadersPolicy, uncachedErrors } from './private/edge-policies';
import { addOrigins, balancerOrigin, createVpcOrigin } from './private/origins';
import { RegionRouter } from './private/region-router';

/**
 * A CloudFront distribution in front of an internal load balancer and a bucket of immutable assets, in one Region or
 * several.
 *
 * The default behavior caches nothing, including errors. Firewall, domain, origin generation, Regions and price class
 * update the distribution in place. It must be in a stack in us-east-1.
 */
export class EdgeDistribution extends Construct {
  /** The distribution. */
  public readonly distribution: cloudfront.Distribution;

  /** The host name of the application: your own domain, or the `cloudfront.net` name. */
  public readonly domainName: string;

  /** The URL of the application, `https://` and `domainName`. */
  public readonly url: string;

  /** The VPC origin of the load balancer in the home Region. */
  public readonly vpcOrigin: cloudfront.VpcOrigin;

  /** The certificate of your own domain, undefined without `domain`. */
  public readonly certificate?: ICertificate;

  /** The bucket of the access logs, undefined if `accessLogs` is false. */
  public readonly accessLogsBucket?: IBucket;

  /** The Regions, starting with the home Region. Empty without `regionalOrigins`. */
  public readonly regions: string[];

  /** The ARN of the key value store with the out-of-service flags, undefined without `regionalOrigins`. */
  public readonly outOfServiceStoreArn?: string;

  private readonly router?: RegionRouter;

  constructor(scope: Construct, id: string, props: EdgeDistributionProps) {
    super(scope, id);
    checkDistribution(this, props);
    this.vpcOrigin = createVpcOrigin(
      this,
      `VpcOrigin${props.originGeneration ?? 1}`,
      props,
      props.originIsHttps ?? false,
    );
    const regionalOrigins = this.createRegionalOrigins(props);
    this.regions = regionsOf(props);
    this.router = this.createRouter(props);
    this.outOfServiceStoreArn = this.router?.storeArn;
    this.certificate = props.domain && this.resolveCertificate(props.domain);
    this.distribution = this.createDistribution(props);
    if (regionalOrigins.length > 0) {
      addOrigins(this.distribution, regionalOrigins);
    }
    this.accessLogsBucket = this.createAccessLogs(props);
    this.domainName = props.domain?.domainName ?? this.distribution.distributionDomainName;
    this.url = `https://${this.domainName}`;
    this.createRecords(props.domain);
    acknowledgeFindings(this.distribution, props);
  }

  /**
   * Returns the AWS CLI command that takes a Region out of service within seconds. Its users are then served by the
   * other Regions that may serve them.
   *
   * @param region one of `regions`
   */
  public takeOutOfServiceCommand(region: string): string {
    return this.routerOf(region).outCommand(region);
  }

  /**
   * Returns the AWS CLI command that brings a Region back into service.
   *
   * @param region one of `regions`
   */
  public returnToServiceCommand(region: string): string {
    return this.routerOf(region).inCommand(region);
  }

  /**
   * Grants permission to run both commands: to read the version of the key value store and to write flags.
   *
   * @param grantee the principal that may take Regions out of service
   */
  public grantOutOfServiceFlags(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['cloudfront-keyvaluestore:DescribeKeyValueStore', 'cloudfront-keyvaluestore:PutKey'],
      resourceArns: [this.routerOf(this.regions[0]).storeArn],
    });
  }

  private routerOf(region: string | undefined): RegionRouter {
    const problems = new Problems();
    problems.require(
      region !== undefined && this.regions.includes(region),
      `\`region\` must be one of ${this.regions.join(', ') || 'no Region'}, got: ${got(region)}; add the Region to ` +
        '`regionalOrigins` first',
    );
    problems.throwIfAny(this.node.path);
    return this.router!;
  }

  private createRegionalOrigins(props: EdgeDistributionProps): VpcOrigin[] {
    return (props.regionalOrigins ?? []).map((origin) => {
      const id = `VpcOrigin-${origin.region}-${origin.originGeneration ?? 1}`;
      return balancerOrigin(createVpcOrigin(this, id, origin, props.originIsHttps ?? false), props, origin.region);
    });
  }

  private createRouter(props: EdgeDistributionProps): RegionRouter | undefined {
    if (this.regions.length === 0) {
      return undefined;
    }
    return new RegionRouter(this, 'RegionRouter', {
      regions: this.regions,
      routing: props.routing ?? EdgeRouting.nearest(),
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
    const context: BehaviorContext = {
      scope: this,
      props,
      origin: balancerOrigin(this.vpcOrigin, props, this.regions[0]),
      responseHeadersPolicy: props.responseHeadersPolicy ?? securityHeadersPolicy(this, 'SecurityHeaders'),
      router: this.router?.association,
    };
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: props.comment ?? this.node.path.slice(-128),
      defaultBehavior: applicationBehavior(context),
      additionalBehaviors: pathBehaviors(context),
      errorResponses: uncachedErrors(),
      webAclId: props.webAclArn,
      certificate: this.certificate,
      domainNames: props.domain && [props.domain.domainName],
      // With the default certificate, CloudFront determines the policy and warns about any other.
      minimumProtocolVersion: this.certificate && cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      priceClass: props.priceClass ?? cloudfront.PriceClass.PRICE_CLASS_100,
    });
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
}

/** The home Region and the others. Empty if there is only one load balancer. */
function regionsOf(props: EdgeDistributionProps): string[] {
  const others = (props.regionalOrigins ?? []).map(({ region }) => region);
  return others.length > 0 ? [props.homeRegion!, ...others] : [];
}
