import { StackResource, StackTemplate } from '../../../../toolkit/assembly';
import { billOf, workloadOf } from '../../../../toolkit/cost';
import { fixtureBill, fixtureWorkload, stackWith } from '../fixtures';

const group = (properties: StackResource['Properties'] = {}): StackResource => ({
  Type: 'AWS::Logs::LogGroup',
  Properties: { RetentionInDays: 30, ...properties },
});
const task = (logGroup: unknown): StackResource => ({
  Type: 'AWS::ECS::TaskDefinition',
  Properties: {
    ContainerDefinitions: [{ LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': logGroup } } }],
  },
});
const service = (definition: string, isWeb: boolean): StackResource => ({
  Type: 'AWS::ECS::Service',
  Properties: { LaunchType: 'EC2', TaskDefinition: { Ref: definition }, ...(isWeb ? { LoadBalancers: [{}] } : {}) },
});

/** GB that a log group takes in a month, by the price of us-east-1. */
const ingested = (resources: Record<string, StackResource>, id: string) => gbIn(fixtureBill(resources).lines, id);
const gbIn = (lines: ReturnType<typeof fixtureBill>['lines'], id: string) =>
  lines
    .filter(({ resource, sku }) => resource === id && /ingest|vended-logs-first/.test(sku))
    .reduce((sum, { quantity }) => sum + quantity, 0);

describe('who writes, and how much: a million requests of 0.5 kB, 100,000 messages of 0.3 kB', () => {
  const containers = {
    Web: task({ Ref: 'WebLogs' }),
    WebLogs: group(),
    WebService: service('Web', true),
    Worker: task({ Ref: 'WorkerLogs' }),
    WorkerLogs: group(),
    WorkerService: service('Worker', false),
  };

  test('a service behind a load balancer writes for requests, one without for messages', () => {
    expect(ingested(containers, 'WebLogs')).toBeCloseTo(0.5, 9);
    expect(ingested(containers, 'WorkerLogs')).toBeCloseTo(0.03, 9);
  });

  test('two web services write half each', () => {
    const second = { Other: task({ Ref: 'OtherLogs' }), OtherLogs: group(), OtherService: service('Other', true) };
    expect(ingested({ ...containers, ...second }, 'WebLogs')).toBeCloseTo(0.25, 9);
    expect(ingested({ ...containers, ...second }, 'OtherLogs')).toBeCloseTo(0.25, 9);
  });

  test('a group in another stack is found through its output', () => {
    const data: StackTemplate = {
      ...stackWith({ Logs: group() }),
      name: 'data',
      sections: { Outputs: { LogsOut: { Value: { Ref: 'Logs' }, Export: { Name: 'data:Logs' } } } },
    };
    const app = stackWith({ Web: task({ 'Fn::ImportValue': 'data:Logs' }), WebService: service('Web', true) });
    expect(gbIn(billOf([data, app], fixtureWorkload()).lines, 'Logs')).toBeCloseTo(0.5, 9);
  });

  test('a group is found by its name', () => {
    expect(
      ingested(
        { Web: task('/my/web'), WebLogs: group({ LogGroupName: '/my/web' }), WebService: service('Web', true) },
        'WebLogs',
      ),
    ).toBeCloseTo(0.5, 9);
  });

  test('a task that no service runs writes next to nothing, and is not named as unknown', () => {
    const bill = fixtureBill({ Once: task({ Ref: 'Logs' }), Logs: group() });
    expect(gbIn(bill.lines, 'Logs')).toBe(0);
    expect(bill.unpriced.filter(({ resource }) => resource === 'Logs')).toEqual([]);
  });

  test('a function behind an interface, or behind a queue through its alias; the group bears its name', () => {
    const fn = (name: string): Record<string, StackResource> => ({
      [name]: { Type: 'AWS::Lambda::Function', Properties: {} },
      [`${name}Logs`]: group({ LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: name }]] } }),
    });
    const resources = {
      ...fn('Api'),
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { IntegrationUri: { 'Fn::GetAtt': ['Api', 'Arn'] } },
      },
      ...fn('Worker'),
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Worker' } } },
      Source: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Live' } } },
      ...fn('Provider'),
    };
    expect(['ApiLogs', 'WorkerLogs', 'ProviderLogs'].map((id) => ingested(resources, id))).toEqual([
      expect.closeTo(0.5, 9),
      expect.closeTo(0.03, 9),
      0,
    ]);
  });

  test('a machine writes to groups by what their names say', () => {
    const text = {
      'Fn::Join': [
        '',
        ['--web ', { Ref: 'WebLogs' }, ' --worker ', { Ref: 'WorkerLogs' }, ' --migrate ', { Ref: 'MigrateLogs' }],
      ],
    };
    const machine = { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { UserData: text } } };
    const resources = { Machine: machine, WebLogs: group(), WorkerLogs: group(), MigrateLogs: group() };
    expect(['WebLogs', 'WorkerLogs', 'MigrateLogs'].map((id) => ingested(resources, id))).toEqual([
      expect.closeTo(0.5, 9),
      expect.closeTo(0.03, 9),
      0,
    ]);
  });

  test('a machine that only carries containers takes no part of their requests', () => {
    expect(
      ingested(
        {
          ...containers,
          Host: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { UserData: 'ecs' } } },
        },
        'WebLogs',
      ),
    ).toBeCloseTo(0.5, 9);
  });

  test('databases and caches share 0.02 kB per request', () => {
    const cache = {
      Type: 'AWS::ElastiCache::ReplicationGroup',
      Properties: {
        CacheNodeType: 'cache.t4g.small',
        LogDeliveryConfigurations: [
          { DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: 'CacheLogs' } } } },
        ],
      },
    };
    const resources = {
      Cache: cache,
      CacheLogs: group(),
      DatabaseLogs: group({ LogGroupName: '/aws/rds/instance/a/postgresql' }),
    };
    expect([ingested(resources, 'CacheLogs'), ingested(resources, 'DatabaseLogs')]).toEqual([
      expect.closeTo(0.01, 9),
      expect.closeTo(0.01, 9),
    ]);
  });

  test('a firewall logs everything, or what its filter keeps: 1.2 million requests of 0.5 kB', () => {
    const firewall = (filter: object) => ({
      Logs: group({ LogGroupName: 'aws-waf-logs-a' }),
      Lines: {
        Type: 'AWS::WAFv2::LoggingConfiguration',
        Properties: { LogDestinationConfigs: [{ 'Fn::GetAtt': ['Logs', 'Arn'] }], ...filter },
      },
    });
    expect(ingested(firewall({}), 'Logs')).toBeCloseTo(0.6, 9);
    expect(ingested(firewall({ LoggingFilter: { DefaultBehavior: 'DROP' } }), 'Logs')).toBeCloseTo(0.012, 9);
  });

  test('a group of which nothing is known is named; said by the user, it is priced', () => {
    expect(fixtureBill({ Logs: group() }).unpriced.map(({ reason }) => reason)).toEqual([
      'the templates do not show what is written to the log group; set `ingestGb` with --usage',
    ]);
    const said = fixtureBill({ Logs: group() }, { Logs: { ingestGb: 100, storedGb: 0 } });
    expect(said.unpriced).toEqual([]);
    expect(said.usageMonthlyUsd).toBeCloseTo(50, 9);
  });
});

describe('prices', () => {
  const written = (properties: StackResource['Properties']) =>
    fixtureBill({ Logs: group(properties) }, { Logs: { ingestGb: 10 } });

  test('30 days at 15 %: 10 x 0.50 + 10 x (30 / 30.417) x 0.15 x 0.03', () => {
    expect(written({}).usageMonthlyUsd).toBeCloseTo(5 + 10 * (720 / 730) * 0.15 * 0.03, 9);
  });

  test('without retention, as after a year: 12 months', () => {
    expect(written({ RetentionInDays: undefined }).usageMonthlyUsd).toBeCloseTo(5 + 10 * 12 * 0.15 * 0.03, 9);
  });

  test('infrequent access: 10 x 0.25', () => {
    expect(written({ LogGroupClass: 'INFREQUENT_ACCESS' }).lines[0]!.monthlyUsd).toBeCloseTo(2.5, 9);
  });
});

test('flow logs to a bucket: their delivery has no known price and is named; the bucket holds them', () => {
  const resources: Record<string, StackResource> = {
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 73 }] } },
    },
    Flow: {
      Type: 'AWS::EC2::FlowLog',
      Properties: {
        LogDestinationType: 's3',
        LogDestination: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
        DestinationOptions: { FileFormat: 'parquet' },
      },
    },
  };
  const bill = fixtureBill(resources);
  expect(bill.unpriced.map(({ reason }) => reason)).toEqual([
    'no known price for delivery of 0.1 GB of flow logs to a bucket as Parquet in us-east-1',
  ]);
  // A million requests of 0.1 kB; 73 days are 2.4 months.
  expect(bill.monthlyUsd).toBeCloseTo(0.1 * 2.4 * 0.023, 9);
});

test('access logs of a load balancer, of a bucket and of a distribution go to their buckets', () => {
  const bucket = (properties: StackResource['Properties'] = {}): StackResource => ({
    Type: 'AWS::S3::Bucket',
    Properties: properties,
  });
  const resources: Record<string, StackResource> = {
    Logs: bucket(),
    Assets: bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } }),
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        Scheme: 'internal',
        LoadBalancerAttributes: [
          { Key: 'access_logs.s3.enabled', Value: 'true' },
          { Key: 'access_logs.s3.bucket', Value: { Ref: 'Logs' } },
        ],
      },
    },
    EdgeLogs: bucket(),
    Edge: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: { Origins: [{ DomainName: { 'Fn::GetAtt': ['Assets', 'RegionalDomainName'] } }] },
      },
    },
    Source: {
      Type: 'AWS::Logs::DeliverySource',
      Properties: { ResourceArn: { 'Fn::Sub': ['arn:${D}', { D: { Ref: 'Edge' } }] } },
    },
    Destination: {
      Type: 'AWS::Logs::DeliveryDestination',
      Properties: { DestinationResourceArn: { 'Fn::GetAtt': ['EdgeLogs', 'Arn'] } },
    },
    Delivery: {
      Type: 'AWS::Logs::Delivery',
      Properties: {
        DeliverySourceName: { Ref: 'Source' },
        DeliveryDestinationArn: { 'Fn::GetAtt': ['Destination', 'Arn'] },
      },
    },
  };
  const { lines } = billOf(
    [stackWith(resources)],
    workloadOf(1_000, { sessionsPerUser: 10, requestsPerSession: 100, messagesPerUser: 100 }),
  );
  const held = (id: string) =>
    lines.find(({ resource, sku }) => resource === id && sku.startsWith('standard'))!.quantity;
  // Kept for ever: 12 months. A million requests, and 5,000 objects stored and 20,000 read, of 0.5 kB.
  expect(held('Logs')).toBeCloseTo(12 * (0.5 + 0.0125), 9);
  // 1.2 million requests to the edge.
  expect(held('EdgeLogs')).toBeCloseTo(12 * 0.6, 9);
  // The bucket of the distribution's origin holds objects, not logs.
  expect(held('Assets')).toBeCloseTo(20, 9);
});

test.each<[string, object[], number]>([
  ['the shortest time counts', [{ ExpirationInDays: 146 }, { ExpirationInDays: 73 }], 2.4],
  ['a rule that is off does not', [{ ExpirationInDays: 73, Status: 'Disabled' }], 12],
  ['nor does one for some of the objects', [{ ExpirationInDays: 73, Prefix: 'old/' }], 12],
  ['nor does one that deletes nothing', [{ NoncurrentVersionExpirationInDays: 73 }], 12],
])('how long a bucket keeps logs: %s', (_, Rules, months) => {
  const { lines } = fixtureBill({
    Logs: { Type: 'AWS::S3::Bucket', Properties: { LifecycleConfiguration: { Rules } } },
    Assets: {
      Type: 'AWS::S3::Bucket',
      Properties: { LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } },
    },
  });
  // 5,000 objects stored and 20,000 read by the edge, of 0.5 kB.
  const held = lines.find(({ resource, sku }) => resource === 'Logs' && sku.startsWith('standard'))!;
  expect(held.quantity).toBeCloseTo(months * 0.0125, 9);
});

describe('logs that go to groups in no template', () => {
  const url: StackResource = { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'F' } } };
  const logged = (resources: Record<string, StackResource>) =>
    fixtureBill(resources)
      .lines.filter(({ service: name }) => name === 'CloudWatch')
      .map(({ resource, sku, quantity }) => [resource, sku, Number(quantity.toFixed(6))]);

  test('a function has its own group even so, and nothing ends its retention: 0.5 GB, of which a year is held', () => {
    expect(logged({ F: { Type: 'AWS::Lambda::Function', Properties: {} }, U: url })).toEqual([
      ['F', 'logs-ingest-standard', 0.5],
      ['F', 'logs-storage', 0.9],
    ]);
  });

  test('a function with a group of the application writes there, once', () => {
    expect(
      logged({
        F: { Type: 'AWS::Lambda::Function', Properties: { LoggingConfig: { LogGroup: { Ref: 'Logs' } } } },
        U: url,
        Logs: group(),
      }).map(([resource]) => resource),
    ).toEqual(['Logs', 'Logs']);
  });

  test('a task that names a group from elsewhere', () => {
    expect(logged({ Web: task('/elsewhere'), Service: service('Web', true) })[0]).toEqual([
      'Web',
      'logs-ingest-standard',
      0.5,
    ]);
    expect(
      logged({ Web: { Type: 'AWS::ECS::TaskDefinition', Properties: {} }, Service: service('Web', true) }),
    ).toEqual([]);
  });

  test('a flow log to a group from elsewhere, at the price of vended logs', () => {
    expect(logged({ Flow: { Type: 'AWS::EC2::FlowLog', Properties: { LogGroupName: 'elsewhere' } } })[0]).toEqual([
      'Flow',
      'vended-logs-first-10TB',
      0.1,
    ]);
  });

  test('a database that exports its logs is named', () => {
    const database: StackResource = {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        Engine: 'postgres',
        DBInstanceClass: 'db.m7g.large',
        AllocatedStorage: '20',
        EnableCloudwatchLogsExports: ['postgresql'],
      },
    };
    const reason = 'its exported logs go to log groups outside of these stacks';
    expect(fixtureBill({ D: database }).unpriced.map((one) => one.reason)).toContain(reason);
    expect(
      fixtureBill({ D: database, Logs: group({ LogGroupName: '/aws/rds/instance/a/postgresql' }) }).unpriced.map(
        (one) => one.reason,
      ),
    ).not.toContain(reason);
  });
});
