import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { GrowthOverrides, platformProps, resolveGrowthConfig } from '../../config';
import { GrowthPlatform } from '../../lib';
import { GrowthPath } from '../../stages';
import { Configuration } from './configuration';
import { stackOf, StackTemplate, TemplateDocument } from './stack-template';

/** Whether a name is a stage or a stage:step of any path. */
export function isDeploymentPoint(name: string): boolean {
  return (['', 'snapshot'] as const).some((path) =>
    GrowthPath.points(path || undefined).some((point) => GrowthPath.nameOf(point) === name),
  );
}

/** Deployment points that were synthesized, the latest last: the same configuration has the same stacks. */
const known = new Map<string, readonly StackTemplate[]>();

/** How many deployment points are kept. */
const KEPT = 8;

/**
 * The stacks of a deployment point, whatever is live, without the validation that `cdk synth` and `growth validate` do.
 * The latest deployment points are kept, and not synthesized again.
 *
 * @param configuration the configuration
 * @param point a stage or stage:step
 * @param overrides values that replace those of the configuration, as `-c` of cdk does
 */
export function synthesizePoint(
  { document, source }: Configuration,
  point: string,
  overrides: GrowthOverrides = {},
): StackTemplate[] {
  const key = JSON.stringify([point, document, overrides]);
  const stacks =
    known.get(key) ?? synthesized({ document, source }, { live: point, ...overrides, ...GrowthPath.pointOf(point) });
  known.delete(key);
  known.set(key, stacks);
  [...known.keys()].slice(0, -KEPT).forEach((oldest) => known.delete(oldest));
  return [...stacks];
}

function synthesized({ document, source }: Configuration, overrides: GrowthOverrides): StackTemplate[] {
  const outdir = mkdtempSync(join(tmpdir(), `growth-stacks-${process.pid}-`));
  try {
    const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
    new GrowthPlatform(app, 'Growth', platformProps(resolveGrowthConfig(document, overrides, [source])));
    return app
      .synth()
      .stacks.map(({ stackName, environment: { region, account }, tags, template }) =>
        stackOf({ name: stackName, region, account, tags }, template as TemplateDocument),
      );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
