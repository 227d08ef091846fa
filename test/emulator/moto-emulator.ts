import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeCreateOnlyProperties } from './create-only';
import { Emulator, Unproved } from './emulator';
import { emulatorPython } from './install';

const FOLDER = join(__dirname, '..', '..', '.emulator');
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** What this emulator can not show whatever is deployed. */
const ALWAYS_UNPROVED: Record<string, string> = {
  'order of time':
    'resources are ready at once: waiting, timeouts, rolling replacement and the length of a downtime are not emulated',
  permissions:
    'IAM policies, key policies and security groups are stored, not enforced: missing rights and closed ' +
    'ports are not found',
  rollback: 'a failed deployment stays failed; the rollback of CloudFormation is not emulated',
  limits: 'service quotas, engine versions, instance classes of a Region and prices are not checked',
  'template rules': 'the `Rules` block of a template (bootstrap version) is not evaluated',
};

/** The moto server with this repository's CloudFormation engine (`extension/`), on 127.0.0.1. */
export class MotoEmulator implements Emulator {
  public readonly product = 'moto 5.2.5 with the CloudFormation engine of test/emulator/extension';
  private readonly ledger = join(FOLDER, 'ledger.json');
  private readonly log = join(FOLDER, 'server.log');
  private server?: ChildProcess;
  private port = 0;

  public get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  public async start(): Promise<void> {
    const python = emulatorPython();
    mkdirSync(FOLDER, { recursive: true });
    rmSync(this.ledger, { force: true });
    const createOnly = writeCreateOnlyProperties(join(FOLDER, 'create-only.json'));
    this.port = await freePort();
    const log = openSync(this.log, 'w');
    this.server = spawn(python, ['server.py', String(this.port)], {
      cwd: join(__dirname, 'extension'),
      stdio: ['ignore', log, log],
      env: {
        PATH: process.env.PATH,
        PYTHONDONTWRITEBYTECODE: '1',
        MOTO_ACCOUNT_ID: '123456789012',
        // Roles of the bootstrap stack attach policies of AWS.
        MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
        EMULATOR_LEDGER: this.ledger,
        EMULATOR_CREATE_ONLY: createOnly,
      },
    });
    await this.waitUntilItAnswers();
  }

  public async stop(): Promise<void> {
    const { server } = this;
    if (!server || server.exitCode !== null) {
      return;
    }
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    const late = setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(late);
  }

  public environment(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      // Without a name the URL of a template in S3 would be misread by the emulator.
      AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `http://localhost:${this.port}`,
      AWS_ACCESS_KEY_ID: 'emulator',
      AWS_SECRET_ACCESS_KEY: 'emulator',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  public unproved(): Unproved {
    const seen: Unproved = existsSync(this.ledger)
      ? JSON.parse(readFileSync(this.ledger, 'utf8'))
      : { pretended: {}, ignored: {}, notes: {} };
    return { ...seen, notes: { ...ALWAYS_UNPROVED, ...seen.notes } };
  }

  private async waitUntilItAnswers(): Promise<void> {
    const giveUpAt = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < giveUpAt && this.server?.exitCode === null) {
      if (await answers(this.endpoint)) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await this.stop();
    throw new Error(`the emulator does not answer; its last words:\n${readFileSync(this.log, 'utf8').slice(-2_000)}`);
  }
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/moto-api/data.json`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
