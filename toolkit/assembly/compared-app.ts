import { existsSync } from 'node:fs';
import { readStacks } from './read-stacks';
import { StackTemplate } from './stack-template';
import { isDeploymentPoint, synthesizePoint } from './synthesize-point';

/** Something that was named on the command line, as stacks. */
export interface ComparedApp {
  readonly name: string;
  readonly stacks: readonly StackTemplate[];
}

/**
 * What an argument names: a stage or stage:step of a configuration, the output of a synthesis, or a template.
 *
 * @param property the argument that held it, for messages
 * @param name what the user wrote
 * @param config the configuration that a stage is synthesized from
 */
export function loadApp(property: string, name: string, config: string): ComparedApp {
  return {
    name,
    stacks: isDeploymentPoint(name) && !existsSync(name) ? synthesizePoint(name, config) : readStacks(property, name),
  };
}
