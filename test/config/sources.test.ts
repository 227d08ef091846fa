import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { readSources } from '../../config/sources';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'growth-config-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, content: unknown) =>
  writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));

const read = (context: Record<string, unknown> = {}) =>
  readSources({ tryGetContext: (key) => context[key] }, directory);

const messagesOf = (context?: Record<string, unknown>) => read(context).problems.map(({ message }) => message);

describe('the document', () => {
  test('comes from growth.json', () => {
    write('growth.json', { application: 'shop' });
    expect(read()).toEqual({
      document: { application: 'shop' },
      overrides: {},
      sources: ['growth.json'],
      problems: [],
    });
  });

  test('comes from the context', () => {
    expect(read({ growth: { application: 'shop' } })).toMatchObject({
      document: { application: 'shop' },
      sources: ['the context key `growth`'],
      problems: [],
    });
  });

  test('of the context is laid over growth.json by property, without merging inside one', () => {
    write('growth.json', { application: 'shop', image: { uri: 'a', tag: 'b' } });
    expect(read({ growth: { image: { tag: 'c' } } })).toMatchObject({
      document: { application: 'shop', image: { tag: 'c' } },
      sources: ['growth.json', 'the context key `growth`'],
    });
  });

  test('of a named file replaces growth.json', () => {
    write('growth.json', { application: 'shop', owner: 'team' });
    write('staging.json', { application: 'shop-two' });
    expect(read({ growth: 'staging.json' })).toMatchObject({
      document: { application: 'shop-two' },
      sources: ['staging.json'],
      problems: [],
    });
  });

  test('may be written on the command line', () => {
    expect(read({ growth: '{"application":"shop"}' })).toMatchObject({
      document: { application: 'shop' },
      problems: [],
    });
  });

  test('may start with a byte order mark', () => {
    write('growth.json', '\uFEFF{"application":"shop"}');
    expect(read()).toMatchObject({ document: { application: 'shop' }, problems: [] });
  });
});

describe('a source that can not be used', () => {
  test('because there is none', () => {
    expect(messagesOf()).toEqual([
      'there is no configuration; write growth.json beside cdk.json, or an object under the context key ' +
        '`growth` in cdk.json',
    ]);
  });

  test('because the named file does not exist', () => {
    expect(messagesOf({ growth: 'prod.json' })).toEqual([
      'prod.json cannot be read: it does not exist; paths are relative to the working directory',
    ]);
  });

  test('because the file is no JSON', () => {
    write('growth.json', '{ "application": }');
    expect(messagesOf()).toEqual([expect.stringMatching(/^growth\.json is not valid JSON: /)]);
  });

  test.each([
    [[1], 'list'],
    ['text', 'string'],
    [null, 'null'],
  ])('because the file holds %j', (content, type) => {
    write('growth.json', JSON.stringify(content));
    expect(messagesOf()).toEqual([`growth.json must contain an object, got: a ${type}`]);
  });

  test.each([
    [7, 'number'],
    [['a'], 'list'],
    [true, 'boolean'],
  ])('because the context key holds %j', (value, type) => {
    expect(messagesOf({ growth: value })).toEqual([
      `\`growth\` in the context must be an object or the path of a JSON file, got: a ${type}`,
    ]);
  });
});

test('the overrides are read by name, and others are left alone', () => {
  const context = {
    growth: {},
    stage: 'containers',
    step: 'expand',
    users: '25000',
    account: '1',
    region: 'eu-west-1',
    environment: 'test',
    other: 'x',
  };
  expect(read(context).overrides).toEqual({
    stage: 'containers',
    step: 'expand',
    users: '25000',
    account: '1',
    region: 'eu-west-1',
    environment: 'test',
  });
});
