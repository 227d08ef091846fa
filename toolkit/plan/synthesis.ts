import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ConfigurationError } from '../../config';
import { DeploymentPoint, GrowthPath, StageTransitions } from '../../stages';
import { StackTemplate, synthesizePoint } from '../assembly';
import { Progress } from '../progress';
import { RefusedError } from '../refused-error';
import { EXAMPLE, EXAMPLE_WORDS, PLACEHOLDER_ENDPOINT, placeholderSnapshot, standInFor } from './example';

/** The configuration that is read where none is named. */
const DEFAULT_FILE = 'growth.json';

/** A configuration from which any place is synthesized. */
export interface Synthesis {
  /** What is synthesized, in words. */
  readonly configuration: string;

  /** Whether it is the built-in example. */
  readonly isExample: boolean;
  readonly document: Readonly<Record<string, unknown>>;
}

/**
 * The configuration of the user; the built-in example where there is none.
 *
 * @param config the file that the user named; without one `growth.json`, if it is there
 */
export function synthesisOf(config?: string): Synthesis {
  if (config === undefined && !existsSync(DEFAULT_FILE)) {
    return { configuration: EXAMPLE_WORDS, isExample: true, document: EXAMPLE };
  }
  const file = config ?? DEFAULT_FILE;
  if (!existsSync(file)) {
    throw new RefusedError(
      `\`--config\` must be the path of a configuration, got: ${JSON.stringify(file)}, which is not there; ` +
        'run growth init first',
    );
  }
  return withRegions(file, parsed(file));
}

/** Several Regions are looked at before somebody has chosen them. */
function withRegions(file: string, document: Record<string, unknown>): Synthesis {
  const { region, secondaryRegions } = document;
  if (
    typeof region !== 'string' ||
    (secondaryRegions !== undefined && (!Array.isArray(secondaryRegions) || secondaryRegions.length > 0))
  ) {
    return { configuration: file, isExample: false, document };
  }
  const standIn = standInFor(region);
  return {
    configuration:
      `${file} (with ${standIn.region} where there are several Regions, because it names no ` + `\`secondaryRegions\`)`,
    isExample: false,
    document: { ...document, secondaryRegions: [standIn] },
  };
}

function parsed(file: string): Record<string, unknown> {
  try {
    const document = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) {
      return document as Record<string, unknown>;
    }
    throw new Error('which holds no object');
  } catch (error) {
    throw new RefusedError(`\`--config\` must be JSON with an object, got: ${file}, ${(error as Error).message}`);
  }
}

/**
 * The stacks of a place of the way, whatever is live: the place is only looked at.
 *
 * @param synthesis the configuration
 * @param place a stage, or stage:step
 * @param path which of several ways between two stages
 */
export function stacksOf(
  { document, configuration }: Synthesis,
  place: string,
  path?: string,
): readonly StackTemplate[] {
  const directory = mkdtempSync(join(tmpdir(), 'growth-place-'));
  const file = join(directory, 'growth.json');
  try {
    writeFileSync(file, JSON.stringify(lookedAt(document, GrowthPath.pointOf(place), path)));
    return synthesizePoint(place, file);
  } catch (error) {
    throw error instanceof ConfigurationError
      ? new RefusedError(error.message.replaceAll(relative(process.cwd(), file), configuration.split(' (')[0]))
      : error;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * The configuration at a place to which it need not have come yet: what is known only on the way there gets a stand-in.
 */
function lookedAt(
  document: Synthesis['document'],
  { stage, step }: DeploymentPoint,
  path?: string,
): Record<string, unknown> {
  const { live: _live, stage: _stage, step: _step, users: _users, $schema: _schema, ...rest } = document;
  const bySnapshot = stage === 'aurora' && path === 'snapshot' ? { auroraOrigin: 'snapshot' } : {};
  const origin = rest.auroraOrigin ?? (bySnapshot as Record<string, unknown>).auroraOrigin;
  const shape = StageTransitions.leadingTo(stage)?.steps.find(({ name }) => name === step)?.shape;
  return {
    ...rest,
    ...bySnapshot,
    ...(origin === 'snapshot' && rest.auroraSnapshotArn === undefined
      ? { auroraSnapshotArn: placeholderSnapshot(String(rest.region), String(rest.account)) }
      : {}),
    ...(shape?.globalWriter && rest.globalWriterEndpoint === undefined
      ? { globalWriterEndpoint: PLACEHOLDER_ENDPOINT }
      : {}),
  };
}

/**
 * Works out costs, and says how to do without them where the configuration can not be synthesized.
 *
 * @param work works them out
 */
export function orWithoutCost<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof RefusedError
      ? new RefusedError(
          `${error.message}\ncosts need a configuration that can be synthesized; --no-cost leaves them out`,
        )
      : error;
  }
}

/** A place and the plain stage that equals it, where its step is the last one. */
function canonical(place: string, path?: string): string {
  const { stage, step } = GrowthPath.pointOf(place);
  const steps = StageTransitions.leadingTo(stage, path)?.steps ?? [];
  return step !== undefined && step === steps[steps.length - 1]?.name ? stage : place;
}

/**
 * Works something out from the stacks of several places, each synthesized once, with a line of progress for each.
 *
 * @param synthesis the configuration
 * @param places the places
 * @param from works it out
 * @param progress told what is being done
 * @param path which of several ways between two stages
 */
export function atEach<T>(
  synthesis: Synthesis,
  places: readonly string[],
  from: (stacks: readonly StackTemplate[], place: string) => T,
  progress: Progress,
  path?: string,
): Map<string, T> {
  const done = new Map<string, T>();
  const wanted = [...new Set(places.map((place) => canonical(place, path)))];
  wanted.forEach((place, index) => {
    progress(`synthesize ${place} (${index + 1} of ${wanted.length})`);
    done.set(place, from(stacksOf(synthesis, place, path), place));
  });
  return new Map(places.map((place) => [place, done.get(canonical(place, path))!]));
}
