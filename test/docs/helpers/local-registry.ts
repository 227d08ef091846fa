import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What npm reads of a version; the rest of a `package.json` passes through. */
interface Manifest {
  readonly name: string;
  readonly version: string;
}

/**
 * A registry on 127.0.0.1 that has a packed package and everything that its users install with it, so that commands
 * such as `npx cdk-growth-stages` run before the package is published. The other packages come from the registry that
 * npm is configured for, in the versions that it chooses today.
 */
export class LocalRegistry {
  private readonly tarballs: string;
  private readonly manifests: { readonly manifest: Manifest; readonly file: string }[];
  private server?: Server;

  /** Packs `root` into `folder`, with everything that `others` resolve to. */
  constructor(root: string, folder: string, others: readonly string[]) {
    this.tarballs = join(folder, 'tarballs');
    mkdirSync(this.tarballs, { recursive: true });
    this.pack(root, '--ignore-scripts');
    this.pack(...resolved(folder, others));
    this.manifests = readdirSync(this.tarballs).map((file) => ({ file, manifest: this.manifestOf(file) }));
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}/`;
  }

  public async start(): Promise<void> {
    this.server = createServer(({ url = '/' }, response) => {
      const path = decodeURIComponent(url.slice(1));
      const body = path.startsWith('-/') ? this.tarball(path.slice(2)) : this.packument(path);
      response.writeHead(body === undefined ? 404 : 200).end(body ?? '{}');
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  public async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private pack(...specifiers: string[]): void {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', this.tarballs, ...specifiers], { stdio: 'pipe' });
  }

  private manifestOf(file: string): Manifest {
    const text = execFileSync('tar', ['-xzOf', join(this.tarballs, file), 'package/package.json'], {
      encoding: 'utf8',
    });
    return JSON.parse(text) as Manifest;
  }

  private tarball(file: string): Buffer | undefined {
    return this.manifests.some((known) => known.file === file) ? readFileSync(join(this.tarballs, file)) : undefined;
  }

  /** What npm asks for by the name of a package; `undefined` for an unknown one. */
  private packument(name: string): string | undefined {
    const [found] = this.manifests.filter(({ manifest }) => manifest.name === name);
    if (!found) {
      return undefined;
    }
    const { manifest, file } = found;
    const version = { ...manifest, dist: { tarball: `${this.url}-/${file}` } };
    const tags = { latest: manifest.version };
    return JSON.stringify({ name, 'dist-tags': tags, versions: { [manifest.version]: version } });
  }
}

/** `name@version` of everything that npm would install for some specifiers. */
function resolved(folder: string, specifiers: readonly string[]): string[] {
  const cwd = join(folder, 'resolve');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund', ...specifiers], {
    cwd,
    stdio: 'pipe',
  });
  const lock = JSON.parse(readFileSync(join(cwd, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; inBundle?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { inBundle }]) => path !== '' && !inBundle)
    .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`);
}
