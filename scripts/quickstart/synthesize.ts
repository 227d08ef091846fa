import { spawn } from 'node:child_process';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The CDK CLI of this package. */
const CDK = require.resolve('aws-cdk/bin/cdk');

/**
 * Synthesizes the app at a stage with the real CDK CLI, which also validates the templates; refuses with what CDK says.
 *
 * @param stage name of the stage
 * @param directory where the templates go; it appears only when the synthesis has succeeded
 */
export async function synthesizeStage(stage: string, directory: string): Promise<void> {
  const temporary = `${directory}.new`;
  rmSync(temporary, { recursive: true, force: true });
  const { code, text } = await run(['synth', '--quiet', '--output', temporary, '--context', `stage=${stage}`, '--no-notices']);
  if (code !== 0) {
    rmSync(temporary, { recursive: true, force: true });
    throw new Error(`stage ${stage} could not be synthesized, nothing was written to ${directory}:\n${text}`);
  }
  rmSync(directory, { recursive: true, force: true });
  renameSync(temporary, directory);
}

function run(args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CDK, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
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
