import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The emulator of AWS, pinned: what it emulates differs from version to version. */
const REQUIREMENT = 'moto[server]==5.2.5';

const FOLDER = join(__dirname, '..', '..', '.emulator');
const VENV = join(FOLDER, 'venv');
const PYTHON = join(VENV, 'bin', 'python');
/** Holds the requirement that was installed completely; an aborted or an older installation has no such file. */
const MARKER = join(VENV, 'installed.txt');
const LOCK = join(FOLDER, 'venv.lock');
const LOCK_TIMEOUT_MS = 10 * 60_000;

/**
 * The Python of a virtual environment of this repository that has the emulator: `<python> -m moto.server -H 127.0.0.1
 * -p <port>`. The first call installs it into `.emulator/venv` (a minute, network needed); later calls only look. Test
 * files that run at the same time wait for one another.
 */
export function emulatorPython(): string {
  if (isInstalled()) {
    return PYTHON;
  }
  mkdirSync(FOLDER, { recursive: true });
  takeLock();
  try {
    if (!isInstalled()) {
      install();
    }
  } finally {
    rmSync(LOCK, { force: true });
  }
  return PYTHON;
}

function isInstalled(): boolean {
  return existsSync(PYTHON) && existsSync(MARKER) && readFileSync(MARKER, 'utf8') === REQUIREMENT;
}

function install(): void {
  rmSync(VENV, { recursive: true, force: true });
  try {
    execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'pipe' });
    execFileSync(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', REQUIREMENT], {
      stdio: 'pipe',
    });
  } catch (cause) {
    const output = String((cause as { stderr?: Buffer }).stderr ?? '').trim();
    throw new Error(
      `${REQUIREMENT} can not be installed into .emulator/venv; run scripts/install-test-servers.sh and ` +
        `look at the network: ${output || cause}`,
      { cause },
    );
  }
  writeFileSync(MARKER, REQUIREMENT);
}

/** One installation at a time; the lock of a process that is gone is taken over. */
function takeLock(): void {
  const giveUpAt = Date.now() + LOCK_TIMEOUT_MS;
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
    if (isAbandoned()) {
      rmSync(LOCK, { force: true });
    } else if (Date.now() > giveUpAt) {
      throw new Error(
        `another process has been installing the emulator for ${LOCK_TIMEOUT_MS / 60_000} minutes; remove ` +
          '.emulator/venv.lock when there is none',
      );
    } else {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function isAbandoned(): boolean {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    if (pid > 0) {
      process.kill(pid, 0);
    }
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
