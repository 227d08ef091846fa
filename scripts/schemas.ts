import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { growthSchema, GROWTH_TYPES } from './schemas/growth';
import { costSchema, diffSchema, OUTPUT_TYPES, planSchema } from './schemas/output';
import { Schema } from './schemas/schema';
import { TypeSchemas } from './schemas/type-schemas';
import { assumptionRows, usageSchema } from './schemas/usage';

const SCHEMAS = join(__dirname, '../schemas');

/** The guide whose end is the table of assumptions. */
const GUIDE = join(__dirname, '../docs/guides/cost.md');

/** Every schema of the package as it is written down, by the name of its file. */
export function schemaTexts(): Record<string, string> {
  const types = new TypeSchemas([GROWTH_TYPES, ...Object.values(OUTPUT_TYPES)]);
  const schemas: Record<string, Schema> = {
    'growth-cost.schema.json': costSchema(types),
    'growth-diff.schema.json': diffSchema(types),
    'growth-plan.schema.json': planSchema(types),
    'growth.schema.json': growthSchema(types),
    'usage.schema.json': usageSchema(),
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([file, schema]) => [file, `${JSON.stringify(schema, null, 2)}\n`]),
  );
}

/** The guide with the assumptions as they are now. */
function guideText(): string {
  const head = '| --- | ---: | --- | --- | --- |';
  const [text] = readFileSync(GUIDE, 'utf8').split(head);
  return `${text}${[head, ...assumptionRows()].join('\n')}\n`;
}

/** `npm run schemas`. */
if (require.main === module) {
  Object.entries(schemaTexts()).forEach(([file, text]) => writeFileSync(join(SCHEMAS, file), text));
  writeFileSync(GUIDE, guideText());
}
