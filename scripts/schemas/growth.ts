import { join } from 'node:path';
import { GrowthStages, StageTransitions } from '../../stages';
import { NUMBER_RULES } from '../../stages/check-signals';
import { Schema } from './schema';
import { TypeSchemas } from './type-schemas';

/** The file that exports the type of the configuration. */
export const GROWTH_TYPES = join(__dirname, '../../config/growth-document.ts');

/** The JSON Schema of `growth.json`, from the type of the configuration. */
export function growthSchema(types: TypeSchemas): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'growth.json',
    description:
      'Configuration of cdk-growth-stages: one environment of one application. Add "$schema": ' +
      '"./node_modules/cdk-growth-stages/schemas/growth.schema.json" for help in the editor.',
    ...types.of(GROWTH_TYPES, 'GrowthDocument', { keywords: fromCode() }),
  };
}

/** What the catalogue and the selector know. */
function fromCode(): Record<string, Schema> {
  const { users, ...signals } = NUMBER_RULES;
  const stages = GrowthStages.NAMES;
  const steps = new Set(StageTransitions.ALL.flatMap((transition) => transition.steps.map(({ name }) => name)));
  return {
    'GrowthDocument.stage': { enum: stages },
    'GrowthDocument.step': { enum: [...steps] },
    'GrowthDocument.live': {
      pattern: `^(${stages.join('|')})(:[a-z0-9-]+)?$`,
      patternErrorMessage: 'a stage, or a stage and a step, for example "containers" or "aurora:expand"',
    },
    'GrowthDocument.users': rangeOf(users),
    ...Object.fromEntries(Object.entries(signals).map(([name, rule]) => [`StageSignals.${name}`, rangeOf(rule)])),
    DocumentSizes: {
      properties: Object.fromEntries(stages.map((name) => [name, sizesOf(name)])),
      additionalProperties: false,
    },
  };
}

function rangeOf({ min, max, whole }: (typeof NUMBER_RULES)[string]): Schema {
  return { type: whole ? 'integer' : 'number', minimum: min, maximum: max };
}

function sizesOf(stage: string): Schema {
  return { description: `Sizes of stage ${stage} that differ from its own.`, $ref: '#/$defs/DocumentStageSizes' };
}
