import {
  App,
  aws_certificatemanager as acm,
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_s3 as s3,
  Duration,
  Stack,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { OriginLoadBalancer, OriginLoadBalancerProps, TargetKind, WeightedRoute } from '../../../lib/load-balancer';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

const ENV = { account: '111111111111', region: 'eu-central-1' };
const VM: WeightedRoute = { id: 'Vm', kind: TargetKind.INSTANCE, weight: 100 };
const CONTAINERS: WeightedRoute = { id: 'Containers', kind: TargetKind.IP, weight: 0 };

interface Fixture {
  readonly app: App;
  readonly stack: Stack;
  readonly vpc: ec2.IVpc;
}

function fixture(region = ENV.region): Fixture {
  const app = new App();
  const stack = new Stack(app, 'Service', { env: { ...ENV, region } });
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: [`${region}a`, `${region}b`, `${region}c`],
    privateSubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
  });
  return { app, stack, vpc };
}

function build(
  props: Partial<OriginLoadBalancerProps> = {},
  at = fixture(),
): { readonly balancer: OriginLoadBalancer; readonly template: Template } {
  const balancer = new OriginLoadBalancer(at.stack, 'LoadBalancer', {
    vpc: at.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    port: 8080,
    routes: [VM],
    ...props,
  });
  return {
    balancer,
    get template() {
      return Template.fromStack(at.stack);
    },
  };
}

describe('minimal', () => {
  const { balancer, template } = build();

  test('is internal, protected against deletion and drops invalid headers', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internal',
      Name: Match.absent(),
      Subnets: ['subnet-1', 'subnet-2', 'subnet-3'],
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'deletion_protection.enabled', Value: 'true' },
        { Key: 'idle_timeout.timeout_seconds', Value: '60' },
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
      ]),
    });
  });

  test('admits the CloudFront prefix list on the listener port and nothing else', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Load balancer: reaches the targets, which admit it',
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [
        { CidrIp: '0.0.0.0/0', Description: 'Registered targets', FromPort: 8080, IpProtocol: 'tcp', ToPort: 8080 },
      ],
    });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      SourcePrefixListId: 'pl-a3a144ca',
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
    });
  });

  test('listens on HTTP 80 without a certificate', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80,
      Protocol: 'HTTP',
      Certificates: Match.absent(),
    });
    expect([balancer.isHttps, balancer.listenerPort]).toEqual([false, 80]);
  });

  test('checks /health on a nameless target group without stickiness', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Name: Match.absent(),
      TargetType: 'instance',
      Port: 8080,
      Protocol: 'HTTP',
      HealthCheckPath: '/health',
      Matcher: { HttpCode: '200' },
      HealthCheckIntervalSeconds: 15,
      TargetGroupAttributes: Match.arrayWith([
        { Key: 'deregistration_delay.timeout_seconds', Value: '30' },
        { Key: 'load_balancing.algorithm.type', Value: 'least_outstanding_requests' },
      ]),
    });
    expect(JSON.stringify(template.toJSON())).toContain('"Key":"stickiness.enabled","Value":"false"');
  });

  test('ids are the public contract', () => {
    expect(
      Object.keys(template.toJSON().Resources)
        .filter((id) => id.startsWith('LoadBalancer'))
        .sort(),
    ).toMatchInlineSnapshot(`
[
  "LoadBalancer8E47CE52",
  "LoadBalancerHttpIngress0A4283D4",
  "LoadBalancerHttpIngressfrompla3a144ca80011BF195",
  "LoadBalancerListenerE1A099B9",
  "LoadBalancerSecurityGroupA28D6DD7",
  "LoadBalancerVmTargetGroupC10DAF25",
]
`);
  });
});

describe('maximal', () => {
  test('HTTPS with TLS 1.2 and 1.3, weights, own numbers', () => {
    const at = fixture();
    const certificate = acm.Certificate.fromCertificateArn(
      at.stack,
      'Certificate',
      'arn:aws:acm:eu-central-1:111111111111:certificate/abc',
    );
    const { balancer, template } = build(
      {
        certificate,
        routes: [
          { ...VM, weight: 90 },
          { ...CONTAINERS, weight: 10 },
        ],
        deletionProtection: false,
        healthCheckPath: '/ready',
        deregistrationDelay: Duration.minutes(2),
        idleTimeout: Duration.seconds(120),
        originFacingPrefixListId: 'pl-0123456789abcdef0',
      },
      at,
    );

    expectGoldenTemplate('origin-load-balancer', template);
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      Certificates: [{ CertificateArn: 'arn:aws:acm:eu-central-1:111111111111:certificate/abc' }],
      DefaultActions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: at.stack.resolve(balancer.targetGroup('Vm').targetGroupArn), Weight: 90 },
              { TargetGroupArn: at.stack.resolve(balancer.targetGroup('Containers').targetGroupArn), Weight: 10 },
            ],
            TargetGroupStickinessConfig: Match.absent(),
          },
        },
      ],
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      SourcePrefixListId: 'pl-0123456789abcdef0',
      FromPort: 443,
      ToPort: 443,
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      TargetType: 'ip',
      HealthCheckPath: '/ready',
    });
  });
});

describe('moving traffic', () => {
  const resources = (routes: WeightedRoute[]): Record<string, unknown> => build({ routes }).template.toJSON().Resources;

  test('new weights change the listener and nothing else', () => {
    const before = resources([VM, CONTAINERS]);
    const after = resources([
      { ...VM, weight: 0 },
      { ...CONTAINERS, weight: 100 },
    ]);
    const changed = Object.keys({ ...before, ...after }).filter(
      (id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]),
    );
    expect(changed.map((id) => (after[id] as { Type: string }).Type)).toEqual([
      'AWS::ElasticLoadBalancingV2::Listener',
    ]);
  });

  test('adding and removing a route keeps the ids and properties of the other', () => {
    const both = resources([VM, CONTAINERS]);
    const alone = resources([{ ...CONTAINERS, weight: 1 }]);
    const ids = Object.keys(alone);
    expect(ids.filter((id) => !(id in both))).toEqual([]);
    const changed = ids.filter((id) => JSON.stringify(both[id]) !== JSON.stringify(alone[id]));
    expect(changed.map((id) => (alone[id] as { Type: string }).Type)).toEqual([
      'AWS::ElasticLoadBalancingV2::Listener',
    ]);
  });
});

test('a certificate later on brings a new ingress group, because two prefix lists do not fit into one', () => {
  const ingress = (
    secure: boolean,
  ): { readonly groups: string[]; readonly rules: string[]; readonly main: unknown } => {
    const at = fixture();
    const certificate = secure
      ? acm.Certificate.fromCertificateArn(
          at.stack,
          'Certificate',
          'arn:aws:acm:eu-central-1:111111111111:certificate/abc',
        )
      : undefined;
    const { balancer, template } = build({ certificate }, at);
    const groups = Object.entries(template.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer')).flatMap(
      ([, resource]) =>
        resource.Properties.SecurityGroups.map((group: { 'Fn::GetAtt': string[] }) => group['Fn::GetAtt'][0]),
    );
    const rules = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).map(
      (rule) => rule.Properties.GroupId['Fn::GetAtt'][0],
    );
    return { groups, rules, main: at.stack.resolve(balancer.securityGroup.securityGroupId) };
  };
  const http = ingress(false);
  const https = ingress(true);
  expect(http.main).toEqual(https.main);
  expect(http.groups).toHaveLength(2);
  expect(http.rules).toEqual([http.groups[1]]);
  expect(https.rules).toEqual([https.groups[1]]);
  expect(https.groups[1]).not.toBe(http.groups[1]);
});

test('targets admit one security group on their port', () => {
  const at = fixture();
  const { balancer } = build({}, at);
  const target = new ec2.SecurityGroup(at.stack, 'Target', { vpc: at.vpc });
  balancer.targetGroup('Vm').registerConnectable(target, ec2.Port.tcp(8080));
  const rules = Object.values(Template.fromStack(at.stack).findResources('AWS::EC2::SecurityGroupIngress')).filter(
    (rule) => rule.Properties.SourceSecurityGroupId,
  );
  expect(rules.map((rule) => rule.Properties.SourceSecurityGroupId)).toEqual([
    at.stack.resolve(balancer.securityGroup.securityGroupId),
  ]);
});

describe('access logs', () => {
  test('a bucket of another stack is not edited and does not depend on the load balancer', () => {
    const at = fixture();
    const data = new Stack(at.app, 'Data', { env: ENV });
    const bucket = new s3.Bucket(data, 'Logs');
    const policyBefore = JSON.stringify(Template.fromStack(data).toJSON());

    const app2 = fixture();
    const data2 = new Stack(app2.app, 'Data', { env: ENV });
    const bucket2 = new s3.Bucket(data2, 'Logs');
    new OriginLoadBalancer(app2.stack, 'LoadBalancer', {
      vpc: app2.vpc,
      vpcSubnets: { subnets: app2.vpc.privateSubnets },
      port: 8080,
      routes: [VM],
      accessLogsBucket: bucket2,
    });
    app2.app.synth();

    expect(bucket.policy).toBeUndefined();
    expect(bucket2.policy).toBeUndefined();
    expect(data2.dependencies).toEqual([]);
    const after = Template.fromStack(data2).toJSON();
    expect(after.Resources).toEqual(JSON.parse(policyBefore).Resources);
    Template.fromStack(app2.stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.prefix', Value: 'load-balancer' },
      ]),
    });
  });

  test('in the same stack the load balancer waits for the policy of the bucket', () => {
    const at = fixture();
    const bucket = new s3.Bucket(at.stack, 'Logs');
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
      }),
    );
    const { template } = build({ accessLogsBucket: bucket, accessLogsPrefix: 'alb' }, at);
    template.hasResource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^LogsPolicy')]),
    });
  });
});

test('works in a foreign stack with its own VPC', () => {
  const stack = new Stack(new App(), 'Foreign', { env: { account: '111111111111', region: 'us-east-1' } });
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'app', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  new OriginLoadBalancer(stack, 'LoadBalancer', {
    vpc,
    vpcSubnets: { subnetGroupName: 'app' },
    port: 3000,
    routes: [VM],
  });
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    SourcePrefixListId: 'pl-3b927c52',
  });
});

describe('errors', () => {
  test('every problem is reported at once', () => {
    const at = fixture();
    const attempt = (): unknown =>
      build(
        {
          port: 0,
          routes: [
            { id: 'vm', kind: TargetKind.INSTANCE, weight: 0 },
            { id: 'vm', kind: TargetKind.IP, weight: 1000 },
          ],
          healthCheckPath: 'health',
          accessLogsPrefix: '/logs/',
          deregistrationDelay: Duration.hours(2),
          idleTimeout: Duration.seconds(0),
          originFacingPrefixListId: 'cloudfront',
          vpcSubnets: { subnets: [at.vpc.privateSubnets[0]] },
        },
        at,
      );
    expect(attempt).toThrow(
      [
        'Service/LoadBalancer: `routes[0].id` must be letters and digits and start with a capital letter, ' +
          'got: "vm"; for example Vm or Containers',
        '`routes[1].id` must be letters and digits and start with a capital letter, got: "vm"; for example ' +
          'Vm or Containers',
        '`routes[1].id` must be unique, got: "vm" again',
        '`routes[1].weight` must be a whole number from 0 to 999, got: 1000',
        '`port` must be a whole number from 1 to 65535, got: 0',
        '`healthCheckPath` must start with a slash and have no spaces, got: "health"; for example /health',
        '`accessLogsPrefix` must not start or end with a slash and must not contain AWSLogs, got: "/logs/"; for ' +
          'example load-balancer',
        '`accessLogsPrefix` must be set together with `accessLogsBucket`, got: no bucket',
        '`deregistrationDelay` must be a whole number of seconds from 0 to 3600, got: 7200',
        '`idleTimeout` must be a whole number of seconds from 1 to 4000, got: 0',
        '`originFacingPrefixListId` must be a prefix list id such as pl-3b927c52, got: "cloudfront"; see ' +
          'OriginFacingPrefixList for the command that prints it',
        '`vpcSubnets` must be in at least 2 Availability Zones, got: ["eu-central-1a"]; an Application Load ' +
          'Balancer requires two',
      ].join('; '),
    );
  });

  test('fails when no request could be sent anywhere', () => {
    expect(() => build({ routes: [CONTAINERS] })).toThrow(
      'Service/LoadBalancer: `routes` must include a weight above 0, got: [0]; otherwise every request gets status 503',
    );
    expect(() => build({ routes: [] })).toThrow(
      'Service/LoadBalancer: `routes` must have 1 to 5 entries (the limit of a forward action), got: 0',
    );
  });

  test('fails for a route that was not given', () => {
    expect(() => build().balancer.targetGroup('Containers')).toThrow(
      'Service/LoadBalancer: `id` must be one of the routes Vm, got: "Containers"',
    );
  });

  test('fails in a Region without a known prefix list, unless one is given', () => {
    expect(() => build({}, fixture('mx-central-1'))).toThrow(
      /^`region` must be one of ap-northeast-1, .*us-west-2, got: "mx-central-1"; set `originFacingPrefixListId` to the id of com.amazonaws.global.cloudfront.origin-facing in this Region$/,
    );
    expect(() => build({ originFacingPrefixListId: 'pl-12345678' }, fixture('mx-central-1'))).not.toThrow();
  });
});

test('cdk-nag finds nothing when access logs are on', () => {
  const at = fixture();
  const bucket = s3.Bucket.fromBucketName(at.stack, 'Logs', 'logs');
  build({ accessLogsBucket: bucket }, at);
  expect(nagFindings(at.app)).toEqual([]);
});
