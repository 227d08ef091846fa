import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** JSON, or the lines of JSON as an array. */
  readonly body: any;
}

/** Stands for the collector of traces and the error tracker: keeps what it gets. */
export class Telescope {
  public static async start(): Promise<Telescope> {
    const telescope = new Telescope();
    await new Promise<void>((resolve) => telescope.server.listen(0, '127.0.0.1', resolve));
    return telescope;
  }

  private readonly all: Received[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) {
        text += chunk;
      }
      const lines = text.split('\n').map((line) => JSON.parse(line));
      this.all.push({ path: request.url ?? '', headers: request.headers, body: lines.length === 1 ? lines[0] : lines });
      response.end('{}');
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public received(path: string): Received[] {
    return this.all.filter((one) => one.path === path);
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
