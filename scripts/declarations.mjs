// Removes declarations of config/ and toolkit/ that no public entry point leads to: they are of no use to anybody, and
// some import packages that an installation does not have.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOMS = ['config', 'toolkit'].map((room) => resolve('dist', room));

/** The declarations that a file imports. */
function importsOf(file) {
  const names = [...readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)].map(
    ([, name]) => name,
  );
  return names.map((name) => {
    const path = resolve(file, '..', name);
    return [`${path}.d.ts`, join(path, 'index.d.ts')].find(existsSync) ?? path;
  });
}

const kept = new Set();
const open = ROOMS.map((room) => join(room, 'index.d.ts'));
while (open.length > 0) {
  const file = open.pop();
  if (!kept.has(file) && ROOMS.some((room) => file.startsWith(room))) {
    kept.add(file);
    open.push(...importsOf(file));
  }
}

for (const room of ROOMS) {
  for (const name of readdirSync(room, { recursive: true }).filter((path) => path.endsWith('.d.ts'))) {
    if (!kept.has(join(room, name))) {
      rmSync(join(room, name));
    }
  }
}
