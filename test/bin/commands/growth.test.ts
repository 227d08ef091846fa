import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveGrowthConfig } from '../../../bin/config';

const ROOT = join(__dirname, '../../..');

function growth(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', join(ROOT, 'bin/growth.ts'), ...args], { cwd: ROOT, encoding: 'utf8' });
  return { stdout, stderr, status };
}

describe('growth stages', () => {
  test('prints every stage in order, without colour, in 120 columns', () => {
    const { stdout, stderr, status } = growth('stages');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0]).filter((word) => word !== '')).toEqual(['stage', 'monolith', 'containers', 'aurora', 'multi-region']);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(stdout).not.toContain('\u001b');
  });

  test('--json gives the catalogue', () => {
    const all = JSON.parse(growth('stages', '--json').stdout) as { name: string }[];
    expect(all.map(({ name }) => name)).toEqual(['monolith', 'containers', 'aurora', 'multi-region']);
  });
});

describe('growth select', () => {
  test('gives the stage, the figure that decided and what comes first', () => {
    const { stdout } = growth('select', '--users', '3000', '--database-cpu-percent', '75');
    expect(stdout).toMatch(/^stage: monolith/);
    expect(stdout).toContain('3,000 users');
    expect(stdout).toMatch(/turn on first[^]*pooling[^]*cache[^]*replicas/);
  });

  test.each([['-5'], ['many']])('refuses --users %s by name', (users) => {
    const { stdout, stderr, status } = growth('select', '--users', users);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toContain('`users` must be a whole number');
  });
});

describe('growth steps', () => {
  test('names every step with its way back', () => {
    const { steps } = JSON.parse(growth('steps', '--json').stdout) as { steps: { name: string; rollback: string }[] };
    expect(steps.map(({ name }) => name)).toContain('cut-over');
    expect(steps.every(({ rollback }) => rollback.length > 10)).toBe(true);
  });

  test('refuses an unknown stage with the nearest one', () => {
    const { stderr, status } = growth('steps', '--to', 'kontainers');
    expect(status).toBe(1);
    expect(stderr).toContain('did you mean "containers"');
  });
});

describe('growth steps over several stages', () => {
  test('to Aurora, by its replica or by its last snapshot', () => {
    expect(growth('steps', '--to', 'aurora').stdout).toMatch(/cut-over \(point\s/);
    const { steps } = JSON.parse(growth('steps', '--to', 'aurora', '--path', 'snapshot', '--json').stdout) as { steps: { title: string }[] };
    expect(steps[1].title).toContain('Restore the last snapshot');
  });

  test('a procedure with what is deployed and typed', () => {
    const { stdout, status } = growth('steps', '--procedure', 'remove-region');
    expect(status).toBe(0);
    expect(stdout).toContain('aws rds remove-from-global-cluster');
  });

  test.each([
    [['--to', 'monolith'], 'no steps lead to it'],
    [['--to', 'containers', '--path', 'snapshot'], 'there is one way to containers only'],
    [['--procedure', 'add-regio'], 'did you mean "add-region"?'],
  ])('%j is refused', (args, message) => {
    const { stdout, stderr, status } = growth('steps', ...args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toContain(message);
  });
});

describe('growth live', () => {
  let file: string;
  const live = (...args: string[]) => growth('live', ...args, '--config', file);

  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), 'growth-live-')), 'growth.json');
    writeFileSync(file, '{\n    "application": "shop",\n    "stage": "containers"\n}\n');
  });

  test('is not known at first, then written down without touching the rest of the file', () => {
    expect(live().stdout).toContain('not known');
    expect(live('containers')).toMatchObject({ status: 0 });
    expect(live('aurora:expand')).toMatchObject({ status: 0 });
    expect(live().stdout.trim()).toBe('aurora:expand');
    expect(readFileSync(file, 'utf8')).toMatch(/^\{\n {4}"application": "shop",\n {4}"stage": "containers",\n {2,4}"live": "aurora:expand"\n\}\n$/);
  });

  test.each([
    ['arora', 'did you mean "aurora"?'],
    ['aurora', 'deploy the steps one by one'],
  ])('%s is refused, and nothing is written', (place, message) => {
    expect(live('containers').status).toBe(0);
    const before = readFileSync(file, 'utf8');
    const { status, stderr } = live(place);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('needs a file that is JSON', () => {
    writeFileSync(file, '{ "stage": ');
    expect(live('containers')).toMatchObject({ status: 1, stderr: expect.stringContaining('must be JSON') as string });
    expect(growth('live', '--config', 'nowhere.json')).toMatchObject({ status: 1, stderr: expect.stringContaining('run growth init first') as string });
  });
});

test('growth validate says what is right by itself and may still not be meant', () => {
  const { status, stderr } = growth('validate', '--config', 'examples/saas/growth.json', '--stage', 'aurora');
  expect(status).toBe(0);
  expect(stderr).toMatch(/`auroraBirth` is "replica"[^]*`live` is not given/);
});

test.each([
  [['selct'], 'Did you mean select?'],
  [['stages', '--jsn'], 'Did you mean --json?'],
  [['select'], "required option '--users <number>' not specified"],
])('a wrong command line %j ends with 2 and says what was meant', (args, message) => {
  const { stdout, stderr, status } = growth(...args);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr).toContain(message);
});

describe('growth init and validate', () => {
  let directory: string;
  const init = (...more: string[]) =>
    growth('init', '--directory', directory, '--application', 'shop', '--account', '123456789012', '--region', 'eu-central-1', '--email', 'a@example.com', ...more);

  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'growth-init-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  test('writes a configuration that is valid, and says so', () => {
    expect(init().status).toBe(0);
    const document = JSON.parse(readFileSync(join(directory, 'growth.json'), 'utf8')) as unknown;
    expect(resolveGrowthConfig(document).stage.name).toBe('monolith');
    const checked = growth('validate', '--config', join(directory, 'growth.json'));
    expect(checked).toMatchObject({ status: 0, stdout: expect.stringContaining('shop production at stage monolith') as string });
  });

  test('never writes over a file, and leaves nothing half done', () => {
    writeFileSync(join(directory, 'cdk.json'), 'mine');
    const { status, stderr } = init();
    expect({ status, files: readdirSync(directory) }).toEqual({ status: 1, files: ['cdk.json'] });
    expect(stderr).toContain('cdk.json must not be in');
    expect(readFileSync(join(directory, 'cdk.json'), 'utf8')).toBe('mine');
  });

  test('writes nothing from wrong values, and names them all', () => {
    const { status, stderr } = init('--environment', 'P', '--image-tag', '');
    expect(status).toBe(1);
    expect(stderr).toContain('`environment`');
    expect(stderr).toContain('`imageTag`');
    expect(existsSync(join(directory, 'growth.json'))).toBe(false);
  });

  test('validate names every problem', () => {
    writeFileSync(join(directory, 'growth.json'), '{"stage": "kontainers", "port": 0}');
    const { status, stdout, stderr } = growth('validate', '--config', join(directory, 'growth.json'));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('did you mean "containers"');
    expect(stderr).toContain('`port`');
  });
});

test('growth cost refuses a folder without a synthesis', () => {
  const { status, stderr } = growth('cost', '--assembly', 'docs');
  expect(status).toBe(1);
  expect(stderr).toContain('run npx cdk synth -q first');
});

test('growth --version is that of the package', () => {
  expect(growth('--version').stdout.trim()).toBe((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version);
});
