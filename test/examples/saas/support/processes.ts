import { ChildProcess, execFileSync, spawn, SpawnOptions } from 'node:child_process';
import { createServer, Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a test prints when a server it needs is not there: it fails, and never passes by being skipped. */
export const INSTALL_HINT = 'run scripts/install-test-servers.sh, which installs what the tests need';

const running = new Set<ChildProcess>();
// An aborted test run leaves nothing behind.
process.once('exit', killRemaining);

/** After a test that failed half-way: nothing of ours outlives the tests. */
export function killRemaining(): void {
  running.forEach((child) => child.kill('SIGKILL'));
}

/** A program of ours that runs until it is stopped by its own process id. */
export class Program {
  public readonly lines: string[] = [];
  public readonly errors: string[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(
    private readonly name: string,
    command: string,
    args: string[],
    options: SpawnOptions,
  ) {
    this.child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.child);
    collectLines(this.child.stdout!, this.lines);
    collectLines(this.child.stderr!, this.errors);
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.errors.push(String(error));
        resolve(null);
      });
      this.child.once('close', (code) => resolve(code));
    });
    void this.ended.then(() => running.delete(this.child));
  }

  public get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined;
  }

  /** Waits until `probe` gives something; a program that ends before tells what it said. */
  public async until<T>(
    what: string,
    probe: () => Promise<T | undefined> | T | undefined,
    timeoutMs = 30_000,
  ): Promise<T> {
    return until(
      `${this.name} ${what}`,
      async () => {
        const result = await probe();
        if (result === undefined && this.hasEnded) {
          throw new Fatal(`${this.name} ended: ${this.output()}`);
        }
        return result;
      },
      timeoutMs,
    ).catch((error: Error) => {
      throw error instanceof Fatal ? error : new Error(`${error.message}: ${this.output()}`, { cause: error });
    });
  }

  public signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  public exitCode(): Promise<number | null> {
    return this.ended;
  }

  public async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.hasEnded) {
      this.child.kill(signal);
    }
    return this.ended;
  }

  private output(): string {
    return [...this.lines, ...this.errors].slice(-20).join('\n');
  }
}

class Fatal extends Error {}

/** Asks until there is an answer. An error counts as none, but is told in the end. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 15_000,
): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const result = await probe();
      if (result !== undefined) {
        return result;
      }
      last = undefined;
    } catch (error) {
      if (error instanceof Fatal) {
        throw error;
      }
      last = error;
    }
    if (Date.now() > giveUpAt) {
      throw new Error(`not within ${timeoutMs / 1000} s: ${what}${last ? ` (${last})` : ''}`);
    }
    await sleep(50);
  }
}

/** Ports of 127.0.0.1 that nobody listens on. All are held until all are found, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** Runs a program to its end; its output is part of the error. */
export function run(
  command: string,
  args: string[],
  options: { uid?: number; gid?: number; cwd?: string } = {},
): string {
  try {
    return execFileSync(command, args, { ...options, stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(`${command} failed: ${stderr || message}`, { cause: error });
  }
}

function collectLines(stream: NodeJS.ReadableStream, lines: string[]): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
  });
  stream.on('end', () => rest !== '' && lines.push(rest));
}
