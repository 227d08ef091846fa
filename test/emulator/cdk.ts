import { ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Emulator } from './emulator';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'node_modules', '.bin', 'cdk');
const FOLDER = join(ROOT, '.emulator');
const TIMEOUT_MS = 5 * 60_000;
const LINES_OF_A_FAILURE = 40;

/** A command of the CLI that has failed. */
class CommandFailure extends Error {
  constructor(
    message: string,
    public readonly output: string,
    public readonly exitCode: number | null,
  ) {
    super(message);
  }
}

/** The real CDK CLI of this repository, led to the emulator. */
export class Cdk {
  private readonly running = new Set<ChildProcess>();

  constructor(private readonly emulator: Emulator) {
    mkdirSync(join(FOLDER, 'logs'), { recursive: true });
  }

  /** Makes a cloud assembly; the strict validation of templates has tests of its own and takes half of the time. */
  public async synth(name: string, context: readonly string[]): Promise<string> {
    const output = join(FOLDER, 'out', name);
    rmSync(output, { recursive: true, force: true });
    const values = context.flatMap((value) => ['-c', value]);
    await this.run(`synth-${name}`, ['synth', '--quiet', '--output', output, ...values], { CDK_VALIDATION: 'false' });
    return output;
  }

  /** Bootstraps environments such as `aws://123456789012/eu-west-1`. */
  public async bootstrap(environments: readonly string[]): Promise<void> {
    await this.run('bootstrap', ['bootstrap', '--app', '', ...environments]);
  }

  /** Deploys every stack of an assembly with change sets, as users do; returns what the CLI said. */
  public async deploy(name: string, assembly: string): Promise<string> {
    return this.run(`deploy-${name}`, [
      'deploy',
      '--all',
      '--app',
      assembly,
      '--require-approval',
      'never',
      '--concurrency',
      '2',
      '--progress',
      'events',
    ]);
  }

  /** Deploys straight from the app, as users do, whatever comes of it. */
  public async tryToDeployApp(name: string, context: readonly string[]): Promise<{ code: number; output: string }> {
    const values = context.flatMap((value) => ['-c', value]);
    const output = join(FOLDER, 'out', name);
    const args = ['deploy', '--all', '--require-approval', 'never', '--output', output, ...values];
    try {
      return { code: 0, output: await this.run(name, args, { CDK_VALIDATION: 'false' }) };
    } catch (error) {
      const { exitCode, output: said } = error as CommandFailure;
      return { code: exitCode ?? -1, output: said };
    }
  }

  /** Ends what is still running, each by its own process id. */
  public stop(): void {
    this.running.forEach((child) => child.kill('SIGTERM'));
  }

  private run(name: string, args: readonly string[], extra: Record<string, string> = {}): Promise<string> {
    const log = createWriteStream(join(FOLDER, 'logs', `${name}.log`));
    const child = spawn(CLI, [...args, '--no-notices'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      env: { ...this.environment(), ...extra },
    });
    this.running.add(child);
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      log.write(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        this.running.delete(child);
        log.end();
        const end = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
        return code === 0
          ? resolve(output)
          : reject(new CommandFailure(`cdk ${args[0]} (${name}) ${end}:\n${tail(output)}`, output, code));
      });
    });
  }

  private environment(): Record<string, string | undefined> {
    return {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...this.emulator.environment(),
      AWS_REGION: 'eu-west-1',
      CI: 'true',
      NO_COLOR: '1',
      CDK_HOME: join(FOLDER, 'cdk-home'),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      NODE_NO_WARNINGS: '1',
    };
  }
}

function tail(output: string): string {
  const lines = output.trimEnd().split('\n');
  const failures = lines.filter((line) => /FAILED|❌/.test(line));
  return [...failures.slice(0, LINES_OF_A_FAILURE / 2), ...lines.slice(-LINES_OF_A_FAILURE / 2)].join('\n');
}
