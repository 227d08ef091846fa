import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';

const ROOT = join(__dirname, '../..');
const OUTPUT = join(ROOT, 'cdk.out/quickstart');
const STAGES = ['monolith', 'containers', 'aurora', 'multi-region'];
const WAYS = ['monolith-to-containers', 'containers-to-aurora', 'aurora-to-multi-region'];

/** One run for all tests: the first command of the README. */
let result: { stdout: string; stderr: string; status: number | null };

beforeAll(() => {
  const { CDK_VALIDATION: _, ...env } = process.env;
  result = spawnSync('npm', ['run', '--silent', 'quickstart'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
}, 300_000);

/** What stands under a head line. */
function section(title: string): string {
  const [, ...parts] = result.stdout.split(/\n(?=.+\n-{4,}\n)/);
  return parts.find((part) => part.startsWith(`${title}\n`)) ?? '';
}

test('ends well, shows progress beside the result, and no colour', () => {
  expect({ status: result.status, stderr: result.status === 0 ? '' : result.stderr }).toEqual({
    status: 0,
    stderr: '',
  });
  expect(result.stderr).toMatch(/done synthesize and validate the example at stage containers/);
  expect(result.stdout).not.toContain('synthesize');
  expect(`${result.stdout}${result.stderr}`).not.toContain('\u001b');
});

test('fits on a few screens of 120 columns', () => {
  const lines = result.stdout.split('\n');
  expect(lines.length).toBeLessThan(200);
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});

test.each(STAGES)('CDK finds nothing in %s, and its templates are there', (stage) => {
  expect(section('Validation by AWS CDK, strict')).toMatch(new RegExp(`^${stage} +0 findings$`, 'm'));
  expect(existsSync(join(OUTPUT, stage, 'manifest.json'))).toBe(true);
});

describe('each transition', () => {
  test('says first what happens to data', () => {
    expect(section('From monolith to containers')).toMatch(/^diff {3}no data at risk$/m);
    expect(section('From aurora to multi-region')).toMatch(/^diff {3}no data at risk$/m);
    // The logs of the read replica go with it; the old instance is kept by its policy, and deleted by a step of the
    // plan.
    const aurora = section('From containers to aurora');
    expect(aurora.match(/Data at risk: \S+/g)).toEqual([
      'Data at risk: AWS::Logs::LogGroup',
      'Data at risk: AWS::Logs::LogGroup',
    ]);
    expect(aurora).toMatch(
      /Removed from the stack, retained in the account: AWS::RDS::DBInstance\s+notes-production-data\/DatabaseInstance\w+/,
    );
  });

  test.each([
    ['monolith to containers', '9 deployments', 'containers:contract', '10,000'],
    ['containers to aurora', '10 deployments', 'aurora:cut-over, aurora:contract', '100,000'],
    ['aurora to multi-region', '7 deployments', 'multi-region:regions', '500,000'],
  ])('%s: plan and bill', (way, deployments, noReturn, users) => {
    const text = section(`From ${way}`);
    expect(text).toMatch(new RegExp(`^plan {3}From ${way}: ${deployments}, one after the other$`, 'm'));
    expect(text).toContain(`Points of no return: ${noReturn}`);
    expect(text).toMatch(/^ +Time: .* h of deployments/m);
    expect(text).toMatch(/^ +Downtime: .* min, at /m);
    expect(text).toMatch(/^ +Cost: from [\d.,]+ to [\d.,]+ USD a month; at most/m);
    expect(text).toMatch(new RegExp(`^bill {3}at ${users} users [\\d.,]+ USD a month before and [\\d.,]+ after`, 'm'));
  });

  test.each(WAYS)('%s: the whole texts are in files', (way) => {
    const [diff, plan, bill] = ['diff', 'plan', 'bill'].map((name) =>
      readFileSync(join(OUTPUT, way, `${name}.md`), 'utf8'),
    );
    expect(diff).toMatch(/^### Growth diff: /);
    expect(plan).toMatch(/^- \*\*Cost\*\*: [\d.,]+ USD a month: [+-]/m);
    expect(bill.length).toBeGreaterThan(1_000);
  });
});

test('the report has every stage and every way on one page', () => {
  const report = readFileSync(join(OUTPUT, 'report.html'), 'utf8');
  expect(report).toMatch(/^<!doctype html>/i);
  [...STAGES, 'aurora:cut-over', 'multi-region:serve'].forEach((name) => expect(report).toContain(name));
});

describe('the bill', () => {
  const row = (stage: string) =>
    new RegExp(`^${stage} +(.*)$`, 'm')
      .exec(section('The bill in us-east-1, by stage and users'))?.[1]
      .split(/ {2,}/) ?? [];

  test.each([
    ['monolith', 0, 200],
    ['containers', 1, 2_000],
    ['aurora', 2, 15_000],
    ['multi-region', 3, 50_000],
  ])(
    'of %s is within the budget of the guides at its users, and the README names what it always costs',
    (stage, index, budget) => {
      const [always, ...at] = row(stage).map((cell) => parseFloat(cell));
      expect(always).toBeGreaterThan(20);
      expect(at[index]).toBeGreaterThanOrEqual(always);
      expect(at[index]).toBeLessThanOrEqual(budget);
      const [, figures] = /^\| fixed cost \| (.*) \|$/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
      const named = parseFloat(figures.split(' | ')[STAGES.indexOf(stage)].replace(/,/g, ''));
      expect(Math.abs(named - always) / always).toBeLessThan(0.05);
    },
  );

  test('marks the stage that the users ask for, and what is too small for them', () => {
    const marks = STAGES.map((stage) =>
      row(stage)
        .slice(1, 5)
        .map((cell) => cell.replace(/^[\d.,]+ ?/, '')),
    );
    expect(marks.map((cells) => cells.map((cell) => cell.includes('*')))).toEqual([
      [true, false, false, false],
      [false, true, false, false],
      [false, false, true, true],
      [false, false, false, false],
    ]);
    expect(marks[0][3]).toBe('!');
    // The stage that is chosen can grow enough.
    expect(marks.flat()).not.toContain('* !');
  });
});

test('whoever stops it finds what was there before, nothing half done, and nothing still at work', async () => {
  const directory = mkdtempSync(join(ROOT, 'cdk.out/quickstart-test-'));
  writeFileSync(join(directory, 'before'), '');
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/quickstart.ts', directory], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()));
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  while (!written.err.includes('...')) {
    await later(200);
  }
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: null, signal: 'SIGINT' });
  expect(written.out).toBe('');
  // A synthesis that still ran would write its folder again.
  await later(3_000);
  const beside = readdirSync(join(ROOT, 'cdk.out')).filter((name) =>
    join(ROOT, 'cdk.out', name).startsWith(`${directory}.`),
  );
  expect([readdirSync(directory), beside]).toEqual([['before'], []]);
  rmSync(directory, { recursive: true });
}, 60_000);
