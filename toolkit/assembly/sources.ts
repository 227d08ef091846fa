import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_FILE } from '../../config';
import { got } from '../../lib/core/problems';
import { problem } from '../../stages/problem';
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

/** How apps are loaded. */
export interface LoadAppOptions extends SynthOptions {
  /**
   * The configuration that stages are synthesized from: the path of a file, or a function that returns it.
   *
   * @default 'growth.json'
   */
  readonly config?: ConfigurationSource;

  /**
   * The folder of `cdk.json` in a git repository, for refs.
   *
   * @default '.'
   */
  readonly appDirectory?: string;

  /**
   * Regions in which a deployed app may have stacks, besides those of the other app.
   *
   * @default - none
   */
  readonly regions?: readonly string[];

  /**
   * Receives a line for each step of the work.
   *
   * @default - progress is not reported
   */
  readonly progress?: Progress;
}

/** Options in which everything is given that has a default. */
type SourceOptions = LoadAppOptions & Required<Pick<LoadAppOptions, 'config' | 'appDirectory' | 'progress'>>;

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
    `\`${property}\` must be a stage, the output of a synthesis, the folder of an app, a template, a Git ref or ` +
      `${DEPLOYED}, got: ${JSON.stringify(text)}, which is none of these`,
  );
}

/**
 * Loads an app, by what names it: a stage or stage:step of a configuration, the output of `cdk synth`, a template, the
 * folder of an app, or a git ref. `path:`, `stage:` and `git:` say which, if a name could be several of them.
 *
 * Throws a `RefusedError` if the name is none of them, and a `ConfigurationError` if the configuration is wrong.
 *
 * @param source the name
 * @param options configuration, folder and how `cdk synth` runs
 */
export async function loadApp(source: string, options: LoadAppOptions = {}): Promise<LoadedApp> {
  const resolved = withDefaults(options);
  const found = sourceOf('source', source, resolved.appDirectory);
  if (found.kind === 'deployed') {
    throw new RefusedError('`source` must be an app, got: deployed; load it together with the app that is wanted');
  }
  return appAt('source', found, resolved);
}

/**
 * Loads two apps for a comparison, each by what names it, as `loadApp` does. `from` may also be `deployed`, which reads
 * the stacks of `to` with the AWS credentials of the environment, or a range of git refs without `to`.
 *
 * Throws errors as `loadApp` does.
 *
 * @param from what is deployed, or a range of git refs
 * @param to what is wanted; `undefined` for a range
 * @param options configuration, folder and how `cdk synth` runs
 */
export async function loadApps(
  from: string,
  to: string | undefined,
  options: LoadAppOptions = {},
): Promise<[LoadedApp, LoadedApp]> {
  const resolved = withDefaults(options);
  const [before, after] = sourcesOf(from, to, resolved.appDirectory);
  [before, after]
    .filter(({ others }) => others.length > 0)
    .forEach(({ name, kind, others }) =>
      resolved.progress(`${name} is read as ${kind}:${name}; it could also be ${others.join(' or ')}`),
    );
  if (after.kind === 'deployed') {
    throw new RefusedError('`to` must not be deployed; pass deployed first, then what to compare it with');
  }
  if (before.kind !== 'deployed') {
    return [await appAt('from', before, resolved), await appAt('to', after, resolved)];
  }
  const wanted = await appAt('to', after, resolved);
  const { deployedStacks, asDeployed } = await import('./deployed');
  return [
    { name: DEPLOYED, stacks: await deployedStacks(wanted.stacks, resolved) },
    { ...wanted, stacks: asDeployed(wanted.stacks) },
  ];
}

function withDefaults(options: LoadAppOptions): SourceOptions {
  const { config = DEFAULT_FILE, appDirectory = '.', progress = () => undefined } = options;
  if (!existsSync(appDirectory)) {
    const given = `${got(appDirectory)}, which does not exist`;
    throw new RefusedError([problem({ property: 'appDirectory', rule: 'must be a folder', given })]);
  }
  return { ...options, config, appDirectory, progress };
}

function sourcesOf(from: string, to: string | undefined, directory: string): readonly [Source, Source] {
  const [first, second] = to === undefined ? (rangeOf(directory, from) ?? [from, undefined]) : [from, to];
  if (second === undefined) {
    throw new RefusedError(
      `\`to\` must be given, got: only ${from}; a single argument must be a Git range, for example main..HEAD`,
    );
  }
  return [sourceOf('from', first, directory), sourceOf('to', second, directory)];
}

async function appAt(property: string, { kind, name }: Source, options: SourceOptions): Promise<LoadedApp> {
  return { name, stacks: await stacksOf(property, kind, name, options) };
}

async function stacksOf(
  property: string,
  kind: Kind,
  name: string,
  options: SourceOptions,
): Promise<readonly StackTemplate[]> {
  if (kind === 'stage') {
    requirePoint(property, name);
    return synthesizePoint(readConfiguration('config', options.config), name);
  }
  if (kind === 'git') {
    return stacksAt(property, name, options.appDirectory, options, options.progress);
  }
  return existsSync(join(name, 'cdk.json')) && !existsSync(join(name, 'manifest.json'))
    ? stacksOfApp(property, name, options)
    : readStacks(property, name);
}

function requirePoint(property: string, name: string): void {
  if (!isDeploymentPoint(name)) {
    throw new RefusedError(
      `\`${property}\` must be a stage or stage:step, got: ${JSON.stringify(name)}; list the steps ` +
        'with `npx growth steps --to <stage>`',
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
