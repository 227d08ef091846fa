import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Progress } from '../progress';
import { RefusedError } from '../refused-error';
import { temporaryFolder, withCleanup } from './cleanup';
import { ConfigurationSource, readConfiguration } from './configuration';
import { commitOf, rangeOf } from './git';
import { LoadedApp } from './loaded-app';
import { readStacks } from './read-stacks';
import { StackTemplate } from './stack-template';
import { synthesizeApp, SynthOptions } from './synth';
import { isDeploymentPoint, synthesizePoint } from './synthesize-point';
import { stacksAt } from './worktree';

/** How what the command line names is read. */
export interface SourceOptions extends SynthOptions {
  /** The configuration that stages are synthesized from. */
  readonly config: ConfigurationSource;
  /** Folder of `cdk.json` in the user's repository. */
  readonly appDirectory?: string;
  /** Regions besides those of the other side in which a deployed app may have stacks. */
  readonly region?: readonly string[];
  /** Takes what is being done. */
  readonly progress: Progress;
}

/** What an argument is. */
type Kind = 'path' | 'stage' | 'git' | 'deployed';

interface Source {
  readonly kind: Kind;
  readonly name: string;
  /** Other things that the same word names. */
  readonly others: readonly string[];
}

const DEPLOYED = 'deployed';

/** Whether a path is something that can be compared: a file, an assembly or an app. */
function isComparable(path: string): boolean {
  return (
    existsSync(path) &&
    (!statSync(path).isDirectory() || ['manifest.json', 'cdk.json'].some((name) => existsSync(join(path, name))))
  );
}

/**
 * What an argument names. A prefix says it; otherwise a path that can be compared comes before a stage, and a stage
 * before a ref of git.
 *
 * @param property the argument, for messages
 * @param text what the user wrote
 * @param directory a folder of the repository
 */
export function sourceOf(property: string, text: string, directory: string): Source {
  const [, prefix, rest] = /^(path|stage|git):(.+)$/.exec(text) ?? [];
  if (prefix !== undefined) {
    return { kind: prefix as Kind, name: rest, others: [] };
  }
  if (text === DEPLOYED) {
    return { kind: 'deployed', name: text, others: [] };
  }
  const meanings: readonly (readonly [Kind, boolean])[] = [
    ['path', isComparable(text)],
    ['stage', isDeploymentPoint(text)],
    ['git', commitOf(directory, text) !== undefined],
  ];
  const [[kind] = [undefined], ...others] = meanings.filter(([, holds]) => holds);
  if (kind === undefined) {
    return unknown(property, text);
  }
  return { kind, name: text, others: others.map(([other]) => `${other}:${text}`) };
}

function unknown(property: string, text: string): Source {
  if (existsSync(text)) {
    return { kind: 'path', name: text, others: [] };
  }
  throw new RefusedError(
    `\`${property}\` must be a stage, the output of a synthesis, the folder of an app, a template, a ref ` +
      (`of git or ${DEPLOYED}, got: ` + `${JSON.stringify(text)}, which is none ` + 'of them here'),
  );
}

/**
 * Both sides of a comparison.
 *
 * @param from what is deployed, or a range of refs where `to` is not given
 * @param to what is wanted
 * @param options how they are read
 */
export async function sidesOf(
  from: string,
  to: string | undefined,
  options: SourceOptions,
): Promise<[LoadedApp, LoadedApp]> {
  const directory = options.appDirectory ?? '.';
  if (!existsSync(directory)) {
    throw new RefusedError(
      `\`--app-directory\` must be a folder, got: ${JSON.stringify(directory)}, which is not there`,
    );
  }
  const [first, second] = to === undefined ? (rangeOf(directory, from) ?? [from, undefined]) : [from, to];
  if (second === undefined) {
    throw new RefusedError(
      `\`to\` must be given, got: ${from} alone; one argument is enough for a range of git only, for ` +
        'example main..HEAD',
    );
  }
  const sources = [sourceOf('from', first, directory), sourceOf('to', second, directory)] as const;
  sources
    .filter(({ others }) => others.length > 0)
    .forEach(({ name, kind, others }) =>
      options.progress(`${name} is read as ${kind}:${name}; it could be ${others.join(' or ')}, too`),
    );
  if (sources[1].kind === 'deployed') {
    throw new RefusedError('`to` must be what is wanted, got: deployed; it stands before what it is compared with');
  }
  if (sources[0].kind !== 'deployed') {
    return [await sideAt('from', sources[0], directory, options), await sideAt('to', sources[1], directory, options)];
  }
  const after = await sideAt('to', sources[1], directory, options);
  const { deployedStacks, asDeployed } = await import('./deployed');
  return [
    { name: DEPLOYED, stacks: await deployedStacks(after.stacks, options) },
    { ...after, stacks: asDeployed(after.stacks) },
  ];
}

async function sideAt(
  property: string,
  { kind, name }: Source,
  directory: string,
  options: SourceOptions,
): Promise<LoadedApp> {
  return { name, stacks: await stacksOf(property, kind, name, directory, options) };
}

async function stacksOf(
  property: string,
  kind: Kind,
  name: string,
  directory: string,
  options: SourceOptions,
): Promise<readonly StackTemplate[]> {
  if (kind === 'stage') {
    requirePlace(property, name);
    return synthesizePoint(readConfiguration('--config', options.config), name);
  }
  if (kind === 'git') {
    return stacksAt(property, name, directory, options, options.progress);
  }
  return existsSync(join(name, 'cdk.json')) && !existsSync(join(name, 'manifest.json'))
    ? stacksOfApp(property, name, options)
    : readStacks(property, name);
}

function requirePlace(property: string, name: string): void {
  if (!isDeploymentPoint(name)) {
    throw new RefusedError(
      `\`${property}\` must be a stage or stage:step, got: ${JSON.stringify(name)}; npx growth steps --to ` +
        '<stage> lists them',
    );
  }
}

/** The stacks of an app as it lies there. */
function stacksOfApp(property: string, directory: string, options: SourceOptions): Promise<StackTemplate[]> {
  const temporary = temporaryFolder();
  return withCleanup(
    () => rmSync(temporary, { recursive: true, force: true }),
    async () => {
      options.progress(`${directory}: cdk synth`);
      await synthesizeApp(property, directory, join(temporary, 'out'), directory, options);
      return readStacks(property, join(temporary, 'out'));
    },
  );
}
