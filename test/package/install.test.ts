import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as library from '../../lib';
import { TEN_LINES } from './helpers/ten-lines';

const ROOT = join(__dirname, '../..');

/** The versions with which the library is built, so that npm takes them from its cache. */
const TOOLS = ['aws-cdk-lib', 'constructs', 'aws-cdk', 'typescript', '@types/node'];

let folder: string;
let packed: string[];

const { CDK_VALIDATION: _, ...environment } = process.env;

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = environment) {
  const { stdout, stderr, status } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, CI: 'true' },
  });
  return { stdout, stderr, status };
}

/** Runs a command of the installed packages, as `npx` does. */
const installed = (name: string, ...args: string[]) => run(join(folder, 'node_modules/.bin', name), args);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'growth-install-'));
  const pack = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [{ filename, files }] = JSON.parse(pack.stdout) as { filename: string; files: { path: string }[] }[];
  packed = files.map(({ path }) => path);
  writeFileSync(join(folder, 'package.json'), '{ "name": "fresh", "private": true }');
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const { status, stderr } = run('npm', [
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    `./${filename}`,
    ...TOOLS.map((name) => `${name}@${devDependencies[name]}`),
  ]);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the package holds what users need, and nothing else', () => {
  const kinds = new Set(packed.map((path) => path.split('/')[0]));
  expect([...kinds].sort()).toEqual([
    '.jsii',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'config',
    'dist',
    'docs',
    'examples',
    'lib',
    'package.json',
    'schemas',
    'stages',
  ]);
  // Of the sources, only the guides.
  expect(packed.filter((path) => /^(lib|config|stages)\//.test(path) && !path.endsWith('/README.md'))).toEqual([]);
  expect(
    packed.filter((path) => /\.(test|spec)\.|^dist\/(test|examples|scripts|bench)|tsbuildinfo/.test(path)),
  ).toEqual([]);
});

test('the installation brings no package besides the peers', () => {
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'node_modules/cdk-growth-stages/package.json'), 'utf8'),
  ) as { dependencies?: object };
  expect(dependencies).toEqual({});
});

test('the help loads neither AWS CDK nor anything else of the installation', () => {
  const hook = join(folder, 'loaded.cjs');
  writeFileSync(
    hook,
    "process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache).filter((file) => " +
      "file.includes('node_modules')))));",
  );
  const { stdout, stderr, status } = run(process.execPath, [
    '--require',
    hook,
    join(folder, 'node_modules/.bin/growth'),
    '--help',
  ]);
  expect({ status, loaded: JSON.parse(stderr) as string[] }).toEqual({
    status: 0,
    loaded: ['bin/growth.js', 'config/configuration-error.js', 'toolkit/refused-error.js'].map((file): unknown =>
      expect.stringMatching(new RegExp(`cdk-growth-stages/dist/${file}$`)),
    ),
  });
  expect(stdout).toContain('Commands:');
});

describe('a new user, by the README', () => {
  test('writes a configuration, checks it and synthesizes', () => {
    const start = [
      'init',
      '--application',
      'shop',
      '--account',
      '123456789012',
      '--region',
      'eu-central-1',
      '--email',
      'oncall@example.com',
    ];
    expect(installed('growth', ...start)).toMatchObject({ status: 0 });
    expect(installed('growth', 'validate')).toMatchObject({
      status: 0,
      stdout: 'growth.json is valid: shop production at stage monolith\n',
    });
    for (const stage of ['monolith', 'containers']) {
      const { status, stderr } = installed('cdk', 'synth', '-q', '-c', `stage=${stage}`);
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    }
    expect(readdirSync(join(folder, 'cdk.out')).filter((name) => name.endsWith('.template.json'))).toHaveLength(5);
    expect(installed('growth', 'cost')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('fixed, together') as string,
    });
    expect(installed('growth', 'steps')).toMatchObject({ status: 0 });
  }, 120_000);

  test('gets one clear sentence for a wrong stage', () => {
    const { status, stderr } = installed('cdk', 'synth', '-q', '-c', 'stage=kontainers');
    expect(status).not.toBe(0);
    expect(stderr).toContain('did you mean "containers"?');
  }, 60_000);
});

describe('in ten lines in an empty app of somebody else', () => {
  const names = Object.keys(TEN_LINES);

  beforeAll(() => {
    mkdirSync(join(folder, 'apps'));
    names.forEach((name) => writeFileSync(join(folder, 'apps', `${name}.ts`), `${TEN_LINES[name].join('\n')}\n`));
    const options = {
      target: 'es2022',
      module: 'node16',
      moduleResolution: 'node16',
      strict: true,
      skipLibCheck: true,
      outDir: 'built',
      rootDir: 'apps',
      types: ['node'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['apps'] }));
    const { status, stdout } = installed('tsc', '-p', '.');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  }, 120_000);

  test('every construct of the library is there', () => {
    const constructs = Object.entries(library).filter(
      ([, value]) => typeof value === 'function' && 'isConstruct' in value,
    );
    const untested = constructs.map(([name]) => name).filter((name) => !names.includes(name));
    expect(untested).toEqual(['GrowthPlatform']);
  });

  test.each(names)(
    '%s',
    (name) => {
      expect(TEN_LINES[name].length).toBeLessThanOrEqual(10);
      const { status, stderr } = run(process.execPath, [join(folder, 'built', `${name}.js`)], {
        ...environment,
        CDK_OUTDIR: join(folder, 'out', name),
        CDK_VALIDATION: 'false',
      });
      expect({ status, stderr: status === 0 ? '' : stderr.slice(-2_000) }).toEqual({ status: 0, stderr: '' });
      const template = readFileSync(join(folder, 'out', name, 'Foreign.template.json'), 'utf8');
      expect(
        name === 'CostTags' || Object.keys((JSON.parse(template) as { Resources: object }).Resources).length > 0,
      ).toBe(true);
    },
    30_000,
  );
});
