import { GrowthDocument } from '../../config';
import { GrowthStages } from '../../stages';
import { expectGolden } from '../helpers/golden';
import { differencesOf } from './inventory/differences';
import { inventoryOf } from './inventory/inventory';
import { locatedStacks, LocatedStack } from './inventory/located';
import { OPTIONS, plain, STAGING } from './inventory/variants';

/** The further Region whose stacks are listed; another one has the same. */
const SECONDARY = 'ap-southeast-2';

const isSecondary = ({ part }: LocatedStack) => /^[a-z]+-[a-z]+-\d-/.test(part);

/** The inventory of the home Region and the edge, and that of a secondary Region, each by the name of its file. */
function inventories(stage: string, document: GrowthDocument): [name: string, lines: string[]][] {
  const all = locatedStacks(document);
  const home = all.filter((stack) => !isSecondary(stack));
  const secondary = all.filter(({ part }) => part.startsWith(SECONDARY));
  return [
    [stage, inventoryOf(home, all)],
    ...(secondary.length > 0 ? [[`${stage}-secondary`, inventoryOf(secondary, all)] as [string, string[]]] : []),
  ];
}

/** Names hold the environment, or a hash of a path with it. */
const withoutNames = (lines: readonly string[]) =>
  lines.map((line) => line.replaceAll('staging', 'production').replaceAll(/(?<!\bpl)-[0-9a-f]{8}\b/g, '-<hash>'));

describe.each([...GrowthStages.NAMES])('inventory of %s', (stage) => {
  const production = new Map<string, string[]>();

  beforeAll(() => inventories(stage, plain(stage)).forEach(([name, lines]) => production.set(name, lines)));

  test('in production', () => {
    production.forEach((lines, name) => expectGolden(`laws/golden/inventory/production/${name}`, lines));
  });

  test.each([
    ['staging', STAGING],
    ['options', OPTIONS],
  ])('what is different: %s', (variant, documents) => {
    inventories(stage, documents[stage]).forEach(([name, lines]) =>
      expectGolden(
        `laws/golden/inventory/${variant}/${name}`,
        differencesOf(withoutNames(production.get(name)!), withoutNames(lines)),
      ),
    );
  });
});
