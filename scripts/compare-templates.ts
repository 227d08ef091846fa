/**
 * Compares the templates that two commits synthesize, byte by byte: `npm run compare-templates -- <before> <after>`.
 *
 * Each commit is checked out beside this one, with the packages installed here. It synthesizes every deployment point
 * of several configurations, and the ten-line app of every construct. A refactoring must not change a single byte.
 *
 * `--rename old=new` names a property of growth.json that was renamed between the two commits.
 */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(__dirname, '..');

/** The document of a configuration, and the deployment points at which it is synthesized. */
interface Configuration {
  readonly name: string;
  readonly document: Record<string, unknown>;
  readonly points: readonly string[];
}

/** File name to the digest of its bytes. */
type Digests = Map<string, string>;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { rename: { type: 'string', multiple: true, default: [] } },
  });
  if (positionals.length !== 2) {
    throw new Error('usage: npm run compare-templates -- <commit before> <commit after> [--rename old=new ...]');
  }
  const work = mkdtempSync(join(tmpdir(), 'compare-templates-'));
  try {
    const [before, after] = await Promise.all(
      positionals.map((commit, index) => templatesOf(commit, join(work, String(index)), values.rename)),
    );
    process.exitCode = report(before, after);
  } finally {
    execFileSync('git', ['worktree', 'prune'], { cwd: ROOT });
    rmSync(work, { recursive: true, force: true });
  }
}

async function templatesOf(commit: string, folder: string, renames: readonly string[]): Promise<Digests> {
  execFileSync('git', ['worktree', 'add', '--detach', '--quiet', folder, commit], { cwd: ROOT });
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const schema = readFileSync(
      join(folder, existsSync(join(folder, 'schemas')) ? 'schemas' : '.', 'growth.schema.json'),
      'utf8',
    );
    const digests: Digests = new Map();
    for (const configuration of await configurations(folder)) {
      const document = withNamesOf(schema, configuration.document, renames);
      for (const point of configuration.points) {
        await addPoint(digests, folder, configuration.name, document, point);
      }
    }
    await addTenLineApps(digests, folder);
    return digests;
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', folder], { cwd: ROOT });
  }
}

/** The properties of a document as the schema of a commit spells them. */
function withNamesOf(
  schema: string,
  document: Record<string, unknown>,
  renames: readonly string[],
): Record<string, unknown> {
  const spelled = (name: string) =>
    renames
      .flatMap((rename) => rename.split('='))
      .find((other) => pairOf(name, renames).includes(other) && schema.includes(`"${other}"`)) ?? name;
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [spelled(name), value]));
}

function pairOf(name: string, renames: readonly string[]): readonly string[] {
  return renames.map((rename) => rename.split('=')).find((pair) => pair.includes(name)) ?? [];
}

/**
 * The example as it is, with one Region, with the Aurora cluster from a snapshot, and with every option that adds
 * resources.
 */
async function configurations(folder: string): Promise<Configuration[]> {
  const example = JSON.parse(readFileSync(join(folder, 'examples/saas/growth.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { $schema: _schema, stage: _stage, ...document } = example;
  const { secondaryRegions: _regions, globalWriterEndpoint: _endpoint, ...oneRegion } = document;
  const all = await points(folder);
  const home = all.filter((point) => !point.startsWith('multi-region'));
  return [
    { name: 'example', document, points: all },
    {
      name: 'one-region',
      document: {
        ...oneRegion,
        environment: 'staging',
        offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' },
        sizes: { containers: { database: { readReplicas: 0 } } },
      },
      points: home,
    },
    {
      name: 'snapshot',
      document: {
        ...document,
        auroraOrigin: 'snapshot',
        auroraSnapshotArn: 'arn:aws:rds:eu-west-1:123456789012:snapshot:last',
      },
      points: await points(folder, 'snapshot'),
    },
    {
      name: 'options',
      document: { ...document, ...OPTIONS },
      points: ['monolith', 'containers', 'aurora', 'multi-region'],
    },
  ];
}

const OPTIONS = {
  domain: { domainName: 'notes.example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', hostedZoneName: 'example.com' },
  sentryDsn: 'https://key@sentry.example.com/1',
  variables: { FEATURE: 'on' },
  anonymousPaths: ['/api/public/*'],
  cacheReplication: 'global',
  regionRouting: 'failover',
  sizes: {
    monolith: { vm: { maxCapacity: 4 }, cache: {} },
    aurora: { database: { serverless: { minAcu: 4, maxAcu: 64 } }, canary: true, workerSpot: true },
    'multi-region': { database: { serverless: { minAcu: 4, maxAcu: 64 } }, canary: true, workerSpot: true },
  },
};

/** Every deployment point that a commit knows, as users write it. */
async function points(folder: string, path?: string): Promise<string[]> {
  const { stages } = await json<{ readonly stages: readonly { readonly name: string }[] }>(folder, [
    'stages',
    '--no-cost',
    '--json',
  ]);
  const names = await Promise.all(
    stages.map(async ({ name }, index) => [...(index === 0 ? [] : await stepsTo(folder, name, path)), name]),
  );
  return names.flat();
}

async function stepsTo(folder: string, stage: string, path?: string): Promise<string[]> {
  const onPath = path !== undefined && stage === 'aurora' ? ['--path', path] : [];
  const { steps } = await json<{ readonly steps: readonly { readonly name: string }[] }>(folder, [
    'steps',
    '--to',
    stage,
    ...onPath,
    '--json',
  ]);
  return steps.map(({ name }) => `${stage}:${name}`);
}

async function json<T>(folder: string, args: readonly string[]): Promise<T> {
  return JSON.parse((await run(folder, ['bin/growth.ts', ...args], {})).stdout) as T;
}

async function addPoint(
  digests: Digests,
  folder: string,
  name: string,
  document: Record<string, unknown>,
  point: string,
): Promise<void> {
  process.stderr.write(`${name} ${point}\n`);
  const [stage, step] = point.split(':');
  const outdir = mkdtempSync(join(tmpdir(), 'compare-templates-out-'));
  const context = { growth: { ...document, stage, ...(step === undefined ? {} : { step }), live: point } };
  const { status, stderr } = await run(folder, ['bin/app.ts'], {
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_VALIDATION: 'false',
  });
  if (status === 0) {
    addFolder(digests, outdir, `${name}/${point}`);
  } else {
    digests.set(`${name}/${point}`, `not synthesized: ${stderr.trim()}`);
  }
  rmSync(outdir, { recursive: true, force: true });
}

function addFolder(digests: Digests, folder: string, prefix: string): void {
  const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.template.json'),
  );
  templates.sort().forEach((file) =>
    digests.set(
      `${prefix}/${file}`,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ),
  );
}

/** The ten-line apps import the library by its name, which is the source of the commit here. */
async function addTenLineApps(digests: Digests, folder: string): Promise<void> {
  const apps = join(folder, '.ten-lines');
  mkdirSync(apps);
  writeFileSync(
    join(apps, 'list.ts'),
    "import { TEN_LINES } from '../test/package/helpers/ten-lines';\nconsole.log(JSON.stringify(TEN_LINES));\n",
  );
  const lines = JSON.parse((await run(folder, ['.ten-lines/list.ts'], {})).stdout) as Record<string, string[]>;
  for (const [name, app] of Object.entries(lines)) {
    const outdir = join(apps, name);
    const source = app
      .join('\n')
      .replaceAll("'cdk-growth-stages'", "'../lib'")
      .replaceAll("'cdk-growth-stages/stages'", "'../stages'");
    writeFileSync(`${outdir}.ts`, source);
    const { status, stderr } = await run(folder, [`.ten-lines/${name}.ts`], {
      CDK_OUTDIR: outdir,
      CDK_VALIDATION: 'false',
    });
    if (status !== 0) {
      throw new Error(`${name}: ${stderr}`);
    }
    addFolder(digests, outdir, `ten-lines/${name}`);
  }
}

interface Finished {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a TypeScript file of a commit. */
function run(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { cwd: folder, maxBuffer: 1 << 28, env: { ...process.env, ...env } };
    const done = (error: Error | null, stdout: string, stderr: string) =>
      resolve({ status: error === null ? 0 : 1, stdout, stderr });
    execFile(process.execPath, ['--import', 'tsx', ...args], options, done);
  });
}

function report(before: Digests, after: Digests): number {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const different = names.filter((name) => before.get(name) !== after.get(name));
  different.forEach((name) =>
    console.log(`${name}: ${before.get(name) ?? 'absent'} -> ${after.get(name) ?? 'absent'}`),
  );
  const refused = names.filter((name) => after.get(name)?.startsWith('not synthesized'));
  refused.forEach((name) => console.log(`${name}: ${after.get(name)}`));
  console.log(`${names.length} templates, ${different.length} differ, ${refused.length} refused by both commits`);
  return different.length + refused.length === 0 ? 0 : 1;
}

void main();
