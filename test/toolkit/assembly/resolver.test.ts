import { Resolver, StackTemplate, TemplateSections } from '../../../toolkit/assembly';

const stack = (sections: TemplateSections, more: Partial<StackTemplate> = {}): StackTemplate => ({
  name: 's',
  region: 'eu-west-1',
  resources: {},
  sections,
  ...more,
});
const value = (content: unknown, sections: TemplateSections = {}, more: Partial<StackTemplate> = {}) =>
  new Resolver(stack(sections, more)).value(content);

const Parameters = {
  Env: { Type: 'String', Default: 'dev' },
  Zones: { Type: 'CommaDelimitedList' },
  Ami: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/ami' },
};
const Conditions = {
  InEurope: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
  IsLive: { 'Fn::Equals': [{ Ref: 'Env' }, 'live'] },
  Both: { 'Fn::And': [{ Condition: 'InEurope' }, { Condition: 'IsLive' }] },
  Either: { 'Fn::Or': [{ Condition: 'InEurope' }, { Condition: 'IsLive' }] },
  Elsewhere: { 'Fn::Not': [{ Condition: 'InEurope' }] },
  Circular: { Condition: 'Circular' },
};
const Mappings = { Sizes: { 'eu-west-1': { Class: 'db.t4g.small' } } };

test.each<[string, unknown, unknown]>([
  ['the Region of the stack', { Ref: 'AWS::Region' }, 'eu-west-1'],
  ['a branch whose condition is known', { 'Fn::If': ['InEurope', 1, 2] }, 1],
  ['the other branch', { 'Fn::If': ['Elsewhere', 1, 2] }, 2],
  ['one condition that decides alone', { 'Fn::If': ['Either', 1, 2] }, 1],
  ['branches that are the same', { 'Fn::If': ['IsLive', 1, 1] }, 1],
  [
    'a property that is not there',
    {
      A: { Ref: 'AWS::NoValue' },
      B: [1, { Ref: 'AWS::NoValue' }],
      C: { 'Fn::If': ['Elsewhere', 1, { Ref: 'AWS::NoValue' }] },
    },
    { B: [1] },
  ],
  ['a mapping', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Class'] }, 'db.t4g.small'],
  [
    'text with something known',
    { 'Fn::Sub': ['${AWS::Region}-${Name}-${!Literal}', { Name: 'x' }] },
    'eu-west-1-x-${!Literal}',
  ],
  ['joined text', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-west-1'],
  ['an attribute in one word', { 'Fn::GetAtt': 'A.B.C' }, { 'Fn::GetAtt': ['A', 'B.C'] }],
])('%s is worked out', (_, content, expected) =>
  expect(value(content, { Parameters, Conditions, Mappings })).toEqual(expected),
);

test.each<[string, unknown, unknown]>([
  ['a parameter keeps its default', { Ref: 'Env' }, { Ref: 'Env', 'default of the parameter': 'dev' }],
  [
    'a condition its definition',
    { 'Fn::If': ['IsLive', 1, { Ref: 'AWS::NoValue' }] },
    {
      'Fn::If': ['IsLive', 1, { Ref: 'AWS::NoValue' }],
      'if it is true': { 'Fn::Equals': [{ Ref: 'Env', 'default of the parameter': 'dev' }, 'live'] },
    },
  ],
  [
    'two conditions, one of them unknown',
    { 'Fn::If': ['Both', 1, 2] },
    expect.objectContaining({ 'Fn::If': ['Both', 1, 2] }),
  ],
  [
    'a condition that names itself',
    { 'Fn::If': ['Circular', 1, 2] },
    expect.objectContaining({ 'Fn::If': ['Circular', 1, 2] }),
  ],
  [
    'a mapping whose key is unknown keeps the mapping',
    { 'Fn::FindInMap': ['Sizes', { Ref: 'Env' }, 'Class'] },
    expect.objectContaining({ 'in the mapping': Mappings.Sizes }),
  ],
  [
    'text keeps the parameters in it',
    { 'Fn::Sub': '${Env}/${R.Arn}' },
    {
      'Fn::Sub': [
        '${Env}/${R.Arn}',
        { Env: { Ref: 'Env', 'default of the parameter': 'dev' }, 'R.Arn': { 'Fn::GetAtt': ['R', 'Arn'] } },
      ],
    },
  ],
])('what is unknown stays with what decides it: %s', (_, content, expected) =>
  expect(value(content, { Parameters, Conditions, Mappings })).toEqual(expected),
);

test('values of a deployed stack decide, but not those of the SSM parameter that is named, nor hidden ones', () => {
  const parameterValues = { Env: 'live', Zones: 'a,b', Ami: '/ami', Secret: '****' };
  const of = (content: unknown) =>
    value(content, { Parameters: { ...Parameters, Secret: { Type: 'String' } }, Conditions }, { parameterValues });
  expect(of({ 'Fn::If': ['Both', 1, 2] })).toBe(1);
  expect(of({ Ref: 'Zones' })).toEqual(['a', 'b']);
  expect(of({ Ref: 'Ami' })).toEqual({ Ref: 'Ami', 'default of the parameter': '/ami' });
  expect(of({ Ref: 'Secret' })).toMatchObject({ Ref: 'Secret' });
});

test('a resource whose condition is known to be false is not there; one whose condition is unknown keeps it', () => {
  const resolver = new Resolver(stack({ Parameters, Conditions }));
  const of = (Condition: string) => resolver.resource({ Type: 'AWS::S3::Bucket', Condition });
  expect(of('Elsewhere')).toBeUndefined();
  expect(of('InEurope')).toEqual({ Type: 'AWS::S3::Bucket' });
  expect(of('IsLive')).toEqual({ Type: 'AWS::S3::Bucket', Condition: 'IsLive' });
});

test('a policy that cannot be known keeps nothing', () => {
  const resolver = new Resolver(stack({ Parameters, Conditions }));
  expect(
    resolver.resource({
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: { 'Fn::If': ['IsLive', 'Retain', 'Delete'] } as never,
    }),
  ).toMatchObject({ DeletionPolicy: 'Delete' });
  expect(
    resolver.resource({
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: { 'Fn::If': ['InEurope', 'Retain', 'Delete'] } as never,
    }),
  ).toMatchObject({ DeletionPolicy: 'Retain' });
});
