import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { StackTemplate } from '../../../toolkit/assembly';
import { ASSUMPTIONS, usageOf, usageTemplate } from '../../../toolkit/cost';
import { RESOURCE_USAGE } from '../../../toolkit/cost/pricers';

const ROOT = join(__dirname, '../../..');

const STACKS: StackTemplate[] = [
  {
    name: 'shop',
    region: 'eu-west-1',
    resources: { Queue: { Type: 'AWS::SQS::Queue' }, Role: { Type: 'AWS::IAM::Role' } },
  },
  { name: 'shop/Nested', region: 'eu-west-1', resources: { Queue: { Type: 'AWS::SQS::Queue' } } },
];
const [NAME] = Object.keys(RESOURCE_USAGE['AWS::SQS::Queue']);

const read = (document: unknown) => usageOf(document, [STACKS]);

/** The problems of a document, without their number. */
function problems(content: unknown): string[] {
  try {
    read(content);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  - ').slice(1);
  }
}

test('numbers by themselves, or beside their meaning; null is what nobody knows', () => {
  const usage = {
    $schema: 'x',
    assumptions: { sessionsPerUser: 30, responseKb: { value: 4, unit: 'kB' }, assetKb: null, rowKb: { value: null } },
    resources: { 'shop/Queue': { [NAME]: 5 }, 'shop/Nested/Queue': { [NAME]: { value: null, meaning: '' } } },
  };
  expect(read(usage)).toEqual({
    assumptions: { sessionsPerUser: 30, responseKb: 4 },
    resources: { 'shop/Queue': { [NAME]: 5 }, 'shop/Nested/Queue': {} },
  });
});

test('nothing is fine', () => {
  expect(read({})).toEqual({ assumptions: {}, resources: {} });
});

test.each<[object, string[]]>([
  [
    { assumption: {} },
    ['`assumption` must not be given; usage has $schema, assumptions, resources; did you mean "assumptions"?'],
  ],
  [{ assumptions: [] }, ['`assumptions` must be an object, got: []']],
  [
    { assumptions: { sessionPerUser: 1 } },
    [
      '`assumptions.sessionPerUser` must be a known assumption, got: "sessionPerUser"; did you mean ' +
        '"sessionsPerUser"?',
    ],
  ],
  [
    { resources: { 'shop/Que': {} } },
    [
      '`resources["shop/Que"]` must be <stack>/<logical id> of a resource of these templates, got: ' +
        '"shop/Que"; did you mean "shop/Queue"?',
    ],
  ],
  [{ resources: { 'shop/Queue': 7 } }, ['`resources["shop/Queue"]` must be an object, got: 7']],
  [
    { resources: { 'shop/Role': { requests: 7 } } },
    ['`resources["shop/Role"].requests` must not be given: AWS::IAM::Role has no usage cost'],
  ],
])('%j is refused', (content, expected) => {
  expect(problems(content)).toEqual(expected);
});

test('ranges, usage names and quantities, all at once', () => {
  const found = problems({
    assumptions: { edgeHitPercent: 101, sessionsPerUser: 'many' },
    resources: { 'shop/Queue': { [`${NAME}x`]: 1, [NAME]: -1 } },
  });
  expect(found).toHaveLength(4);
  for (const [index, part] of [
    '`sessionsPerUser` must be a number',
    '`edgeHitPercent` must be a number from 0 to 100, got: 101',
    `did you mean "${NAME}"?`,
    'must be a number, 0 or more, got: -1; it means: ',
  ].entries()) {
    expect(found[index]).toContain(part);
  }
});

test.each([[[]], [7], [null], ['{']])('%j is refused', (document) => {
  expect(() => read(document)).toThrow(`\`usage\` must be an object, got: ${JSON.stringify(document)}`);
});

test('the number of problems is named with the option', () => {
  expect(() => read({ assumptions: [], resources: 7 })).toThrow(/^`usage` has 2 problems\n {2}- `assumptions` must/);
});

describe('the document to begin with', () => {
  test('has every assumption, and what may be said of each resource', () => {
    const template = usageTemplate({ name: 'shop', stacks: STACKS }) as {
      assumptions: Record<string, { value: number; unit: string; meaning: string; source: string }>;
      resources: Record<string, object>;
    };
    expect(template.assumptions).toEqual(ASSUMPTIONS);
    expect(Object.keys(template.resources)).toEqual(['shop/Queue', 'shop/Nested/Queue']);
    expect(read(template)).toEqual({
      assumptions: Object.fromEntries(Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value])),
      resources: { 'shop/Queue': {}, 'shop/Nested/Queue': {} },
    });
  });

  test('is valid by the schema that is shipped', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/usage.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    expect([validate(usageTemplate({ name: 'shop', stacks: STACKS })), validate.errors]).toEqual([true, null]);
    expect(validate({ assumptions: { edgeHitPercent: 101 } })).toBe(false);
    expect(validate({ assumptions: { nothing: 1 } })).toBe(false);
  });
});
