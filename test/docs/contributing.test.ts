import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './helpers/fences';

const contributing = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

test('every file that the lists name exists', () => {
  const named = [...contributing.matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.(?:ts|md|json|mjs))`/g)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('an optional store changes at most eight existing files', () => {
  const [, store] = contributing.split('## How to add a store\n');
  const [list] = store.split('\nGenerated files');
  expect(list.match(/^\| `/gm)!.length).toBeLessThanOrEqual(8);
});
