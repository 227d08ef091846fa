import { DeploymentPoint, GrowthPath, StageTransitions } from '../../stages';
import { Progress } from '../progress';
import { Configuration } from './configuration';
import { neighbourOf, PLACEHOLDER_ENDPOINT, placeholderSnapshot } from './example';
import { StackTemplate } from './stack-template';
import { synthesizePoint } from './synthesize-point';

/** A configuration from which any deployment point can be synthesized, reached or not. */
export interface Preview extends Configuration {
  /**
   * What the preview adds to the configuration, in words.
   *
   * @default - nothing
   */
  readonly assumption?: string;
}

/**
 * A configuration with a Region to preview several Regions with, if it names no `secondaryRegions`.
 *
 * @param configuration the configuration
 */
export function previewOf(configuration: Configuration): Preview {
  const { region, secondaryRegions } = configuration.document;
  const isChosen =
    secondaryRegions !== undefined && !(Array.isArray(secondaryRegions) && secondaryRegions.length === 0);
  if (typeof region !== 'string' || isChosen) {
    return configuration;
  }
  const neighbour = neighbourOf(region);
  return {
    document: { ...configuration.document, secondaryRegions: [neighbour] },
    source: configuration.source,
    assumption:
      `with ${neighbour.region} as second Region in stages with several Regions, because \`secondaryRegions\` is ` +
      'not set',
  };
}

/** What is synthesized, in words. */
export function previewWords({ source, assumption }: Preview): string {
  return assumption === undefined ? source : `${source} (${assumption})`;
}

/**
 * The stacks of a deployment point that the configuration need not have reached, whatever is live.
 *
 * @param preview the configuration
 * @param point a stage or stage:step
 * @param path which of several paths between two stages
 */
export function previewPoint({ document, source }: Preview, point: string, path?: string): readonly StackTemplate[] {
  return synthesizePoint({ document: anticipated(document, GrowthPath.pointOf(point), path), source }, point);
}

/** The configuration with placeholders for what is known only when the deployment point is reached. */
function anticipated(
  document: Configuration['document'],
  { stage, step }: DeploymentPoint,
  path?: string,
): Configuration['document'] {
  const { live: _live, stage: _stage, step: _step, users: _users, $schema: _schema, ...rest } = document;
  const transition = StageTransitions.leadingTo(stage, path);
  // A path has the name of the origin that it gives the cluster.
  const origin = transition?.path ?? rest.auroraOrigin;
  const shape = transition?.steps.find(({ name }) => name === step)?.shape;
  return {
    ...rest,
    ...(origin === undefined ? {} : { auroraOrigin: origin }),
    ...(origin === 'snapshot' && rest.auroraSnapshotArn === undefined
      ? { auroraSnapshotArn: placeholderSnapshot(String(rest.region), String(rest.account)) }
      : {}),
    ...(shape?.globalWriter && rest.globalWriterEndpoint === undefined
      ? { globalWriterEndpoint: PLACEHOLDER_ENDPOINT }
      : {}),
  };
}

/** A deployment point, or the stage that equals it if its step is the last one. */
function canonical(point: string, path?: string): string {
  const { stage, step } = GrowthPath.pointOf(point);
  const steps = StageTransitions.leadingTo(stage, path)?.steps ?? [];
  return step !== undefined && step === steps[steps.length - 1]?.name ? stage : point;
}

/**
 * Computes something from the stacks of several deployment points, each synthesized once.
 *
 * @param preview the configuration
 * @param points the deployment points
 * @param compute computes it
 * @param progress receives a line for each synthesis
 * @param path which of several paths between two stages
 */
export function previewEach<T>(
  preview: Preview,
  points: readonly string[],
  compute: (stacks: readonly StackTemplate[], point: string) => T,
  progress: Progress,
  path?: string,
): Map<string, T> {
  const done = new Map<string, T>();
  const wanted = [...new Set(points.map((point) => canonical(point, path)))];
  wanted.forEach((point, index) => {
    progress(`synthesize ${point} (${index + 1} of ${wanted.length})`);
    done.set(point, compute(previewPoint(preview, point, path), point));
  });
  return new Map(points.map((point) => [point, done.get(canonical(point, path))!]));
}
