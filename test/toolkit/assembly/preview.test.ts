import { EXAMPLE, previewEach, previewOf, previewPoint, previewWords } from '../../../toolkit/assembly';

const { document: DOCUMENT } = EXAMPLE;
const { secondaryRegions: _, ...ONE_REGION } = DOCUMENT;

const at = (region: string) => ({
  ...ONE_REGION,
  region,
  availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
});

test.each([
  [['containers', 'containers:contract', 'multi-region:global-writer', 'multi-region'], undefined, 3],
  [['aurora:expand', 'aurora:cut-over', 'aurora:contract', 'aurora'], 'snapshot', 3],
])('the built-in example is whole at %j (path %s)', (points, path, synthesized) => {
  const said: string[] = [];
  const stacks = previewEach(
    EXAMPLE,
    points,
    (all) => all.length,
    (text) => said.push(text),
    path,
  );
  expect([...stacks.keys()]).toEqual(points);
  expect(Math.min(...stacks.values())).toBeGreaterThan(3);
  // A last step equals its stage and is not synthesized twice.
  expect(said).toHaveLength(synthesized);
  expect(said[0]).toBe(`synthesize ${points[0]} (1 of ${synthesized})`);
});

test('a configuration is shown at any deployment point, whatever is live and chosen in it', () => {
  const document = { ...DOCUMENT, application: 'mine', live: 'monolith', stage: 'monolith', users: 10 };
  const own = previewOf({ document, source: 'growth.json' });
  expect(previewWords(own)).toBe('growth.json');
  expect(previewPoint(own, 'aurora').map(({ name }) => name)).toContain('mine-production-data');
});

test.each([
  ['eu-west-1', 'eu-central-1'],
  ['us-east-1', 'us-west-2'],
  ['us-west-2', 'us-east-1'],
  ['ap-northeast-1', 'ap-southeast-2'],
])('a configuration of one Region, %s, is shown in several with %s, and it is said', (region, neighbour) => {
  const own = previewOf({ document: at(region), source: 'growth.json' });
  expect(previewWords(own)).toBe(
    `growth.json (with ${neighbour} as second Region in stages with several Regions, because ` +
      '`secondaryRegions` is not set)',
  );
  expect([...new Set(previewPoint(own, 'multi-region').map((stack) => stack.region))].sort()).toEqual(
    [...new Set([region, neighbour, 'us-east-1'])].sort(),
  );
  expect(new Set(previewPoint(own, 'aurora').map((stack) => stack.region)).has(neighbour)).toBe(
    neighbour === 'us-east-1',
  );
});

test.each([
  ['the Regions that it names stay', DOCUMENT],
  ['a Region that is no name is left to the check', { ...ONE_REGION, region: 7 }],
  ['secondary Regions that are no list are left to the check', { ...ONE_REGION, secondaryRegions: 'us-west-2' }],
])('%s', (_name, document) => {
  const configuration = { document, source: 'growth.json' };
  expect(previewOf(configuration)).toBe(configuration);
});

test('a wrong configuration is refused by its own name', () => {
  const wrong = previewOf({ document: { ...at('eu-west-1'), port: 0 }, source: 'shop.json' });
  expect(() => previewPoint(wrong, 'monolith')).toThrow(/read from shop\.json[^]*`port`/);
});
