import { join } from 'node:path';
import { Schema } from './schema';
import { TypeSchemas } from './type-schemas';

const TOOLKIT = join(__dirname, '../../toolkit');

/** The files that export the types of what commands print as JSON. */
export const OUTPUT_TYPES = {
  comparison: join(TOOLKIT, 'cost/compare.ts'),
  cost: join(TOOLKIT, 'cost/report.ts'),
  diff: join(TOOLKIT, 'diff/report.ts'),
  plan: join(TOOLKIT, 'plan/model.ts'),
};

/** The JSON Schema of what `growth cost --json` prints. */
export function costSchema(types: TypeSchemas): Schema {
  const { $defs: bill, ...report } = types.of(OUTPUT_TYPES.cost, 'CostReport');
  const { $defs: difference, ...comparison } = types.of(OUTPUT_TYPES.comparison, 'CostComparison');
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'growth cost --json',
    description: 'What `growth cost --json` prints: a bill, or with `--compare` the difference between two.',
    anyOf: [{ $ref: '#/$defs/CostReport' }, { $ref: '#/$defs/CostComparison' }],
    $defs: { CostReport: report, CostComparison: comparison, ...(bill as Schema), ...(difference as Schema) },
  };
}

/** The JSON Schema of what `growth diff --json` prints. */
export function diffSchema(types: TypeSchemas): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'growth diff --json',
    description: 'What `growth diff <from> <to> --json` prints and `--report` writes.',
    ...types.of(OUTPUT_TYPES.diff, 'DiffReport', { nonEmptyStrings: true }),
  };
}

/** The JSON Schema of what `growth plan --json` prints. */
export function planSchema(types: TypeSchemas): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'growth plan --json',
    description: 'What `growth plan <from> <to> --json` prints.',
    ...types.of(OUTPUT_TYPES.plan, 'Plan', { nonEmptyStrings: true }),
  };
}
