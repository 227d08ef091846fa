import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { OriginRequestPolicy, PriceClass, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { EdgeDistribution, EdgeDistributionProps, EdgeFirewall } from '../../../lib/edge';
import { nagFindings } from '../../helpers/nag';

const ACCOUNT = '111122223333';
const ARN = `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/app/origin/0123456789abcdef`;
const MINIMAL: EdgeDistributionProps = {
  loadBalancerArn: ARN,
  loadBalancerDnsName: 'internal-origin-1.eu-west-1.elb.amazonaws.com',
  assetsBucketName: 'assets-of-the-product',
  assetsBucketRegion: 'eu-west-1',
};
const DOMAIN = { domainName: 'app.example.com', hostedZoneId: 'Z0123456789ABC', hostedZoneName: 'example.com' };

function edgeStack(app = new App(), region = 'us-east-1'): Stack {
  return new Stack(app, 'Edge', { env: { account: ACCOUNT, region } });
}

function synth(props: Partial<EdgeDistributionProps> = {}): Template {
  const stack = edgeStack();
  new EdgeDistribution(stack, 'Distribution', { ...MINIMAL, ...props });
  return Template.fromStack(stack);
}

function failure(props: Partial<EdgeDistributionProps>, region?: string): string {
  try {
    new EdgeDistribution(edgeStack(new App(), region), 'Distribution', { ...MINIMAL, ...props });
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

function distributionConfig(template: Template): Record<string, any> {
  return Object.values(template.findResources('AWS::CloudFront::Distribution'))[0].Properties.DistributionConfig;
}

test('two environments fit into one account: no policy of CloudFront has the same name in both', () => {
  const names = ['notes-production-edge', 'notes-staging-edge'].map((stackName) => {
    const stack = new Stack(new App(), 'Edge', { stackName, env: { account: ACCOUNT, region: 'us-east-1' } });
    new EdgeDistribution(stack, 'Distribution', MINIMAL);
    const template = Template.fromStack(stack);
    const named = ['CachePolicy', 'ResponseHeadersPolicy', 'OriginAccessControl'].flatMap((kind) =>
      Object.values(template.findResources(`AWS::CloudFront::${kind}`)).map(
        ({ Properties }) => Properties[`${kind}Config`].Name,
      ),
    );
    return [
      ...named,
      ...Object.values(template.findResources('AWS::CloudFront::VpcOrigin')).map(
        ({ Properties }) => Properties.VpcOriginEndpointConfig.Name,
      ),
    ];
  });
  expect(names[0]).toHaveLength(4);
  expect(names[1].filter((name) => names[0].includes(name))).toEqual([]);
});

describe('minimal', () => {
  const template = synth();

  test('the load balancer is reached through a VPC origin over HTTP', () => {
    template.hasResourceProperties('AWS::CloudFront::VpcOrigin', {
      VpcOriginEndpointConfig: {
        Arn: ARN,
        HTTPPort: 80,
        HTTPSPort: Match.absent(),
        OriginProtocolPolicy: 'http-only',
        OriginSSLProtocols: ['TLSv1.2'],
      },
    });
    const origin = distributionConfig(template).Origins[0];
    expect(origin.DomainName).toBe(MINIMAL.loadBalancerDnsName);
    expect(origin.VpcOriginConfig.OriginReadTimeout).toBe(30);
  });

  test('nothing personalised is cached and the host name, cookies and CloudFront headers reach the application', () => {
    const behavior = distributionConfig(template).DefaultCacheBehavior;
    expect(behavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(behavior.OriginRequestPolicyId).toBe('33f36d7e-f396-46d9-90e0-52428a34d9dc');
    expect(behavior.AllowedMethods).toHaveLength(7);
    expect(behavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  });

  test('errors are never cached', () => {
    const errors = distributionConfig(template).CustomErrorResponses;
    expect(errors.map((error: any) => error.ErrorCode)).toEqual([
      400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504,
    ]);
    expect(errors.every((error: any) => error.ErrorCachingMinTTL === 0 && error.ResponseCode === undefined)).toBe(true);
  });

  test('assets come from the bucket through an origin access control and stay for a year', () => {
    const config = distributionConfig(template);
    const origin = config.Origins[1];
    expect(JSON.stringify(origin.DomainName)).toContain('assets-of-the-product.s3.eu-west-1.');
    expect(origin.S3OriginConfig).toEqual({ OriginAccessIdentity: '' });
    expect(origin.OriginAccessControlId).toBeDefined();
    expect(config.CacheBehaviors).toHaveLength(1);
    expect(config.CacheBehaviors[0]).toMatchObject({
      PathPattern: '/assets/*',
      Compress: true,
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
    });
    template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        DefaultTTL: 31536000,
        MaxTTL: 31536000,
        MinTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          EnableAcceptEncodingBrotli: true,
          EnableAcceptEncodingGzip: true,
          CookiesConfig: { CookieBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
        },
      },
    });
  });

  test('security headers never override the application', () => {
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentTypeOptions: { Override: false },
          FrameOptions: { FrameOption: 'SAMEORIGIN', Override: false },
          ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: false },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, IncludeSubdomains: false, Override: false },
        },
      },
    });
  });

  test('modern protocols, the cheap price class, no firewall, no own name', () => {
    const config = distributionConfig(template);
    expect(config).toMatchObject({
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      PriceClass: 'PriceClass_100',
      Enabled: true,
    });
    expect(config).not.toHaveProperty('WebACLId');
    expect(config).not.toHaveProperty('Aliases');
    expect(config).not.toHaveProperty('ViewerCertificate');
    template.resourceCountIs('AWS::Route53::RecordSet', 0);
    template.resourceCountIs('AWS::CertificateManager::Certificate', 0);
  });
});

describe('access logs', () => {
  test('are delivered into an own retained bucket without cookies and query strings', () => {
    const template = synth();
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        LifecycleConfiguration: {
          Rules: [
            { ExpirationInDays: 90, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
          ],
        },
      },
    });
    template.hasResourceProperties('AWS::Logs::DeliverySource', { LogType: 'ACCESS_LOGS' });
    const fields = Object.values(template.findResources('AWS::Logs::Delivery'))[0].Properties.RecordFields;
    expect(fields).toContain('sc-status');
    expect(fields).not.toContain('cs(Cookie)');
    expect(fields).not.toContain('cs-uri-query');
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'AllowCloudFrontLogDelivery',
            Principal: { Service: 'delivery.logs.amazonaws.com' },
            Condition: Match.objectLike({
              StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': ACCOUNT },
            }),
          }),
        ]),
      },
    });
  });

  test('can be kept longer or switched off', () => {
    synth({ accessLogRetentionDays: 400 }).hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 400 })] },
    });
    const stack = edgeStack();
    const edge = new EdgeDistribution(stack, 'Distribution', { ...MINIMAL, accessLogs: false });
    expect(edge.accessLogsBucket).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 0);
    Template.fromStack(stack).resourceCountIs('AWS::Logs::Delivery', 0);
  });
});

describe('own domain', () => {
  const stack = edgeStack();
  const edge = new EdgeDistribution(stack, 'Distribution', { ...MINIMAL, domain: DOMAIN, originIsHttps: true });
  const template = Template.fromStack(stack);

  test('gets a certificate validated through the zone, and TLS 1.2', () => {
    template.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'app.example.com',
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: 'app.example.com', HostedZoneId: 'Z0123456789ABC' }],
    });
    const config = distributionConfig(template);
    expect(config.Aliases).toEqual(['app.example.com']);
    expect(config.ViewerCertificate).toMatchObject({
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
    expect(edge.url).toBe('https://app.example.com');
  });

  test('gets weighted alias records from the first day', () => {
    template.resourceCountIs('AWS::Route53::RecordSet', 2);
    for (const type of ['A', 'AAAA']) {
      template.hasResourceProperties('AWS::Route53::RecordSet', {
        Name: 'app.example.com.',
        Type: type,
        SetIdentifier: 'primary',
        Weight: 100,
        AliasTarget: { HostedZoneId: 'Z2FDTNDATAQYW2', EvaluateTargetHealth: false },
      });
    }
  });

  test('allows HTTPS to the load balancer', () => {
    template.hasResourceProperties('AWS::CloudFront::VpcOrigin', {
      VpcOriginEndpointConfig: { HTTPSPort: 443, HTTPPort: Match.absent(), OriginProtocolPolicy: 'https-only' },
    });
  });

  test('takes a certificate that exists', () => {
    const own = edgeStack();
    const certificate = Certificate.fromCertificateArn(
      own,
      'Given',
      `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/abc`,
    );
    const distribution = new EdgeDistribution(own, 'Distribution', { ...MINIMAL, domain: { ...DOMAIN, certificate } });
    expect(distribution.certificate).toBe(certificate);
    Template.fromStack(own).resourceCountIs('AWS::CertificateManager::Certificate', 0);
  });
});

describe('what changes in place', () => {
  const ids = (template: Template) =>
    ['AWS::CloudFront::Distribution', 'AWS::S3::Bucket', 'AWS::CloudFront::VpcOrigin'].map((type) =>
      Object.keys(template.findResources(type)),
    );
  const webAclArn = `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/one/two`;

  test('the firewall changes one property of the distribution and nothing else', () => {
    const before = synth().toJSON();
    const after = synth({ webAclArn }).toJSON();
    const id = Object.keys(before.Resources).find(
      (key) => before.Resources[key].Type === 'AWS::CloudFront::Distribution',
    )!;
    expect(after.Resources[id].Properties.DistributionConfig.WebACLId).toBe(webAclArn);
    delete after.Resources[id].Properties.DistributionConfig.WebACLId;
    for (const key of Object.keys(before.Resources)) {
      expect(after.Resources[key].Properties).toEqual(before.Resources[key].Properties);
    }
    expect(Object.keys(after.Resources)).toEqual(Object.keys(before.Resources));
  });

  test('an own domain keeps distribution, logs and origin', () => {
    expect(ids(synth({ domain: DOMAIN }))).toEqual(ids(synth()));
  });

  test('a new origin generation makes a new VPC origin for the same distribution', () => {
    const first = ids(synth());
    const second = ids(synth({ originGeneration: 2 }));
    expect(second.slice(0, 2)).toEqual(first.slice(0, 2));
    expect(second[2]).not.toEqual(first[2]);
  });

  test('the logical ids are the published ones', () => {
    expect(ids(synth())).toMatchInlineSnapshot(`
[
  [
    "Distribution20DB6340",
  ],
  [
    "DistributionAccessLogsBucketF8064C8E",
  ],
  [
    "DistributionVpcOrigin1DAB8BE7B",
  ],
]
`);
  });
});

describe('maximal and overrides', () => {
  test('everything the user gives wins', () => {
    const config = distributionConfig(
      synth({
        originPort: 80,
        originReadTimeoutSeconds: 60,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
        responseHeadersPolicy: ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS,
        priceClass: PriceClass.PRICE_CLASS_ALL,
        comment: 'the shop',
      }),
    );
    expect(config).toMatchObject({ PriceClass: 'PriceClass_All', Comment: 'the shop' });
    expect(config.Origins[0].VpcOriginConfig.OriginReadTimeout).toBe(60);
    expect(config.DefaultCacheBehavior.OriginRequestPolicyId).toBe('216adef6-5c7f-47e4-b989-5492eafa07d3');
    expect(config.DefaultCacheBehavior.ResponseHeadersPolicyId).toBe('60669652-455b-4ae9-85a4-c4c02393f86c');
  });

  test('load balancer and bucket of a stack in another Region are only referenced', () => {
    const producerIds = (consumed: boolean) => {
      const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } });
      const service = new Stack(app, 'Service', { env: { account: ACCOUNT, region: 'eu-west-1' } });
      const balancer = new ApplicationLoadBalancer(service, 'Balancer', { vpc: new Vpc(service, 'Vpc') });
      const bucket = new CfnBucket(service, 'Assets');
      if (consumed) {
        new EdgeDistribution(edgeStack(app), 'Distribution', {
          loadBalancerArn: balancer.loadBalancerArn,
          loadBalancerDnsName: balancer.loadBalancerDnsName,
          assetsBucketName: bucket.ref,
          assetsBucketRegion: 'eu-west-1',
        });
      }
      return Object.keys(Template.fromStack(service).toJSON().Resources);
    };
    expect(producerIds(true)).toEqual(producerIds(false));
  });

  test('an environment-agnostic stack is accepted', () => {
    const stack = new Stack(new App(), 'Agnostic');
    const edge = new EdgeDistribution(stack, 'Distribution', MINIMAL);
    new CfnOutput(stack, 'Url', { value: edge.url });
    Template.fromStack(stack).resourceCountIs('AWS::CloudFront::Distribution', 1);
  });
});

describe('errors', () => {
  test('a stack outside us-east-1', () => {
    expect(failure({}, 'eu-west-1')).toBe(
      'Edge/Distribution: `env.region` of the stack must be us-east-1, got: "eu-west-1"; ' +
        'CloudFront reads certificates, web ACLs and log deliveries from that Region only',
    );
  });

  test('all problems at once', () => {
    expect(
      failure({
        originPort: 8080,
        originGeneration: 0,
        originReadTimeoutSeconds: 200,
        accessLogs: false,
        accessLogRetentionDays: 5,
        comment: 'x'.repeat(129),
      }),
    ).toBe(
      'Edge/Distribution: `originPort` must be 80 for HTTP, got: 8080; ' +
        'use 80, or 443 with `originIsHttps: true`; ' +
        '`originGeneration` must be a whole number from 1 to 1000, got: 0; ' +
        'increase it by one for each change of the origin; ' +
        '`originReadTimeoutSeconds` must be a whole number from 1 to 120, got: 200; ' +
        'move longer requests to the queue; ' +
        '`accessLogRetentionDays` must not be set if `accessLogs` is false, got: 5; ' +
        '`comment` must be at most 128 characters, got: 129 characters',
    );
  });

  test('HTTPS to the origin without a domain', () => {
    expect(failure({ originIsHttps: true })).toBe(
      'Edge/Distribution: `originIsHttps` must be set together with `domain`, got: true without a domain; ' +
        'set `domain` or use HTTP, because no certificate can cover a cloudfront.net name',
    );
  });

  test('names that are none', () => {
    expect(
      failure({
        loadBalancerArn: 'origin',
        assetsBucketName: 'Assets',
        webAclArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b',
      }),
    ).toBe(
      'Edge/Distribution: `loadBalancerArn` must be the ARN of an Application Load Balancer, got: "origin"; ' +
        '`assetsBucketName` must be the name of an S3 bucket, got: "Assets"; ' +
        '`webAclArn` must be the ARN of a web ACL with the scope CLOUDFRONT in us-east-1, got: ' +
        '"arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b"',
    );
  });

  test('a domain outside its zone', () => {
    expect(
      failure({
        domain: { domainName: 'app.example.org', hostedZoneId: '/hostedzone/Z1', hostedZoneName: 'example.com' },
      }),
    ).toBe(
      'Edge/Distribution: `domain.hostedZoneId` must start with Z and contain only capital letters and ' +
        'digits, got: "/hostedzone/Z1"; ' +
        'use the id of the public hosted zone without the prefix "/hostedzone/"; ' +
        '`domain.domainName` must be `domain.hostedZoneName` ("example.com") or a name below it, got: ' +
        '"app.example.org"',
    );
  });

  test('a domain that is no host name', () => {
    expect(failure({ domain: { ...DOMAIN, domainName: 'https://app.example.com' } })).toContain(
      'Edge/Distribution: `domain.domainName` must be a lowercase host name without scheme and trailing dot ' +
        'such as "app.example.com", got: "https://app.example.com"',
    );
  });
});

describe('cdk-nag', () => {
  test.each([
    ['minimal', {}],
    ['without logs', { accessLogs: false }],
    ['with a domain', { domain: DOMAIN, originIsHttps: true }],
  ])('is clean: %s', (_name, props) => {
    const app = new App();
    new EdgeDistribution(edgeStack(app), 'Distribution', { ...MINIMAL, ...props });
    expect(nagFindings(app)).toEqual([]);
  });

  test('is clean with a firewall', () => {
    const app = new App();
    const stack = edgeStack(app);
    const firewall = new EdgeFirewall(stack, 'Firewall');
    new EdgeDistribution(stack, 'Distribution', { ...MINIMAL, webAclArn: firewall.webAclArn });
    expect(nagFindings(app)).toEqual([]);
  });
});
