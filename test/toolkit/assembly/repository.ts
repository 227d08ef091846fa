import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** A repository of git with an app of AWS CDK in it, and a temporary folder of its own. */
export class Repository {
  public readonly folder: string;
  public readonly temporary: string;
  private readonly base: string;

  /**
   * @param cdk a script in the place of the AWS CDK CLI; without it the real one is there, with all packages of this
   * project
   */
  public constructor(cdk?: string) {
    this.base = realpathSync(mkdtempSync(join(tmpdir(), 'repository-')));
    this.folder = join(this.base, 'app');
    this.temporary = join(this.base, 'tmp');
    mkdirSync(this.folder);
    mkdirSync(this.temporary);
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.write('.gitignore', 'node_modules\ncdk.out\n');
    if (cdk === undefined) {
      symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
    } else {
      this.write('node_modules/.bin/cdk', `#!/usr/bin/env node\n${cdk}\n`);
      chmodSync(join(this.folder, 'node_modules/.bin/cdk'), 0o755);
    }
  }

  public git(...args: string[]): string {
    const identity = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', ['-C', this.folder, ...identity, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  }

  public write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Writes files and commits them. */
  public commit(files: Readonly<Record<string, string>>): void {
    Object.entries(files).forEach(([file, text]) => this.write(file, text));
    this.git('add', '--all');
    this.git('commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'A commit');
  }

  /** Everything that must not change: working tree, index, branches, worktrees. */
  public state(): string {
    return [
      this.git('status', '--porcelain'),
      this.git('diff'),
      this.git('diff', '--cached'),
      this.git('branch', '--all', '--verbose'),
      this.git('worktree', 'list'),
      this.git('stash', 'list'),
    ].join('\n---\n');
  }

  public remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/**
 * In the place of the AWS CDK CLI: writes the file `template.json` of the app as the template of its one stack, and
 * says what it was called with.
 */
export const FAKE_CDK = `
const { copyFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
const out = process.argv[process.argv.indexOf('--output') + 1];
mkdirSync(out, { recursive: true });
copyFileSync('template.json', out + '/Shop.template.json');
const tags = {
  arguments: process.argv.slice(2).filter((argument) => argument !== out).join(' '),
  shared: existsSync('node_modules/shared') ? require(process.cwd() + '/node_modules/shared') : '',
};
const Shop = {
  type: 'aws:cloudformation:stack',
  environment: 'aws://unknown-account/unknown-region',
  properties: { templateFile: 'Shop.template.json', tags },
};
writeFileSync(out + '/manifest.json', JSON.stringify({ artifacts: { Shop } }));
`;

/** A template of one bucket. */
export const bucket = (id: string): string => JSON.stringify({ Resources: { [id]: { Type: 'AWS::S3::Bucket' } } });
