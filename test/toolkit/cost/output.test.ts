import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { namedApp, StackResource, StackTemplate } from '../../../toolkit/assembly';
import { comparisonOf, CostReport, costReport, PriceList, PriceRow } from '../../../toolkit/cost';
import { COMPARISON_FORMATS, COST_FORMATS } from '../../../toolkit/cost/output';
import { groupedLines } from '../../../toolkit/cost/output/grouped';

const ROOT = join(__dirname, '../../..');
const CONFIG = join(ROOT, 'examples/saas/growth.json');

const keys = (count: number): StackTemplate[] => [
  {
    name: 'shop',
    region: 'us-east-1',
    resources: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`Key${index}`, { Type: 'AWS::KMS::Key' }]),
    ),
  },
];

const reports = new Map<string, CostReport>();

/** The report of a stage of the example, made once. */
function stage(place: string, users?: number): CostReport {
  const name = `${place} ${users}`;
  const report =
    reports.get(name) ??
    costReport({ place, stacks: namedApp('place', place, CONFIG).stacks, ...(users === undefined ? {} : { users }) });
  reports.set(name, report);
  return report;
}

/** A text on one line, wherever it wraps. */
const unwrapped = (text: string) => text.replace(/\s+/g, ' ');

describe('JSON', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/growth-cost.schema.json'), 'utf8')) as {
    $defs: Record<string, { properties: Record<string, object>; additionalProperties: boolean }>;
  };
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true }).addSchema(schema, 'cost');
  const problemsOf = (name: string, output: string) => {
    const validate = ajv.getSchema(`cost#/$defs/${name}`)!;
    return validate(JSON.parse(output)) ? [] : validate.errors;
  };

  test.each<[string, number | undefined]>([
    ['monolith', undefined],
    ['monolith', 1_000],
    ['containers', 40_000],
    ['aurora', 300_000],
    ['multi-region', 1_000_000],
  ])(
    'of %s at %s users is as the shipped schema says',
    (place, users) => {
      expect(problemsOf('CostReport', COST_FORMATS.json(stage(place, users), {}))).toEqual([]);
    },
    60_000,
  );

  test('of a comparison is as the shipped schema says', () => {
    const comparison = comparisonOf(stage('monolith', 1_000), stage('containers', 40_000));
    expect(problemsOf('CostComparison', COMPARISON_FORMATS.json(comparison, {}))).toEqual([]);
  }, 60_000);

  test('of what has no price, a fallback and a limit is, too', () => {
    const report = {
      ...stage('monolith', 1_000),
      limits: [{ address: 's/r', stack: 's', resource: 'r', what: 'w', needed: 3, most: 2 }],
    };
    expect(problemsOf('CostReport', COST_FORMATS.json(report, {}))).toEqual([]);
    const prices = new PriceList(
      [
        {
          service: 'KMS',
          sku: 'customer-managed-key',
          unit: 'month',
          region: 'us-west-2',
          usd: 1,
          source: 's',
          asOf: null,
          verified: false,
        },
      ],
      'us-west-2',
    );
    expect(
      problemsOf(
        'CostReport',
        COST_FORMATS.json(
          costReport({
            place: 'p',
            stacks: [...keys(1), { name: 'other', region: '', resources: { Nat: { Type: 'AWS::EC2::NatGateway' } } }],
            prices,
          }),
          {},
        ),
      ),
    ).toEqual([]);
  });

  test('the schema documents every property, and allows no other', () => {
    for (const [name, definition] of Object.entries(schema.$defs).filter(([, { properties }]) => properties)) {
      expect([name, definition.additionalProperties]).toEqual([name, false]);
      expect(
        Object.entries(definition.properties)
          .filter(([, property]) => !('description' in property) && !('$ref' in property))
          .map(([property]) => `${name}.${property}`),
      ).toEqual([]);
    }
  });
});

describe('text', () => {
  test('what is too small stands before everything else', () => {
    const text = COST_FORMATS.text(
      {
        ...stage('containers', 40_000),
        limits: [
          { address: 'shop/Web', stack: 'shop', resource: 'Web', what: 'tasks of the service', needed: 30, most: 20 },
        ],
      },
      {},
    );
    expect(unwrapped(text)).toMatch(
      /^cost of containers at 40,000 users TOO SMALL: the templates do not provide enough capacity for this number of users; the bill is that of a system that is too small tasks of the service: 30 needed, at most 20 allowed by shop\/Web total /,
    );
  });

  test('a price that is not confirmed is marked at its line, and summed up', () => {
    const row: PriceRow = {
      service: 'KMS',
      sku: 'customer-managed-key',
      unit: 'month',
      region: 'us-east-1',
      usd: 1,
      source: 'memory',
      asOf: null,
      verified: false,
    };
    const report = costReport({ place: 'app', stacks: keys(3), prices: new PriceList([row]) });
    expect(COST_FORMATS.text(report, {})).toContain('customer managed key: 3 month x 1 (UNVERIFIED, undated)');
    expect(COST_FORMATS.text(report, {})).toContain(
      "UNVERIFIED: prices that AWS's own price data does not confirm; 3 lines with 3.00 USD a month (100 %).",
    );
    expect(COST_FORMATS.markdown(report, {})).toContain('**unverified** undated');
  });

  test('every line with --all, every assumption with --explain', () => {
    const report = stage('containers', 40_000);
    const all = unwrapped(COST_FORMATS.text(report, { all: true }));
    expect(report.lines.filter(({ stack, resource }) => !all.includes(`${stack}/${resource}`))).toEqual([]);
    expect(all).not.toContain('smaller line');
    expect(
      report.lines.filter(({ priceSource }) => priceSource !== undefined && !all.includes(`price from ${priceSource}`)),
    ).toEqual([]);
    const markdown = unwrapped(COST_FORMATS.markdown(report, {})).replace(/\\/g, '');
    expect(
      report.lines.filter(({ priceSource }) => priceSource !== undefined && !markdown.includes(priceSource)),
    ).toEqual([]);
    const explained = COST_FORMATS.text(report, { explain: true });
    expect(report.assumptions.filter(({ name }) => !explained.includes(`    ${name} `))).toEqual([]);
  });

  test('without --all, one line says how many sources the prices have, and savings are one line each', () => {
    const report = stage('containers', 40_000);
    const text = unwrapped(COST_FORMATS.text(report, { optionText: (name) => `--${name}` }));
    expect(text).toMatch(/Basis: [^.]+; prices of [-\d]+ to [-\d]+ from \d+ sources \(--all lists them\)\./);
    expect(report.lines.filter(({ priceSource }) => priceSource && text.includes(priceSource))).toEqual([]);
    expect(report.whatIf.filter(({ source }) => text.includes(source))).toEqual([]);
    expect(text.match(/\(UNVERIFIED rate\)/g)).toHaveLength(report.whatIf.filter(({ verified }) => !verified).length);
  });

  test('small lines are one, and lose nothing', () => {
    const report = stage('containers', 40_000);
    for (const all of [true, false]) {
      const groups = groupedLines(report, all);
      const sum = groups.reduce(
        (total, { groups: shown, small }) =>
          total + small.monthlyUsd + shown.reduce((one, { monthlyUsd = 0 }) => one + monthlyUsd, 0),
        0,
      );
      expect(sum).toBeCloseTo(report.monthlyUsd, 6);
      expect(
        groups.reduce(
          (count, { groups: shown, small }) =>
            count + small.lines + shown.reduce((one, { resources }) => one + resources.length, 0),
          0,
        ),
      ).toBe(report.lines.length);
    }
  });
});

describe('markdown', () => {
  test('summary first', () => {
    const text = COST_FORMATS.markdown(stage('containers', 40_000), {});
    expect(text).toMatch(/^### Growth cost: containers at 40,000 users: (at least )?[\d,.]+ USD a month\n\n/);
    expect(text.indexOf('| Budget |')).toBeLessThan(text.indexOf('#### Lines'));
  });

  test('is at most 60,000 characters, whatever it has to say', () => {
    const odd: Record<string, StackResource> = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, index) => [`R${index}`, { Type: `Custom::Thing${index}` }]),
    );
    for (const stacks of [keys(3_000), [{ name: 'odd', region: 'us-east-1', resources: odd }]]) {
      const text = COST_FORMATS.markdown(costReport({ place: 'app', stacks }), { all: true });
      expect(text.length).toBeLessThanOrEqual(60_000);
      expect(text).toMatch(/more lines are in the full report \(`json`\)\.\*$/);
    }
  });

  test('nothing of a template is read as markup', () => {
    const text = COST_FORMATS.markdown(
      costReport({
        place: 'a|b<script>',
        stacks: [{ name: 's|t`u`', region: 'us-east-1', resources: { Key: { Type: 'AWS::KMS::Key' } } }],
      }),
      { all: true },
    );
    expect(text).toContain('a\\|b\\<script\\>');
    expect(text).toContain('s\\|t\\`u\\`/Key');
  });
});
