import { GrowthStages } from '../../../stages';
import { LoadedApp, StackResource } from '../../../toolkit/assembly';
import { whatIsHeld } from '../../../toolkit/diff/stateful-types';
import { alarmsOf } from '../../../toolkit/report/alarms';
import { graphOf } from '../../../toolkit/report/graph/graph';
import { Drawing, drawingOf } from '../../../toolkit/report/graph/layout';
import { Graph, GraphNode } from '../../../toolkit/report/graph/model';
import { Environment, EU, OTHER_ACCOUNT, resource, stackIn, US } from '../helpers/environments';
import { exampleStages, stack } from './helpers/stages';

const named = (graph: Graph, id: string) => {
  const node = graph.nodes.find((one) => one.id === id)!;
  return [node.service, node.name].filter(Boolean).join(' ');
};

/** Every edge as `source -> target: label`. */
const edgesOf = (graph: Graph) =>
  graph.edges.map(
    ({ source, target, label, isMutual }) =>
      `${named(graph, source)} ${isMutual ? '<->' : '->'} ${named(graph, target)}: ${label}`,
  );

describe.each(GrowthStages.NAMES)('the diagram of %s', (name) => {
  let side: LoadedApp;
  let graph: Graph;
  let drawing: Drawing;

  beforeAll(async () => {
    side = exampleStages().find((one) => one.name === name)!;
    graph = graphOf(side.stacks);
    drawing = await drawingOf(graph);
  }, 60_000);

  test('has everything that holds something', () => {
    const members = new Set(graph.nodes.flatMap((node) => node.members));
    const stateful = side.stacks.flatMap((one) =>
      Object.entries(one.resources)
        .filter(([, resource]) => whatIsHeld(resource) !== undefined)
        .map(([id]) => `${one.name}/${id}`),
    );
    expect(stateful.length).toBeGreaterThan(10);
    expect(stateful.filter((key) => !members.has(key))).toEqual([]);
  });

  test('has every resource once, or counts it', () => {
    const resources = side.stacks.flatMap(({ resources: all }) => Object.keys(all)).length;
    const members = graph.nodes.flatMap((node) => node.members);
    expect(new Set(members).size).toBe(members.length);
    expect(members.length + Object.values(graph.hidden).reduce((sum, count) => sum + count, 0)).toBe(resources);
  });

  test('leads from nothing that is not there, to nothing that is not there', () => {
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(ids.size).toBe(graph.nodes.length);
    expect(graph.edges.filter(({ source, target }) => !ids.has(source) || !ids.has(target))).toEqual([]);
    const frames = new Set(graph.frames.map(({ id }) => id));
    expect(graph.nodes.filter(({ frame }) => frame !== undefined && !frames.has(frame))).toEqual([]);
    expect(graph.frames.filter(({ parent }) => parent !== undefined && !frames.has(parent))).toEqual([]);
  });

  test('leads from users to the database', () => {
    const reached = new Set(['users']);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      graph.edges.filter(({ source }) => reached.has(source)).forEach(({ target }) => reached.add(target));
    }
    const writers = graph.nodes.filter(({ details }) => details.includes('writer'));
    expect(writers).toHaveLength(1);
    expect(writers.filter(({ id }) => !reached.has(id))).toEqual([]);
  });

  test('puts every node into its frame, and none onto another', () => {
    const inside = (box: { x: number; y: number; width: number; height: number }, outer: typeof box) =>
      box.x >= outer.x &&
      box.y >= outer.y &&
      box.x + box.width <= outer.x + outer.width + 0.5 &&
      box.y + box.height <= outer.y + outer.height + 0.5;
    const frames = new Map(drawing.frames.map((frame) => [frame.frame.id, frame]));
    expect(drawing.frames.length).toBe(graph.frames.length);
    expect(
      drawing.nodes
        .filter(({ node, ...box }) => node.frame !== undefined && !inside(box, frames.get(node.frame)!))
        .map(({ node }) => node.id),
    ).toEqual([]);
    expect(
      drawing.frames
        .filter(({ frame, ...box }) => frame.parent !== undefined && !inside(box, frames.get(frame.parent)!))
        .map(({ frame }) => frame.id),
    ).toEqual([]);
    const overlaps = drawing.nodes.flatMap((one, index) =>
      drawing.nodes
        .slice(index + 1)
        .filter(
          (other) =>
            one.x < other.x + other.width &&
            other.x < one.x + one.width &&
            one.y < other.y + other.height &&
            other.y < one.y + one.height,
        )
        .map((other) => `${one.node.id} ${other.node.id}`),
    );
    expect(overlaps).toEqual([]);
  });

  test('draws every edge from its source to its target', () => {
    const boxes = new Map(drawing.nodes.map((node) => [node.node.id, node]));
    const touches = (point: { x: number; y: number } | undefined, id: string) => {
      const { x, y, width, height } = boxes.get(id)!;
      return (
        point !== undefined &&
        point.x >= x - 1 &&
        point.x <= x + width + 1 &&
        point.y >= y - 1 &&
        point.y <= y + height + 1
      );
    };
    expect(
      drawing.edges
        .filter(
          ({ edge, points }) => !touches(points[0], edge.source) || !touches(points[points.length - 1], edge.target),
        )
        .map(({ edge }) => edge),
    ).toEqual([]);
  });

  test('is always the same', async () => {
    expect(await drawingOf(graphOf(side.stacks))).toEqual(drawing);
  });
});

test('requests go through filter, edge and load balancer to web; web leaves work for the worker', () => {
  const edges = edgesOf(graphOf(exampleStages()[1].stacks));
  expect(edges).toEqual(
    expect.arrayContaining([
      'Users browsers and apps -> AWS WAF Firewall: HTTPS',
      'AWS WAF Firewall -> Amazon CloudFront Distribution: filters',
      'Amazon CloudFront Distribution -> Load balancer Load Balancer: requests',
      'Load balancer Load Balancer -> Amazon ECS service Web Service: HTTP 8080',
      'Amazon ECS service Web Service -> Amazon SQS Queue: work',
      'Amazon SQS Queue -> Amazon ECS service Worker Service: work',
      'Amazon SQS Queue -> Amazon SQS Queue Dead Letters: gave up',
      'Amazon ECS service Web Service -> Amazon RDS Proxy Database Proxy: PostgreSQL',
      'Amazon RDS Proxy Database Proxy -> Amazon RDS Database Instance: pooled',
      'Amazon RDS Database Instance -> Amazon RDS Database Replica1: replicates',
      'Route 53 zone Reader Name Zone -> Amazon RDS Database Replica1: reads',
      'Amazon ECS service Web Service -> Amazon ElastiCache Cache: Valkey',
    ]),
  );
});

test('what goes from one Region to another stands between them', () => {
  const graph = graphOf(exampleStages()[3].stacks);
  const between = graph.nodes
    .filter(({ frame }) => frame === 'across')
    .map(({ service, name }) => `${service} ${name}`.trim());
  expect(between.sort()).toEqual([
    'Amazon DynamoDB 2 tables',
    'Aurora Global Database Global Database',
    'S3 replication copies objects',
    'VPC peering',
  ]);
  const regionOf = (node: GraphNode | undefined): string =>
    node?.frame === undefined || node.frame === 'across' || node.frame === 'edge'
      ? ''
      : (/(us-east-1|eu-west-1)/.exec(
          node.frame.replace(/^network:example-production-network/, 'us-east-1').replace(/^zone:.*:/, ''),
        )?.[1] ?? '');
  const direct = graph.edges
    .map(({ source, target }) => [source, target].map((id) => regionOf(graph.nodes.find((node) => node.id === id))))
    .filter(([from, to]) => from !== '' && to !== '' && from !== to);
  expect(direct).toEqual([]);
  // A reader's name leads to the readers of the own Region, whatever other Region has the same name.
  expect(edgesOf(graph)).not.toContain('VPC peering -> Route 53 zone Reader Name Zone: undefined');
  expect(edgesOf(graph)).toContain('VPC peering -> Amazon RDS Aurora Member1: undefined');
  expect(edgesOf(graph)).toContain('Amazon S3 Assets Bucket <-> S3 replication copies objects: copies objects');
});

describe('an app of somebody else', () => {
  const producer = stack(
    'producer',
    { Topic: { Type: 'AWS::SNS::Topic' }, Table: { Type: 'AWS::DynamoDB::Table' } },
    { Outputs: { Topic: { Value: { Ref: 'Topic' }, Export: { Name: 'the-topic' } } } },
  );
  const consumer = stack('consumer', {
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    Handler: {
      Type: 'AWS::Lambda::Function',
      Properties: { Runtime: 'nodejs22.x', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          {
            PolicyDocument: {
              Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: { 'Fn::ImportValue': 'the-topic' } }],
            },
          },
        ],
      },
    },
    Allowed: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Handler' },
        SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:us-east-1:123456789012:${Api}/*' },
      },
    },
    Broker: { Type: 'AWS::AmazonMQ::Broker' },
    Own: { Type: 'Acme::Thing::Store' },
  });

  test('is connected by permissions, imports and event sources', () => {
    expect(edgesOf(graphOf([producer, consumer])).sort()).toEqual([
      'AWS Lambda Handler -> Amazon SNS Topic: publishes',
      'Amazon API Gateway Api -> AWS Lambda Handler: calls',
      'Users browsers and apps -> Amazon API Gateway Api: HTTPS',
    ]);
  });

  test('shows types that hold something under their own names, also those that nobody knows', () => {
    const { nodes, hidden } = graphOf([producer, consumer]);
    expect(nodes.filter(({ category }) => category === 'other').map(({ service, holds }) => [service, holds])).toEqual([
      ['AmazonMQ Broker', 'waiting messages'],
      ['Acme::Thing::Store'.replaceAll('::', ' '), 'unknown data'],
    ]);
    expect(hidden).toEqual({ 'AWS::IAM::Role': 1, 'AWS::Lambda::Permission': 1 });
  });

  test('of many resources draws those of a kind together', () => {
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`Job${index}`, { Type: 'AWS::Lambda::Function' }]),
    );
    expect(graphOf([stack('many', many)]).nodes.map(({ name, members }) => [name, members.length])).toEqual([
      ['200 functions', 200],
    ]);
  });

  test('follows what a nested stack is given, and what it gives back', () => {
    const parent = stack('parent', {
      Data: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { Parameters: { Dead: { 'Fn::GetAtt': ['Letters', 'Arn'] } } },
      },
      Letters: { Type: 'AWS::SQS::Queue' },
      Feed: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: { 'Fn::GetAtt': ['Data', 'Outputs.Jobs'] }, FunctionName: { Ref: 'Worker' } },
      },
      Worker: { Type: 'AWS::Lambda::Function' },
    });
    const nested = stack(
      'parent/Data',
      { Jobs: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: { Ref: 'Dead' } } } } },
      { Outputs: { Jobs: { Value: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } } },
    );
    expect(edgesOf(graphOf([parent, nested])).sort()).toEqual([
      'Amazon SQS Jobs -> AWS Lambda Worker: events',
      'Amazon SQS Jobs -> Amazon SQS Letters: gave up',
    ]);
  });
});

describe('the same stacks in several places', () => {
  const queue = (dead: string) =>
    resource('AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: { Ref: dead } } });
  const letters = resource('AWS::SQS::Queue');
  const database = resource('AWS::RDS::DBInstance');
  const subscription = resource('AWS::SNS::Subscription', {
    Protocol: 'sqs',
    TopicArn: { 'Fn::ImportValue': 'topic' },
    Endpoint: { 'Fn::GetAtt': ['Jobs', 'Arn'] },
  });
  const app = (where: Environment, more: Record<string, StackResource> = {}) => [
    stackIn(
      where,
      'topics',
      { Topic: resource('AWS::SNS::Topic') },
      { Outputs: { Topic: { Value: { Ref: 'Topic' }, Export: { Name: 'topic' } } } },
    ),
    stackIn(where, 'shop', { Jobs: queue('Letters'), Letters: letters, Subscription: subscription, ...more }),
  ];

  test('five resources are five nodes, each in its own Region', () => {
    const { nodes, frames } = graphOf([
      stackIn(EU, 'shop', { Db: database, Jobs: queue('Letters'), Letters: letters }),
      stackIn(US, 'shop', { Jobs: queue('Letters'), Letters: letters }),
    ]);
    expect(nodes.map(({ id, members }) => [id, members])).toEqual(
      [
        'eu-west-1/shop/Db',
        'eu-west-1/shop/Jobs',
        'eu-west-1/shop/Letters',
        'us-east-1/shop/Jobs',
        'us-east-1/shop/Letters',
      ].map((address) => [address, [address]]),
    );
    expect(frames.filter(({ kind }) => kind === 'region').map(({ label }) => label)).toEqual([
      'Region eu-west-1',
      'Region us-east-1',
    ]);
  });

  test.each<[string, Environment, Environment, string[], string[]]>([
    ['Regions', EU, US, ['eu-west-1', 'us-east-1'], ['Region eu-west-1', 'Region us-east-1']],
    [
      'accounts',
      EU,
      OTHER_ACCOUNT,
      ['111111111111/eu-west-1', '222222222222/eu-west-1'],
      ['Account 111111111111, Region eu-west-1', 'Account 222222222222, Region eu-west-1'],
    ],
  ])('in two %s nothing leads from one to the other', (_, first, second, prefixes, labels) => {
    const { nodes, edges, frames } = graphOf([...app(first, { Db: database }), ...app(second)]);
    expect(nodes.map(({ id }) => id).sort()).toEqual(
      [
        `${prefixes[0]}/shop/Db`,
        ...prefixes.flatMap((prefix) => ['shop/Jobs', 'shop/Letters', 'topics/Topic'].map((id) => `${prefix}/${id}`)),
      ].sort(),
    );
    expect(edges.map(({ source, target, label }) => `${source} -> ${target}: ${label}`).sort()).toEqual(
      prefixes
        .flatMap((prefix) => [
          `${prefix}/shop/Jobs -> ${prefix}/shop/Letters: gave up`,
          `${prefix}/topics/Topic -> ${prefix}/shop/Jobs: delivers`,
        ])
        .sort(),
    );
    expect(frames.filter(({ kind }) => kind === 'region').map(({ label }) => label)).toEqual(labels);
  });

  test('what is drawn together is drawn together in each account', () => {
    const alarm = resource('AWS::CloudWatch::Alarm', { MetricName: 'Errors' });
    const stacks = [EU, OTHER_ACCOUNT].map((where) => stackIn(where, 'shop', { A: alarm, B: alarm }));
    expect(graphOf(stacks).nodes.map(({ id, name }) => [id, name])).toEqual([
      ['111111111111/eu-west-1:alarms', '2 alarms'],
      ['222222222222/eu-west-1:alarms', '2 alarms'],
    ]);
    expect(alarmsOf(stacks).map(({ name, regions }) => [name, regions])).toEqual([
      ['A', ['111111111111/eu-west-1', '222222222222/eu-west-1']],
      ['B', ['111111111111/eu-west-1', '222222222222/eu-west-1']],
    ]);
  });

  test('the address of a global database leads to the writer of its primary cluster, from every Region', () => {
    const instance = (tier: number) =>
      resource('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' }, PromotionTier: tier });
    const cluster = (name: string, more: object) =>
      resource('AWS::RDS::DBCluster', { DBClusterIdentifier: name, ...more });
    const web = resource('AWS::Lambda::Function', {
      Environment: { Variables: { HOST: 'shop-global-db.global-abc.global.rds.amazonaws.com' } },
    });
    const secondary = { GlobalClusterIdentifier: 'shop-global-db' };
    const ap: Environment = { region: 'ap-southeast-2', account: EU.account };
    const { edges } = graphOf([
      stackIn(EU, 'shop', {
        Global: resource('AWS::RDS::GlobalCluster', {
          GlobalClusterIdentifier: 'shop-global-db',
          SourceDBClusterIdentifier: { 'Fn::GetAtt': ['Cluster', 'DBClusterArn'] },
        }),
        Cluster: cluster('shop-primary', {}),
        Reader: instance(1),
        Writer: instance(0),
        Web: web,
      }),
      ...[US, ap].map((where) => stackIn(where, 'shop', { Cluster: cluster('shop-copy', secondary), Web: web })),
    ]);
    const ends = edges.filter(({ label }) => label === 'PostgreSQL').map(({ source, target }) => [source, target]);
    expect(ends).toContainEqual(['eu-west-1/shop/Web', 'eu-west-1/shop/Writer']);
    expect(ends.map(([source]) => source).sort()).toEqual(
      ['ap-southeast-2', 'eu-west-1', 'us-east-1'].map((region) => `${region}/shop/Web`),
    );
    const between = edges.filter(({ target }) => target === 'eu-west-1/shop/Writer').map(({ source }) => source);
    expect(between.sort()).toEqual(['between:Traffic between Regions', 'eu-west-1/shop/Web']);
    const replicated = edges
      .filter(({ label }) => label === 'replicates')
      .map(({ source, target }) => [source, target]);
    expect(replicated.filter((pair) => !pair.includes('eu-west-1/shop/Global'))).toEqual([]);
  });
});
