import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createClient } from 'redis';
import { freePorts, INSTALL_HINT, Program } from './processes';

const PASSWORD = 'not-a-secret';

/**
 * Valkey, or Redis, in cluster mode with one node that has all slots: as beside the application on the first machine.
 */
export class Valkey {
  public static async start(): Promise<Valkey> {
    const [port, busPort] = await freePorts(2);
    const server = new Valkey(port, busPort);
    await server.program.until('answers', () => server.command('PING'));
    await server.command('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await server.program.until('forms a cluster', async () =>
      String(await server.command('CLUSTER', 'INFO')).includes('cluster_state:ok') ? true : undefined,
    );
    return server;
  }

  public readonly url: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'growth-valkey-'));
  private readonly program: Program;

  private constructor(port: number, busPort: number) {
    this.url = `redis://default:${PASSWORD}@127.0.0.1:${port}`;
    const settings = {
      port,
      bind: '127.0.0.1',
      requirepass: PASSWORD,
      save: '',
      dir: this.folder,
      'cluster-enabled': 'yes',
      'cluster-port': busPort,
      'cluster-config-file': 'nodes.conf',
      // As on the machine: the node is found by a name, not by the address that it sees of itself.
      'cluster-announce-hostname': 'localhost',
      'cluster-preferred-endpoint-type': 'hostname',
    };
    this.program = new Program(
      'Valkey',
      findServer(),
      Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
      {},
    );
  }

  public async stop(): Promise<void> {
    await this.program.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async command(...words: string[]): Promise<unknown> {
    const client = createClient({ url: this.url, socket: { reconnectStrategy: false } });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await client.sendCommand(words);
    } finally {
      client.destroy();
    }
  }
}

function findServer(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = ['valkey-server', 'redis-server']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(existsSync);
  if (!found) {
    throw new Error(`neither Valkey nor Redis is installed; ${INSTALL_HINT}`);
  }
  return found;
}
