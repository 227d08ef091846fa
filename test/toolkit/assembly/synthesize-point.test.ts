import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizePoint } from '../../../toolkit/assembly';

const EXAMPLE = 'examples/saas/growth.json';

let directory: string;
beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'growth-place-'))));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each(['monolith', 'aurora:cut-over', 'multi-region'])(
  '%s can be looked at while containers are live',
  (place) => {
    const config = join(directory, 'growth.json');
    writeFileSync(
      config,
      JSON.stringify({ ...(JSON.parse(readFileSync(EXAMPLE, 'utf8')) as object), live: 'containers' }),
    );
    expect(synthesizePoint(place, config)).toEqual(synthesizePoint(place, EXAMPLE));
  },
  60_000,
);
