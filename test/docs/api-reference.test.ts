import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReference, builtAssembly, FOLDER } from '../../scripts/api-reference';
import { ROOT } from './helpers/fences';

test('the API reference is that of the assembly; `npm run api-reference` writes it anew', () => {
  // `npm test` builds first.
  expect(existsSync(join(ROOT, '.jsii'))).toBe(true);
  const written = readdirSync(join(ROOT, FOLDER)).map((name) => [name, readFileSync(join(ROOT, FOLDER, name), 'utf8')]);
  expect(Object.fromEntries(written)).toEqual(apiReference(builtAssembly(ROOT)));
});
