import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

let output: string;

beforeEach(() => (output = mkdtempSync(join(tmpdir(), 'growth-app-'))));
afterEach(() => rmSync(output, { recursive: true, force: true }));

/** `cdk synth -q -c ...` with the real CLI; validation is held by the quickstart's and the package's tests. */
function synth(...context: string[]) {
  const args = [
    require.resolve('aws-cdk/bin/cdk'),
    'synth',
    '-q',
    '--output',
    output,
    ...context.flatMap((value) => ['-c', value]),
  ];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK_VALIDATION: 'false' },
  });
  return { status, stderr };
}

/** The stage that the service stack was built for, by its tag. */
function stageOf(): string | undefined {
  const file = readdirSync(output).find((name) => /Service.*\.template\.json$/.test(name));
  const [, stage] =
    /"Key": "growth-stage",\s*"Value": "([\w-]+)"/.exec(readFileSync(join(output, file!), 'utf8')) ?? [];
  return stage;
}

test.each([
  ['users=3000', 'monolith'],
  ['users=40000', 'containers'],
  ['users=200000', 'aurora'],
  ['stage=multi-region', 'multi-region'],
])(
  '-c %s builds stage %s',
  (context, stage) => {
    expect(synth(context)).toMatchObject({ status: 0 });
    expect(stageOf()).toBe(stage);
  },
  60_000,
);

test.each([
  ['stage=kontainers', 'did you mean "containers"?'],
  ['users=-5', '`users` must be a whole number from 1 to'],
  ['stage=aurora live=containers', 'which is "aurora:expand", got: "aurora"'],
  ['stage=aurora step=expand live=aurora:cut-over', 'the cluster has taken writes that the old instance does not have'],
  ['step=cut-over', '`step` must be absent at stage monolith'],
])(
  '-c %s is refused in one clear message, and nothing is written',
  (context, message) => {
    const { status, stderr } = synth(...context.split(' '));
    expect(status).not.toBe(0);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(join(output, 'manifest.json'))).toBe(false);
  },
  60_000,
);
