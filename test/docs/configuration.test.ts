import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import schema from '../../schemas/growth.schema.json';
import { Schema, withoutReferences } from '../helpers/schema';
import { ROOT } from './helpers/fences';

/** Parts of a secondary Region that have the properties of `sizes`. */
const LIKE_SIZES = /^secondaryRegions\[\]\.(web|worker|cache)\./;

/** Every setting, as the document names it: `domain.domainName`, `residency[].regions`, `database.proxy`. */
function settingsOf({ properties = {} }: Schema, prefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    const below = settingsOf(value, `${path}.`);
    const inItems = settingsOf(value.items ?? {}, `${path}[].`);
    return [path, ...below, ...inItems];
  });
}

/** Sizes are the same in every stage, and are described once. */
const named = (path: string) => path.replace(/^sizes\.[a-z-]+\./, '');

/** The settings in the first cell of each table row. */
function documented(markdown: string): string[] {
  return [...markdown.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
}

test('the document of the configuration describes every setting, and none that does not exist', () => {
  const settings = new Set(
    settingsOf(withoutReferences(schema as unknown as Schema))
      .filter((path) => !LIKE_SIZES.test(path))
      .map(named),
  );
  const [tables] = readFileSync(join(ROOT, 'config/README.md'), 'utf8').split('\n## Where the configuration');
  const rows = documented(tables);
  expect(rows.filter((name) => !settings.has(name))).toEqual([]);
  expect([...settings].filter((name) => !rows.includes(name))).toEqual([]);
  expect(rows).toEqual([...new Set(rows)]);
});
