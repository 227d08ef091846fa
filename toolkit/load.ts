import { GrowthDocument, GrowthOverrides } from '../config';
import { GrowthPath } from '../stages';
import { isDeploymentPoint, LoadedApp, readStacks, synthesizePoint } from './assembly';
import { refuse } from './refused-error';

/** How a configuration is synthesized. */
export interface SynthesizeOptions {
  /**
   * Where the configuration came from, for messages.
   *
   * @default 'the given document'
   */
  readonly source?: string;

  /**
   * Values that replace those of the configuration, as `cdk synth -c` does.
   *
   * @default - none
   */
  readonly overrides?: GrowthOverrides;
}

/**
 * Synthesizes a configuration at a deployment point, whatever is live. No files are left behind, and the templates are
 * not validated.
 *
 * Throws a `RefusedError` if there is no such deployment point, and a `ConfigurationError` of
 * `cdk-growth-stages/config` if the configuration is wrong.
 *
 * @param document the configuration
 * @param point a stage or stage:step
 * @param options where the configuration came from, and overrides
 */
export function synthesize(document: GrowthDocument, point: string, options: SynthesizeOptions = {}): LoadedApp {
  refuse(isDeploymentPoint(point) ? [] : [GrowthPath.unknownPoint('point', point)]);
  const { source = 'the given document', overrides } = options;
  return { name: point, stacks: synthesizePoint({ document: { ...document }, source }, point, overrides) };
}

/**
 * Reads the output of `cdk synth`, or a single template in JSON or YAML.
 *
 * Throws a `RefusedError` if the path is neither.
 *
 * @param path a folder with `manifest.json`, or a template
 */
export function readApp(path: string): LoadedApp {
  return { name: path, stacks: readStacks('path', path) };
}
