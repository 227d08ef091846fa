import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { emulatorPython } from '../../../emulator/install';
import { Aws } from './aws';
import { Postgres } from './postgres';
import { killRemaining, Program } from './processes';
import { Valkey } from './valkey';

const MAIN = join(__dirname, '..', '..', '..', '..', 'examples', 'saas', 'src', 'main.js');

/** Node lets the application read files, and write none: what the container's read-only root means. */
const READ_ONLY = [
  process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission',
  '--allow-fs-read=*',
];

export type LogLine = { time: string; level: string; message: string; process: string; stage: string } & Record<
  string,
  any
>;

/** The servers that one machine has for all tests. */
export class Servers {
  public static async start(): Promise<Servers> {
    // Alone, and first: the installation takes a minute in a fresh clone, and nothing else gets a turn meanwhile.
    emulatorPython();
    const starting = await Promise.allSettled([Postgres.start(), Valkey.start(), Aws.start()]);
    const failed = starting.find((result) => result.status === 'rejected');
    if (failed) {
      await Promise.all(starting.map((result) => result.status === 'fulfilled' && result.value.stop()));
      throw failed.reason;
    }
    const [postgres, valkey, aws] = starting.map((result) => (result as PromiseFulfilledResult<any>).value);
    return new Servers(postgres, valkey, aws);
  }

  private constructor(
    public readonly postgres: Postgres,
    public readonly valkey: Valkey,
    public readonly aws: Aws,
  ) {}

  /**
   * The workload contract, as the platform fills it in, for an application with a database, queue and bucket of its
   * own.
   */
  public async contract(name: string, stage: string): Promise<Contract> {
    const { postgres, valkey, aws } = this;
    const queue = await aws.createQueue(`work-${name}`);
    const environment = {
      PORT: '0',
      GROWTH_STAGE: stage,
      DATABASE_HOST: postgres.host,
      DATABASE_READER_HOST: postgres.readerHost,
      DATABASE_PORT: String(postgres.port),
      DATABASE_NAME: await postgres.createDatabase(name),
      DATABASE_USER: postgres.user,
      DATABASE_PASSWORD: postgres.password,
      CACHE_URL: valkey.url,
      QUEUE_URL: queue.url,
      ASSETS_BUCKET: await aws.createBucket(`assets-${name}`),
      ASSETS_URL: '/assets',
      TENANT_DIRECTORY_TABLE: '',
      IDEMPOTENCY_TABLE: '',
      OTEL_EXPORTER_OTLP_ENDPOINT: '',
      SENTRY_DSN: '',
      ...aws.environment,
    };
    return { environment, deadLetterUrl: queue.deadLetterUrl };
  }

  public async stop(): Promise<void> {
    await Promise.all([this.postgres.stop(), this.valkey.stop(), this.aws.stop()]);
    killRemaining();
  }
}

export interface Contract {
  readonly environment: Record<string, string>;
  readonly deadLetterUrl: string;
}

/** One process of the application. */
export class Process {
  public readonly program: Program;

  constructor(
    public readonly command: 'web' | 'worker' | 'migrate',
    environment: Record<string, string>,
  ) {
    // Nothing but the contract (and what makes tests fast) is handed on: neither the machine's variables nor its
    // credentials.
    const env = {
      PATH: process.env.PATH,
      NODE_NO_WARNINGS: '1',
      QUEUE_WAIT_SECONDS: '1',
      SWEEP_SECONDS: '2',
      READ_YOUR_WRITES_SECONDS: '2',
      ...environment,
    };
    this.program = new Program(`notes ${command}`, process.execPath, [...READ_ONLY, MAIN, command], { env });
  }

  /** What was logged. A line that is no JSON is an error. */
  public get log(): LogLine[] {
    return this.program.lines.map((line) => JSON.parse(line));
  }

  public logged(message: string): LogLine[] {
    return this.log.filter((line) => line.message === message);
  }

  /** The address of a web process, once it listens. */
  public async url(): Promise<string> {
    const { port } = await this.program.until('starts', () => this.logged('web started')[0]);
    return `http://127.0.0.1:${port}`;
  }
}

/** The processes of the application at one size. */
export class Application {
  public static async start(contract: Contract, size: { webs: number; workers: number }): Promise<Application> {
    const migration = new Process('migrate', contract.environment);
    const code = await migration.program.exitCode();
    if (code !== 0) {
      throw new Error(
        `the migration ended with ${code}: ${migration.program.lines.join('\n')} ` +
          `${migration.program.errors.join('\n')}`,
      );
    }
    const start = (command: 'web' | 'worker', count: number) =>
      Array.from({ length: count }, () => new Process(command, contract.environment));
    const app = new Application(contract, start('web', size.webs), start('worker', size.workers), migration);
    app.urls.push(...(await Promise.all(app.webs.map((web) => web.url()))));
    await Promise.all(
      app.workers.map((worker) => worker.program.until('starts', () => worker.logged('worker started')[0])),
    );
    return app;
  }

  public readonly urls: string[] = [];
  private next = 0;

  private constructor(
    public readonly contract: Contract,
    public readonly webs: Process[],
    public readonly workers: Process[],
    public readonly migration: Process,
  ) {}

  public get processes(): Process[] {
    return [...this.webs, ...this.workers, this.migration];
  }

  /** The next web process, as a load balancer chooses: consecutive requests of one user come to different ones. */
  public url(): string {
    return this.urls[this.next++ % this.urls.length];
  }

  public workerLog(message: string): LogLine[] {
    return this.workers.flatMap((worker) => worker.logged(message));
  }

  /** Gives the exit codes. */
  public async stop(): Promise<(number | null)[]> {
    return Promise.all([...this.webs, ...this.workers].map((one) => one.program.stop()));
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

/** Somebody with a browser: keeps the cookie, has an address of their own. */
export class Visitor {
  public cookie = '';
  public readonly address = `198.51.${randomInt(256)}.${randomInt(256)}`;

  constructor(private readonly base: () => string) {}

  public async send(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await this.fetch(
      method,
      path,
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  public async fetch(
    method: string,
    path: string,
    options: { body?: any; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const response = await fetch(this.base() + path, {
      method,
      body: options.body,
      headers: { ...this.headers(), ...options.headers },
    });
    const [set] = response.headers.getSetCookie();
    this.cookie = set === undefined ? this.cookie : set.split(';')[0];
    return response;
  }

  /** As they arrive behind CDN and load balancer; the first address was made up by the visitor. */
  public headers(): Record<string, string> {
    return { cookie: this.cookie, 'x-forwarded-for': `203.0.113.9, ${this.address}, 192.0.2.1` };
  }

  /** Signs up with a tenant of their own. */
  public async signUp(): Promise<Account> {
    const account = newAccount();
    const { status, body } = await this.send('POST', '/sign-up', account);
    if (status !== 201) {
      throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
    }
    return account;
  }
}

export interface Account {
  readonly tenant: string;
  readonly email: string;
  readonly password: string;
}

export function newAccount(): Account {
  const name = randomBytes(6).toString('hex');
  return { tenant: `t${name}`, email: `${name}@example.com`, password: `correct horse ${name}` };
}
