import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

let folder: string;

function run(command: string, args: readonly string[], cwd: string) {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { stdout, stderr, status };
}

/** Runs the command from the packages that `npx` installs: the tarball and, because npm adds them, its peers. */
function npx(...args: string[]) {
  return run(join(folder, 'cache/node_modules/.bin/cdk-growth-stages'), args, join(folder, 'empty'));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'growth-npx-'));
  ['cache', 'empty'].forEach((name) => mkdirSync(join(folder, name)));
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(run('npm', pack, ROOT).stdout) as { filename: string }[];
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, filename)];
  const { status, stderr } = run('npm', install, join(folder, 'cache'));
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  [['--help'], 'Usage: cdk-growth-stages [options] [command]'],
  [['select', '--users', '25000'], 'stage: containers'],
  [['stages'], 'monolith'],
  [['steps', '--to', 'aurora'], 'snapshot'],
  [['plan', 'monolith', 'containers'], 'From monolith to containers'],
  [['cost', 'containers', '--users', '25000'], 'cost of containers'],
  [['diff', 'monolith', 'containers'], 'monolith'],
])(
  'npx cdk-growth-stages %j works before anything is installed',
  (args, expected) => {
    const { stdout, stderr, status } = npx(...args);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(expected);
    expect(readdirSync(join(folder, 'empty'))).toEqual([]);
  },
  60_000,
);

test('npx cdk-growth-stages report writes one file', () => {
  expect(npx('report')).toMatchObject({ status: 0 });
  expect(readdirSync(join(folder, 'empty'))).toEqual(['growth-report.html']);
}, 120_000);
