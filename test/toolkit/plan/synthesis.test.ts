import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEach, orWithoutCost, stacksOf, Synthesis, synthesisOf } from '../../../toolkit/plan/synthesis';

const DIRECTORY = process.cwd();
let directory: string;

beforeEach(() => process.chdir((directory = mkdtempSync(join(tmpdir(), 'growth-synthesis-')))));
afterEach(() => {
  process.chdir(DIRECTORY);
  rmSync(directory, { recursive: true });
});

const write = (value: object | string) =>
  writeFileSync('growth.json', typeof value === 'string' ? value : JSON.stringify(value));

test.each([
  [['containers', 'containers:contract', 'multi-region:global-writer', 'multi-region'], undefined, 3],
  [['aurora:expand', 'aurora:cut-over', 'aurora:contract', 'aurora'], 'snapshot', 3],
])(
  'without a configuration it is the built-in example, which says so and is whole at %j (path %s)',
  (places, path, synthesized) => {
    const example = synthesisOf();
    expect(example).toMatchObject({
      isExample: true,
      configuration: expect.stringContaining('built-in example') as string,
    });
    const said: string[] = [];
    const stacks = atEach(
      example,
      places,
      (all) => all.length,
      (text) => said.push(text),
      path,
    );
    expect([...stacks.keys()]).toEqual(places);
    expect(Math.min(...stacks.values())).toBeGreaterThan(3);
    // A last step equals its stage and is not synthesized twice.
    expect(said).toHaveLength(synthesized);
    expect(said[0]).toBe(`synthesize ${places[0]} (1 of ${synthesized})`);
  },
);

test('the own configuration is looked at from any place, whatever is live and chosen in it', () => {
  const { isExample: _, configuration: __, document } = synthesisOf();
  write({ ...document, application: 'mine', live: 'monolith', stage: 'monolith', users: 10 });
  const own = synthesisOf();
  expect(own).toMatchObject({ isExample: false, configuration: 'growth.json' });
  expect(stacksOf(own, 'aurora').map(({ name }) => name)).toContain('mine-production-data');
});

test.each([
  ['eu-west-1', 'eu-central-1'],
  ['us-east-1', 'us-west-2'],
  ['us-west-2', 'us-east-1'],
  ['ap-northeast-1', 'ap-southeast-2'],
])(
  'a configuration of one Region, %s, can be looked at in several: %s stands in, and it is said',
  (region, standIn) => {
    const { secondaryRegions: _, ...document } = synthesisOf().document;
    write({ ...document, region, availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`) });
    const own = synthesisOf();
    expect(own.configuration).toBe(
      `growth.json (with ${standIn} where there are several Regions, because it names no \`secondaryRegions\`)`,
    );
    expect([...new Set(stacksOf(own, 'multi-region').map((stack) => stack.region))].sort()).toEqual(
      [...new Set([region, standIn, 'us-east-1'])].sort(),
    );
    expect(new Set(stacksOf(own, 'aurora').map((stack) => stack.region)).has(standIn)).toBe(standIn === 'us-east-1');
  },
);

test('a wrong configuration is refused by its own name', () => {
  const { document } = synthesisOf();
  write({ ...document, port: 0 });
  const wrong: Synthesis = synthesisOf('growth.json');
  expect(() => stacksOf(wrong, 'monolith')).toThrow(/`port`/);
  expect(() => stacksOf(wrong, 'monolith')).not.toThrow(/growth-place/);
  expect(() => orWithoutCost(() => stacksOf(wrong, 'monolith'))).toThrow(
    /read from growth.json[^]*`port`[^]*--no-cost leaves them out$/,
  );
  expect(orWithoutCost(() => 1)).toBe(1);
});

test.each([
  ['{ "a": ', 'must be JSON with an object'],
  ['[]', 'which holds no object'],
])('%j is refused', (text, message) => {
  write(text);
  expect(() => synthesisOf()).toThrow(message);
});

test('a file that is named has to be there', () =>
  expect(() => synthesisOf('nowhere.json')).toThrow(
    '`--config` must be the path of a configuration, got: "nowhere.json"',
  ));
