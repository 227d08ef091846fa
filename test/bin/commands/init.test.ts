import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveGrowthConfig } from '../../../config';
import { growthArguments, growthIn } from '../helpers/command';

const FLAGS = ['--application', 'shop', '--account', '123456789012', '--region', 'eu-central-1', '--email', 'a@b.com'];

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'growth-init-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const init = (...args: string[]) => growthIn(folder, ['init', ...args]);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const files = () => readdirSync(folder, { recursive: true }).sort();

describe('outside of a terminal', () => {
  test('all missing flags are named at once, with an example that runs', () => {
    const { stdout, stderr, status } = init('--region', 'eu-central-1');
    expect({ stdout, status, files: files() }).toEqual({ stdout: '', status: 2, files: [] });
    expect(stderr).toMatch(/^growth init needs --application .*--account .*--email .*\nfor example: growth init .*\n$/);
    expect(stderr.split('\n')[0]).not.toContain('--region');
    const [, example] = /growth (init .*)/.exec(stderr.split('\n')[1])!;
    expect(growthIn(folder, example.split(' '))).toMatchObject({ status: 0, stdout: 'growth.json\ncdk.json\n' });
  }, 30_000);

  test('the schema is found from the folder that is named', () => {
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(init(...FLAGS, '--directory', 'infra/prod')).toMatchObject({ status: 0 });
    const { $schema } = JSON.parse(read('infra/prod/growth.json')) as { $schema: string };
    expect($schema).toBe('../../node_modules/cdk-growth-stages/schemas/growth.schema.json');
  }, 30_000);

  test.each([
    ['a file', 'file', 'a part of the path is not a folder'],
    ['a folder in a file', 'file/sub', 'a part of the path is not a folder'],
  ])('%s is no folder, and nothing is left behind', (_, directory, reason) => {
    writeFileSync(join(folder, 'file'), '');
    const { stdout, stderr, status } = init(...FLAGS, '--directory', directory);
    expect({ stdout, status, files: files() }).toEqual({ stdout: '', status: 1, files: ['file'] });
    expect(stderr).toBe(
      `\`--directory\` must be a folder that can be written, got: ${JSON.stringify(directory)}; ${reason}\n`,
    );
  });
});

describe('in the folder of a CDK app', () => {
  const OTHER =
    '{\n\t"app": "npx ts-node bin/shop.ts",\n\t"context": {\n\t\t"@aws-cdk/core:checkSecretUsage": true\n\t}\n}\n';

  test('cdk.json keeps its app and its layout, and the output says what to do', () => {
    writeFileSync(join(folder, 'cdk.json'), OTHER);
    const { stderr, status } = init(...FLAGS);
    expect(status).toBe(0);
    expect(read('cdk.json')).toBe(OTHER.replace('true\n', 'true,\n\t\t"growth": "growth.json"\n'));
    expect(stderr).toMatch(/^cdk\.json keeps its `app` "npx ts-node bin\/shop\.ts"\. .*\nTo deploy .*\nNext:\n/);
    expect(stderr).not.toMatch(/remove/i);
  });

  test('cdk.json without an app gets ours', () => {
    writeFileSync(join(folder, 'cdk.json'), '{\n    "output": "out"\n}\n');
    expect(init(...FLAGS)).toMatchObject({ status: 0 });
    expect(read('cdk.json')).toBe(
      '{\n    "output": "out",\n    "app": "npx growth-app",\n    "context": {\n' +
        '        "@aws-cdk/core:validateAgainstDefaultRules": true\n    }\n}\n',
    );
  });

  test.each([
    ['growth.json', '{}', 'growth.json exists already; edit it'],
    ['cdk.json', 'app: x', '`cdk.json` must be a file in JSON, got: cdk.json, line 1, column 1: invalid symbol'],
    ['cdk.json', '[]', 'cdk.json must hold an object, got: a list'],
    ['cdk.json', '{"context": {"growth": "prod.json"}}', 'cdk.json has a configuration already'],
  ])('%s that holds %s is refused, and nothing is touched', (name, text, message) => {
    writeFileSync(join(folder, name), text);
    const { stdout, stderr, status } = init(...FLAGS);
    expect({ stdout, status, files: files(), text: read(name) }).toEqual({
      stdout: '',
      status: 1,
      files: [name],
      text,
    });
    expect(stderr).toContain(message);
  });

  test('if cdk.json cannot be written, growth.json is not written either', () => {
    mkdirSync(join(folder, 'cdk.json'));
    expect(init(...FLAGS)).toMatchObject({ status: 1, stderr: expect.stringContaining('it is a folder') as string });
    expect(files()).toEqual(['cdk.json']);
  });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

(hasScript ? describe : describe.skip)('on a terminal', () => {
  /** Types into a terminal in which the command runs: each text when its question has appeared. */
  async function typed(answers: readonly (readonly [string, string])[], ...flags: string[]) {
    const command = [process.execPath, ...growthArguments('init', ...flags)].join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder });
    const open = [...answers];
    let screen = '';
    child.stdout.on('data', (part) => {
      screen += String(part);
      const [question, answer] = open[0] ?? [];
      const shown = screen.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').trimEnd();
      if (question !== undefined && shown.endsWith(`${question}:`)) {
        open.shift();
        child.stdin.write(answer!);
      }
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    return { screen, status };
  }

  const NAME = 'Name of the application (for example shop)';
  const ACCOUNT = 'AWS account, 12 digits (for example 123456789012)';
  const EMAIL = 'E-mail address for alarms (for example oncall@example.com)';

  test('what is missing is asked for, and asked again after a wrong answer', async () => {
    const answers = [
      [NAME, 'shop\r'],
      [ACCOUNT, '12345\r'],
      [ACCOUNT, '123456789012\r'],
      [EMAIL, 'a@b.com\r'],
    ] as const;
    const { screen, status } = await typed(answers, '--region', 'eu-central-1');
    expect({ status, files: files() }).toEqual({ status: 0, files: ['cdk.json', 'growth.json'] });
    expect(screen).toContain('`account` must be');
    expect(screen).not.toContain('AWS Region (');
    expect(resolveGrowthConfig(JSON.parse(read('growth.json'))).config).toMatchObject({
      application: 'shop',
      account: '123456789012',
    });
  }, 60_000);

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])(
    '%s ends with 130 and leaves nothing',
    async (_, key) => {
      const { screen, status } = await typed([
        [NAME, 'shop\r'],
        [ACCOUNT, key],
      ]);
      expect({ status, files: files() }).toEqual({ status: 130, files: [] });
      expect(screen).toContain('stopped; nothing was written');
    },
    60_000,
  );
});
