import { spawnSync } from 'node:child_process';
import { RefusedError } from '../refused-error';

/** Variables of a hook of git, which would lead git to the index of that hook. */
const OF_HOOKS = ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_PREFIX', 'GIT_WORK_TREE'];

/** The environment without what belongs to a hook that runs the command. Large files stay where they are. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !OF_HOOKS.includes(name));
  return { ...Object.fromEntries(own), GIT_LFS_SKIP_SMUDGE: '1' };
}

interface Answer {
  readonly ok: boolean;
  readonly text: string;
  readonly problem: string;
}

/** Runs git without its hooks. */
export function git(directory: string, ...args: readonly string[]): Answer {
  const { status, stdout, stderr, error } = spawnSync(
    'git',
    ['-C', directory, '-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false', ...args],
    { encoding: 'utf8', env: gitEnvironment(), maxBuffer: 2 ** 28 },
  );
  return {
    ok: status === 0,
    text: (stdout ?? '').replace(/\r?\n$/, ''),
    problem: error?.message ?? (stderr ?? '').trim(),
  };
}

/** The commit that a ref names; undefined if it names none, or if there is no repository. */
export function commitOf(directory: string, ref: string): string | undefined {
  const { ok, text } = git(directory, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  return ok && text !== '' ? text : undefined;
}

/** Where the repository begins that holds a folder. */
export function repositoryOf(property: string, directory: string): string {
  const { ok, text, problem } = git(directory, 'rev-parse', '--show-toplevel');
  if (!ok) {
    throw new RefusedError(`\`${property}\` must be in a Git repository, got: ${directory}, ${problem}`);
  }
  return text;
}

/** A range as git has them: what is between two refs, or what came since they parted (three points). */
export function rangeOf(directory: string, text: string): readonly [string, string] | undefined {
  const [, left, points, right] = /^(?:git:)?(.*?)(\.\.\.?)(.*)$/.exec(text) ?? [];
  if (points === undefined || (left === '' && right === '')) {
    return undefined;
  }
  const [from, to] = [left || 'HEAD', right || 'HEAD'];
  if (points === '..') {
    return [`git:${from}`, `git:${to}`];
  }
  const { ok, text: base, problem } = git(directory, 'merge-base', '--end-of-options', from, to);
  if (!ok) {
    throw new RefusedError(
      '`from` must be a range of two refs with a common commit, got: ' +
        `${text}${problem === '' ? '' : `, ${problem}`}; in a shallow clone, run \`git fetch --unshallow\` first`,
    );
  }
  return [`git:${base}`, `git:${to}`];
}
