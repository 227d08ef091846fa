import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { growthArguments } from './helpers/command';

let folder: string;
let temporary: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'growth-signal-'));
  [temporary] = ['temporary', 'work'].map((name) => join(folder, name));
  [temporary, join(folder, 'work')].forEach((name) => mkdirSync(name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const synthesizing = () => readdirSync(temporary).some((name) => name.startsWith('growth-stacks-'));

/** Processes that still have the temporary folder of the test in their environment. */
function processesLeft(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`TMPDIR=${temporary}`);
    } catch {
      return false;
    }
  });
}

test.each<[string[], NodeJS.Signals, 'the command' | 'its group', number]>([
  [['report'], 'SIGINT', 'its group', 130],
  [['report'], 'SIGTERM', 'the command', 143],
  [['stages'], 'SIGINT', 'the command', 130],
  [['plan', 'containers', 'aurora'], 'SIGINT', 'its group', 130],
  [['cost', 'containers', '--users', '20000'], 'SIGTERM', 'its group', 143],
  [['diff', 'monolith', 'containers', '--report', 'diff.json'], 'SIGINT', 'its group', 130],
])(
  'growth %j, in the middle of a synthesis, is stopped by %s to %s at once, and leaves nothing',
  async (args, signal, target, code) => {
    const child = spawn(process.execPath, growthArguments(...args), {
      cwd: join(folder, 'work'),
      env: { ...process.env, TMPDIR: temporary },
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.on('data', (part) => (stdout += String(part)));
    const ended = new Promise((resolve) => child.on('close', resolve));
    while (!synthesizing()) {
      expect(child.exitCode).toBe(null);
      await moment(5);
    }
    process.kill(target === 'its group' ? -child.pid! : child.pid!, signal);
    expect({ code: await ended, stdout }).toEqual({ code, stdout: '' });
    expect(readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
    expect(readdirSync(join(folder, 'work'))).toEqual([]);
    expect(existsSync('/proc') ? processesLeft() : []).toEqual([]);
  },
  60_000,
);
