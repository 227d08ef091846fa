import { StackResource, StackTemplate } from '../../../toolkit/assembly';
import { ChangeClass, CLASSES } from '../../../toolkit/diff/change-class';
import { asMarkdown } from '../../../toolkit/diff/markdown';
import { diffFailures } from '../../../toolkit/diff/policy';
import { asText, DIFF_FORMATS } from '../../../toolkit/diff/render';
import { DiffReport, reportOf } from '../../../toolkit/diff/report';
import { MAX_COMMENT } from '../../../toolkit/text/markdown';

const COST = { beforeMonthlyUsd: 100, afterMonthlyUsd: 150, basis: 'list prices', unpriced: [] };

const stack = (resources: Record<string, StackResource>): StackTemplate[] => [
  { name: 'app-production-data', region: 'eu-west-1', resources },
];
const table = (name: string): StackResource => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: { TableName: name },
  Metadata: { 'aws:cdk:path': `App/<b>|${name}` },
});

/** A difference in which a number of tables is replaced, and one resource stays. */
function replacing(count: number): DiffReport {
  const side = (suffix: string) => ({
    ...Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `Table${index}`,
        table(`orders-with-a-long-name-${index}-${suffix}`),
      ]),
    ),
    Same: { Type: 'AWS::SQS::Queue' },
  });
  return reportOf({ name: 'main', stacks: stack(side('a')) }, { name: 'HEAD', stacks: stack(side('b')) }, COST);
}

describe.each([1, 50, 2_000])('Markdown of %i resources', (count) => {
  const markdown = asMarkdown(replacing(count));

  test('begins with the verdict and the numbers, and fits into a comment', () => {
    expect(markdown.split('\n')[0]).toBe(
      `### Growth diff: main to HEAD: **data at risk in ${count} ${count === 1 ? 'resource' : 'resources'}**`,
    );
    expect(markdown).toContain(`| Data at risk | ${count} |`);
    expect(markdown.length).toBeLessThanOrEqual(MAX_COMMENT);
  });

  test('names every resource, or says how many it leaves out', () => {
    const lines = markdown.split('\n').filter((line) => line.startsWith('- **')).length;
    const left = Number(/^\*(\d+) more/m.exec(markdown)?.[1] ?? 0);
    expect(lines + left).toBe(count);
    expect(left > 0).toBe(count === 2_000);
  });

  test('takes nothing from a template for markup', () => {
    expect(markdown).not.toMatch(/[^\\]<b>/);
    markdown
      .split('\n')
      .filter((line) => line.startsWith('- **'))
      .forEach((line) => expect(line.replace(/\\\|/g, '')).not.toContain('|'));
  });
});

test(
  'Markdown stays within a comment whatever is long: reasons, notes and types without a price, and ' +
    'says where the rest is',
  () => {
    const { changes, ...report } = replacing(40);
    const long = changes.map((change) => ({
      ...change,
      effects: change.effects.map((effect) => ({ ...effect, reason: '|'.repeat(9_000) })),
    }));
    const markdown = asMarkdown({
      ...report,
      changes: long,
      notes: Array.from({ length: 3_000 }, (_, index) => `a note ${index}`),
      fixedCost: { ...COST, unpriced: Array.from({ length: 3_000 }, (_, index) => `AWS::Some::Type${index}`) },
    });
    expect(markdown.length).toBeLessThanOrEqual(MAX_COMMENT);
    expect(markdown).toMatch(
      /^### Growth diff: main to HEAD: \*\*data at risk in 40 resources\*\*\n\n\| What happens \|/,
    );
    expect(markdown).toMatch(/no known price for AWS::Some::Type0, .* and 2990 more\)/);
    expect(markdown).toMatch(/\*\d+ more resources are in the full report \(`json`\)\.\*$/);
  },
);

test('the text names what matters and counts the rest', () => {
  const text = asText(replacing(2));
  expect(text).toMatch(
    /^From main to HEAD\n\nData at risk: 2\n {2}AWS::DynamoDB::Table {2}app-production-data\/Table0/,
  );
  expect(text).toContain('Unchanged: 1');
  expect(text).toContain('Fixed cost +50.00 USD a month, from 100.00 to 150.00');
});

test('JSON has a version, every class and every change', () => {
  const report = JSON.parse(DIFF_FORMATS.json(replacing(3), {})) as DiffReport;
  expect(report.version).toBe(1);
  expect(Object.keys(report.counts)).toEqual([...CLASSES]);
  expect(report.changes).toHaveLength(3);
  expect(report.changes[0]).toMatchObject({
    stack: 'app-production-data',
    region: 'eu-west-1',
    type: 'AWS::DynamoDB::Table',
    class: ChangeClass.DATA,
    holds: 'items',
  });
});

test('SARIF has a rule for each class that is named and a result for each resource', () => {
  const sarif = JSON.parse(DIFF_FORMATS.sarif(replacing(2), {})) as {
    version: string;
    runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; level: string }[] }[];
  };
  expect(sarif.version).toBe('2.1.0');
  expect(sarif.runs[0].results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
    ['data-risk', 'error'],
    ['data-risk', 'error'],
  ]);
  const rules = sarif.runs[0].tool.driver.rules.map(({ id }) => id);
  sarif.runs[0].results.forEach(({ ruleId }) => expect(rules).toContain(ruleId));
});

describe('policies', () => {
  test.each<[string, number]>([
    ['data-loss', 1],
    ['destructive', 1],
    ['any', 1],
    ['security', 0],
    ['interruption', 1],
    ['cost-increase=49', 1],
    ['cost-increase=50', 0],
    ['cost-increase=50%', 0],
    ['cost-increase=49.5%', 1],
  ])('%s finds %i', (policy, found) => {
    expect(diffFailures(replacing(2), [policy])).toHaveLength(found);
  });

  test('names up to three resources', () => {
    expect(diffFailures(replacing(5), ['data-loss'])).toEqual([
      'data-loss: 5 resources (app-production-data/Table0, app-production-data/Table1, ' +
        'app-production-data/Table2, ...)',
    ]);
  });

  test('an unknown one is refused with those that there are', () => {
    expect(() => diffFailures(replacing(1), ['data-los', 'cost-increase=much'])).toThrow(
      /`policies` must be one of data-loss, .* got: data-los, cost-increase=much/,
    );
  });
});
