import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** A script with the engines of the toolkit. */
const SCRIPT = `import { readFileSync } from 'node:fs';
import { ConfigurationError } from 'cdk-growth-stages/config';
import { cost, CostReport, diff, DiffReport, plan, readApp, RefusedError, renderDiff } from 'cdk-growth-stages/toolkit';
import { renderPlan, renderReport, report, synthesize } from 'cdk-growth-stages/toolkit';

async function main(): Promise<void> {
  const document = JSON.parse(readFileSync('node_modules/cdk-growth-stages/examples/saas/growth.json', 'utf8'));
  const [before, after] = ['monolith', 'containers'].map((stage) => synthesize(document, stage));
  const difference: DiffReport = diff(before, after);
  const bill: CostReport = cost(readApp('queue.json'), { users: 1_000 });
  const page = renderReport(await report({ apps: [after], users: 1_000 }));
  const refused = (work: () => unknown) => {
    try {
      work();
      return undefined;
    } catch (error) {
      return error;
    }
  };
  const results: readonly unknown[] = [
    difference.counts['data-risk'],
    renderDiff(difference, 'sarif').includes('"2.1.0"'),
    bill.lines.some(({ type }) => type === 'AWS::SQS::Queue'),
    renderPlan(plan('monolith', 'containers'), 'markdown').startsWith('# From monolith to containers'),
    page.startsWith('<!doctype html>'),
    refused(() => cost(after, { users: 0 })) instanceof RefusedError,
    refused(() => synthesize({ ...document, port: 0 }, 'monolith')) instanceof ConfigurationError,
  ];
  console.log(JSON.stringify(results));
}

void main();
`;

describe('the engines in a script', () => {
  const expected = { status: 0, stdout: '[0,true,true,true,true,true,true]\n', stderr: '' };
  const node10 = { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' };

  beforeAll(() => {
    writeFileSync(join(folder, 'queue.json'), JSON.stringify({ Resources: { Jobs: { Type: 'AWS::SQS::Queue' } } }));
  });

  test.each([
    ['CommonJS', 'cts', 'node16', { module: 'node16', moduleResolution: 'node16' }],
    ['CommonJS', 'cts', 'node10', node10],
    ['ES modules', 'mts', 'node16', { module: 'node16', moduleResolution: 'node16' }],
    ['ES modules', 'mts', 'bundler', { module: 'esnext', moduleResolution: 'bundler' }],
  ])(
    '%s (.%s), with types by the resolution %s',
    (_, ending, resolution, options) => {
      const name = `${ending}-${resolution}`;
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, `script.${ending}`), SCRIPT);
      const compilerOptions = { target: 'es2022', strict: true, skipLibCheck: true, types: ['node'], ...options };
      writeFileSync(join(folder, name, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['.'] }));
      expect(installed('tsc', '-p', name)).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(run(process.execPath, [join(name, `script.${ending.replace('ts', 'js')}`)])).toEqual(expected);
    },
    120_000,
  );

  test('declarations import nothing that an installation does not have', () => {
    const root = join(folder, 'node_modules/cdk-growth-stages');
    const declarations = packed.filter((path) => /^dist\/(config|toolkit)\/.*\.d\.ts$/.test(path));
    expect(declarations.length).toBeGreaterThan(20);
    const missing = declarations.flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const names = [...text.matchAll(/(?:^(?:im|ex)port .*from |import\()['"]([^'"]+)['"]/gm)].map(([, name]) => name);
      const isThere = (name: string) =>
        name.startsWith('.')
          ? ['.d.ts', '/index.d.ts'].some((end) => existsSync(`${join(root, path, '..', name)}${end}`))
          : /^(aws-cdk-lib|constructs)(\/|$)/.test(name);
      return names.filter((name) => !isThere(name)).map((name) => `${path}: ${name}`);
    });
    expect(missing).toEqual([]);
  });
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
