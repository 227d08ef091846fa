import { ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCleanup } from '../../toolkit/assembly/cleanup';

/** The CDK CLI of this package. */
const CDK = require.resolve('aws-cdk/bin/cdk');

/**
 * Synthesizes the app at a stage with the real CDK CLI, which also validates the templates; refuses with what CDK says.
 *
 * @param stage name of the stage
 * @param directory where the templates go
 */
export async function synthesizeStage(stage: string, directory: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [CDK, 'synth', '--quiet', '--output', directory, '--context', `stage=${stage}`, '--no-notices'],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { code, text } = await withCleanup(
    () => stop(child),
    () => ended(child),
  );
  if (code !== 0) {
    throw new Error(`stage ${stage} could not be synthesized:\n${text}`);
  }
}

/** Stops the CLI with everything that it started. */
function stop({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) {
    process.kill(-pid, 'SIGTERM');
  }
}

function ended(child: ChildProcess): Promise<{ code: number; text: string }> {
  return new Promise((resolve, reject) => {
    const chunks: string[] = [];
    [child.stdout, child.stderr].forEach((stream) =>
      stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString())),
    );
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, text: chunks.join('') }));
  });
}

interface ValidationReport {
  readonly pluginReports: readonly { readonly violations?: readonly unknown[] }[];
}

/**
 * How many findings CDK's validator wrote into its report; fails where it wrote none, because then it did not run.
 *
 * @param directory the output of a synthesis
 */
export function findingsOf(directory: string): number {
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as ValidationReport;
  return report.pluginReports.reduce((sum, { violations = [] }) => sum + violations.length, 0);
}
