import { ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RefusedError } from '../refused-error';
import { withCleanup } from './cleanup';
import { gitEnvironment } from './git';

/** How `cdk synth` runs. */
export interface SynthOptions {
  /**
   * Context values, as `--context` of `cdk synth`.
   *
   * @default - none
   */
  readonly context?: Readonly<Record<string, string>>;

  /**
   * The command that builds the app before it runs.
   *
   * @default - that of `cdk.json`
   */
  readonly build?: string;
}

/** Lines of a failing synthesis that are shown. */
const LAST_LINES = 20;

const CDK = process.platform === 'win32' ? 'cdk.cmd' : 'cdk';

/** The AWS CDK CLI of the user's own installation, or that on the path. */
function cdkOf(directory: string): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', '.bin', CDK);
    if (existsSync(found)) {
      return found;
    }
    if (folder === dirname(folder)) {
      return CDK;
    }
  }
}

/**
 * Synthesizes an app as the user would, with the real `cdk synth`. Nothing is validated: that is `cdk synth`'s own
 * business.
 *
 * @param property the argument that named the app, for messages
 * @param directory the folder of `cdk.json`
 * @param output where the assembly goes
 * @param installed a folder from which the AWS CDK CLI is looked for upwards
 * @param options context and build
 */
export async function synthesizeApp(
  property: string,
  directory: string,
  output: string,
  installed: string,
  { context = {}, build }: SynthOptions,
): Promise<void> {
  const args = [
    'synth',
    '--quiet',
    '--no-notices',
    '--output',
    output,
    ...Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]),
    ...(build === undefined ? [] : ['--build', build]),
  ];
  const env = { CDK_VALIDATION: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true', ...gitEnvironment(), NO_COLOR: '1' };
  const isGroup = process.platform !== 'win32';
  const child = spawn(cdkOf(installed), args, {
    cwd: directory,
    env,
    detached: isGroup,
    shell: !isGroup,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { code, said } = await withCleanup(
    () => stop(child, isGroup),
    () => ended(child),
  );
  if (code !== 0) {
    const lines = said.trimEnd().split('\n');
    throw new RefusedError(
      `\`${property}\` must be an app that cdk synth can synthesize, got: ${directory}, where cdk ${args[0]} failed; ` +
        `its last lines:\n${lines.slice(-LAST_LINES).join('\n')}`,
    );
  }
}

/** Stops the CLI with everything that it started. */
function stop({ pid, exitCode, signalCode }: ChildProcess, isGroup: boolean): void {
  if (pid !== undefined && exitCode === null && signalCode === null) {
    try {
      process.kill(isGroup ? -pid : pid, 'SIGTERM');
    } catch {
      // It has ended in the meantime.
    }
  }
}

function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  child.stderr?.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({
        code: 1,
        said:
          error.code === 'ENOENT'
            ? 'The AWS CDK CLI is not installed. Run `npm install --save-dev aws-cdk`.'
            : error.message,
      }),
    );
    child.on('close', (code) => resolve({ code, said: Buffer.concat(parts).toString('utf8') }));
  });
}
