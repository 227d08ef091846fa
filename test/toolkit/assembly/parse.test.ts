import { parseTemplate } from '../../../toolkit/assembly';

const long = (yaml: string) => (parseTemplate(`R:\n  V: ${yaml}\n`) as { R: { V: unknown } }).R.V;

test.each<[string, unknown]>([
  ['!Ref Bucket', { Ref: 'Bucket' }],
  ['!Ref "AWS::Region"', { Ref: 'AWS::Region' }],
  ['!GetAtt Bucket.Arn', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
  ['!GetAtt Nested.Outputs.Name', { 'Fn::GetAtt': ['Nested', 'Outputs.Name'] }],
  ['!GetAtt [Bucket, Arn]', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
  ['!Sub "${Bucket}-x"', { 'Fn::Sub': '${Bucket}-x' }],
  ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
  ['!If [IsLive, !Ref A, !Ref "AWS::NoValue"]', { 'Fn::If': ['IsLive', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] }],
  ['!Join [",", [a, !GetAtt B.C]]', { 'Fn::Join': [',', ['a', { 'Fn::GetAtt': ['B', 'C'] }]] }],
  ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
  [
    '!And [!Condition A, !Not [!Equals [a, b]]]',
    { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
  ],
  ['!FindInMap [Map, Key, Name]', { 'Fn::FindInMap': ['Map', 'Key', 'Name'] }],
  ['!Base64 text', { 'Fn::Base64': 'text' }],
  ['!Cidr [10.0.0.0/16, 4, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 4, 8] }],
  ['!ImportValue shared', { 'Fn::ImportValue': 'shared' }],
  ['!Split [",", a]', { 'Fn::Split': [',', 'a'] }],
  [
    '!Transform {Name: AWS::Include, Parameters: {Location: a}}',
    { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'a' } } },
  ],
  ['!Length [a]', { 'Fn::Length': ['a'] }],
  ['!ToJsonString {a: 1}', { 'Fn::ToJsonString': { a: 1 } }],
])('%s', (yaml, expected) => expect(long(yaml)).toEqual(expected));

test.each<[string, unknown]>([
  ['2010-09-09', '2010-09-09'],
  ['12:30', '12:30'],
  ['03:00-04:00', '03:00-04:00'],
  ['yes', true],
  ['off', false],
  ['1.5', 1.5],
  ["'012345678901'", '012345678901'],
  ['012345678901', '012345678901'],
  ['~', undefined],
])('%s is read as AWS CloudFormation reads it', (yaml, expected) => expect(long(yaml)).toEqual(expected));

test('block text, anchors and merged maps are followed', () => {
  expect(parseTemplate('A: &a\n  X: 1\nB:\n  <<: *a\n  Y: |\n    one\n    two\nC: *a\n')).toEqual({
    A: { X: 1 },
    B: { X: 1, Y: 'one\ntwo\n' },
    C: { X: 1 },
  });
});

test('what says nothing is not there, and a mark of the order of bytes is none of the text', () => {
  expect(parseTemplate('A:\nB: [1, null]\n')).toEqual({ B: [1] });
  expect(parseTemplate('\ufeff{"A": {"B": null}}')).toEqual({ A: {} });
});

test('the content decides: JSON, YAML in its flow form, YAML', () => {
  expect(parseTemplate('{"a": 1}')).toEqual({ a: 1 });
  expect(parseTemplate('{a: !Ref b}')).toEqual({ a: { Ref: 'b' } });
  expect(() => parseTemplate('{"a": 1')).toThrow();
  expect(() => parseTemplate('a: 1\na: 2\n')).toThrow(/unique/);
});
