import { existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Progress } from '../progress';
import { RefusedError } from '../refused-error';
import { temporaryFolder, withCleanup } from './cleanup';
import { commitOf, git, repositoryOf } from './git';
import { readStacks } from './read-stacks';
import { StackTemplate } from './stack-template';
import { synthesizeApp, SynthOptions } from './synth';

const MODULES = 'node_modules';

/** Entries of `node_modules` that begin with a point and that an app needs; caches are left alone. */
const HIDDEN_PARTS = ['.bin', '.pnpm'];

/**
 * The stacks of the user's app as it was at a commit: checked out into a temporary worktree, with the packages that are
 * installed now, and synthesized there. Working tree, index and branches of the user stay as they are, and nothing is
 * left behind.
 *
 * @param property the argument that named the ref, for messages
 * @param ref branch, tag or commit
 * @param directory the folder of `cdk.json` in the user's working tree
 * @param options how the app is synthesized
 * @param progress takes what is being done
 */
export async function stacksAt(
  property: string,
  ref: string,
  directory: string,
  options: SynthOptions,
  progress: Progress,
): Promise<StackTemplate[]> {
  const root = repositoryOf(property, directory);
  const commit = commitOf(root, ref);
  if (commit === undefined) {
    throw new RefusedError(
      `\`${property}\` must be a ref of ${root}, got: ${JSON.stringify(ref)}; list the refs with ` +
        '`git log --oneline --all`; in a shallow clone, fetch it first',
    );
  }
  const temporary = temporaryFolder();
  const tree = join(temporary, 'tree');
  const remove = () => {
    git(root, 'worktree', 'remove', '--force', tree);
    rmSync(temporary, { recursive: true, force: true });
  };
  return withCleanup(remove, async () => {
    progress(`${ref}: checking out ${commit.slice(0, 10)}`);
    checkOut(property, root, tree, commit);
    const app = join(tree, relative(realpathSync(root), realpathSync(directory)));
    requireApp(property, ref, app, tree);
    linkModules(realpathSync(root), tree);
    notes(root, tree).forEach((note) => progress(`${ref}: ${note}`));
    progress(`${ref}: cdk synth`);
    await synthesizeApp(property, app, join(temporary, 'out'), directory, options);
    return readStacks(property, join(temporary, 'out'));
  });
}

function checkOut(property: string, root: string, tree: string, commit: string): void {
  const { ok, problem } = git(root, 'worktree', 'add', '--quiet', '--detach', tree, commit);
  if (!ok) {
    throw new RefusedError(`\`${property}\` must be a ref that can be checked out, got: ${commit}, ${problem}`);
  }
}

function requireApp(property: string, ref: string, app: string, tree: string): void {
  if (!existsSync(join(app, 'cdk.json'))) {
    const folder = relative(tree, app) || '.';
    throw new RefusedError(
      `\`${property}\` must contain an AWS CDK app, got: ${ref} without ${join(folder, 'cdk.json')}; set the folder ` +
        'of cdk.json',
    );
  }
}

/** What may make the result another one than that of a checkout with packages of its own. */
function notes(root: string, tree: string): string[] {
  const locks = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'].filter(
    (name) =>
      existsSync(join(tree, name)) &&
      !git(root, 'diff', '--no-index', '--quiet', join(root, name), join(tree, name)).ok,
  );
  return [
    ...locks.map((name) => `${name} differs from the working tree; the installed packages are used`),
    ...(existsSync(join(tree, '.gitmodules')) ? ['submodules are not checked out'] : []),
  ];
}

/** Makes the installed packages of the user visible in the worktree, beside each package.json. */
function linkModules(root: string, tree: string): void {
  const folders = git(tree, 'ls-files', '-z', '--', 'package.json', '*/package.json')
    .text.split('\0')
    .filter((name) => name !== '')
    .map((name) => dirname(name));
  for (const folder of new Set(['.', ...folders])) {
    const [from, to] = [folder === '.' ? nearest(root) : join(root, folder, MODULES), join(tree, folder, MODULES)];
    if (from !== undefined && existsSync(from) && !existsSync(to)) {
      linkEntries(from, to, root, tree);
    }
  }
}

/** The packages of the repository, or of a folder that it lies in. */
function nearest(folder: string): string | undefined {
  const own = join(folder, MODULES);
  if (existsSync(own)) {
    return own;
  }
  return folder === dirname(folder) ? undefined : nearest(dirname(folder));
}

function linkEntries(from: string, to: string, root: string, tree: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const entry = join(from, name);
    if (name.startsWith('@') && !lstatSync(entry).isSymbolicLink()) {
      linkEntries(entry, join(to, name), root, tree);
    } else if (!name.startsWith('.') || HIDDEN_PARTS.includes(name)) {
      symlinkSync(targetOf(entry, root, tree), join(to, name), 'junction');
    }
  }
}

/** A package of the repository itself (a workspace) is that of the worktree, not that of the working tree. */
function targetOf(entry: string, root: string, tree: string): string {
  if (!lstatSync(entry).isSymbolicLink() || !existsSync(entry)) {
    return entry;
  }
  const inside = relative(root, realpathSync(entry));
  const own = join(tree, inside);
  return !inside.startsWith('..') && !inside.split(sep).includes(MODULES) && existsSync(own) ? own : entry;
}
