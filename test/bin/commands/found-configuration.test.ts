import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE } from '../../../toolkit/assembly';
import { growthIn } from '../helpers/command';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'growth-found-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const COMMANDS = [
  ['cost', 'monolith'],
  ['diff', 'monolith', 'containers'],
  ['plan', 'containers:shift-50', 'containers:database-class'],
  ['stages'],
];

test.each(COMMANDS)(
  'growth %s %s takes the built-in example in an empty folder, and says so once',
  (...args) => {
    const { stdout, stderr, status } = growthIn(folder, args);
    expect(status).toBe(0);
    expect(`${stdout}${stderr}`.match(/built-in\s+example\s+in\s+us-east-1/g)).toHaveLength(1);
  },
  60_000,
);

test.each(COMMANDS)(
  'growth %s %s takes `growth` of cdk.json',
  (...args) => {
    const context = { growth: { ...EXAMPLE.document, region: 'eu-nowhere-1' } };
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'npx growth-app', context }));
    const { stdout, stderr, status } = growthIn(folder, args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toMatch(/read from the context key `growth`[^]*eu-nowhere-1/);
  },
  60_000,
);

test('growth validate and growth live work with a configuration in cdk.json', () => {
  const file = join(folder, 'cdk.json');
  const growth = { ...EXAMPLE.document, stage: 'monolith' };
  writeFileSync(file, `${JSON.stringify({ app: 'npx growth-app', context: { growth } }, null, 4)}\n`);
  expect(growthIn(folder, ['validate'])).toMatchObject({
    status: 0,
    stdout: 'the context key `growth` is valid: example production at stage monolith\n',
  });
  expect(growthIn(folder, ['live', 'monolith'])).toMatchObject({ status: 0, stdout: 'cdk.json: live is monolith\n' });
  expect(readFileSync(file, 'utf8')).toContain('\n            "live": "monolith"\n        }\n');
  expect(growthIn(folder, ['live']).stdout).toBe('monolith\n');
}, 60_000);
