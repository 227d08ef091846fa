import { homeRegion, movedTo, StackTemplate } from '../../../toolkit/assembly';

const stack = (name: string, region: string, ...ids: string[]): StackTemplate => ({
  name,
  region,
  resources: Object.fromEntries(ids.map((id) => [id, { Type: 'AWS::SQS::Queue' }])),
});

test('the stacks of the home Region move, and those without a Region; no others', () => {
  const stacks = [stack('edge', 'us-east-1', 'A'), stack('data', 'eu-west-1', 'A', 'B'), stack('agnostic', '', 'A')];
  expect(homeRegion(stacks)).toBe('eu-west-1');
  expect(movedTo(stacks, 'us-west-2').map(({ region }) => region)).toEqual(['us-east-1', 'us-west-2', 'us-west-2']);
});

test('if no stack says its Region, every stack moves', () => {
  expect(homeRegion([stack('one', '', 'A')])).toBeUndefined();
  expect(movedTo([stack('one', '', 'A')], 'us-west-2')[0].region).toBe('us-west-2');
});
