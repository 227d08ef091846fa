import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The emulator of AWS, pinned: what it emulates differs from version to version. */
const REQUIREMENT = 'moto[server]==5.2.5';

/** The AWS CLI that the README tells readers to type, pinned, too. It needs a botocore of its own. */
const AWS_CLI = 'awscli==1.46.3';

const FOLDER = join(__dirname, '..', '..', '.emulator');
const LOCK = join(FOLDER, 'venv.lock');
const LOCK_TIMEOUT_MS = 10 * 60_000;

/**
 * The Python of a virtual environment of this repository that has the emulator: `<python> -m moto.server -H 127.0.0.1
 * -p <port>`. The first call installs it into `.emulator/venv` (a minute, network needed); later calls only look. Test
 * files that run at the same time wait for one another.
 */
export function emulatorPython(): string {
  return join(installed('venv', REQUIREMENT), 'python');
}

/** The folder that has the command `aws`, installed into `.emulator/aws-cli` in the same way. */
export function awsCliFolder(): string {
  return installed('aws-cli', AWS_CLI);
}

/** The folder of the commands of a virtual environment that has a requirement. */
function installed(name: string, requirement: string): string {
  const venv = join(FOLDER, name);
  if (!isInstalled(venv, requirement)) {
    mkdirSync(FOLDER, { recursive: true });
    takeLock();
    try {
      if (!isInstalled(venv, requirement)) {
        install(venv, requirement);
      }
    } finally {
      rmSync(LOCK, { force: true });
    }
  }
  return join(venv, 'bin');
}

/** Holds the requirement that was installed completely; an aborted or an older installation has no such file. */
const markerOf = (venv: string): string => join(venv, 'installed.txt');

function isInstalled(venv: string, requirement: string): boolean {
  return existsSync(markerOf(venv)) && readFileSync(markerOf(venv), 'utf8') === requirement;
}

function install(venv: string, requirement: string): void {
  rmSync(venv, { recursive: true, force: true });
  try {
    const options = ['--quiet', '--disable-pip-version-check'];
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'pipe' });
    execFileSync(join(venv, 'bin', 'python'), ['-m', 'pip', 'install', ...options, requirement], { stdio: 'pipe' });
  } catch (cause) {
    const output = String((cause as { stderr?: Buffer }).stderr ?? '').trim();
    throw new Error(
      `Cannot install ${requirement} into ${venv}. Run scripts/install-test-servers.sh, and check the network: ` +
        (output || String(cause)),
      { cause },
    );
  }
  writeFileSync(markerOf(venv), requirement);
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
