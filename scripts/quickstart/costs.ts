import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { resolveGrowthConfig } from '../../bin/config';
import { platformProps } from '../../bin/config/platform-props';
import { FixedCost, fixedCost } from '../../bin/cost';
import { GrowthPlatform } from '../../lib';

/** The fixed cost of a stage in a Region. */
export interface RegionalCost {
  readonly stage: string;
  readonly region: string;
  readonly estimate: FixedCost;
}

/**
 * What the example costs in another Region than its own, by synthesizing it there without the validation that its own Region had.
 *
 * @param region the Region
 * @param stages names of the stages
 */
export function costByRegion(region: string, stages: readonly string[]): RegionalCost[] {
  process.env.CDK_VALIDATION = 'false';
  const document = JSON.parse(readFileSync('examples/saas/growth.json', 'utf8')) as Example;
  return stages.map((stage) => {
    const app = new App();
    const zones = ['a', 'b', 'c'].map((letter) => `${region}${letter}`);
    new GrowthPlatform(app, 'Growth', platformProps(resolveGrowthConfig({ ...document, region, availabilityZones: zones, secondaryRegions: othersOf(document, region), stage })));
    const templates = app.synth().stacks.map((stack) => ({ name: stack.stackName, region: stack.environment.region, resources: stack.template.Resources }));
    return { stage, region, estimate: fixedCost(templates) };
  });
}

/** What the example says of its Regions. */
interface Example extends Record<string, unknown> {
  readonly region: string;
  readonly availabilityZones: string[];
  readonly secondaryRegions: { readonly region: string; readonly availabilityZones: string[] }[];
}

/** The other Regions when the example moves to one of them: its old home takes the place. */
function othersOf({ region: home, availabilityZones, secondaryRegions }: Example, region: string): Example['secondaryRegions'] {
  return secondaryRegions.map((other) => (other.region === region ? { region: home, availabilityZones } : other));
}
