import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';
import { freePorts, INSTALL_HINT, Program, run } from './processes';

const PASSWORD = 'not a secret';

/** How far the replica is behind: long enough that a stale read shows, shorter than what the application allows for. */
const REPLICA_DELAY_MS = 1500;

/**
 * PostgreSQL with a streaming replica that lags, as a reader does. The primary listens on 127.0.0.1; the replica, which
 * has to have the same port, is reached through its socket.
 */
export class Postgres {
  public static async start(): Promise<Postgres> {
    const folder = mkdtempSync(join(tmpdir(), 'growth-pg-'));
    const [port] = await freePorts(1);
    const server = new Postgres(folder, port, serverUser());
    await server.startPrimary();
    await server.startReplica();
    return server;
  }

  /** What the application gets as DATABASE_HOST, _READER_HOST, _PORT, _USER and _PASSWORD. */
  public readonly host = '127.0.0.1';
  public readonly readerHost: string;
  public readonly user = 'notes';
  public readonly password = PASSWORD;
  private readonly bin = findBin();
  private primary?: Program;
  private replica?: Program;

  private constructor(
    private readonly folder: string,
    public readonly port: number,
    private readonly owner: { uid?: number; gid?: number },
  ) {
    this.readerHost = join(folder, 'reader');
    for (const path of [folder, this.readerHost]) {
      mkdirSync(path, { recursive: true });
      this.giveToOwner(path);
    }
  }

  /** A database of the application's user, who is no superuser: row level security does not hold for those. */
  public async createDatabase(name: string): Promise<string> {
    await this.query('postgres', `CREATE DATABASE ${name} OWNER notes`);
    return name;
  }

  /** As the administrator, for whom tenants have no walls. */
  public async query(database: string, sql: string, values: unknown[] = []): Promise<any[]> {
    return this.queryAs('admin', database, sql, values);
  }

  public async queryAs(
    user: string,
    database: string,
    sql: string,
    values: unknown[] = [],
    host = this.host,
  ): Promise<any[]> {
    const client = new Client({ host, port: this.port, user, password: PASSWORD, database });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  public async stop(): Promise<void> {
    // At once: nothing of it is kept.
    await this.replica?.stop('SIGQUIT');
    await this.primary?.stop('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startPrimary(): Promise<void> {
    const data = join(this.folder, 'primary');
    const passwordFile = join(this.folder, 'password');
    writeFileSync(passwordFile, PASSWORD);
    this.giveToOwner(passwordFile);
    this.run('initdb', [
      '-D',
      data,
      '-U',
      'admin',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--no-locale',
      '--no-sync',
    ]);
    const certificate = this.createCertificate('server');
    const tls = ['ssl=on', `ssl_cert_file=${certificate}.crt`, `ssl_key_file=${certificate}.key`];
    this.primary = this.serve(data, this.folder, [`listen_addresses=${this.host}`, ...tls]);
    await this.primary.until('answers', () => this.query('postgres', 'SELECT 1'));
    await this.query('postgres', `CREATE ROLE notes LOGIN PASSWORD '${PASSWORD}'`);
  }

  private async startReplica(): Promise<void> {
    const data = join(this.folder, 'replica');
    const source = `host=${this.folder} port=${this.port} user=admin password='${PASSWORD}'`;
    this.run('pg_basebackup', ['-D', data, '-d', source, '-R', '-X', 'stream', '-c', 'fast', '--no-sync']);
    this.replica = this.serve(data, this.readerHost, [
      'listen_addresses=',
      `recovery_min_apply_delay=${REPLICA_DELAY_MS}`,
      'hot_standby_feedback=on',
    ]);
    await this.replica.until('answers', () => this.queryAs('admin', 'postgres', 'SELECT 1', [], this.readerHost));
  }

  private serve(data: string, socketFolder: string, settings: string[]): Program {
    const all = [
      ...settings,
      `port=${this.port}`,
      `unix_socket_directories=${socketFolder}`,
      'fsync=off',
      'shared_buffers=32MB',
      'max_connections=200',
    ];
    return new Program(
      'PostgreSQL',
      join(this.bin, 'postgres'),
      ['-D', data, ...all.flatMap((setting) => ['-c', setting])],
      { ...this.owner, cwd: this.folder },
    );
  }

  /**
   * Where the certificate authority of the server is; the certificate has the names of an RDS instance and of the alias
   * `127.1`.
   */
  public get certificateFile(): string {
    return join(this.folder, 'server.crt');
  }

  /** An authority that the server has nothing to do with. */
  public get strangerFile(): string {
    return `${this.createCertificate('stranger')}.crt`;
  }

  private createCertificate(name: string): string {
    const path = join(this.folder, name);
    const names = 'subjectAltName=DNS:127.1,DNS:notes.c0ffee.eu-west-1.rds.amazonaws.com';
    const request = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=notes',
      '-addext',
      names,
    ];
    run('openssl', [...request, '-keyout', `${path}.key`, '-out', `${path}.crt`], { ...this.owner, cwd: this.folder });
    return path;
  }

  private run(program: string, args: string[]): void {
    run(join(this.bin, program), args, { ...this.owner, cwd: this.folder });
  }

  private giveToOwner(path: string): void {
    if (this.owner.uid !== undefined) {
      chownSync(path, this.owner.uid, this.owner.gid!);
    }
  }
}

/** PostgreSQL refuses to run as root; its package brings a user for it. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) {
    return {};
  }
  return { uid: Number(run('id', ['-u', 'postgres'])), gid: Number(run('id', ['-g', 'postgres'])) };
}

/** The newest version that is installed: Debian keeps each in a folder of its own; others are on the path. */
function findBin(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).filter((name) => /^\d+$/.test(name)) : [];
  const debian = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'));
  const found = [...debian, ...(process.env.PATH ?? '').split(delimiter)].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_basebackup')),
  );
  if (!found) {
    throw new Error(`no PostgreSQL server is installed; ${INSTALL_HINT}`);
  }
  return found;
}
