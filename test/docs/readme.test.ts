import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { awsCliFolder } from '../emulator/install';
import { MotoEmulator } from '../emulator/moto-emulator';
import { fencesOf, ROOT } from './helpers/fences';
import { LocalRegistry } from './helpers/local-registry';

/**
 * The README as a script: every block of commands, word for word and in order, in one empty folder, with the packed
 * package, the real npm, CDK and AWS CLIs, and an emulator of AWS. Only `docker` is a stand-in, which logs its
 * arguments.
 */

/** The blocks that need a clone, and the one of them that would run this test again; CI runs it instead. */
const IN_A_CLONE = /^npm ci/;
const TESTS = 'npm ci && npm test';

/** What the README says that its reader may have installed, and everything else that npm would bring. */
const PACKAGES = ['aws-cdk-lib', 'constructs', 'aws-cdk@2'];

const BLOCKS = fencesOf(join(ROOT, 'README.md')).filter(({ language }) => language === 'sh');
const blocks = BLOCKS.filter(({ code }) => code.trim() !== TESTS);

const emulator = new MotoEmulator();
let scratch: string;
let registry: LocalRegistry;
let environment: NodeJS.ProcessEnv;

/** A command `docker` that does nothing but to write down its arguments, and to read what it is given. */
function standInForDocker(): string {
  const folder = join(scratch, 'bin');
  const file = join(folder, 'docker');
  mkdirSync(folder);
  writeFileSync(file, `#!/bin/sh\necho "$@" >> ${join(scratch, 'docker.log')}\n[ "$1" != login ] || cat > /dev/null\n`);
  chmodSync(file, 0o755);
  return folder;
}

/** What every shell has, without the settings of this test run. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG } = process.env;
  return { PATH, HOME, LANG };
}

/** The shell of a reader who has credentials and a network. */
function readersEnvironment(): NodeJS.ProcessEnv {
  return {
    ...ownEnvironment(),
    PATH: [standInForDocker(), awsCliFolder(), process.env.PATH].join(delimiter),
    ...emulator.environment(),
    npm_config_registry: registry.url,
    npm_config_cache: join(scratch, 'npm-cache'),
    npm_config_update_notifier: 'false',
    // What the reader confirms with "y": nobody is here to answer questions.
    npm_config_yes: 'true',
    CDK_REQUIRE_APPROVAL: 'never',
    CDK_HOME: join(scratch, 'cdk-home'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_NOTICES: 'false',
  };
}

/** Runs a block as a shell does when somebody pastes it; a failing line ends it. The registry answers meanwhile. */
function runBlock(code: string): Promise<{ status: number | null; output: string; stdout: string }> {
  const inClone = IN_A_CLONE.test(code);
  const options = {
    cwd: join(scratch, inClone ? 'clone' : 'shop'),
    env: inClone ? ownEnvironment() : environment,
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((resolve) => {
    const child = execFile('bash', ['--norc', '-euo', 'pipefail', '-c', code], options, (error, stdout, stderr) =>
      resolve({ status: child.exitCode, stdout, output: error ? `${stdout}\n${stderr}`.slice(-4_000) : '' }),
    );
    child.stdin?.end();
  });
}

const outputs: Record<string, string> = {};
const outputOf = (command: string): string =>
  Object.entries(outputs).find(([code]) => code.split('\n').includes(command))?.[1] ?? '';

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'growth-readme-'));
  mkdirSync(join(scratch, 'shop'));
  execFileSync('git', ['clone', '--quiet', ROOT, join(scratch, 'clone')]);
  registry = new LocalRegistry(ROOT, scratch, PACKAGES);
  await Promise.all([registry.start(), emulator.start()]);
  environment = readersEnvironment();
}, 300_000);

afterAll(async () => {
  await Promise.all([registry.stop(), emulator.stop()]);
  rmSync(scratch, { recursive: true, force: true });
}, 60_000);

test('the only block that is not run is the test command, and CI runs it', () => {
  expect(BLOCKS.length - blocks.length).toBe(1);
  const ci = readFileSync(join(ROOT, '.ci/run'), 'utf8').split('\n');
  TESTS.split(' && ').forEach((command) => expect(ci.map((line) => line.replace(/ --no-.*$/, ''))).toContain(command));
});

test.each(blocks.map(({ place, code }) => [place, code]))(
  '%s',
  async (_place, code) => {
    const { status, output, stdout } = await runBlock(code);
    outputs[code] = stdout;
    expect({ status, output }).toEqual({ status: 0, output: '' });
  },
  900_000,
);

describe('afterwards', () => {
  test('the commands before the installation have said which stage fits', () => {
    expect(outputOf('npx cdk-growth-stages select --users 25000')).toContain('containers');
  });

  test('the image was pushed to the repository of the data stack', async () => {
    const client = new CloudFormationClient({
      endpoint: emulator.endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    });
    const { Stacks: [stack] = [] } = await client.send(
      new DescribeStacksCommand({ StackName: 'shop-production-data' }),
    );
    const repository = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'RepositoryUri')?.OutputValue ?? '';
    const [login, build] = readFileSync(join(scratch, 'docker.log'), 'utf8').split('\n');
    expect(repository).toMatch(/^\d{12}\.dkr\.ecr\.eu-central-1\.amazonaws\.com\//);
    expect(login).toBe(`login --username AWS --password-stdin ${repository.split('/')[0]}`);
    expect(build).toBe(`buildx build --platform linux/arm64 --tag ${repository}:1.0.0 --push .`);
  });

  test('the configuration records the last step that was deployed', () => {
    const configuration = JSON.parse(readFileSync(join(scratch, 'shop', 'growth.json'), 'utf8')) as object;
    expect(configuration).toMatchObject({ stage: 'monolith', live: 'containers:expand' });
  });
});
