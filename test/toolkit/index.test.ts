import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError, GrowthDocument } from '../../config';
import * as toolkit from '../../toolkit';

const CONFIG = join(__dirname, '../../examples/saas/growth.json');
const DOCUMENT = JSON.parse(readFileSync(CONFIG, 'utf8')) as GrowthDocument;

test('the functions of the toolkit', () => {
  const names = Object.entries(toolkit).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  expect(names.sort()).toEqual([
    'ChangeClass',
    'ChargeKind',
    'RefusedError',
    'appInRegion',
    'compareCosts',
    'cost',
    'costFailures',
    'diff',
    'diffFailures',
    'loadApp',
    'loadApps',
    'plan',
    'readApp',
    'renderComparison',
    'renderCost',
    'renderDiff',
    'renderPlan',
    'renderReport',
    'report',
    'synthesize',
    'usageTemplate',
  ]);
});

describe('synthesize', () => {
  test('takes a document, whatever is live, and leaves it as it is', () => {
    const before = JSON.stringify(DOCUMENT);
    const app = toolkit.synthesize(DOCUMENT, 'containers', { overrides: { environment: 'staging' } });
    expect(app.name).toBe('containers');
    expect(app.stacks.map(({ name }) => name)).toContain('notes-staging-data');
    expect(JSON.stringify(DOCUMENT)).toBe(before);
  });

  test('refuses a deployment point that does not exist', () => {
    expect(() => toolkit.synthesize(DOCUMENT, 'container')).toThrow(
      new toolkit.RefusedError(
        '`point` must be a stage, or a stage and one of its steps, got: "container"; did you mean "containers"?',
      ),
    );
  });

  test.each([
    [{}, 'the given document'],
    [{ source: 'shop.json' }, 'shop.json'],
  ])('names where a wrong configuration came from: %j', (options, source) => {
    const work = () => toolkit.synthesize({ ...DOCUMENT, port: 0 }, 'monolith', options);
    expect(work).toThrow(ConfigurationError);
    expect(work).toThrow(`the configuration has 1 problem (read from ${source}); nothing was built`);
  });
});

describe('loadApp', () => {
  test('takes a stage of a configuration', async () => {
    const { name, stacks } = await toolkit.loadApp('stage:monolith', { config: CONFIG });
    expect([name, stacks.length]).toEqual(['monolith', 5]);
  });

  test('takes no deployed app: what is deployed is only known together with what is wanted', async () => {
    await expect(toolkit.loadApp('deployed')).rejects.toThrow(
      '`source` must be an app, got: deployed; load it together with the app that is wanted',
    );
  });
});

test('readApp refuses what does not exist', () => {
  expect(() => toolkit.readApp('monolith')).toThrow(
    new toolkit.RefusedError(
      '`path` must be the output of a synthesis or a template, got: "monolith", which does not exist',
    ),
  );
});

describe('renderers', () => {
  const app = toolkit.synthesize(DOCUMENT, 'monolith');
  const difference = toolkit.diff(app, app);

  test.each<[toolkit.DiffFormat, RegExp]>([
    ['text', /^From monolith to monolith\n/],
    ['markdown', /^#/],
    ['json', /^\{\n {2}"version": 1,/],
    ['sarif', /"version": "2\.1\.0"/],
  ])('a difference as %s', (format, expected) => {
    expect(toolkit.renderDiff(difference, format)).toMatch(expected);
  });

  test.each<toolkit.Format>(['text', 'markdown', 'json'])('a bill, a comparison and a plan as %s', (format) => {
    const texts = [
      toolkit.renderCost(toolkit.cost(app), format),
      toolkit.renderComparison(toolkit.compareCosts(app, app), format),
      toolkit.renderPlan(toolkit.plan('monolith', 'containers'), format),
    ];
    texts.forEach((text) => expect(text.startsWith('{')).toBe(format === 'json'));
  });

  test('refuse a format that they do not have', () => {
    expect(() => toolkit.renderCost(toolkit.cost(app), 'sarif' as toolkit.Format)).toThrow(
      new toolkit.RefusedError('`format` must be one of text, json, markdown, got: "sarif"'),
    );
  });
});
