import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EdgeDistribution, EdgeDistributionProps, EdgeRouting, RegionalOrigin } from '../../../lib/edge';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

const ACCOUNT = '111122223333';

function balancer(region: string, more: Partial<RegionalOrigin> = {}): RegionalOrigin {
  return {
    region,
    loadBalancerArn: `arn:aws:elasticloadbalancing:${region}:${ACCOUNT}:loadbalancer/app/origin/0123456789abcdef`,
    loadBalancerDnsName: `internal-origin-1.${region}.elb.amazonaws.com`,
    ...more,
  };
}

const HOME = balancer('eu-west-1');
const MINIMAL: EdgeDistributionProps = {
  loadBalancerArn: HOME.loadBalancerArn,
  loadBalancerDnsName: HOME.loadBalancerDnsName,
  assetsBucketName: 'assets-of-the-product',
  assetsBucketRegion: 'eu-west-1',
};
const REGIONAL: EdgeDistributionProps = {
  ...MINIMAL,
  homeRegion: 'eu-west-1',
  regionalOrigins: [balancer('us-east-1')],
};

function build(props: EdgeDistributionProps, app = new App(), stackName?: string): EdgeDistribution {
  const stack = new Stack(app, 'Edge', { stackName, env: { account: ACCOUNT, region: 'us-east-1' } });
  return new EdgeDistribution(stack, 'Distribution', props);
}

function synth(props: EdgeDistributionProps, stackName?: string): Template {
  return Template.fromStack(Stack.of(build(props, new App(), stackName)));
}

function config(template: Template): Record<string, any> {
  return Object.values(template.findResources('AWS::CloudFront::Distribution'))[0].Properties.DistributionConfig;
}

function failure(props: Partial<EdgeDistributionProps>): string {
  try {
    build({ ...MINIMAL, ...props });
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

describe('one Region', () => {
  test.each([
    ['a home Region alone', { homeRegion: 'eu-west-1' }],
    ['an empty list', { homeRegion: 'eu-west-1', regionalOrigins: [] }],
    ['no anonymous path', { anonymousPaths: [] }],
  ])('%s changes not a byte', (_name, props) => {
    expect(JSON.stringify(synth({ ...MINIMAL, ...props }).toJSON())).toBe(JSON.stringify(synth(MINIMAL).toJSON()));
  });

  test('there is no function, no store, no output, and no command', () => {
    const template = synth(MINIMAL);
    template.resourceCountIs('AWS::CloudFront::Function', 0);
    template.resourceCountIs('AWS::CloudFront::KeyValueStore', 0);
    expect(template.findOutputs('*')).toEqual({});
    const edge = build(MINIMAL);
    expect([edge.regions, edge.outOfServiceStoreArn]).toEqual([[], undefined]);
    expect(() => edge.takeOutOfServiceCommand('eu-west-1')).toThrow(
      'Edge/Distribution: `region` must be one of no Region, got: "eu-west-1"; ' +
        'add the Region to `regionalOrigins` first',
    );
  });
});

describe('several Regions', () => {
  const template = synth({
    ...REGIONAL,
    regionalOrigins: [balancer('us-east-1'), balancer('ap-southeast-2', { originGeneration: 3 })],
  });

  test('each load balancer has a VPC origin, named by its Region, and the distribution lists all of them', () => {
    template.resourceCountIs('AWS::CloudFront::VpcOrigin', 3);
    const { Origins } = config(template);
    expect(Origins.map(({ Id, DomainName }: any) => [Id.replace(/^EdgeDistribution.*/, 'assets'), DomainName])).toEqual(
      [
        ['eu-west-1', 'internal-origin-1.eu-west-1.elb.amazonaws.com'],
        ['assets', 'assets-of-the-product.s3.eu-west-1.amazonaws.com'],
        ['us-east-1', 'internal-origin-1.us-east-1.elb.amazonaws.com'],
        ['ap-southeast-2', 'internal-origin-1.ap-southeast-2.elb.amazonaws.com'],
      ],
    );
    for (const origin of [Origins[0], Origins[2], Origins[3]]) {
      expect(origin.VpcOriginConfig).toMatchObject({ OriginReadTimeout: 30, OriginKeepaliveTimeout: 30 });
      expect(template.findResources('AWS::CloudFront::VpcOrigin')).toHaveProperty(
        origin.VpcOriginConfig.VpcOriginId['Fn::GetAtt'][0],
      );
    }
  });

  test('the default behaviour keeps its settings and gets the function; the assets do not', () => {
    const { TargetOriginId: before, ...settings } = config(synth(MINIMAL)).DefaultCacheBehavior;
    const { TargetOriginId: after, FunctionAssociations: functions, ...kept } = config(template).DefaultCacheBehavior;
    expect(kept).toEqual(settings);
    expect([before, after]).toEqual([expect.stringContaining('Origin1'), 'eu-west-1']);
    expect(functions).toEqual([
      {
        EventType: 'viewer-request',
        FunctionARN: { 'Fn::GetAtt': [expect.stringContaining('RegionRouter'), 'FunctionARN'] },
      },
    ]);
    expect(config(template).CacheBehaviors).toEqual(config(synth(MINIMAL)).CacheBehaviors);
  });

  test('the function reads the store and runs on the runtime that can', () => {
    template.hasResourceProperties('AWS::CloudFront::Function', {
      AutoPublish: true,
      FunctionConfig: {
        Runtime: 'cloudfront-js-2.0',
        KeyValueStoreAssociations: [
          { KeyValueStoreARN: { 'Fn::GetAtt': [Match.stringLikeRegexp('RegionRouterStore'), 'Arn'] } },
        ],
      },
      FunctionCode: Match.stringLikeRegexp(
        'const REGIONS = ' +
          '\\[\\["eu-west-1",53.3,-6.3\\],\\["us-east-1",39,-77.5\\],\\["ap-southeast-2",-33.9,151.2\\]\\];',
      ),
    });
  });

  test('a connection is given up soon only where a second Region is asked', () => {
    const read = synth({ ...REGIONAL, routing: EdgeRouting.nearest({ readFailover: true }) });
    const connections = (of: Template) =>
      config(of)
        .Origins.filter(({ VpcOriginConfig: vpc }: any) => vpc)
        .map((origin: any) => [origin.ConnectionAttempts, origin.ConnectionTimeout]);
    expect(connections(read)).toEqual([
      [2, 5],
      [2, 5],
    ]);
    expect(connections(template)).toEqual(Array(3).fill([undefined, undefined]));
  });

  test('everything else of one Region stays as it was', () => {
    const before = synth(MINIMAL).toJSON().Resources;
    const after = template.toJSON().Resources;
    for (const [id, resource] of Object.entries<any>(before)) {
      if (resource.Type !== 'AWS::CloudFront::Distribution') {
        expect(after[id]).toEqual(resource);
      }
    }
    expect(Object.keys(after).filter((id) => !(id in before))).toHaveLength(4);
  });

  test('the outputs are the commands of the runbook', () => {
    const outputs = Object.values(template.findOutputs('*')).map(({ Value }: any) =>
      Value['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'arn:of:store')).join(''),
    );
    expect(outputs).toHaveLength(6);
    expect(outputs.slice(2, 4)).toEqual(
      [1, 0].map(
        (value) =>
          `aws cloudfront-keyvaluestore put-key --key out:us-east-1 --value ${value} --kvs-arn arn:of:store ` +
          '--if-match "$(aws cloudfront-keyvaluestore describe-key-value-store --kvs-arn arn:of:store --query ETag ' +
          '--output text)"',
      ),
    );
  });

  test('who may mark Regions may do nothing else', () => {
    const edge = build(REGIONAL);
    edge.grantOutOfServiceFlags(
      new Role(Stack.of(edge), 'OnCall', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
    );
    Template.fromStack(Stack.of(edge)).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: ['cloudfront-keyvaluestore:DescribeKeyValueStore', 'cloudfront-keyvaluestore:PutKey'],
            Effect: 'Allow',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('RegionRouterStore'), 'Arn'] },
          },
        ],
      },
    });
    expect(() =>
      build(MINIMAL).grantOutOfServiceFlags(
        new Role(new Stack(), 'R', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      ),
    ).toThrow('`region` must be one of no Region');
  });

  test('what a user adds to the distribution later is kept', () => {
    const edge = build(REGIONAL);
    edge.distribution.addBehavior('/later/*', new HttpOrigin('later.example.com'));
    const { Origins } = config(Template.fromStack(Stack.of(edge)));
    expect(Origins.map(({ DomainName }: any) => DomainName)).toEqual([
      'internal-origin-1.eu-west-1.elb.amazonaws.com',
      'assets-of-the-product.s3.eu-west-1.amazonaws.com',
      'later.example.com',
      'internal-origin-1.us-east-1.elb.amazonaws.com',
    ]);
    expect(new Set(Origins.map(({ Id }: any) => Id)).size).toBe(4);
  });
});

describe('Regions that come and go', () => {
  const ids = (template: Template, type: string) => Object.keys(template.findResources(`AWS::CloudFront::${type}`));
  const two = synth(REGIONAL);
  const three = synth({ ...REGIONAL, regionalOrigins: [balancer('us-east-1'), balancer('ap-southeast-2')] });

  test('store and distribution stay, and the VPC origins that were there', () => {
    expect(three.findResources('AWS::CloudFront::KeyValueStore')).toEqual(
      two.findResources('AWS::CloudFront::KeyValueStore'),
    );
    expect(ids(three, 'Distribution')).toEqual(ids(two, 'Distribution'));
    expect(three.findResources('AWS::CloudFront::VpcOrigin')).toMatchObject(
      two.findResources('AWS::CloudFront::VpcOrigin'),
    );
  });

  test(
    'other Regions are another function with another name, so that none ever names an origin that the ' +
      'distribution lacks',
    () => {
      const nameOf = (template: Template) =>
        Object.values(template.findResources('AWS::CloudFront::Function'))[0].Properties.Name;
      expect(ids(three, 'Function')).not.toEqual(ids(two, 'Function'));
      expect(nameOf(three)).not.toBe(nameOf(two));
      expect(nameOf(three).length).toBeLessThanOrEqual(64);
    },
  );

  test('another order or another routing is the same function', () => {
    const turned = synth({
      ...REGIONAL,
      regionalOrigins: [balancer('ap-southeast-2'), balancer('us-east-1')],
      routing: EdgeRouting.failover(),
    });
    expect(ids(turned, 'Function')).toEqual(ids(three, 'Function'));
  });

  test('another generation is another VPC origin', () => {
    const next = synth({ ...REGIONAL, regionalOrigins: [balancer('us-east-1', { originGeneration: 2 })] });
    expect(ids(next, 'VpcOrigin')[0]).toBe(ids(two, 'VpcOrigin')[0]);
    expect(ids(next, 'VpcOrigin')[1]).not.toBe(ids(two, 'VpcOrigin')[1]);
  });

  test('two environments of one account share no name', () => {
    const names = ['notes-production-edge', 'notes-staging-edge'].map((stackName) => {
      const template = synth({ ...REGIONAL, anonymousPaths: ['/api/public/*'] }, stackName);
      return [
        ...['Function', 'KeyValueStore'].flatMap((type) =>
          Object.values(template.findResources(`AWS::CloudFront::${type}`)).map(({ Properties }) => Properties.Name),
        ),
        ...['CachePolicy', 'OriginRequestPolicy'].flatMap((type) =>
          Object.values(template.findResources(`AWS::CloudFront::${type}`)).map(
            ({ Properties }) => Properties[`${type}Config`].Name,
          ),
        ),
      ];
    });
    expect(names[0]).toHaveLength(5);
    expect(names[1].filter((name) => names[0].includes(name))).toEqual([]);
  });

  test('the ids are the published ones', () => {
    expect([ids(two, 'KeyValueStore'), ids(two, 'VpcOrigin'), ids(two, 'Function')]).toMatchInlineSnapshot(`
[
  [
    "DistributionRegionRouterStoreB6D51ABB",
  ],
  [
    "DistributionVpcOrigin1DAB8BE7B",
    "DistributionVpcOriginuseast114A3E2443",
  ],
  [
    "DistributionRegionRoutereuwest1useast1Function3B629603",
  ],
]
`);
  });
});

test('load balancers of stacks in other Regions are only referenced, and nothing is written into those stacks', () => {
  const producerIds = (consumed: boolean) => {
    const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } });
    const balancers = ['eu-west-1', 'ap-southeast-2'].map((region) => {
      const stack = new Stack(app, `Service-${region}`, { env: { account: ACCOUNT, region } });
      return new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') });
    });
    if (consumed) {
      const [home, other] = balancers.map(({ loadBalancerArn, loadBalancerDnsName }) => ({
        loadBalancerArn,
        loadBalancerDnsName,
      }));
      const edge = build(
        { ...MINIMAL, ...home, homeRegion: 'eu-west-1', regionalOrigins: [{ region: 'ap-southeast-2', ...other }] },
        app,
      );
      const origins = config(Template.fromStack(Stack.of(edge))).Origins;
      expect(JSON.stringify(origins[2].DomainName)).toContain('Fn::GetStackOutput');
    }
    return balancers.map((balancer) => Object.keys(Template.fromStack(Stack.of(balancer)).toJSON().Resources));
  };
  expect(producerIds(true)).toEqual(producerIds(false));
});

test('assets are read from a second bucket while the first one fails', () => {
  const origins = [
    balancer('us-east-1'),
    balancer('us-west-2', { assetsBucketName: 'assets-copy' }),
    balancer('eu-central-1', { assetsBucketName: 'another-copy' }),
  ];
  const { OriginGroups, CacheBehaviors, Origins } = config(synth({ ...REGIONAL, regionalOrigins: origins }));
  const domainOf = (id: string) => Origins.find(({ Id }: any) => Id === id);
  expect(OriginGroups.Items).toHaveLength(1);
  expect(CacheBehaviors[0].TargetOriginId).toBe(OriginGroups.Items[0].Id);
  expect(OriginGroups.Items[0].FailoverCriteria.StatusCodes.Items).toEqual([500, 502, 503, 504]);
  expect(OriginGroups.Items[0].Members.Items.map(({ OriginId }: any) => domainOf(OriginId).DomainName)).toEqual([
    'assets-of-the-product.s3.eu-west-1.amazonaws.com',
    'assets-copy.s3.us-west-2.amazonaws.com',
  ]);
  expect(Origins.filter(({ OriginAccessControlId }: any) => OriginAccessControlId)).toHaveLength(2);
});

describe('anonymous paths', () => {
  const template = synth({ ...MINIMAL, anonymousPaths: ['/api/catalog/*', '/api/prices'] });
  const policyOf = (behavior: any) =>
    template.findResources('AWS::CloudFront::CachePolicy')[behavior.CachePolicyId.Ref].Properties.CachePolicyConfig;

  test('come after the assets, in their order, with reads only and the load balancer behind them', () => {
    const { CacheBehaviors, DefaultCacheBehavior, Origins } = config(template);
    expect(CacheBehaviors.map(({ PathPattern }: any) => PathPattern)).toEqual([
      '/assets/*',
      '/api/catalog/*',
      '/api/prices',
    ]);
    for (const behavior of CacheBehaviors.slice(1)) {
      expect(behavior).toMatchObject({
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
        Compress: true,
        TargetOriginId: DefaultCacheBehavior.TargetOriginId,
      });
      expect(behavior).not.toHaveProperty('OriginRequestPolicyId');
      expect(behavior).not.toHaveProperty('FunctionAssociations');
    }
    expect(Origins).toHaveLength(2);
    expect(DefaultCacheBehavior).toEqual(config(synth(MINIMAL)).DefaultCacheBehavior);
  });

  test('are kept as long as the application says, up to a minute, and never without its word', () => {
    expect(policyOf(config(template).CacheBehaviors[1])).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 60 });
  });

  test('know nothing personal: no cookies, no Authorization; the query string is in the key', () => {
    const key = policyOf(config(template).CacheBehaviors[1]).ParametersInCacheKeyAndForwardedToOrigin;
    expect(key).toEqual({
      CookiesConfig: { CookieBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'all' },
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Host', 'Origin'] },
      EnableAcceptEncodingBrotli: true,
      EnableAcceptEncodingGzip: true,
    });
  });

  test('never set a cookie: a cached session would be the session of everybody', () => {
    const [, behavior] = config(template).CacheBehaviors;
    const policy = template.findResources('AWS::CloudFront::ResponseHeadersPolicy')[
      behavior.ResponseHeadersPolicyId.Ref
    ].Properties.ResponseHeadersPolicyConfig;
    expect(policy.RemoveHeadersConfig).toEqual({ Items: [{ Header: 'Set-Cookie' }] });
    expect(policy.SecurityHeadersConfig.ContentTypeOptions).toEqual({ Override: false });
    const own = synth({
      ...MINIMAL,
      anonymousPaths: ['/a'],
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
    });
    expect(config(own).CacheBehaviors[1].ResponseHeadersPolicyId).toBe('67f7725c-6f97-4210-82d7-5512b31e9d03');
  });

  test('go to the chosen Region as well; the place is told to the function without entering the key', () => {
    const several = synth({ ...REGIONAL, anonymousPaths: ['/api/catalog/*'] });
    const [, behavior] = config(several).CacheBehaviors;
    expect(behavior.FunctionAssociations).toEqual(config(several).DefaultCacheBehavior.FunctionAssociations);
    expect(
      several.findResources('AWS::CloudFront::OriginRequestPolicy')[behavior.OriginRequestPolicyId.Ref].Properties
        .OriginRequestPolicyConfig,
    ).toMatchObject({
      CookiesConfig: { CookieBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'none' },
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: ['CloudFront-Viewer-Country', 'CloudFront-Viewer-Latitude', 'CloudFront-Viewer-Longitude'],
      },
    });
  });
});

describe('errors', () => {
  test('a further Region without a home Region', () => {
    expect(failure({ regionalOrigins: [balancer('us-east-1')] })).toBe(
      'Edge/Distribution: `homeRegion` must be set together with `regionalOrigins`, got: nothing; ' +
        'set it to the Region of `loadBalancerArn`',
    );
  });

  test('a routing without Regions', () => {
    expect(failure({ homeRegion: 'eu-west-1', routing: EdgeRouting.nearest() })).toBe(
      'Edge/Distribution: `routing` must be set together with `regionalOrigins`, got: no other Region; ' +
        'remove `routing`',
    );
  });

  test('Regions that are unknown or doubled, origins that are none', () => {
    const wrong = balancer('us-east-1', { loadBalancerArn: 'balancer', originGeneration: 0 });
    expect(failure({ homeRegion: 'us-east-1', regionalOrigins: [wrong] })).toBe(
      'Edge/Distribution: `regionalOrigins.region` must be unique and not `homeRegion`, got: "us-east-1" ' +
        'twice; ' +
        '`regionalOrigins.loadBalancerArn` must be the ARN of an Application Load Balancer, got: "balancer" ' +
        'for us-east-1; ' +
        '`regionalOrigins.originGeneration` must be a whole number from 1 to 1000, got: 0 for us-east-1; ' +
        'increase it by one for each change of the origin',
    );
    expect(failure({ homeRegion: 'eu-west-1', regionalOrigins: [balancer('us-gov-west-1')] })).toMatch(
      /^Edge\/Distribution: `regionalOrigins\.region` must be one of us-east-1, us-east-2, .*, got: "us-gov-west-1"; the location of other Regions is not known$/,
    );
    const many = [
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
      'ca-central-1',
      'ca-west-1',
      'mx-central-1',
      'sa-east-1',
      'eu-west-2',
      'eu-west-3',
    ];
    expect(failure({ homeRegion: 'eu-west-1', regionalOrigins: many.map((region) => balancer(region)) })).toBe(
      'Edge/Distribution: `regionalOrigins` must have at most 9 entries, got: 10; use a second distribution',
    );
  });

  test('residency that cannot be kept', () => {
    const residency = [
      { countryCodes: ['DE', 'Germany'], regions: ['eu-central-1'] },
      { countryCodes: ['DE'], regions: [] },
    ];
    expect(failure({ ...REGIONAL, routing: EdgeRouting.nearest({ residency }) })).toBe(
      'Edge/Distribution: `residency.countryCodes` must be ISO 3166-1 codes of two capital letters, got: ' +
        '"Germany"; for example "DE", or "ZZ" for unknown; ' +
        '`residency.countryCodes` must name each country once, got: "DE" twice; merge the rules; ' +
        '`residency.regions` must be among eu-west-1, us-east-1, got: eu-central-1; ' +
        'add the Region to `regionalOrigins` or remove it from the rule; ' +
        '`residency` must have at least one country and one Region in each rule, got: an empty list',
    );
  });

  test('rules that do not fit into a function', () => {
    const codes = Array.from({ length: 676 }, (_, n) => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26)));
    const residency = codes.map((code) => ({ countryCodes: [code], regions: ['eu-west-1'] }));
    expect(failure({ ...REGIONAL, routing: EdgeRouting.nearest({ residency }) })).toMatch(
      /^Edge\/Distribution: `residency` must fit into a CloudFront Function of 10240 bytes, got: \d+; merge rules with the same Regions$/,
    );
  });

  test('anonymous paths', () => {
    expect(failure({ anonymousPaths: ['/*', 'api', '/assets/free/*', '/api/a', '/api/a'] })).toBe(
      'Edge/Distribution: `anonymousPaths` must be path patterns that start with a slash and a letter, got: ' +
        '"/*"; for example "/api/catalog/*"; ' +
        '`anonymousPaths` must be path patterns that start with a slash and a letter, got: "api"; ' +
        'for example "/api/catalog/*"; ' +
        '`anonymousPaths` must not be below `/assets`, got: "/assets/free/*"; ' +
        'the bucket serves that path; `anonymousPaths` must be unique, got: "/api/a" twice',
    );
    expect(failure({ anonymousPaths: Array.from({ length: 21 }, (_, n) => `/p${n}`) })).toBe(
      'Edge/Distribution: `anonymousPaths` must have at most 20 entries, got: 21; use patterns such as ' +
        '"/api/catalog/*"',
    );
  });
});

test('cdk-nag and the offline validator are clean with everything', () => {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const edge = build(
    {
      ...REGIONAL,
      regionalOrigins: [balancer('us-east-1', { assetsBucketName: 'assets-copy' }), balancer('ap-southeast-2')],
      routing: EdgeRouting.nearest({
        readFailover: true,
        residency: [{ countryCodes: ['DE'], regions: ['eu-west-1'] }],
      }),
      anonymousPaths: ['/api/catalog/*'],
      domain: { domainName: 'app.example.com', hostedZoneId: 'Z0123456789ABC', hostedZoneName: 'example.com' },
      originIsHttps: true,
    },
    app,
  );
  expectGoldenTemplate('edge-distribution', Template.fromStack(Stack.of(edge)));
  expect(nagFindings(app)).toEqual([]);
});
