import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Commands that synthesize. For seconds they leave Node.js no moment to handle a signal. */
const LONG_COMMANDS = ['cost', 'diff', 'plan', 'report', 'select', 'stages'];

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** The variable in which a process finds the id of its supervisor. */
const SUPERVISOR = 'GROWTH_SUPERVISOR';

/** Exit codes of commands that a signal ended begin here. */
const SIGNAL_BASE = 128;

/** Whether the command runs in a process of its own, and this process is not yet that one. */
export function needsSupervisor(command: string | undefined): boolean {
  return LONG_COMMANDS.includes(command ?? '') && process.env[SUPERVISOR] !== String(process.ppid);
}

/**
 * Runs the same command in a process of its own, and ends as it ends. A signal ends that process at once, in the middle
 * of a synthesis too, and its temporary folders are removed here.
 */
export function supervise(): void {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, [SUPERVISOR]: String(process.pid) },
  });
  SIGNALS.forEach((signal) => process.on(signal, () => child.kill(signal)));
  child.on('exit', (code, signal) => {
    removeFoldersOf(child.pid!);
    process.exitCode = code ?? SIGNAL_BASE + constants.signals[signal!];
  });
}

/** Removes the temporary folders of a process that has ended; their names hold its id. */
function removeFoldersOf(pid: number): void {
  const names = existsSync(tmpdir()) ? readdirSync(tmpdir()) : [];
  names
    .filter((name) => name.startsWith('growth-') && name.includes(`-${pid}-`))
    .forEach((name) => rmSync(join(tmpdir(), name), { recursive: true, force: true }));
}
