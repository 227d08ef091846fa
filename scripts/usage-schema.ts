import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSUMPTIONS } from '../toolkit/cost/assumptions';

/** Where the schema of `usage.json` lies. */
const FILE = join(__dirname, '../schemas/usage.schema.json');

/** The guide that lists the assumptions. */
const GUIDE = join(__dirname, '../docs/guides/cost.md');

/** A number by itself, or beside its unit and meaning, as `growth cost --print-usage` writes it. */
const known = (description: string, range: object) => ({
  description,
  anyOf: [
    { type: ['number', 'null'], ...range },
    { type: 'object', required: ['value'], properties: { value: { type: ['number', 'null'], ...range } } },
  ],
});

function rangeOf(name: string, unit: string): object {
  if (name === 'peakFactor') {
    return { minimum: 1 };
  }
  return {
    minimum: 0,
    ...(unit.startsWith('%') ? { maximum: 100 } : name === 'peakHoursPerDay' ? { maximum: 24 } : {}),
  };
}

/** The JSON Schema of `usage.json`, from the assumptions. */
export function usageSchema(): object {
  const assumptions = Object.entries(ASSUMPTIONS).map(([name, { value, unit, meaning, source }]) => [
    name,
    known(`${meaning}, in ${unit}; ${value} where it is not given (${source})`, rangeOf(name, unit)),
  ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'usage.json',
    description:
      'What you know better than the assumptions of growth cost. Add "$schema": ' +
      ('"./node_modules/cdk-growth-stages/schemas/usage.schema.json" ' + 'for help in the editor.'),
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { description: 'Where editors find this schema.', type: 'string' },
      assumptions: {
        description: 'What users do, where it is known better.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(assumptions),
      },
      resources: {
        description:
          'What is known of single resources, by <stack>/<logical id>; growth cost <place> --print-usage has ' +
          'the names that each may have.',
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: known('A quantity in a month; null where it is not known.', { minimum: 0 }),
        },
      },
    },
  };
}

/** The schema as it is written down. */
export function usageSchemaText(): string {
  return `${JSON.stringify(usageSchema(), null, 2)}\n`;
}

/** The guide with the table of assumptions as they are now; the table is its end. */
function guideText(): string {
  const head = '| --- | ---: | --- | --- | --- |';
  const [text] = readFileSync(GUIDE, 'utf8').split(head);
  const rows = Object.entries(ASSUMPTIONS).map(
    ([name, { value, unit, meaning, source }]) => `| \`${name}\` | ${value} | ${unit} | ${meaning} | ${source} |`,
  );
  return `${text}${[head, ...rows].join('\n')}\n`;
}

if (require.main === module) {
  writeFileSync(FILE, usageSchemaText());
  writeFileSync(GUIDE, guideText());
}
