import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selectCommand, SelectFlags } from '../../../bin/commands/select';
import { continentsOf } from '../../../toolkit/catalogue/continents';

const CONFIG = 'examples/saas/growth.json';

const DIRECTORY = process.cwd();
let empty: string;

beforeEach(() => process.chdir((empty = mkdtempSync(join(tmpdir(), 'growth-select-')))));
afterEach(() => {
  process.chdir(DIRECTORY);
  rmSync(empty, { recursive: true });
});

function run(options: SelectFlags): { out: string; err: string } {
  const written = { out: '', err: '' };
  selectCommand(options, { out: (text) => (written.out += text), err: (text) => (written.err += text) });
  return written;
}

/** The part of the answer under a title, in one line. */
function section(out: string, title: string): string {
  const [, ...sections] = out.split(/\n\n(?=\S)/);
  const found = sections.find((text) => text.startsWith(`${title}\n`)) ?? '';
  return found.slice(title.length).replace(/\s+/g, ' ').trim();
}

describe('each signal of the guides, with its figure', () => {
  test.each([
    ['concurrentUsers', '200', 'pooling'],
    ['databaseConnectionsPercent', '80', 'pooling'],
    ['connectionTimeoutsPerDay', '1', 'pooling'],
    ['databaseCpuPercent', '70', 'pooling'],
    ['databaseCpuPercent', '70', 'cache'],
    ['databaseCpuPercent', '70', 'replicas'],
    ['databaseQueryMs', '100', 'cache'],
    ['databaseQueryMs', '100', 'replicas'],
    ['slowingAnalyticQueries', '1', 'replicas'],
  ])('%s at %s calls for %s, one below does not', (signal, figure, measure) => {
    const first = (value: string) =>
      section(run({ users: '3000', [signal]: value }).out, 'turn on first, within this stage');
    expect(first(figure)).toContain(
      `${measure}: \`${signal}\` is ${figure}, at or above ${figure} [G`.replace('[G', '['),
    );
    expect(first(String(Number(figure) - 1))).not.toContain(`${measure}: `);
  });

  test('a replica pays from 1,000 users of content for consumers', () => {
    const first = (users: string, consumerContent: boolean) =>
      section(run({ users, consumerContent }).out, 'turn on first, within this stage');
    expect(first('1000', true)).toMatch(/^replicas: `users` is 1000, at or above 1000 \[Krishan and Push2Commit/);
    expect([first('999', true), first('1000', false)]).toEqual(['', '']);
  });

  test('pooling, cache, replicas, Aurora, shards: one after the other', () => {
    const busy = { users: '30000', databaseCpuPercent: '85', databaseConnectionsPercent: '90' };
    const stageWith = (...measuresInUse: string[]) => run({ ...busy, measuresInUse }).out.split(' (')[0];
    expect(section(run(busy).out, 'turn on first, within this stage')).toMatch(/pooling:.*cache:.*replicas:/);
    expect([
      stageWith(),
      stageWith('pooling'),
      stageWith('pooling', 'cache'),
      stageWith('pooling', 'cache', 'replicas'),
    ]).toEqual(['stage: containers', 'stage: containers', 'stage: containers', 'stage: aurora']);
    const shards = run({
      users: '300000',
      databaseCpuPercent: '85',
      measuresInUse: ['pooling', 'cache', 'replicas', 'aurora'],
    }).out;
    expect(section(shards, 'turn on first, within this stage')).toContain(
      'shards: `databaseCpuPercent` is 85, at or above 80',
    );
    expect(section(run({ users: '300000', writesPerSecond: '9999' }).out, 'not needed yet')).toContain(
      'shards: 9999 writes per second; shards pay off above 10,000',
    );
  });

  test.each([
    [{ dataResidency: ['EU', 'AU'] }, '2 jurisdictions'],
    [{ regionLossRecoveryMinutes: '59' }, 'within 59 minutes'],
    [{ regions: ['eu-west-1', 'us-east-1'], p99LatencyMs: '151' }, '2 continents wait 151 ms'],
  ])('several Regions by %j', (signals, why) => {
    const { out } = run({ users: '25000', ...signals });
    expect(out).toMatch(/^stage: multi-region/);
    expect(section(out, 'why')).toContain(why);
  });
});

describe('too early', () => {
  test('several Regions are argued against where users are named on two continents and nobody waits', () => {
    const { out } = run({ users: '25000', regions: ['eu-west-1', 'ap-southeast-2'] });
    expect(out).toMatch(/^stage: containers/);
    expect(section(out, 'planned, but too early')).toMatch(/^multi-region: users on 2 continents, no measured latency/);
    expect(section(out, 'not needed yet')).not.toContain('multi-region:');
  });

  test('a stage that the user has in mind, with everything before it', () => {
    expect(section(run({ users: '25000', stage: 'multi-region' }).out, 'planned, but too early')).toMatch(
      /^aurora: .*multi-region: /,
    );
    expect(run({ users: '25000', stage: 'monolith' }).out).not.toContain('too early');
  });
});

test('continents follow from Regions', () => {
  expect(continentsOf(['us-east-1', 'ca-central-1', 'mx-central-1'])).toEqual(['North America']);
  expect(
    continentsOf(['eu-west-1', 'ap-southeast-1', 'ap-southeast-2', 'me-south-1', 'sa-east-1', 'af-south-1']),
  ).toEqual(['Europe', 'Asia', 'Oceania', 'South America', 'Africa']);
});

test('what is wrong is said at once', () => {
  expect(() => run({ users: '0', regions: ['mars', 'eu-west'], continents: '2', stage: 'aurra' })).toThrow(
    /`regions` must list AWS Regions.*got: "mars", "eu-west"\n`continents` must not be set together with `regions`.*\n`users` must be a whole number.*\n`stage` must be one of .*did you mean "aurora"\?/,
  );
});

test('the next stage is a number of users, and for several Regions never that alone', () => {
  expect(section(run({ users: '25000' }).out, 'next stage')).toMatch(
    /^aurora from 100,000 users check again when .*databaseCpuPercent 70/,
  );
  expect(section(run({ users: '250000' }).out, 'next stage')).toMatch(
    /^multi-region never by the number of users alone/,
  );
  expect(section(run({ users: '900000', dataResidency: ['EU', 'US'] }).out, 'next stage')).toMatch(
    /^this is the last stage/,
  );
});

describe('the cost', () => {
  test('is that of the own configuration at these users, beside what the guides say', () => {
    process.chdir(DIRECTORY);
    const { out, err } = run({ users: '25000', config: CONFIG });
    expect(err).toBe('synthesize containers');
    expect(section(out, 'cost')).toMatch(
      /^[\d.,]+ USD a month at 25,000 users: [\d.,]+ fixed cost and [\d.,]+ usage cost, 0\.\d+ per user; the target is 0.5 .*Mustafa about 2,000 USD.*from examples\/saas\/growth.json/,
    );
  });

  test('is not that of an example', () => {
    const { out, err } = run({ users: '25000' });
    expect(err).toBe('');
    expect(section(out, 'cost')).toContain('not calculated: there is no growth.json here');
  });
});

test('JSON has a version, the next stage with its signals, and the cost', () => {
  const written: string[] = [];
  process.chdir(DIRECTORY);
  selectCommand(
    { users: '25000', config: CONFIG, json: true },
    { out: (text) => written.push(text), err: () => undefined },
  );
  expect(JSON.parse(written[0])).toMatchObject({
    version: 1,
    stage: 'containers',
    tooEarly: [],
    next: { stage: 'aurora', users: 100_000 },
    cost: { users: 25_000 },
    configuration: CONFIG,
  });
});
