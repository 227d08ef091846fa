import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveGrowthConfig } from '../../../config';
import { growthIn, ROOT } from '../helpers/command';

const NAMES = ['monolith', 'containers', 'aurora', 'multi-region'];

const growth = (...args: string[]) => growthWith({}, ...args);

const growthWith = (env: Record<string, string>, ...args: string[]) => growthIn(ROOT, args, env);

describe('growth stages', () => {
  const titles = (stdout: string) =>
    stdout
      .split('\n')
      .filter((line) => /^\S/.test(line))
      .map((line) => line.split(' ')[0]);

  test('prints catalogue, targets and costs of every stage in order, without colour, in 120 columns', () => {
    const empty = mkdtempSync(join(tmpdir(), 'growth-stages-'));
    const { stdout, stderr, status } = growthIn(empty, ['stages']);
    rmSync(empty, { recursive: true });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^synthesize monolith \(1 of 4\)\n(synthesize .*\n){3}$/);
    expect(titles(stdout).slice(0, 17)).toEqual([
      'stage',
      ...NAMES,
      'Targets',
      'stage',
      ...NAMES,
      'Cost',
      'stage',
      ...NAMES,
    ]);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(
      /^containers +40,000 +[\d,]+ USD +[\d,]+ USD +[\d,]+ USD +0\.\d+ +0\.\d+ +0\.50 +2,000 USD$/m,
    );
    expect(stdout).toMatch(/^Synthesized: the built-in example in us-east-1/m);
  });

  test('--no-cost synthesizes nothing, and 80 columns give paragraphs', () => {
    const { stdout, stderr } = growthWith({ COLUMNS: '80' }, 'stages', '--no-cost');
    expect(stderr).toBe('');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(titles(stdout)).toEqual([...NAMES, 'Targets', ...NAMES]);
    expect(stdout).toMatch(/^ {2}database +m7g.large, multi-AZ, 1 reader, proxy$/m);
  });

  test('--json gives the catalogue and the costs, by the configuration that is named', () => {
    const document = JSON.parse(growth('stages', '--json', '--config', 'examples/saas/growth.json').stdout) as {
      version: number;
      costs: { configuration: string };
      stages: { name: string; kpis: object; cost: Record<string, number> }[];
    };
    expect(document).toMatchObject({ version: 1, costs: { configuration: 'examples/saas/growth.json' } });
    expect(document.stages.map(({ name }) => name)).toEqual(NAMES);
    expect(document.stages.map(({ kpis }) => Object.keys(kpis).length)).toEqual([8, 8, 8, 8]);
    document.stages.forEach(({ cost }) =>
      expect(cost.monthlyUsd).toBeCloseTo(cost.fixedMonthlyUsd + cost.usageMonthlyUsd, 1),
    );
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
    expect(stderr).toContain('`--users` must be a whole number');
  });
});

describe('growth steps', () => {
  test('names every step with its rollback', () => {
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

describe('growth plan', () => {
  test('says time, downtime and cost of each step; progress goes elsewhere', () => {
    const { stdout, stderr, status } = growth(
      'plan',
      'containers:shift-50',
      'containers:database-class',
      '--database-gib',
      '200',
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/^synthesize containers:shift-50 \(1 of 4\)/);
    expect(stdout).toMatch(/^ {3}time: {5}10 to 140 min/m);
    expect(stdout).toMatch(
      /^ {3}cost: {5}[\d.]+ USD a month: \+[\d.]+ \(\+[\d.]+ a day\) compared with the previous step/m,
    );
  });

  test('works out no costs where nobody wants them', () => {
    const { stdout, stderr } = growth('plan', 'containers', 'aurora', '--no-cost', '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).not.toHaveProperty('costs');
  });

  test('refuses everything that is wrong at once, and a configuration that is not there', () => {
    const { stdout, stderr, status } = growth(
      'plan',
      'containers',
      'aurora',
      '--format',
      'html',
      '--path',
      'x',
      '--database-gib',
      '0',
    );
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toMatch(
      /`--format` must be one of text, markdown, json[^]*`--path` must be[^]*`--database-gib` must be a number above 0 to 131072/,
    );
    expect(growth('plan', 'containers', 'aurora', '--config', 'nowhere.json')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('`--config` must be the path') as string,
    });
  });
});

test.each([['120'], ['80']])('the tables of growth steps fit into %s columns, and nothing is cut off', (columns) => {
  [
    ['--to', 'containers'],
    ['--to', 'aurora'],
    ['--to', 'multi-region'],
    ['--procedure', 'remove-region'],
  ].forEach((args) => {
    const { stdout } = growthWith({ COLUMNS: columns }, 'steps', ...args);
    const [, , ...lines] = stdout.split('\n\n').slice(0, -1).join('\n\n').split('\n');
    expect(lines.filter((line) => line.length > Number(columns))).toEqual([]);
    expect(stdout).not.toContain('…');
  });
});

describe('growth steps over several stages', () => {
  test('to Aurora, by its replica or by its last snapshot', () => {
    expect(growth('steps', '--to', 'aurora').stdout).toMatch(/cut-over \(point\s/);
    const { steps } = JSON.parse(growth('steps', '--to', 'aurora', '--path', 'snapshot', '--json').stdout) as {
      steps: { title: string }[];
    };
    expect(steps[1].title).toContain('Restore the final snapshot');
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
    expect(live().stdout).toContain('No live stage is recorded');
    expect(live('containers')).toMatchObject({ status: 0 });
    expect(live('aurora:expand')).toMatchObject({ status: 0 });
    expect(live().stdout.trim()).toBe('aurora:expand');
    expect(readFileSync(file, 'utf8')).toMatch(
      /^\{\n {4}"application": "shop",\n {4}"stage": "containers",\n {2,4}"live": "aurora:expand"\n\}\n$/,
    );
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
    expect(live('containers')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('must be a file in JSON') as string,
    });
    expect(growth('live', '--config', 'nowhere.json')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('growth init writes one') as string,
    });
  });
});

test('growth validate names settings that are valid but may not be intended', () => {
  const { status, stderr } = growth('validate', '--config', 'examples/saas/growth.json', '--stage', 'aurora');
  expect(status).toBe(0);
  expect(stderr).toMatch(/`auroraOrigin` defaults to "replica"[^]*`live` is not set/);
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
    growth(
      'init',
      '--directory',
      directory,
      '--application',
      'shop',
      '--account',
      '123456789012',
      '--region',
      'eu-central-1',
      '--email',
      'a@example.com',
      ...more,
    );

  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'growth-init-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  test('writes a configuration that is valid, and says so', () => {
    expect(init().status).toBe(0);
    const document = JSON.parse(readFileSync(join(directory, 'growth.json'), 'utf8')) as unknown;
    expect(resolveGrowthConfig(document).stage.name).toBe('monolith');
    const checked = growth('validate', '--config', join(directory, 'growth.json'));
    expect(checked).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('shop production at stage monolith') as string,
    });
  });

  test('takes the Availability Zones that the account has, and refuses too few of them', () => {
    expect(init('--zones', 'b').status).toBe(1);
    expect(existsSync(join(directory, 'growth.json'))).toBe(false);
    expect(init('--zones', 'b', 'c', 'd').status).toBe(0);
    const { availabilityZones } = JSON.parse(readFileSync(join(directory, 'growth.json'), 'utf8')) as {
      availabilityZones: string[];
    };
    expect(availabilityZones).toEqual(['eu-central-1b', 'eu-central-1c', 'eu-central-1d']);
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

  test('validate --json prints the problems as data', () => {
    writeFileSync(join(directory, 'growth.json'), '{"stage": "kontainers", "port": 0}');
    const { status, stdout } = growth('validate', '--json', '--config', join(directory, 'growth.json'));
    const { valid, problems } = JSON.parse(stdout) as { valid: boolean; problems: object[] };
    expect({ status, valid }).toEqual({ status: 1, valid: false });
    expect(problems).toContainEqual({
      property: 'port',
      message: '`port` must be a whole number from 1 to 65535, got: 0',
      given: '0',
    });
  });
});

test('growth cost refuses a folder without a synthesis', () => {
  const { status, stderr } = growth('cost', '--assembly', 'docs');
  expect(status).toBe(1);
  expect(stderr).toContain('run `npx cdk synth -q` first');
});

test('growth --version is that of the package', () => {
  expect(growth('--version').stdout.trim()).toBe(
    (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version,
  );
});

test('a reader that has gone ends a command quietly, and NO_COLOR is kept', () => {
  const command =
    `NO_COLOR=1 ${process.execPath} --import tsx bin/growth.ts plan monolith multi-region --no-cost ` + '| head -1';
  const { stdout, stderr, status } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ stdout, stderr, status }).toEqual({
    stdout: 'From monolith to multi-region: 26 deployments, one after the other\n',
    stderr: '',
    status: 0,
  });
});
