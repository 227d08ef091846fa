import { StackResource, StackTemplate, TemplateSections } from '../../../toolkit/assembly';
import { billOf } from '../../../toolkit/cost';
import { stackWith } from './fixtures';

const nat: StackResource = { Type: 'AWS::EC2::NatGateway' };
const volume = (Size: unknown, more: object = {}): StackResource => ({
  Type: 'AWS::EC2::Volume',
  Properties: { VolumeType: 'gp3', Size, ...more },
});
const stack = (
  resources: Record<string, StackResource>,
  sections: TemplateSections,
  more: Partial<StackTemplate> = {},
) => stackWith(resources, { sections, ...more });
const size = {
  Size: { Type: 'Number', Default: 50 },
  Unknown: { Type: 'Number' },
  Ssm: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/size' },
};

test.each<[string, unknown, TemplateSections]>([
  ['the default of a parameter', { Ref: 'Size' }, { Parameters: size }],
  [
    'a mapping',
    { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'size'] },
    { Mappings: { Sizes: { 'us-east-1': { size: 50 } } } },
  ],
  [
    'a condition that holds',
    { 'Fn::If': ['IsBig', 50, 10] },
    { Parameters: size, Conditions: { IsBig: { 'Fn::Equals': [{ Ref: 'Size' }, '50'] } } },
  ],
  [
    'a condition that does not hold',
    { 'Fn::If': ['IsSmall', 10, 50] },
    { Parameters: size, Conditions: { IsSmall: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Size' }, '50'] }] } } },
  ],
])('%s is filled in: 50 x 0.08', (_, value, sections) => {
  expect(billOf([stack({ V: volume(value) }, sections)])).toMatchObject({ fixedMonthlyUsd: 4, unpriced: [] });
});

test.each<[string, unknown]>([
  ['a parameter without a default', { Ref: 'Unknown' }],
  ['a parameter of SSM', { Ref: 'Ssm' }],
  ['an import', { 'Fn::ImportValue': 'size' }],
  ['a condition over something unknown', { 'Fn::If': ['Depends', 10, 50] }],
])('%s is not known', (_, value) => {
  const bill = billOf([
    stack(
      { V: volume(value) },
      { Parameters: size, Conditions: { Depends: { 'Fn::Equals': [{ Ref: 'Unknown' }, 'x'] } } },
    ),
  ]);
  expect(bill).toMatchObject({
    fixedMonthlyUsd: 0,
    unpriced: [{ reason: '1 x some GiB gp3 volume: the template does not specify the quantity' }],
  });
});

test('values of a deployed stack go before defaults: 100 x 0.08', () => {
  expect(
    billOf([stack({ V: volume({ Ref: 'Size' }) }, { Parameters: size }, { parameterValues: { Size: '100' } })])
      .fixedMonthlyUsd,
  ).toBe(8);
});

test('a nested stack gets what its parent gives: 200 x 0.08', () => {
  const parent = stack(
    { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Size: { Ref: 'Big' } } } } },
    { Parameters: { Big: { Type: 'Number', Default: '200' } } },
  );
  const nested = stack({ V: volume({ Ref: 'Size' }) }, { Parameters: size }, { name: 's/Nested' });
  expect(billOf([parent, nested]).fixedMonthlyUsd).toBe(16);
});

test('a resource whose condition is false is left out; one whose condition is not known counts, and says so', () => {
  const sections = {
    Parameters: size,
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] }, Depends: { 'Fn::Equals': [{ Ref: 'Unknown' }, 'x'] } },
  };
  const bill = billOf([stack({ A: { ...nat, Condition: 'Never' }, B: { ...nat, Condition: 'Depends' } }, sections)]);
  expect(bill.fixedMonthlyUsd).toBeCloseTo(730 * 0.045, 6);
  expect(bill.unpriced).toEqual([
    {
      address: 's/B',
      stack: 's',
      resource: 'B',
      type: nat.Type,
      reason: 'it is included, but whether its condition Depends is true is known only at deployment',
    },
  ]);
});

test('a nested stack whose template is not there is named', () => {
  expect(billOf([stackWith({}, { missing: ['Nested'] })]).unpriced).toMatchObject([
    { resource: 'Nested', reason: 'the template of the nested stack is missing' },
  ]);
});
