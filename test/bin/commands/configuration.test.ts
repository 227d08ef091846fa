import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandConfiguration, orWithoutCost } from '../../../bin/commands/configuration';
import { EXAMPLE, previewOf, previewPoint } from '../../../toolkit/assembly';

const DIRECTORY = process.cwd();
let directory: string;

beforeEach(() => process.chdir((directory = mkdtempSync(join(tmpdir(), 'growth-preview-')))));
afterEach(() => {
  process.chdir(DIRECTORY);
  rmSync(directory, { recursive: true });
});

const write = (value: object | string) =>
  writeFileSync('growth.json', typeof value === 'string' ? value : JSON.stringify(value));

test('without a configuration it is the built-in example, and it is said', () => {
  expect(commandConfiguration()).toEqual({
    document: EXAMPLE.document,
    isExample: true,
    source:
      'the built-in example in us-east-1 (with eu-west-1 as second Region in stages with several Regions): there ' +
      'is no growth.json here; name yours with --config',
  });
});

test('growth.json is taken if it exists', () => {
  write({ ...EXAMPLE.document, application: 'mine' });
  expect(commandConfiguration()).toMatchObject({
    isExample: false,
    source: 'growth.json',
    document: { application: 'mine' },
  });
});

test('a wrong configuration is refused by its own name, with how to do without costs', () => {
  write({ ...EXAMPLE.document, port: 0 });
  const wrong = commandConfiguration('growth.json');
  expect(() => orWithoutCost(() => previewPoint(previewOf(wrong), 'monolith'))).toThrow(
    /read from growth.json[^]*`port`[^]*--no-cost leaves them out$/,
  );
  expect(orWithoutCost(() => 1)).toBe(1);
  expect(() =>
    orWithoutCost(() => {
      throw new TypeError('ours');
    }),
  ).toThrow(new TypeError('ours'));
});

test.each([
  ['{ "a": ', 'growth.json is not valid JSON'],
  ['[]', 'growth.json must contain an object, got: a list'],
])('%j is refused', (text, message) => {
  write(text);
  expect(() => commandConfiguration()).toThrow(message);
});

test('a file that is named has to exist', () =>
  expect(() => commandConfiguration('nowhere.json')).toThrow(
    '`--config` must be the path of a configuration, got: "nowhere.json", which does not exist; run `growth ' +
      'init` first',
  ));

describe('in the folder of a CDK app', () => {
  const settings = (growth: unknown) => writeFileSync('cdk.json', JSON.stringify({ app: 'x', context: { growth } }));

  test('the configuration may be an object in cdk.json, which is laid over growth.json', () => {
    settings({ ...EXAMPLE.document, application: 'inline' });
    expect(commandConfiguration()).toMatchObject({
      isExample: false,
      source: 'the context key `growth`',
      document: { application: 'inline' },
    });
    settings({ application: 'inline' });
    write(EXAMPLE.document);
    expect(commandConfiguration()).toMatchObject({
      source: 'growth.json and the context key `growth`',
      document: { ...EXAMPLE.document, application: 'inline' },
    });
  });

  test('or the path of a file, which is read instead of growth.json', () => {
    settings('prod.json');
    write(EXAMPLE.document);
    writeFileSync('prod.json', JSON.stringify({ ...EXAMPLE.document, application: 'prod' }));
    expect(commandConfiguration()).toMatchObject({ source: 'prod.json', document: { application: 'prod' } });
    expect(commandConfiguration('growth.json')).toMatchObject({ document: { application: 'example' } });
  });

  test('without `growth` in cdk.json it is the example', () => {
    writeFileSync('cdk.json', '{ "app": "x" }');
    expect(commandConfiguration().isExample).toBe(true);
  });

  test('a broken cdk.json is refused', () => {
    writeFileSync('cdk.json', '{ "app": ');
    expect(() => commandConfiguration()).toThrow(/cdk.json.*line 1, column 10: value expected/);
  });
});
