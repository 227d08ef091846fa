import { existsSync } from 'node:fs';
import { inRegion } from '../../config';
import { readConfiguration } from './configuration';
import { movedTo } from './home-region';
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
 * With a Region, it is as if the app were at home there: a stage is synthesized with that home Region; the stacks of an
 * assembly or a template move there from their home Region, and if they have none.
 *
 * @param property the argument that held it, for messages
 * @param name what the user wrote
 * @param config the path of the configuration that a stage is synthesized from
 * @param region the home Region; `undefined` for that of the configuration or the templates
 */
export function loadApp(property: string, name: string, config: string, region?: string): ComparedApp {
  if (!isDeploymentPoint(name) || existsSync(name)) {
    const stacks = readStacks(property, name);
    return { name, stacks: region === undefined ? stacks : movedTo(stacks, region) };
  }
  const { document, source } = readConfiguration('--config', config);
  const moved = region === undefined ? document : inRegion(document, region);
  return { name, stacks: synthesizePoint({ document: moved, source }, name) };
}
