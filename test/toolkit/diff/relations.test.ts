import { stackOf, StackResource, StackTemplate, TemplateDocument } from '../../../toolkit/assembly';
import { classify } from '../../../toolkit/diff/classify';

type Resources = Record<string, StackResource>;
const stack = (
  name: string,
  Resources: Resources,
  more: object = {},
  place: Partial<StackTemplate> = {},
): StackTemplate => stackOf({ name, region: 'eu-west-1', ...place }, { Resources, ...more } as TemplateDocument);
const classes = (before: StackTemplate[], after: StackTemplate[]) =>
  classify(before, after).changes.map(({ stack: name, logicalId, class: kind }) => `${name}/${logicalId} ${kind}`);
const reasonFor = (before: StackTemplate[], after: StackTemplate[], id: string) =>
  classify(before, after)
    .changes.find(({ logicalId }) => logicalId === id)
    ?.effects.map(({ reason }) => reason)
    .join('; ');

const resource = (
  Type: string,
  Properties: Record<string, unknown> = {},
  more: Partial<StackResource> = {},
): StackResource => ({ Type, Properties, ...more });
const group = (DBSubnetGroupName: string) => resource('AWS::RDS::DBSubnetGroup', { DBSubnetGroupName });
const queue = (seconds: number, path?: string) =>
  resource(
    'AWS::SQS::Queue',
    { DelaySeconds: seconds },
    path === undefined ? {} : { Metadata: { 'aws:cdk:path': path } },
  );

describe('a reference to a resource that is replaced', () => {
  const database = (value: unknown) => resource('AWS::RDS::DBInstance', { DBSubnetGroupName: value });

  test('replaces what cannot be updated: the database in a new subnet group', () => {
    const app = (name: string) => [stack('s', { Group: group(name), Db: database({ Ref: 'Group' }) })];
    expect(classes(app('a'), app('b'))).toEqual(['s/Db data-risk', 's/Group replaced']);
    expect(reasonFor(app('a'), app('b'), 'Db')).toMatch(
      /DBSubnetGroupName replaces it, and it holds rows: .*it refers to Group, which is replaced/,
    );
  });

  test('is followed through Fn::Sub, through exports, through outputs of another stack and into nested stacks', () => {
    const Outputs = { Name: { Value: { Ref: 'Group' }, Export: { Name: 'shared:Group' } } };
    const apart = (name: string, value: unknown) => [
      stack('net', { Group: group(name) }, { Outputs }),
      stack('s', { Db: database(value) }),
    ];
    for (const value of [
      { 'Fn::ImportValue': 'shared:Group' },
      { 'Fn::GetStackOutput': { StackName: 'net', OutputName: 'Name', Region: 'eu-west-1' } },
    ]) {
      expect(classes(apart('a', value), apart('b', value))).toEqual(['s/Db data-risk', 'net/Group replaced']);
    }
    const within = (name: string) => [stack('s', { Group: group(name), Db: database({ 'Fn::Sub': '${Group}' }) })];
    expect(classes(within('a'), within('b'))).toContain('s/Db data-risk');
    const nested = (name: string) => [
      stack('s', {
        Group: group(name),
        Inner: resource('AWS::CloudFormation::Stack', { Parameters: { In: { Ref: 'Group' } } }),
      }),
      stack('s/Inner', { Db: database({ Ref: 'In' }) }, { Parameters: { In: { Type: 'String' } } }),
    ];
    expect(classes(nested('a'), nested('b'))).toContain('s/Inner/Db data-risk');
    const outer = (name: string) => [
      stack('s', {
        Inner: resource('AWS::CloudFormation::Stack'),
        Db: database({ 'Fn::GetAtt': ['Inner', 'Outputs.Name'] }),
      }),
      stack('s/Inner', { Group: group(name) }, { Outputs: { Name: { Value: { Ref: 'Group' } } } }),
    ];
    expect(classes(outer('a'), outer('b'))).toContain('s/Db data-risk');
  });

  test('goes on: a new network makes new subnets, which a task only gets to know', () => {
    const app = (CidrBlock: string) => [
      stack('s', {
        Vpc: resource('AWS::EC2::VPC', { CidrBlock }),
        Subnet: resource('AWS::EC2::Subnet', { VpcId: { Ref: 'Vpc' } }),
        Service: resource('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [{ Ref: 'Subnet' }] } }),
      }),
    ];
    expect(classes(app('10.0.0.0/16'), app('10.1.0.0/16'))).toEqual([
      's/Subnet replaced',
      's/Vpc replaced',
      's/Service no-interruption',
    ]);
  });

  test('is followed into a part of a property', () => {
    const app = (CidrBlock: string) => [
      stack('s', {
        Vpc: resource('AWS::EC2::VPC', { CidrBlock }),
        Subnet: resource('AWS::EC2::Subnet', { VpcId: { Ref: 'Vpc' } }),
        Kafka: resource('AWS::MSK::Cluster', {
          BrokerNodeGroupInfo: { InstanceType: 'a', ClientSubnets: [{ Ref: 'Subnet' }] },
        }),
      }),
    ];
    expect(classes(app('10.0.0.0/16'), app('10.1.0.0/16'))).toContain('s/Kafka data-risk');
  });

  test('is left alone where it names something that only changes', () => {
    const app = (Description: string) => [
      stack('s', {
        Key: resource('AWS::KMS::Key', { Description }),
        Db: resource('AWS::RDS::DBInstance', { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
      }),
    ];
    expect(classes(app('a'), app('b'))).toEqual(['s/Key no-interruption']);
  });
});

test('a part of a property decides where the specification says so', () => {
  const kafka = (ClientSubnets: string[], InstanceType: string) => [
    stack('s', { Kafka: resource('AWS::MSK::Cluster', { BrokerNodeGroupInfo: { InstanceType, ClientSubnets } }) }),
  ];
  expect(classes(kafka(['a'], 'x'), kafka(['b'], 'x'))).toEqual(['s/Kafka data-risk']);
  expect(classes(kafka(['a'], 'x'), kafka(['a'], 'y'))).toEqual(['s/Kafka brief-interruption']);
});

describe('which stacks are versions of each other', () => {
  const app = (name: string, region: string, seconds: number, more: Partial<StackTemplate> = {}) =>
    stack(name, { Q: queue(seconds) }, {}, { region, ...more });

  test('stacks of one name in two Regions stay apart', () => {
    const before = [app('shop', 'eu-west-1', 1), app('shop', 'us-east-1', 2)];
    expect(classes(before, [app('shop', 'eu-west-1', 1), app('shop', 'us-east-1', 3)])).toEqual([
      'shop/Q no-interruption',
    ]);
    expect(classes(before, [app('shop', 'eu-west-1', 1)])).toEqual(['shop/Q data-risk']);
  });

  test('and in two accounts', () => {
    const both = (seconds: number) => [
      app('shop', 'eu-west-1', 1, { account: '111111111111' }),
      app('shop', 'eu-west-1', seconds, { account: '222222222222' }),
    ];
    expect(classes(both(1), both(2))).toHaveLength(1);
    expect(
      classes(
        [app('shop', 'eu-west-1', 1, { account: '111111111111' })],
        [app('shop', 'eu-west-1', 1, { account: '222222222222' })],
      ),
    ).toEqual(['shop/Q data-risk', 'shop/Q added']);
  });

  test('an app that does not say where is the same app', () => {
    expect(classes([app('shop', '', 1)], [app('shop', 'eu-west-1', 1)])).toEqual([]);
  });

  test('another Region is another stack: the old one stays as it is', () => {
    const [before, after] = [[app('shop', 'eu-west-1', 1)], [app('shop', 'us-east-1', 1)]];
    expect(classes(before, after)).toEqual(['shop/Q data-risk', 'shop/Q added']);
    expect(reasonFor(before, after, 'Q')).toMatch(
      /stack eu-west-1\/shop is no longer in the app: cdk deploy does not touch it; only cdk destroy has this effect/,
    );
  });

  test('a renamed stack is another one, unless names are those of files', () => {
    expect(classes([app('shop', '', 1)], [app('shop-v2', '', 1)])).toEqual(['shop/Q data-risk', 'shop-v2/Q added']);
    expect(classes([app('old', '', 1, { fromFile: true })], [app('new', '', 1, { fromFile: true })])).toEqual([]);
    expect(classes([app('shop', 'eu-west-1', 1)], [app('new', '', 1, { fromFile: true })])).toEqual([]);
  });
});

describe('moves', () => {
  test('of several alike, those whose construct kept its place are recognised', () => {
    const before = [stack('one', { A1: queue(5, 'one/A/Resource'), B1: queue(5, 'one/B/Resource') }), stack('two', {})];
    const after = [stack('one', {}), stack('two', { A2: queue(5, 'two/A/Resource'), B2: queue(5, 'two/B/Resource') })];
    expect(classify(before, after).changes.map(({ logicalId, movedWith }) => [logicalId, movedWith])).toEqual([
      ['A1', 'two/A2'],
      ['B1', 'two/B2'],
      ['A2', 'one/A1'],
      ['B2', 'one/B1'],
    ]);
  });

  test('a store that is kept and comes empty in another stack is at risk', () => {
    const table = resource('AWS::DynamoDB::Table', { TableName: 'orders' }, { DeletionPolicy: 'Retain' });
    const [before, after] = [
      [stack('one', { T: table }), stack('two', {})],
      [stack('one', {}), stack('two', { T: table })],
    ];
    expect(classes(before, after)).toEqual(['one/T data-risk', 'two/T added']);
    expect(reasonFor(before, after, 'T')).toMatch(
      /is removed from the stack with items, and an empty T takes its place.*cdk refactor/,
    );
  });

  test('of a store that leaves one Region and appears in another, none takes the place of the other', () => {
    const table = resource('AWS::DynamoDB::Table', { TableName: 'orders' }, { DeletionPolicy: 'Retain' });
    const inRegion = (region: string, resources: Resources) => stack('one', resources, {}, { region });
    const before = [inRegion('eu-west-1', { T: table }), inRegion('us-east-1', {})];
    const after = [inRegion('eu-west-1', {}), inRegion('us-east-1', { T: table })];
    expect(classes(before, after)).toEqual(['one/T orphaned', 'one/T added']);
    expect(classify(before, after).changes.map(({ movedWith }) => movedWith)).toEqual([undefined, undefined]);
  });

  test('what belongs to a nested stack that is kept is kept', () => {
    const before = [
      stack('s', { N: resource('AWS::CloudFormation::Stack', {}, { DeletionPolicy: 'Retain' }) }),
      stack('s/N', { Q: queue(1) }),
    ];
    expect(classes(before, [stack('s', {})])).toEqual(['s/N/Q orphaned', 's/N orphaned']);
  });
});
