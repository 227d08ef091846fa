import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Continent, GeoLocation } from 'aws-cdk-lib/aws-route53';
import {
  FailoverRole,
  RegionalEndpoint,
  RegionalRecords,
  RegionalRecordsProps,
  RoutingKind,
  RoutingPolicy,
} from '../../../lib/routing';
import { nagFindings } from '../../helpers/nag';

const ZONE = { hostedZoneId: 'Z0123456789ABC', hostedZoneName: 'example.com', recordName: 'app.example.com' };
const BALANCER_ZONE = 'Z32O12XQLNTSW2';
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

function balancer(id: string, policy: RoutingPolicy, more: Partial<RegionalEndpoint> = {}): RegionalEndpoint {
  return { id, policy, aliasTarget: { dnsName: `${id}.elb.amazonaws.com`, hostedZoneId: BALANCER_ZONE }, ...more };
}

function host(id: string, policy: RoutingPolicy, more: Partial<RegionalEndpoint> = {}): RegionalEndpoint {
  return { id, policy, cnameTarget: `${id}.example.net`, ...more };
}

function build(endpoints: RegionalEndpoint[], props: Partial<RegionalRecordsProps> = {}, app = new App()): Stack {
  const stack = new Stack(app, 'Dns', { env: { account: '111122223333', region: 'us-east-1' } });
  new RegionalRecords(stack, 'App', { ...ZONE, endpoints, ...props });
  return stack;
}

function records(endpoints: RegionalEndpoint[], props?: Partial<RegionalRecordsProps>): Record<string, any>[] {
  return Object.values(Template.fromStack(build(endpoints, props)).findResources('AWS::Route53::RecordSet')).map(
    ({ Properties }) => Properties,
  );
}

function failure(endpoints: RegionalEndpoint[], props?: Partial<RegionalRecordsProps>): string {
  try {
    build(endpoints, props);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

describe('one kind each', () => {
  test('weighted: a lone endpoint is ready for a second one', () => {
    const all = records([balancer('eu-west-1', RoutingPolicy.weighted(100))]);
    expect(all).toEqual(
      ['A', 'AAAA'].map((Type) => ({
        HostedZoneId: 'Z0123456789ABC',
        Name: 'app.example.com.',
        Type,
        SetIdentifier: 'eu-west-1',
        Weight: 100,
        AliasTarget: {
          DNSName: 'eu-west-1.elb.amazonaws.com',
          HostedZoneId: BALANCER_ZONE,
          EvaluateTargetHealth: true,
        },
      })),
    );
  });

  test('weight 0 is written', () => {
    expect(
      records([host('old', RoutingPolicy.weighted(100)), host('new', RoutingPolicy.weighted(0))]).map(
        ({ Weight }) => Weight,
      ),
    ).toEqual([100, 0]);
  });

  test('latency, CNAME, with health checks and a TTL', () => {
    const endpoints = ['eu-west-1', 'us-east-1'].map((region) =>
      host(region, RoutingPolicy.latency(region), { healthCheckId: `check-${region}` }),
    );
    expect(records(endpoints, { ttlSeconds: 30 })[1]).toEqual({
      HostedZoneId: 'Z0123456789ABC',
      Name: 'app.example.com.',
      Type: 'CNAME',
      SetIdentifier: 'us-east-1',
      Region: 'us-east-1',
      HealthCheckId: 'check-us-east-1',
      ResourceRecords: ['us-east-1.example.net'],
      TTL: '30',
    });
    expect(records(endpoints)[0].TTL).toBe('60');
  });

  test('failover', () => {
    const endpoints = [
      balancer('eu-west-1', RoutingPolicy.failover(FailoverRole.PRIMARY)),
      balancer('eu-central-1', RoutingPolicy.failover(FailoverRole.SECONDARY), { evaluateTargetHealth: false }),
    ];
    const all = records(endpoints, { ipv6: false });
    expect(all.map(({ Failover, Type, AliasTarget }) => [Failover, Type, AliasTarget.EvaluateTargetHealth])).toEqual([
      ['PRIMARY', 'A', true],
      ['SECONDARY', 'A', false],
    ]);
  });

  test('geographic', () => {
    const endpoints = [
      host('de', RoutingPolicy.geographic(GeoLocation.country('DE'))),
      host('eu', RoutingPolicy.geographic(GeoLocation.continent(Continent.EUROPE))),
      host('ny', RoutingPolicy.geographic(GeoLocation.subdivision('NY'))),
      host('rest', RoutingPolicy.geographic(GeoLocation.default())),
    ];
    expect(records(endpoints).map(({ GeoLocation: place }) => place)).toEqual([
      { CountryCode: 'DE' },
      { ContinentCode: 'EU' },
      { CountryCode: 'US', SubdivisionCode: 'NY' },
      { CountryCode: '*' },
    ]);
  });
});

test('a CloudFront alias is not asked for its health', () => {
  const target = { dnsName: 'd1.cloudfront.net', hostedZoneId: CLOUDFRONT_ZONE };
  expect(
    records([{ id: 'edge', policy: RoutingPolicy.weighted(1), aliasTarget: target }])[0].AliasTarget
      .EvaluateTargetHealth,
  ).toBe(false);
});

test('every record of every policy carries its set identifier, and a further endpoint changes no record', () => {
  const one = Template.fromStack(build([balancer('eu-west-1', RoutingPolicy.latency('eu-west-1'))])).toJSON().Resources;
  const two = Template.fromStack(
    build([
      balancer('us-east-1', RoutingPolicy.latency('us-east-1')),
      balancer('eu-west-1', RoutingPolicy.latency('eu-west-1')),
    ]),
  ).toJSON().Resources;
  expect(Object.keys(two)).toHaveLength(4);
  expect(two).toMatchObject(one);
  for (const { Properties } of Object.values<any>(two)) {
    expect(Properties.SetIdentifier).toMatch(/-1$/);
  }
});

test('endpoint ids that end like a record type do not collide', () => {
  const ids = ['edge', 'edgeAAA'].map((id) => balancer(id, RoutingPolicy.weighted(1)));
  expect(records(ids)).toHaveLength(4);
});

test('what it tells', () => {
  const stack = new Stack(new App(), 'Dns');
  const name = new RegionalRecords(stack, 'App', {
    ...ZONE,
    endpoints: [balancer('a', RoutingPolicy.latency('eu-west-1'))],
  });
  expect([name.recordName, name.kind]).toEqual(['app.example.com', RoutingKind.LATENCY]);
});

describe('errors', () => {
  test('no endpoint', () => {
    expect(failure([])).toBe(
      'Dns/App: `endpoints` must have at least one entry, got: none; use weight 100 for a single endpoint',
    );
  });

  test('kinds do not mix', () => {
    expect(failure([host('a', RoutingPolicy.weighted(1)), host('b', RoutingPolicy.latency('eu-west-1'))])).toBe(
      'Dns/App: `endpoints.policy` must be of the same kind in all endpoints, got: weighted and latency; ' +
        'use a separate name for each kind',
    );
  });

  test('the name', () => {
    expect(
      failure([host('a', RoutingPolicy.weighted(1))], {
        hostedZoneId: '/hostedzone/Z1',
        recordName: 'app.example.org',
      }),
    ).toBe(
      'Dns/App: `hostedZoneId` must start with Z and contain only capital letters and digits, got: ' +
        '"/hostedzone/Z1"; omit the prefix "/hostedzone/"; ' +
        '`recordName` must be `hostedZoneName` ("example.com") or a name below it, got: "app.example.org"; ' +
        'use the fully qualified name',
    );
    expect(failure([host('a', RoutingPolicy.weighted(1))], { recordName: 'App.example.com.' })).toContain(
      '`recordName` must be a lowercase host name without a trailing dot, got: "App.example.com."; for ' +
        'example app.example.com',
    );
  });

  test('ids', () => {
    expect(
      failure([
        host('a', RoutingPolicy.weighted(1)),
        host('a', RoutingPolicy.weighted(2)),
        host('b/c', RoutingPolicy.weighted(1)),
      ]),
    ).toBe(
      'Dns/App: `endpoints.id` must be unique, got: "a" twice; ' +
        '`endpoints.id` must be 1 to 128 letters, digits, dots, hyphens and underscores, got: "b/c"; ' +
        'for example the Region',
    );
  });

  test('targets', () => {
    const policy = RoutingPolicy.weighted(1);
    expect(failure([{ id: 'none', policy }, balancer('both', policy, { cnameTarget: 'x.example.net' })])).toBe(
      'Dns/App: `endpoints` must have exactly one of `aliasTarget` and `cnameTarget`, got: neither for "none"; ' +
        'use `aliasTarget` for an AWS resource; ' +
        '`endpoints` must have exactly one of `aliasTarget` and `cnameTarget`, got: both for "both"; ' +
        'use `aliasTarget` for an AWS resource; ' +
        '`endpoints` must be all aliases or all CNAMEs, got: CNAMEs only for both; ' +
        'DNS does not allow a CNAME beside other records of the same name',
    );
    expect(failure([host('a', policy, { evaluateTargetHealth: true })], { recordName: 'example.com' })).toBe(
      'Dns/App: `evaluateTargetHealth` must not be set together with `cnameTarget`, got: true for "a"; ' +
        'use `healthCheckId`; ' +
        '`endpoints` must use `aliasTarget` if `recordName` is the name of the zone, got: `cnameTarget` for ' +
        '"example.com"; DNS does not allow a CNAME at the zone apex',
    );
    expect(
      failure([
        {
          id: 'edge',
          policy,
          aliasTarget: { dnsName: 'd1.cloudfront.net', hostedZoneId: CLOUDFRONT_ZONE },
          evaluateTargetHealth: true,
        },
      ]),
    ).toBe(
      'Dns/App: `evaluateTargetHealth` must not be true for a CloudFront distribution, got: true for "edge"; ' +
        'Route 53 does not support it, use `healthCheckId`',
    );
  });

  test('weights and TTL', () => {
    expect(failure([balancer('a', RoutingPolicy.weighted(256))], { ttlSeconds: 0 })).toBe(
      'Dns/App: `ttlSeconds` must be a whole number from 1 to 86400, got: 0; ' +
        '`ttlSeconds` must not be set if an endpoint has `aliasTarget`, got: 0; an alias has the TTL of its target; ' +
        '`RoutingPolicy.weighted` must have a whole number from 0 to 255, got: 256',
    );
  });

  test('latency Regions', () => {
    expect(
      failure([
        host('a', RoutingPolicy.latency('eu-west-1')),
        host('b', RoutingPolicy.latency('eu-west-1')),
        host('c', RoutingPolicy.latency('Ireland')),
      ]),
    ).toBe(
      'Dns/App: `RoutingPolicy.latency` must have a different Region in each endpoint, got: "eu-west-1" twice; ' +
        '`RoutingPolicy.latency` must have the name of an AWS Region, got: "Ireland"; for example eu-west-1',
    );
  });

  test('failover pairs', () => {
    const [primary, secondary] = [FailoverRole.PRIMARY, FailoverRole.SECONDARY].map((role) =>
      RoutingPolicy.failover(role),
    );
    expect(failure([host('a', secondary), host('b', secondary)])).toBe(
      'Dns/App: `RoutingPolicy.failover` must have exactly one primary and at most one secondary, got: 0 and 2; ' +
        'for more Regions use latency with health checks',
    );
    expect(failure([host('a', primary), host('b', secondary)])).toBe(
      'Dns/App: `healthCheckId` must be set for the primary "a", got: nothing; without it Route 53 never ' +
        'answers with the secondary',
    );
    expect(failure([host('a', primary, { healthCheckId: 'x' }), host('b', secondary)])).toBe('no error');
    expect(failure([host('a', primary)])).toBe('no error');
  });

  test('geographic records without a default', () => {
    const policy = RoutingPolicy.geographic(GeoLocation.country('DE'));
    expect(failure([host('a', policy), host('b', policy)])).toBe(
      'Dns/App: `RoutingPolicy.geographic` must have a different location in each endpoint, got: DE twice; ' +
        '`endpoints` must include one with GeoLocation.default(), got: DE, DE; without it, users in other or ' +
        'unknown locations get no answer',
    );
  });
});

test('cdk-nag is clean', () => {
  const app = new App();
  build([balancer('eu-west-1', RoutingPolicy.weighted(100))], {}, app);
  expect(nagFindings(app)).toEqual([]);
  Template.fromStack(app.node.findChild('Dns') as Stack).hasResourceProperties('AWS::Route53::RecordSet', {
    SetIdentifier: Match.anyValue(),
  });
});
