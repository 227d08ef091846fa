import { App } from 'aws-cdk-lib';
import { GrowthDocument, resolveGrowthConfig } from '../../../config';
import { platformProps } from '../../../config/platform-props';
import { GrowthPlatform } from '../../../lib';
import { DeploymentPoint, GrowthPath } from '../../../stages';

/** One resource of a synthesized template. */
export interface SynthesizedResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: string[];
}

/** One synthesized template. */
export interface SynthesizedTemplate {
  readonly Resources: Record<string, SynthesizedResource>;
  readonly Outputs?: Record<string, unknown>;
}

/** The templates of a platform, by stack name. */
export type Templates = Record<string, SynthesizedTemplate>;

/** Every place from the first stage to the last, in the order in which they are deployed. */
export const WAY: DeploymentPoint[] = GrowthPath.points();

/** A place as users write it. */
export const nameOf = (place: DeploymentPoint) => GrowthPath.nameOf(place);

/** The smallest configuration; what a user must say of an environment in one Region. */
export const DOCUMENT: GrowthDocument = {
  application: 'notes',
  environment: 'production',
  owner: 'team-notes',
  costCenter: '4711',
  account: '123456789012',
  region: 'eu-west-1',
  availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  stage: 'monolith',
  imageTag: '1.0.0',
  webCommand: ['node', 'src/main.js', 'web'],
  workerCommand: ['node', 'src/main.js', 'worker'],
  migrateCommand: ['node', 'src/main.js', 'migrate'],
  onCallEmails: ['oncall@example.com'],
};

/** The same with further Regions, which stage multi-region asks for. */
export const REGIONS: GrowthDocument = {
  ...DOCUMENT,
  globalWriterEndpoint: 'notes-production-global.global-abcdefghijkl.global.rds.amazonaws.com',
  secondaryRegions: ['us-east-1', 'ap-southeast-2'].map((region) => ({
    region,
    availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
  })),
};

/** The same configuration at another place. */
export function at(document: GrowthDocument, { stage, step }: DeploymentPoint): GrowthDocument {
  const { step: _step, ...rest } = document;
  return { ...rest, stage, ...(step ? { step } : {}) };
}

/** An app with the platform that a configuration describes. */
export function platformApp(document: GrowthDocument): { app: App; platform: GrowthPlatform } {
  // Nothing here is part of a template; without it a synthesis takes a quarter less time.
  const app = new App({
    treeMetadata: false,
    analyticsReporting: false,
    context: { 'aws:cdk:disable-stack-trace': true },
  });
  const platform = new GrowthPlatform(app, 'Growth', platformProps(resolveGrowthConfig(document)));
  return { app, platform };
}

/** The templates of a configuration. */
export function synthesize(document: GrowthDocument): Templates {
  const { app } = platformApp(document);
  return Object.fromEntries(
    app.synth().stacks.map((stack) => [stack.stackName, stack.template as SynthesizedTemplate]),
  );
}

/** Every resource of every stack, by `stack/logicalId`. */
export function resourcesOf(templates: Templates): Map<string, SynthesizedResource> {
  return new Map(
    Object.entries(templates).flatMap(([name, { Resources }]) =>
      Object.entries(Resources).map(([id, resource]) => [`${name}/${id}`, resource] as const),
    ),
  );
}
