import { StackResource, StackTemplate, TemplateIndex } from '../../../toolkit/assembly';
import { workloadOf } from '../../../toolkit/cost';
import { shareOf } from '../../../toolkit/cost/workload-share';
import { stackWith } from './fixtures';

const nat: StackResource = { Type: 'AWS::EC2::NatGateway' };
const at = (region: string, count: number, name = region): StackTemplate =>
  stackWith(Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, nat])), {
    region,
    name,
  });
const shares = (stacks: readonly StackTemplate[], farRegionPercent = 50) =>
  stacks.map((stack) => {
    const index = new TemplateIndex(stacks);
    return index.resources
      .filter((located) => located.stack === stack)
      .reduce((sum, located) => sum + shareOf({ ...located, index, workload: workloadOf(1, { farRegionPercent }) }), 0);
  });

test.each<[string, StackTemplate[], number[]]>([
  ['one carries everything', [at('a', 1)], [1]],
  ['three carry everything together', [at('a', 3)], [1]],
  ['two stacks of a Region', [at('a', 1), at('a', 3, 'b')], [0.25, 0.75]],
  ['the home Region and another', [at('a', 2), at('b', 1)], [0.5, 0.5]],
  ['the home Region and two others', [at('a', 1), at('b', 2), at('c', 5)], [0.5, 0.25, 0.25]],
  ['a Region without such a resource', [at('a', 1), at('b', 0)], [1, 0]],
])('%s', (_, stacks, expected) => {
  expect(shares(stacks)).toEqual(expected);
});

test('the user says how many are far', () => {
  expect(shares([at('a', 1), at('b', 1)], 20)).toEqual([0.8, 0.2]);
});
