import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { schemaTexts } from '../../scripts/schemas';
import { TypeSchemas } from '../../scripts/schemas/type-schemas';

const SCHEMAS = join(__dirname, '../../schemas');
const FIXTURE = join(__dirname, 'fixtures/types.ts');

test('the schemas of the package are those of the types; npm run schemas writes them', () => {
  const texts = schemaTexts();
  Object.entries(texts).forEach(([file, text]) =>
    expect([file, readFileSync(join(SCHEMAS, file), 'utf8')]).toEqual([file, text]),
  );
  expect(readdirSync(SCHEMAS).sort()).toEqual(Object.keys(texts).sort());
});

describe('a schema of types', () => {
  const types = new TypeSchemas([FIXTURE]);

  test('has what the types and their comments say', () => {
    expect(types.of(FIXTURE, 'Whole')).toEqual({
      type: 'object',
      required: ['pair', 'colour', 'other', 'answer', 'version', 'nullable', 'inner', 'part', 'byColour', 'byName'],
      additionalProperties: false,
      properties: {
        code: {
          description: 'A code. Default: `abc`, as always.',
          $ref: '#/$defs/Code',
          default: 'abc',
          examples: ['xyz'],
        },
        codes: {
          description: 'Codes. Default: none.',
          type: 'array',
          items: { $ref: '#/$defs/Code' },
          uniqueItems: true,
        },
        pair: { description: 'A pair.', type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
        colour: { type: 'string', enum: ['red', 'blue'] },
        other: { $ref: '#/$defs/Colour' },
        answer: { type: 'string', enum: ['yes', 'no'] },
        version: { type: 'number', const: 1 },
        nullable: { anyOf: [{ type: 'number' }, { type: 'null' }] },
        inner: { $ref: '#/$defs/Deeper' },
        part: {
          type: 'object',
          required: ['version'],
          properties: { version: { type: 'number', const: 1 } },
          additionalProperties: false,
        },
        byColour: {
          type: 'object',
          required: ['red', 'blue'],
          properties: {
            red: { description: 'Warm.', type: 'boolean' },
            blue: { description: 'Cold.', type: 'boolean' },
          },
          additionalProperties: false,
        },
        byName: { type: 'object', additionalProperties: { $ref: '#/$defs/Inner' } },
      },
      $defs: {
        Code: {
          description: 'Three letters.',
          type: 'string',
          pattern: '^[a-z]{3}$',
          patternErrorMessage: 'three letters',
        },
        Colour: {
          description: 'Types of which the test of `npm run schemas` makes a schema. `red`: Warm. `blue`: Cold.',
          type: 'string',
          enum: ['red', 'blue'],
        },
        Deeper: {
          description: 'Something more inside.',
          type: 'object',
          required: ['count'],
          properties: { count: { description: 'How many, and no fewer.', type: 'integer', minimum: 2 } },
          additionalProperties: false,
        },
        Inner: {
          description: 'Something inside.',
          type: 'object',
          required: ['count'],
          properties: { count: { description: 'How many.', type: 'number' } },
          additionalProperties: false,
        },
      },
    });
  });

  test('has what only code knows, of types and of properties', () => {
    const keywords = { 'Inner.count': { maximum: 3 }, Inner: { additionalProperties: true } };
    const { $defs } = types.of(FIXTURE, 'Whole', { keywords, nonEmptyStrings: true });
    expect($defs).toMatchObject({
      Inner: { properties: { count: { type: 'number', maximum: 3 } }, additionalProperties: true },
      Code: { type: 'string', minLength: 1 },
    });
  });

  test('refuses rules beside a reference, which validators need not look at, and tags that mean nothing', () => {
    expect(() => types.of(FIXTURE, 'Wrong')).toThrow('Wrong.code: rules belong to the type #/$defs/Code');
    expect(() => types.of(FIXTURE, 'Misspelled')).toThrow('@minimun means nothing to a JSON Schema');
  });
});
