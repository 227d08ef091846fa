import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { parseTemplate, stackOf, StackTemplate, TemplateDocument } from '../../../toolkit/assembly';
import { ChangeClass, ResourceChange } from '../../../toolkit/diff/change-class';
import { Classification, classify } from '../../../toolkit/diff/classify';
import { whatIsHeld } from '../../../toolkit/diff/stateful-types';

const stack = (document: object, more: Partial<StackTemplate> = {}): StackTemplate =>
  stackOf({ name: 's', region: 'eu-west-1', ...more }, { Resources: {}, ...document } as TemplateDocument);
const compare = (before: object, after: object): Classification => classify([stack(before)], [stack(after)]);

/** Class and reason of the one resource that changes, or nothing. */
function outcome(before: object, after: object, id = 'R'): [ChangeClass, string] | undefined {
  const change = compare(before, after).changes.find(({ logicalId }) => logicalId === id);
  return change && [change.class, change.effects[0].reason];
}

const database = (Properties: object, more: object = {}) => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'postgres', ...Properties },
  ...more,
});
const table = (Properties: object = {}, more: object = {}) => ({ Type: 'AWS::DynamoDB::Table', Properties, ...more });
const alarm = (Properties: object, more: object = {}) => ({ Type: 'AWS::CloudWatch::Alarm', Properties, ...more });

describe('parameters', () => {
  const app = (Default: string, Resources: object) => ({
    Parameters: { Name: { Type: 'String', Default } },
    Resources,
  });

  test('another default of a parameter that feeds a create-only property replaces', () => {
    const Resources = { R: database({ DBName: { Ref: 'Name' } }) };
    expect(outcome(app('a', Resources), app('b', Resources))).toEqual([
      ChangeClass.DATA,
      expect.stringMatching(/^DBName replaces it, and it holds rows/),
    ]);
  });

  test('also through Fn::Sub, Fn::Join and a condition', () => {
    const by = (value: unknown) => ({ R: table({ TableName: value }) });
    for (const value of [
      { 'Fn::Sub': '${Name}-orders' },
      { 'Fn::Join': ['-', [{ Ref: 'Name' }, 'orders']] },
      { 'Fn::If': ['IsA', 'x', 'y'] },
    ]) {
      const one = (Default: string) => ({
        ...app(Default, by(value)),
        Conditions: { IsA: { 'Fn::Equals': [{ Ref: 'Name' }, 'a'] } },
      });
      expect(outcome(one('a'), one('b'))?.[0]).toBe(ChangeClass.DATA);
      expect(outcome(one('a'), one('a'))).toBeUndefined();
    }
  });

  test('a deployed value decides, and stays: neither the default nor the other branch matters', () => {
    const Resources = { R: database({ DBName: { Ref: 'Name' } }), S: { ...table(), Condition: 'IsA' } };
    const Conditions = { IsA: { 'Fn::Equals': [{ Ref: 'Name' }, 'live'] } };
    const before = stack({ ...app('a', Resources), Conditions }, { parameterValues: { Name: 'live' } });
    expect(classify([before], [stack({ ...app('b', Resources), Conditions })]).changes).toEqual([]);
  });
});

describe('mappings', () => {
  const app = (name: string) => ({
    Mappings: { Names: { 'eu-west-1': { Db: name } } },
    Resources: { R: database({ DBName: { 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, 'Db'] } }) },
  });

  test('what is found in them counts', () => expect(outcome(app('a'), app('b'))?.[0]).toBe(ChangeClass.DATA));

  test('the same value written out is no change', () =>
    expect(outcome(app('a'), { Resources: { R: database({ DBName: 'a' }) } })).toBeUndefined());

  test('what is not found for this Region does not count', () => {
    const other = (name: string) => ({
      Mappings: { Names: { 'eu-west-1': { Db: 'a' }, 'us-east-1': { Db: name } } },
      Resources: app('a').Resources,
    });
    expect(outcome(other('x'), other('y'))).toBeUndefined();
  });
});

describe('conditions', () => {
  const Parameters = { Env: { Type: 'String', Default: 'dev' } };
  const live = (value: string) => ({
    Live: { 'Fn::Equals': [{ Ref: 'Env' }, value] },
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
    Elsewhere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
  });
  const app = (resource: object, value = 'live') => ({
    Parameters,
    Conditions: live(value),
    Resources: { R: resource },
  });

  test.each<[string, object, object, ChangeClass | undefined]>([
    ['a store that gets one may go', app(table()), app(table({}, { Condition: 'Live' })), ChangeClass.DATA],
    [
      'and is retained in the account if its policy says so',
      app(table({}, { DeletionPolicy: 'Retain' })),
      app(table({}, { DeletionPolicy: 'Retain', Condition: 'Live' })),
      ChangeClass.ORPHANED,
    ],
    ['a stateless resource may go, too', app(alarm({})), app(alarm({}, { Condition: 'Live' })), ChangeClass.REMOVED],
    [
      'another definition may let it go',
      app(table({}, { Condition: 'Live' })),
      app(table({}, { Condition: 'Live' }), 'prod'),
      ChangeClass.DATA,
    ],
    ['the same one does not', app(table({}, { Condition: 'Live' })), app(table({}, { Condition: 'Live' })), undefined],
    ['one that always holds here does not', app(table()), app(table({}, { Condition: 'Here' })), undefined],
    ['one that never holds here deletes', app(table()), app(table({}, { Condition: 'Elsewhere' })), ChangeClass.DATA],
    [
      'one that never held made nothing that could go',
      app(table({}, { Condition: 'Elsewhere' })),
      { Parameters, Conditions: live('live') },
      undefined,
    ],
    [
      'around a create-only property it may replace',
      app(table({ TableName: 'a' })),
      app(table({ TableName: { 'Fn::If': ['Live', 'a', 'b'] } })),
      ChangeClass.DATA,
    ],
    [
      'around a protection it may take it away',
      app(database({ DeletionProtection: true })),
      app(database({ DeletionProtection: { 'Fn::If': ['Live', true, false] } })),
      ChangeClass.GUARD,
    ],
    [
      'and where it may have protected, taking it away counts',
      app(database({ DeletionProtection: { 'Fn::If': ['Live', true, false] } })),
      app(database({ DeletionProtection: false })),
      ChangeClass.GUARD,
    ],
    [
      'with two branches that say the same it is no change',
      app(table({ TableName: 'a' })),
      app(table({ TableName: { 'Fn::If': ['Live', 'a', 'a'] } })),
      undefined,
    ],
  ])('%s', (_, before, after, expected) => expect(outcome(before, after)?.[0]).toBe(expected));

  test('the reason names the condition', () =>
    expect(outcome(app(table()), app(table({}, { Condition: 'Live' })))?.[1]).toMatch(
      /exists only if condition Live is true, which is not known here/,
    ));
});

describe('what nobody knows counts as a risk, and says so', () => {
  test.each<[string, object, object, RegExp]>([
    [
      'a custom resource that changes',
      { Resources: { R: { Type: 'Custom::Store', Properties: { A: 1 } } } },
      { Resources: { R: { Type: 'Custom::Store', Properties: { A: 2 } } } },
      /depends on the handler of the custom resource/,
    ],
    [
      'one of the other name',
      { Resources: { R: { Type: 'AWS::CloudFormation::CustomResource', Properties: { A: 1 } } } },
      { Resources: { R: { Type: 'AWS::CloudFormation::CustomResource', Properties: { A: 2 } } } },
      /depends on the handler of the custom resource/,
    ],
    [
      'a custom resource that goes',
      { Resources: { R: { Type: 'Custom::Store' } } },
      {},
      /is deleted with unknown data.*so the change counts as a risk/,
    ],
    [
      'a type of a third party',
      { Resources: { R: { Type: 'Acme::Db::Cluster', Properties: { A: 1 } } } },
      { Resources: { R: { Type: 'Acme::Db::Cluster', Properties: { A: 2 } } } },
      /the type is not in the service specification/,
    ],
    [
      'a module',
      { Resources: { R: { Type: 'Acme::S3::Bucket::MODULE', Properties: { A: 1 } } } },
      { Resources: { R: { Type: 'Acme::S3::Bucket::MODULE', Properties: { A: 2 } } } },
      /the type is not in the service specification/,
    ],
    [
      'another handler',
      { Resources: { R: { Type: 'Custom::Store', Properties: { ServiceToken: 'a' } } } },
      { Resources: { R: { Type: 'Custom::Store', Properties: { ServiceToken: 'b' } } } },
      /modifying the service token is not allowed/,
    ],
    [
      'a property of a store that is newer than the specification',
      { Resources: { R: table({ Newer: 1 }) } },
      { Resources: { R: table({ Newer: 2 }) } },
      /the property is not in the service specification/,
    ],
    [
      'a macro in the place of properties',
      {
        Resources: {
          R: {
            ...table(),
            Properties: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://a' } } },
          },
        },
      },
      { Resources: { R: table({ 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b' } } }) } },
      /their values cannot be known/,
    ],
    [
      'a macro inside of a property',
      { Resources: { R: table({ BillingMode: 'a' }) } },
      { Resources: { R: table({ BillingMode: { 'Fn::Transform': { Name: 'Mine' } } }) } },
      /their values cannot be known/,
    ],
    [
      'a loop',
      { Resources: { 'Fn::ForEach::R': ['Id', ['a'], { '${Id}': table() }] } },
      { Resources: { 'Fn::ForEach::R': ['Id', ['a', 'b'], { '${Id}': table() }] } },
      /cannot be known/,
    ],
    [
      'a type that becomes another',
      { Resources: { R: table() } },
      { Resources: { R: { Type: 'AWS::S3::Bucket' } } },
      /which AWS CloudFormation rejects/,
    ],
  ])('%s', (_, before, after, reason) => {
    const [change] = compare(before, after).changes;
    expect([change.class, change.effects[0].reason]).toEqual([ChangeClass.DATA, expect.stringMatching(reason)]);
  });

  test('handlers of AWS CDK that are known to hold nothing do not', () => {
    const handler = (Type: string, A: number) => ({ Resources: { R: { Type, Properties: { A } } } });
    for (const type of ['Custom::S3AutoDeleteObjects', 'Custom::LogRetention', 'Custom::MigrationRun']) {
      expect(outcome(handler(type, 1), handler(type, 2))?.[0]).toBe(ChangeClass.REPLACED);
      expect(outcome(handler(type, 1), {})?.[0]).toBe(ChangeClass.REMOVED);
    }
    expect(outcome(handler('AWS::Serverless::SimpleTable', 1), {})?.[0]).toBe(ChangeClass.DATA);
  });

  test(
    'a macro over a template that changes is a risk; over one that does not, and with the macros of AWS ' +
      'that are known, a note',
    () => {
      const app = (Transform: unknown, Threshold: number) => ({ Transform, Resources: { R: alarm({ Threshold }) } });
      const classes = ({ changes, notes }: Classification) => [
        changes.map((change) => [change.type, change.class]),
        notes,
      ];
      const note = (name: string) => [`s: ${name} rewrites the template at deployment; the result was not compared`];
      expect(classes(compare(app(['Mine'], 1), app(['Mine'], 2)))).toEqual([
        [
          ['Mine', ChangeClass.DATA],
          ['AWS::CloudWatch::Alarm', ChangeClass.IN_PLACE],
        ],
        [],
      ]);
      expect(classes(compare(app({ Name: 'AWS::Include' }, 1), app({ Name: 'AWS::Include' }, 1)))).toEqual([
        [],
        note('AWS::Include'),
      ]);
      expect(classes(compare(app('AWS::Serverless-2016-10-31', 1), app('AWS::Serverless-2016-10-31', 2)))).toEqual([
        [['AWS::CloudWatch::Alarm', ChangeClass.IN_PLACE]],
        note('AWS::Serverless-2016-10-31'),
      ]);
      expect(classes(compare(app(undefined, 1), app('Mine', 1)))[0]).toEqual([['Mine', ChangeClass.DATA]]);
    },
  );

  test('a nested stack whose template is elsewhere is a risk where it changes, and a note where it does not', () => {
    const side = (url: string): StackTemplate => ({
      ...stack({ Resources: { R: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } } }),
      missing: ['R'],
    });
    const changes = classify([side('a')], [side('b')]).changes.map(({ logicalId, class: kind }) => [logicalId, kind]);
    expect(changes).toEqual([['R', ChangeClass.DATA]]);
    expect(classify([side('a')], [side('a')])).toEqual({
      changes: [],
      unchanged: 1,
      notes: ['s/R: its template is missing and was not compared'],
    });
  });
});

describe('types that hold something', () => {
  /** Members keep nothing of their own; a nested stack is judged by what is in it. */
  const NOT_BY_THEMSELVES = ['AWS::CloudFormation::Stack', 'AWS::DocDB::DBInstance', 'AWS::Neptune::DBInstance'];

  test('are all that the service specification calls stateful', () => {
    const stateful = [...loadAwsServiceSpecSync().all('resource')]
      .filter(({ isStateful }) => isStateful)
      .map(({ cloudFormationType }) => cloudFormationType);
    expect(stateful.length).toBeGreaterThan(20);
    expect(stateful.filter((Type) => whatIsHeld({ Type }) === undefined)).toEqual(NOT_BY_THEMSELVES);
  });

  test('have names that exist', () => {
    const known = new Set(
      [...loadAwsServiceSpecSync().all('resource')].map(({ cloudFormationType }) => cloudFormationType),
    );
    const own = [
      'AWS::RDS::DBInstance',
      'AWS::S3::Bucket',
      'AWS::MSK::Cluster',
      'AWS::S3Vectors::Index',
      'AWS::DocDB::GlobalCluster',
      'AWS::Timestream::InfluxDBInstance',
    ];
    expect(own.filter((type) => !known.has(type))).toEqual([]);
  });

  test('a machine holds the data on its disks, one that routes does not', () => {
    const machine = (more: object) => ({
      Resources: { R: { Type: 'AWS::EC2::Instance', Properties: { ImageId: 'a', ...more } } },
    });
    expect(outcome(machine({}), machine({ ImageId: 'b' }))?.[0]).toBe(ChangeClass.DATA);
    expect(outcome(machine({ SourceDestCheck: false }), machine({ SourceDestCheck: false, ImageId: 'b' }))?.[0]).toBe(
      ChangeClass.REPLACED,
    );
  });
});

test('a template in YAML and its twin in JSON are the same', () => {
  const yaml = `
AWSTemplateFormatVersion: 2010-09-09
Parameters: { Env: { Type: String, Default: dev } }
Conditions: { Live: !Equals [!Ref Env, live] }
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    Properties:
      DBName: !Sub "\${Env}db"
      AllocatedStorage: 20
      MultiAZ: !If [Live, yes, no]
      KmsKeyId: !GetAtt Key.Arn
  Key: { Type: AWS::KMS::Key }
`;
  const json = {
    Parameters: { Env: { Default: 'dev', Type: 'String' } },
    Conditions: { Live: { 'Fn::Equals': [{ Ref: 'Env' }, 'live'] } },
    Resources: {
      Key: { Type: 'AWS::KMS::Key' },
      Db: {
        Properties: {
          KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
          MultiAZ: { 'Fn::If': ['Live', 'true', 'false'] },
          AllocatedStorage: '20',
          DBName: { 'Fn::Sub': '${Env}db' },
        },
        DeletionPolicy: 'Snapshot',
        Type: 'AWS::RDS::DBInstance',
      },
    },
  };
  expect(compare(parseTemplate(yaml) as object, json)).toEqual({ changes: [], unchanged: 2, notes: [] });
});

test('metadata, the order of creation and more protection change nothing, or nothing grave', () => {
  const of = (more: object) => ({ Resources: { R: table({}, more), S: alarm({}) } });
  expect(compare(of({}), of({ DependsOn: ['S'], Metadata: { 'aws:cdk:path': 'a/b' } })).changes).toEqual([]);
  expect(outcome(of({}), of({ Metadata: { 'AWS::CloudFormation::Init': { config: {} } } }))?.[0]).toBe(
    ChangeClass.IN_PLACE,
  );
  expect(outcome(of({}), of({ UpdatePolicy: { UseOnlineResharding: true } }))?.[0]).toBe(ChangeClass.IN_PLACE);
  const changes: readonly ResourceChange[] = compare(
    of({}),
    of({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }),
  ).changes;
  expect(changes).toEqual([]);
});
