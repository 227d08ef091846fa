import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { loadGrowthConfig } from '../../config';
import { platformProps } from '../../config/platform-props';
import { GrowthPlatform } from '../../lib';
import { GrowthPath } from '../../stages';
import { stackOf, StackTemplate, TemplateDocument } from './stack-template';

/** Whether a name is a stage or a stage:step of any way. */
export function isDeploymentPoint(name: string): boolean {
  return (['', 'snapshot'] as const).some((path) =>
    GrowthPath.points(path || undefined).some((place) => GrowthPath.nameOf(place) === name),
  );
}

/** Places that were synthesized, the latest last: one configuration has the same stacks however often it is asked. */
const known = new Map<string, readonly StackTemplate[]>();

/** How many places are kept. */
const KEPT = 8;

/**
 * The stacks of a stage, without the validation that `cdk synth` and `growth validate` do, and whatever is live: it is
 * only looked at. A place that is asked for again is not synthesized again, unless its configuration has changed.
 *
 * @param place a stage or stage:step
 * @param config the configuration that it is synthesized from
 * @param context values of the configuration that replace those of the file, as `-c` of cdk does
 */
export function synthesizePoint(
  place: string,
  config: string,
  context: Readonly<Record<string, unknown>> = {},
): StackTemplate[] {
  const key = JSON.stringify([place, resolve(config), existsSync(config) ? readFileSync(config, 'utf8') : '', context]);
  const stacks = known.get(key) ?? synthesized(place, config, context);
  known.delete(key);
  known.set(key, stacks);
  [...known.keys()].slice(0, -KEPT).forEach((oldest) => known.delete(oldest));
  return [...stacks];
}

function synthesized(place: string, config: string, context: Readonly<Record<string, unknown>>): StackTemplate[] {
  const outdir = mkdtempSync(join(tmpdir(), 'growth-stacks-'));
  try {
    process.env.CDK_VALIDATION = 'false';
    const app = new App({
      outdir,
      analyticsReporting: false,
      context: { live: place, ...context, growth: resolve(config), ...GrowthPath.pointOf(place) },
    });
    new GrowthPlatform(app, 'Growth', platformProps(loadGrowthConfig(app)));
    return app
      .synth()
      .stacks.map(({ stackName, environment: { region, account }, tags, template }) =>
        stackOf({ name: stackName, region, account, tags }, template as TemplateDocument),
      );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
