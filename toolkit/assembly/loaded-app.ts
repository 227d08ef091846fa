import { existsSync } from 'node:fs';
import { inRegion } from '../../config';
import { got } from '../../lib/core/problems';
import { RefusedError } from '../refused-error';
import { ConfigurationSource, readConfiguration } from './configuration';
import { movedTo } from './home-region';
import { readStacks } from './read-stacks';
import { StackTemplate } from './stack-template';
import { isDeploymentPoint, synthesizePoint } from './synthesize-point';

/** The stacks of an app, and how the app is called in output. */
export interface LoadedApp {
  /** How the app is called, for example `containers` or `cdk.out`. The name of a stage gives its budget. */
  readonly name: string;

  /** The templates of the stacks. */
  readonly stacks: readonly StackTemplate[];

  /**
   * The home Region to which the app was moved.
   *
   * @default - it is where its configuration or its templates say
   */
  readonly region?: string;
}

/**
 * The app that an argument names: a stage or stage:step of a configuration, the output of a synthesis, or a template.
 *
 * With a Region, it is as if the app were at home there: a stage is synthesized with that home Region; the stacks of an
 * assembly or a template move there from their home Region, and if they have none.
 *
 * @param property the argument that held it, for messages
 * @param name what the user wrote
 * @param config the configuration that a stage is synthesized from
 * @param region the home Region; `undefined` for that of the configuration or the templates
 */
export function namedApp(property: string, name: string, config: ConfigurationSource, region?: string): LoadedApp {
  if (!isDeploymentPoint(name) || existsSync(name)) {
    requirePath(property, name);
    const stacks = readStacks(property, name);
    return region === undefined ? { name, stacks } : appInRegion({ name, stacks }, region);
  }
  const { document, source } = readConfiguration('config', config);
  return region === undefined
    ? { name, stacks: synthesizePoint({ document, source }, name) }
    : { name, stacks: synthesizePoint({ document: inRegion(document, region), source }, name), region };
}

function requirePath(property: string, name: string): void {
  if (!existsSync(name)) {
    throw new RefusedError(
      `\`${property}\` must be a stage, the output of a synthesis or a template, got: ${got(name)}, which does not ` +
        'exist',
    );
  }
}

/**
 * An app as if it were at home in another Region: the stacks of its home Region and those without a Region move there.
 *
 * @param app the app
 * @param region the new home Region
 */
export function appInRegion({ name, stacks }: LoadedApp, region: string): LoadedApp {
  return { name, stacks: movedTo(stacks, region), region };
}
