import { join } from 'node:path';
import { Schema } from './schema';
import { TypeSchemas } from './type-schemas';

const TOOLKIT = join(__dirname, '../../toolkit');

/** The files that export the types of what commands print as JSON. */
export const OUTPUT_TYPES = {
  plan: join(TOOLKIT, 'plan/model.ts'),
};

/** The JSON Schema of what `growth plan --json` prints. */
export function planSchema(types: TypeSchemas): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Plan',
    description: 'What `growth plan <from> <to> --json` prints.',
    ...types.of(OUTPUT_TYPES.plan, 'Plan', { nonEmptyStrings: true }),
  };
}
