import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { GrowthPlatform } from '../../lib';
import { GrowthWay } from '../../stages';
import { loadGrowthConfig } from '../config';
import { platformProps } from '../config/platform-props';
import { DiffResource, DiffStack, readStacks } from './assembly';
import { DiffSide } from './report';

/**
 * One side of a difference: a stage or stage:step of a configuration, the output of a synthesis, or a template.
 *
 * @param property the argument that held it, for messages
 * @param name what the user wrote
 * @param config the configuration that a stage is synthesized from
 */
export function sideOf(property: string, name: string, config: string): DiffSide {
  const isPlace = (['', 'snapshot'] as const).some((path) => GrowthWay.places(path || undefined).some((place) => GrowthWay.nameOf(place) === name));
  return { name, stacks: isPlace && !existsSync(name) ? synthesized(name, config) : readStacks(property, name) };
}

/** The stacks of a stage, without the validation that `cdk synth` and `growth validate` do: a difference is asked for often. */
function synthesized(name: string, config: string): DiffStack[] {
  const [stage, step] = name.split(':');
  const outdir = mkdtempSync(join(tmpdir(), 'growth-diff-'));
  try {
    process.env.CDK_VALIDATION = 'false';
    const app = new App({ outdir, analyticsReporting: false, context: { growth: resolve(config), stage, ...(step === undefined ? {} : { step }) } });
    const growth = loadGrowthConfig(app);
    new GrowthPlatform(app, 'Growth', platformProps(growth));
    return app.synth().stacks.map((stack) => ({ name: stack.stackName, region: stack.environment.region, resources: (stack.template as { Resources: Record<string, DiffResource> }).Resources }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
