import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { growthProgram } from '../../../bin/program';
import { CostComparison, CostReport } from '../../../toolkit/cost';

const ROOT = join(__dirname, '../../..');
const CONFIG = join(ROOT, 'examples/saas/growth.json');

let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'growth-cost-test-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command writes, and the error that it ends with. */
async function cost(...args: string[]): Promise<{ readonly out: string; readonly error?: Error }> {
  const written: string[] = [];
  try {
    await growthProgram({ out: (text) => void written.push(text), err: () => undefined }).parseAsync(
      ['cost', ...args],
      { from: 'user' },
    );
    return { out: written.join('\n') };
  } catch (error) {
    return { out: written.join('\n'), error: error as Error };
  }
}

const reportOf = async (...args: string[]) =>
  JSON.parse((await cost(...args, '--config', CONFIG, '--json')).out) as CostReport;

/** An app of somebody else without a Region, with a nested stack. */
function foreign(name: string, type: string): string {
  const app = new App({ outdir: join(folder, name), analyticsReporting: false });
  const stack = new Stack(app, 'Shop');
  new CfnDBInstance(stack, 'Database', { engine: 'postgres', dbInstanceClass: type, allocatedStorage: '20' });
  new Key(new NestedStack(stack, 'Nested'), 'Key');
  app.synth();
  return join(folder, name);
}

describe('a stage', () => {
  test('without users: what is fixed, and how to get the rest', async () => {
    const { out } = await cost('monolith', '--config', CONFIG);
    expect(out).toMatch(
      /^cost of monolith\n\nfixed, together +(at least )?\d+\.\d\d USD a month\nusage +not calculated: add --users <number>/,
    );
  });

  test('with users: the sums, the user, the budget, the guides, the highest costs', async () => {
    const { out } = await cost('containers', '--users', '40000', '--config', CONFIG);
    for (const part of [
      /^total +(at least )?[\d,]+\.\d\d USD a month \(fixed [\d,]+\.\d\d, usage [\d,]+\.\d\d\)$/m,
      /^per user +0\.\d{4} USD a month$/m,
      /^budget +2,000\.00 USD a month, (under|OVER) by/m,
      /^guides +Axewik, 10k-50k users/m,
      /^highest cost +\d/m,
      /^sensitivity: change of the bill/m,
      /^based on \d+ assumptions, none replaced/m,
      /^possible savings on fixed cost/m,
      /^Basis: on-demand list prices/m,
    ]) {
      expect(out).toMatch(part);
    }
  });

  test('is synthesized with another home Region, whose prices it has', async () => {
    const report = await reportOf('monolith', '--users', '1000', '--region', 'us-west-2');
    expect([...new Set(report.lines.map(({ region }) => region))].sort()).toEqual(['us-east-1', 'us-west-2']);
    expect(report).toMatchObject({ region: 'us-west-2', version: 1, users: 1_000 });
  });

  test('a Region that the application has already changes places with its home', async () => {
    const report = await reportOf('multi-region', '--region', 'us-east-1');
    expect([...new Set(report.lines.map(({ region }) => region))].sort()).toEqual([
      'ap-southeast-2',
      'eu-west-1',
      'us-east-1',
    ]);
  });

  test('in JSON the sums are those of the lines', async () => {
    const { lines, services, monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd, monthlyUsdPerUser } = await reportOf(
      'aurora',
      '--users',
      '300000',
    );
    const sum = lines.reduce((all, line) => all + (line.monthlyUsd ?? 0), 0);
    expect(monthlyUsd).toBeCloseTo(sum, 6);
    expect(fixedMonthlyUsd + usageMonthlyUsd).toBeCloseTo(sum, 6);
    expect(services.reduce((all, service) => all + service.monthlyUsd, 0)).toBeCloseTo(sum, 6);
    expect(monthlyUsdPerUser).toBeCloseTo(sum / 300_000, 9);
  });
});

describe('an assembly and a template of somebody else', () => {
  test('nested stacks included; without a Region nothing has a price, and everything is named', async () => {
    const report = await reportOf('--assembly', foreign('app', 'db.t4g.small'));
    expect(report).toMatchObject({ monthlyUsd: 0, isComplete: false });
    expect(report.unpriced.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['AWS::RDS::DBInstance', 'AWS::KMS::Key']),
    );
    expect((await cost('--assembly', join(folder, 'app'))).out).toContain(
      'stacks without a Region have no prices: add --region <region>',
    );
  });

  test('--region gives it the prices of a Region: 730 x 0.035 + 20 x 0.127 + 1 in eu-west-1', async () => {
    expect((await reportOf(foreign('app', 'db.t4g.small'), '--region', 'eu-west-1')).monthlyUsd).toBeCloseTo(
      730 * 0.035 + 20 * 0.127 + 1,
      6,
    );
  });

  test('a template by itself', async () => {
    const file = join(folder, 'shop.template.json');
    writeFileSync(file, JSON.stringify({ Resources: { Key: { Type: 'AWS::KMS::Key' } } }));
    expect(await reportOf(file, '--region', 'us-east-1')).toMatchObject({
      monthlyUsd: 1,
      place: file,
      services: [{ service: 'KMS' }],
    });
  });
});

describe('what has no price', () => {
  const app = () => foreign('app', 'db.z9g.large');

  test('is listed and not included in the total', async () => {
    const { out } = await cost(app(), '--region', 'us-east-1');
    expect(out).toMatch(/fixed, together +at least /);
    expect(out).toMatch(/not included in the total \(\d+ item/);
    expect(out).toContain('no known price for db.z9g.large single-az in us-east-1');
  });

  test('is an error where the user wants it so', async () => {
    const { out, error } = await cost(app(), '--region', 'us-east-1', '--missing-prices', 'error');
    expect(out).toBe('');
    expect(error?.message).toMatch(
      /^`--missing-prices error` is set, and 1 line has no known price; [^]*Shop\/Database: db\.z9g\.large single-az in us-east-1/,
    );
  });

  test('has the price of another Region where the user names one, and says so', async () => {
    const file = join(folder, 'proxy.template.json');
    const serverless = {
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql', StorageType: 'aurora' } },
      One: {
        Type: 'AWS::RDS::DBInstance',
        Properties: {
          Engine: 'aurora-postgresql',
          DBInstanceClass: 'db.r8g.large',
          DBClusterIdentifier: { Ref: 'Cluster' },
        },
      },
    };
    writeFileSync(file, JSON.stringify({ Resources: serverless }));
    const without = await reportOf(file, '--region', 'eu-west-1');
    const { lines } = await reportOf(file, '--region', 'eu-west-1', '--missing-prices', 'fallback=us-east-1');
    expect(without.lines.find(({ sku }) => sku.startsWith('db.r8g'))).not.toHaveProperty('monthlyUsd');
    expect(lines.find(({ sku }) => sku.startsWith('db.r8g'))).toMatchObject({
      isFallback: true,
      priceRegion: 'us-east-1',
      monthlyUsd: 730 * 0.276,
    });
    expect((await cost(file, '--region', 'eu-west-1', '--missing-prices', 'fallback=us-east-1')).out).toContain(
      '(price of us-east-1, 2026-09-24)',
    );
  });
});

test('an own price replaces that of the package', async () => {
  const prices = join(folder, 'own-prices.json');
  writeFileSync(
    prices,
    JSON.stringify([
      {
        service: 'KMS',
        sku: 'customer-managed-key',
        unit: 'month',
        region: 'eu-west-1',
        usd: 7,
        source: 'contract',
        asOf: '2026-11-01',
        verified: true,
      },
    ]),
  );
  const { lines } = await reportOf(foreign('app', 'db.t4g.small'), '--region', 'eu-west-1', '--price-file', prices);
  expect(lines.find(({ service }) => service === 'KMS')).toMatchObject({ monthlyUsd: 7, priceSource: 'contract' });
});

describe('usage', () => {
  const usage = (content: unknown) => {
    const file = join(folder, 'usage.json');
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  test('own assumptions are marked, and move the bill', async () => {
    const args = ['containers', '--users', '40000'];
    const own = await reportOf(
      ...args,
      '--usage',
      usage({ assumptions: { sessionsPerUser: 40, responseKb: { value: 16, unit: 'kB/request' } } }),
    );
    expect(own.assumptions.filter(({ isOwn }) => isOwn).map(({ name, value }) => [name, value])).toEqual([
      ['sessionsPerUser', 40],
      ['responseKb', 16],
    ]);
    expect(own.monthlyUsd).toBeGreaterThan((await reportOf(...args)).monthlyUsd);
  });

  test('every problem at once, before anything is written', async () => {
    const { out, error } = await cost(
      'containers',
      '--users',
      '40000',
      '--config',
      CONFIG,
      '--usage',
      usage({
        assumptions: { sesionsPerUser: 1, edgeHitPercent: 120 },
        resources: { 'notes-production-data/Nothing': {} },
        users: 5,
      }),
    );
    expect(out).toBe('');
    expect(error?.message).toMatch(/has 4 problems/);
    for (const part of [
      '`users` must not be given',
      'did you mean "sessionsPerUser"?',
      '`edgeHitPercent` must be',
      '`resources["notes-production-data/Nothing"]` must be',
    ]) {
      expect(error?.message).toContain(part);
    }
  });

  test('--print-usage writes a file that is accepted, and changes nothing', async () => {
    const file = join(folder, 'printed.json');
    writeFileSync(file, (await cost('containers', '--config', CONFIG, '--print-usage')).out);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      assumptions: { sessionsPerUser: { value: 20, unit: 'sessions/user/month' } },
    });
    const [printed, plain] = [
      await reportOf('containers', '--users', '40000', '--usage', file),
      await reportOf('containers', '--users', '40000'),
    ];
    expect(printed).toEqual(plain);
  });
});

describe('--compare', () => {
  test('two stages, line by line and per user', async () => {
    const comparison = JSON.parse(
      (await cost('--compare', 'monolith', 'containers', '--users', '10000', '--config', CONFIG, '--json')).out,
    ) as CostComparison;
    expect(comparison).toMatchObject({
      version: 1,
      users: 10_000,
      before: { place: 'monolith' },
      after: { place: 'containers' },
    });
    expect(comparison.changes.find(({ service }) => service === 'ElastiCache')).toMatchObject({ change: 'added' });
    expect(comparison.changes.find(({ service, change }) => service === 'EC2' && change === 'gone')).toBeDefined();
    expect(comparison.differenceMonthlyUsdPerUser).toBeCloseTo(comparison.differenceMonthlyUsd / 10_000, 9);
  });

  test('two assemblies, with a policy for the second one', async () => {
    const { out, error } = await cost(
      '--compare',
      foreign('old', 'db.t4g.small'),
      foreign('new', 'db.m7g.large'),
      '--region',
      'us-east-1',
      '--fail-on',
      'monthly=100',
    );
    expect(out).toContain('what and price RDS-PostgreSQL: db.t4g.small single-az');
    expect(error?.constructor.name).toBe('FailedPolicyError');
    expect(error?.message).toMatch(/^--fail-on monthly=100: (at least )?125\.94 USD a month, more than 100$/);
  });
});

describe('--fail-on', () => {
  test('prints the bill, and ends with what it is over', async () => {
    const { out, error } = await cost(
      'monolith',
      '--users',
      '1000',
      '--config',
      CONFIG,
      '--fail-on',
      'over-budget',
      'cost-per-user=0.01',
      'monthly=1',
    );
    expect(out).toMatch(/^cost of monolith/);
    expect(error?.message).toMatch(
      /^--fail-on cost-per-user=0\.01: (at least )?0\.\d{4} USD a month and user, more than 0\.01\n--fail-on monthly=1: /,
    );
  });

  test('is quiet where nothing is over', async () => {
    expect(
      (await cost('monolith', '--users', '1000', '--config', CONFIG, '--fail-on', 'over-budget', 'monthly=5000')).error,
    ).toBeUndefined();
  });
});

describe('refusals', () => {
  const template = () => {
    const file = join(folder, 'key.template.json');
    writeFileSync(file, JSON.stringify({ Resources: { Key: { Type: 'AWS::KMS::Key' } } }));
    return file;
  };

  test.each([
    [['--users', '0'], '`--users` must be a whole number of at least 1, got: 0'],
    [['--users', '1e3'], '`--users` must be a whole number of at least 1, got: "1e3"'],
    [
      ['--region', 'mars-1'],
      '`--region` must be one of ap-northeast-1, ap-southeast-1, ap-southeast-2, eu-central-1, eu-west-1, ' +
        'us-east-1, us-west-2, for which there are prices, got: "mars-1"',
    ],
    [['--missing-prices', 'zero'], '`--missing-prices` must be list, error or fallback=<region>, got: "zero"'],
    [['--missing-prices', 'fallback=mars-1'], '`--missing-prices fallback=` must be one of ap-northeast-1, '],
    [['--format', 'html'], '`--format` must be one of text, json, markdown, got: "html"'],
    [['--usage', 'usage.json'], '`--usage` must come with the number of users, got: none; add --users <number>'],
    [['--spot-percent', '101'], '`--spot-percent` must be a number from 0 to 100, got: 101'],
    [
      ['--fail-on', 'poverty'],
      '`--fail-on` must be over-budget, cost-per-user=<USD a month> or monthly=<USD a month>, got: poverty',
    ],
    [['--fail-on', 'over-budget'], '`--fail-on` over-budget needs a budget, got: none; set a stage, '],
    [
      ['--fail-on', 'cost-per-user=1'],
      '`--fail-on cost-per-user` must have users to divide by, got: none; add --users <number>',
    ],
    [['--price-file', 'nowhere.json'], '`--price-file` must be a file in JSON, got: nowhere.json'],
    [['--users', '5', '--usage', 'nowhere.json'], '`--usage` must be a file in JSON, got: nowhere.json'],
    [['--compare', 'monolith', 'containers'], '`--compare` must name two places'],
  ])('%j', async (args, message) => {
    const { out, error } = await cost(template(), ...args);
    expect(out).toBe('');
    expect(error?.constructor.name).toBe('RefusedError');
    expect(error?.message).toContain(message);
  });

  test('a folder without a synthesis', async () => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    expect((await cost('--assembly', join(folder, 'empty'))).error?.message).toContain('run `npx cdk synth -q` first');
    expect(existsSync(join(folder, 'prices.json'))).toBe(false);
  });
});
