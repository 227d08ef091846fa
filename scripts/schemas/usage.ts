import { AssumptionName, ASSUMPTION_NAMES, assumptionRange, ASSUMPTIONS } from '../../toolkit/cost/assumptions';
import { Schema } from './schema';

/** The JSON Schema of `usage.json`, from the assumptions of `growth cost`. */
export function usageSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'usage.json',
    description:
      'Your values in place of the assumptions of growth cost. Add "$schema": ' +
      '"./node_modules/cdk-growth-stages/schemas/usage.schema.json" for help in the editor.',
    type: 'object',
    properties: {
      $schema: { description: 'Where editors find this schema.', type: 'string' },
      assumptions: {
        description: 'Assumptions about your users that you replace.',
        type: 'object',
        properties: Object.fromEntries(ASSUMPTION_NAMES.map((name) => [name, assumptionSchema(name)])),
        additionalProperties: false,
      },
      resources: {
        description:
          'Quantities of single resources, by <stack>/<logical id>. `growth cost <stage> --print-usage` lists ' +
          'the names that each resource accepts.',
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: {
            description: 'A quantity a month; null if it is not known.',
            $ref: reference([0, Infinity]),
          },
        },
      },
    },
    additionalProperties: false,
    $defs: Object.fromEntries(RANGES.map((range) => [nameOf(range), knownNumber(range)])),
  };
}

type Range = ReturnType<typeof assumptionRange>;

/** Every range of an assumption once. */
const RANGES = [...new Map(ASSUMPTION_NAMES.map(assumptionRange).map((range) => [nameOf(range), range])).values()];

function nameOf([least, most]: Range): string {
  return most === Infinity ? `NumberFrom${least}` : `NumberFrom${least}To${most}`;
}

function reference(range: Range): string {
  return `#/$defs/${nameOf(range)}`;
}

function assumptionSchema(name: AssumptionName): Schema {
  const { value, unit, meaning, source } = ASSUMPTIONS[name];
  return {
    description: `${meaning}, in ${unit}. Default: ${value} (${source})`,
    $ref: reference(assumptionRange(name)),
  };
}

/** A number by itself, or beside its unit and meaning, as `growth cost --print-usage` writes it. */
function knownNumber([minimum, maximum]: Range): Schema {
  const number = { type: ['number', 'null'], minimum, ...(maximum === Infinity ? {} : { maximum }) };
  return { anyOf: [number, { type: 'object', required: ['value'], properties: { value: number } }] };
}

/** The rows of the table of assumptions in the guide. */
export function assumptionRows(): string[] {
  return Object.entries(ASSUMPTIONS).map(
    ([name, { value, unit, meaning, source }]) => `| \`${name}\` | ${value} | ${unit} | ${meaning} | ${source} |`,
  );
}
