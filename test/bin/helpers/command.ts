import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = join(__dirname, '../../..');

/** The example configuration of the repository. */
export const EXAMPLE_FILE = join(ROOT, 'examples/saas/growth.json');

/** What starts TypeScript in any folder. */
export const TSX = ['--import', pathToFileURL(require.resolve('tsx')).href];

/** What `node` gets to run `growth`. */
export const growthArguments = (...args: readonly string[]) => [...TSX, join(ROOT, 'bin/growth.ts'), ...args];

/** What a command printed, and how it ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** Runs `growth` in a folder, with further variables of the environment. */
export function growthIn(cwd: string, args: readonly string[], env: Record<string, string> = {}): Ended {
  const { stdout, stderr, status } = spawnSync(process.execPath, growthArguments(...args), {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { stdout, stderr, status };
}
