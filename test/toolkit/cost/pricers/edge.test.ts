import { StackResource } from '../../../../toolkit/assembly';
import { billOf, workloadOf } from '../../../../toolkit/cost';
import { fixtureBill, fixtureWorkload, stackWith } from '../fixtures';

const distribution = (config: object = {}): StackResource => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: { DistributionConfig: config },
});
const balancer: StackResource = {
  Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  Properties: { Scheme: 'internal' },
};
const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources).unpriced.map(({ reason }) => reason);

/** Users: 1.2 million requests, 13 GB to users, 3.5 GB to origins. */
const edgeOf = (regions: readonly string[], config: object = {}, usage = {}) =>
  billOf(
    [
      { ...stackWith({ D: distribution(config) }), name: 'edge' },
      ...regions.map((region) => ({ name: region, region, resources: { Alb: balancer } })),
    ],
    workloadOf(1_000, { sessionsPerUser: 10, requestsPerSession: 100 }, { 'edge/D': usage }),
  );
const amountsOf = (bill: ReturnType<typeof edgeOf>) =>
  bill.lines.filter(({ resource }) => resource === 'D').reduce((sum, { monthlyUsd = NaN }) => sum + monthlyUsd, 0);
const geographies = (bill: ReturnType<typeof edgeOf>) =>
  Object.fromEntries(
    bill.lines
      .filter(({ resource, sku }) => resource === 'D' && sku === 'https-requests')
      .map(({ priceRegion, quantity }) => [priceRegion, Math.round(quantity * 1_000) / 1_000]),
  );

const whole = {
  us: 120 * 0.01 + 13 * 0.085 + 3.5 * 0.02,
  eu: 120 * 0.012 + 13 * 0.085 + 3.5 * 0.02,
  australia: 120 * 0.0125 + 13 * 0.114 + 3.5 * 0.08,
  japan: 120 * 0.012 + 13 * 0.114 + 3.5 * 0.06,
  apac: 120 * 0.012 + 13 * 0.12 + 3.5 * 0.06,
};

test.each<[string, keyof typeof whole]>([
  ['us-east-1', 'us'],
  ['us-west-2', 'us'],
  ['eu-west-1', 'eu'],
  ['eu-central-1', 'eu'],
  ['ap-southeast-1', 'apac'],
  ['ap-southeast-2', 'australia'],
  ['ap-northeast-1', 'japan'],
])('users of an application in %s are in %s', (region, geography) => {
  expect(amountsOf(edgeOf([region]))).toBeCloseTo(whole[geography], 9);
});

test('of three Regions, the home has half of the users, and the others a quarter each', () => {
  expect(amountsOf(edgeOf(['eu-west-1', 'us-east-1', 'ap-southeast-2']))).toBeCloseTo(
    whole.eu / 2 + whole.us / 4 + whole.australia / 4,
    9,
  );
});

test('the stack of a distribution in us-east-1 is no Region that serves', () => {
  expect(geographies(edgeOf(['eu-west-1']))).toEqual({ 'edge:eu': 120 });
  expect(geographies(edgeOf([]))).toEqual({ 'edge:us': 120 });
});

test.each([
  ['ap-northeast-1', 'japan', 'us', 'japan'],
  ['ap-northeast-2', 'apac', 'us', 'apac'],
  ['ap-northeast-3', 'japan', 'us', 'japan'],
  ['ap-south-1', 'india', 'us', 'india'],
  ['ap-south-2', 'india', 'us', 'india'],
  ['ap-southeast-1', 'apac', 'us', 'apac'],
  ['ap-southeast-2', 'australia', 'us', 'us'],
  ['ap-southeast-4', 'australia', 'us', 'us'],
  ['ap-southeast-6', 'australia', 'us', 'us'],
  ['ca-west-1', 'us', 'us', 'us'],
  ['eu-north-1', 'eu', 'eu', 'eu'],
  ['il-central-1', 'eu', 'eu', 'eu'],
  ['mx-central-1', 'us', 'us', 'us'],
  ['sa-east-1', 'south-america', 'us', 'us'],
  ['us-west-2', 'us', 'us', 'us'],
])('users of %s are billed in %s; in price class 100 in %s, in price class 200 in %s', (region, ...expected) => {
  const found = ['PriceClass_All', 'PriceClass_100', 'PriceClass_200'].map((PriceClass) =>
    geographies(edgeOf([region], { PriceClass })),
  );
  expect(found).toEqual(expected.map((geography) => ({ [`edge:${geography}`]: 120 })));
});

test('a price class serves other users from inside it, at its lowest price', () => {
  expect(geographies(edgeOf(['eu-west-1', 'ap-southeast-2'], { PriceClass: 'PriceClass_100' }))).toEqual({
    'edge:eu': 60,
    'edge:us': 60,
  });
  expect(geographies(edgeOf(['ap-northeast-1', 'ap-southeast-2'], { PriceClass: 'PriceClass_200' }))).toEqual({
    'edge:japan': 60,
    'edge:us': 60,
  });
});

test('the user may say where users are; the rest is in the continents of the Regions', () => {
  expect(geographies(edgeOf(['eu-west-1'], {}, { indiaPercent: 30, southAmericaPercent: 20 }))).toEqual({
    'edge:india': 36,
    'edge:south-america': 24,
    'edge:eu': 60,
  });
});

test('a geography without prices is named', () => {
  expect(
    edgeOf(['af-south-1'])
      .unpriced.filter(({ resource }) => resource === 'D')
      .map(({ reason }) => reason),
  ).toContainEqual(expect.stringContaining('no known price for 1,200,000 requests, af-south-1'));
});

test('two distributions share', () => {
  const bill = fixtureBill({ One: distribution(), Two: distribution() });
  expect(bill.usageMonthlyUsd).toBeCloseTo(whole.us, 9);
  expect(bill.lines.map(({ resource }) => resource)).toEqual(['One', 'One', 'One', 'Two', 'Two', 'Two']);
});

test('the free gigabytes and requests are said, not deducted', () => {
  expect(edgeOf(['us-east-1']).lines[0]!.basis).toContain(
    'the 1,024 GB and 10 million requests a month that are free per account are not deducted',
  );
});

test.each<[string, object, string]>([
  [
    'Lambda@Edge',
    { DefaultCacheBehavior: { LambdaFunctionAssociations: [{}] } },
    'requests and time of Lambda@Edge have no known price',
  ],
  [
    'Origin Shield',
    { Origins: [{ OriginShield: { Enabled: true } }] },
    'requests to Origin Shield have no known price',
  ],
  [
    'field-level encryption',
    { CacheBehaviors: [{ FieldLevelEncryptionId: 'a' }] },
    'field-level encryption has no known price',
  ],
  [
    'an address of its own',
    { ViewerCertificate: { SslSupportMethod: 'vip' } },
    'a dedicated IP address for TLS has no known price',
  ],
  [
    'functions',
    {
      DefaultCacheBehavior: {
        FunctionAssociations: [{ EventType: 'viewer-request' }, { EventType: 'viewer-response' }],
      },
      CacheBehaviors: [{ FunctionAssociations: [{}] }],
    },
    'no known price for 2.2 million invocations of CloudFront Functions in us-east-1',
  ],
])('%s: named', (_, config, reason) => {
  expect(reasonsOf({ D: distribution(config) })).toEqual([reason]);
});

describe('firewalls', () => {
  const acl = (Scope: string, rules: readonly object[]): StackResource => ({
    Type: 'AWS::WAFv2::WebACL',
    Properties: { Scope, Rules: rules },
  });
  const managed = (Name: string, VendorName = 'AWS') => ({
    Statement: { ManagedRuleGroupStatement: { Name, VendorName } },
  });

  test('of the edge, in any Region: 5 + 2 + 1.2 x 0.60, files included', () => {
    const bill = fixtureBill({ Acl: acl('CLOUDFRONT', [managed('AWSManagedRulesCommonRuleSet'), {}]) });
    expect([bill.fixedMonthlyUsd, bill.usageMonthlyUsd]).toEqual([7, expect.closeTo(0.72, 9)]);
    expect(bill.lines.every(({ priceRegion }) => priceRegion === 'global-cloudfront')).toBe(true);
  });

  test('of a Region: the requests of the application', () => {
    const stacks = ['eu-west-1', 'us-east-1'].map((region) => ({
      name: region,
      region,
      resources: { Acl: acl('REGIONAL', [{}]) },
    }));
    const bill = billOf(stacks, fixtureWorkload());
    expect(bill.fixedMonthlyUsd).toBe(12);
    expect(bill.lines.filter(({ kind }) => kind === 'usage').map(({ quantity }) => quantity)).toEqual([0.5, 0.5]);
  });

  test.each<[string, object, string]>([
    [
      'bot control',
      managed('AWSManagedRulesBotControlRuleSet'),
      'the monthly fee and the requests of bot control have no known price',
    ],
    [
      'fraud control',
      managed('AWSManagedRulesACFPRuleSet'),
      'the monthly fee and the requests of fraud control have no known price',
    ],
    [
      'rules of others',
      managed('Rules', 'Fortinet'),
      'the rules Fortinet/Rules are sold in AWS Marketplace at their own price',
    ],
    ['a CAPTCHA', { Action: { Captcha: {} } }, 'attempts at a CAPTCHA have no known price'],
    ['a challenge', { Action: { Challenge: {} } }, 'challenges that are served have no known price'],
  ])('%s: named', (_, rule, reason) => {
    expect(reasonsOf({ Acl: acl('REGIONAL', [rule]) })).toEqual([reason]);
  });

  test('many managed groups are above the capacity of the base price: named', () => {
    const groups = ['Common', 'KnownBadInputs', 'SQLi', 'Linux', 'Unix', 'PHP', 'WordPress'].map((name) =>
      managed(`AWSManagedRules${name}RuleSet`),
    );
    expect(reasonsOf({ Acl: acl('REGIONAL', groups) })).toEqual([
      'requests cost more per 500 units of capacity above 1,500, at a price that is not known; the managed groups ' +
        'have 1,600',
    ]);
    expect(reasonsOf({ Acl: acl('REGIONAL', groups.slice(1)) })).toEqual([]);
  });

  test('logs that go to a bucket have a delivery without a price: named', () => {
    expect(
      reasonsOf({
        Lines: {
          Type: 'AWS::WAFv2::LoggingConfiguration',
          Properties: { LogDestinationConfigs: ['arn:aws:s3:::aws-waf-logs-a'] },
        },
      }),
    ).toEqual(['no known price for delivery of 0.6 GB of firewall logs in us-east-1']);
  });
});

describe('DNS', () => {
  const zone = (properties: StackResource['Properties'] = {}): StackResource => ({
    Type: 'AWS::Route53::HostedZone',
    Properties: { Name: 'example.com.', ...properties },
  });
  const record = (properties: StackResource['Properties']): StackResource => ({
    Type: 'AWS::Route53::RecordSet',
    Properties: { HostedZoneId: { Ref: 'Zone' }, Name: 'example.com.', ...properties },
  });
  const queriesOf = (records: Record<string, StackResource>) =>
    fixtureBill({ Zone: zone(), ...records }).lines.find(({ kind }) => kind === 'usage')!;

  test.each<[string, Record<string, StackResource>, string, number]>([
    ['standard: 0.02 x 0.40', {}, 'queries-standard-first-1B', 0.008],
    ['aliases only: nothing', { A: record({ AliasTarget: {} }) }, 'queries-alias-to-aws', 0],
    [
      'by latency: 0.02 x 0.60',
      { A: record({ AliasTarget: {} }), B: record({ Region: 'us-east-1' }) },
      'queries-latency-first-1B',
      0.012,
    ],
    [
      'by country: 0.02 x 0.70',
      { B: record({ Region: 'us-east-1' }), C: record({ GeoLocation: {} }) },
      'queries-geo-first-1B',
      0.014,
    ],
    [
      'in a set, by the name of the zone',
      {
        G: {
          Type: 'AWS::Route53::RecordSetGroup',
          Properties: { HostedZoneName: 'example.com.', RecordSets: [{ CidrRoutingConfig: {} }] },
        },
      },
      'queries-ip-based-first-1B',
      0.016,
    ],
  ])('%s', (_, records, sku, expected) => {
    const line = queriesOf(records);
    expect([line.sku, line.quantity]).toEqual([sku, 0.02]);
    expect(line.monthlyUsd).toBeCloseTo(expected, 9);
  });

  test('inside a network, a record of 5 s is asked for every 5 s in three zones', () => {
    const bill = fixtureBill({ Zone: zone({ VPCs: [{}] }), A: record({ TTL: '5' }), B: record({ TTL: '300' }) });
    expect(bill.usageMonthlyUsd).toBeCloseTo(((3 * 730 * 3_600) / 5 / 1_000_000) * 0.4, 9);
    expect(fixtureBill({ Zone: zone({ VPCs: [{}] }) }).usageMonthlyUsd).toBe(0);
  });

  const check = (config: object): Record<string, StackResource> => ({
    D: distribution(),
    Check: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: config } },
  });
  test.each<[string, object, number]>([
    [
      'of this application: 0.50',
      { Type: 'HTTP', FullyQualifiedDomainName: { 'Fn::GetAtt': ['D', 'DomainName'] } },
      0.5,
    ],
    [
      'of an address in AWS, HTTPS and fast: 0.50 + 2',
      { Type: 'HTTPS', RequestInterval: 10, FullyQualifiedDomainName: 'd1.cloudfront.net' },
      2.5,
    ],
    [
      'of another place, with all options: 0.75 + 4 x 2',
      {
        Type: 'HTTPS_STR_MATCH',
        SearchString: 'ok',
        RequestInterval: 10,
        MeasureLatency: true,
        FullyQualifiedDomainName: 'example.com',
      },
      8.75,
    ],
  ])('a health check %s', (_, config, expected) => {
    expect(fixtureBill(check(config)).fixedMonthlyUsd).toBeCloseTo(expected, 9);
  });

  test('a health check of an alarm is named', () => {
    expect(reasonsOf({ Check: check({ Type: 'CLOUDWATCH_METRIC' }).Check! })).toEqual([
      'a health check of type CLOUDWATCH_METRIC has no known price',
    ]);
  });
});

test('interfaces share the requests, whose price the list does not have', () => {
  expect(
    reasonsOf({
      Rest: { Type: 'AWS::ApiGateway::RestApi' },
      Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    }),
  ).toEqual([
    'no known price for 0.5 million requests to the interface in us-east-1',
    'no known price for 0.5 million requests to the interface in us-east-1',
  ]);
});
