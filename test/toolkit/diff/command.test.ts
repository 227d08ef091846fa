import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnVersion } from 'aws-cdk-lib/aws-lambda';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { namedApp, StackTemplate } from '../../../toolkit/assembly';
import { DiffReport } from '../../../toolkit/diff/report';
import { app, Environment, EU, US } from '../helpers/environments';

const ROOT = join(__dirname, '../../..');
const CONFIG = 'examples/saas/growth.json';

let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'growth-diff-test-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function growth(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'bin/growth.ts'), 'diff', ...args],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return { stdout, stderr, status };
}

/**
 * An app of somebody else, in one of two versions: an RDS instance, a Lambda version, a bucket and an alarm in a stage,
 * and a queue in a nested stack.
 */
function foreign(name: string, second: boolean): string {
  const app = new App({ outdir: join(folder, name) });
  const stack = new Stack(new Stage(app, 'Prod'), 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
  new CfnDBInstance(stack, 'Database', {
    engine: 'postgres',
    dbInstanceClass: 'db.t4g.small',
    dbName: second ? 'shop2' : 'shop',
    allocatedStorage: '20',
  });
  new CfnVersion(stack, second ? 'VersionB' : 'VersionA', { functionName: 'shop' });
  new Bucket(stack, 'Files', { bucketName: second ? 'shop-files-2' : 'shop-files' });
  new Alarm(stack, 'Errors', {
    metric: new Metric({ namespace: 'Shop', metricName: 'Errors' }),
    threshold: second ? 5 : 1,
    evaluationPeriods: 1,
  });
  const nested = new NestedStack(stack, 'Nested');
  new Queue(nested, 'Jobs', { fifo: second ? true : undefined, removalPolicy: RemovalPolicy.DESTROY });
  app.synth();
  return join(folder, name);
}

test(
  'over two assemblies of somebody else, exactly the stores that are replaced or renamed are at risk, ' +
    'in nested assemblies and stacks too',
  () => {
    const [before, after] = [foreign('before', false), foreign('after', true)];
    const { status, stdout, stderr } = growth(before, after, '--json', '--fail-on', 'data-loss');
    const { changes } = JSON.parse(stdout) as DiffReport;
    expect(status).toBe(3);
    expect(stderr).toContain('--fail-on data-loss: 3 resources');
    const risk = changes.filter((change) => change.class === 'data-risk').map(({ type }) => type);
    expect(risk.sort()).toEqual(['AWS::RDS::DBInstance', 'AWS::S3::Bucket', 'AWS::SQS::Queue']);
    expect(changes.find(({ type }) => type === 'AWS::CloudWatch::Alarm')?.class).toBe('no-interruption');
    expect(
      changes
        .filter(({ type }) => type === 'AWS::Lambda::Version')
        .map((change) => change.class)
        .sort(),
    ).toEqual(['added', 'removed']);
  },
  60_000,
);

test('from stage monolith to containers no data is at risk; the report is written, too', () => {
  const file = join(folder, 'report.json');
  const { status, stdout } = growth(
    'monolith',
    'containers',
    '--config',
    CONFIG,
    '--format',
    'markdown',
    '--report',
    file,
    '--fail-on',
    'data-loss',
    'security',
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/^### Growth diff: monolith to containers: no data at risk/);
  expect((JSON.parse(readFileSync(file, 'utf8')) as DiffReport).version).toBe(1);
}, 60_000);

/** Writes stacks as cdk synth does, with ids of constructs changed. */
function assembly(name: string, stacks: readonly StackTemplate[], renamed: (text: string) => string): string {
  const directory = join(folder, name);
  mkdirSync(directory);
  const artifacts = stacks.map(
    ({ name: stackName, region, account }) =>
      [
        `${stackName}-${account}-${region}`,
        {
          type: 'aws:cloudformation:stack',
          environment: `aws://${account}/${region}`,
          properties: { stackName, templateFile: `${stackName}-${account}-${region}.template.json` },
        },
      ] as const,
  );
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts: Object.fromEntries(artifacts) }));
  stacks.forEach(({ name: stack, region, account, resources, sections }) =>
    writeFileSync(
      join(directory, `${stack}-${account}-${region}.template.json`),
      renamed(JSON.stringify({ ...sections, Resources: resources })),
    ),
  );
  return directory;
}

test(
  'with the construct of the database renamed in a copy of the app, the database is named first, and ' +
    'the policy fails',
  () => {
    const { stacks } = namedApp('from', 'containers', join(ROOT, CONFIG));
    const [before, after] = [
      assembly('plain', stacks, (text) => text),
      assembly('renamed', stacks, (text) => text.replace(/"Database(?=[A-Z][A-Za-z0-9]*[0-9A-F]{8}")/g, '"Postgres')),
    ];
    const { status, stdout, stderr } = growth(before, after, '--fail-on', 'data-loss');
    expect(status).toBe(3);
    const lines = stdout
      .split('\n')
      .slice(2)
      .filter((line) => /^(\S| {2}\S)/.test(line));
    expect(lines[0]).toMatch(/^Data at risk: \d+$/);
    expect(lines[1]).toMatch(/^ {2}AWS::RDS::DBInstance {2}notes-production-data\/DatabaseInstance/);
    expect(stderr).toMatch(/--fail-on data-loss: \d+ resources \(notes-production-data\/DatabaseInstance/);
    expect(
      growth(
        before,
        assembly('same', stacks, (text) => text),
        '--fail-on',
        'any',
      ).status,
    ).toBe(0);
  },
  60_000,
);

test('of the same stacks in two Regions, the database that is replaced fails the policy, and only it is named', () => {
  const appIn = (where: Environment, group: string) => app(where, group, { 'Fn::ImportValue': 'group' });
  const write = (name: string, stacks: readonly StackTemplate[]) => assembly(name, stacks, (text) => text);
  const before = write('two-regions', [...appIn(EU, 'old'), ...appIn(US, 'old')]);
  const changed = { eu: [...appIn(EU, 'new'), ...appIn(US, 'old')], us: [...appIn(EU, 'old'), ...appIn(US, 'new')] };
  for (const [name, region, other] of [
    ['eu', 'eu-west-1', 'us-east-1'],
    ['us', 'us-east-1', 'eu-west-1'],
  ] as const) {
    const { status, stdout, stderr } = growth(before, write(name, changed[name]), '--fail-on', 'data-loss');
    expect(status).toBe(3);
    expect(stderr).toContain(`--fail-on data-loss: 1 resource (${region}/db/Database)`);
    expect(stdout).toContain(`Data at risk: 1\n  AWS::RDS::DBInstance  ${region}/db/Database\n`);
    expect(stdout).not.toContain(other);
  }
}, 60_000);

test('what is wrong with the options is said before anything is synthesized', () => {
  const { status, stdout, stderr } = growth(
    'monolith',
    'containers',
    '--config',
    'nowhere.json',
    '--fail-on',
    'data-los',
    'any',
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^`--fail-on` must be one of data-loss, .*, got: data-los\n$/);
  expect(growth('monolith', 'containers', '--config', 'nowhere.json', '--format', 'constructor').stderr).toMatch(
    /^`--format` must be one of text, json, markdown, sarif, got: "constructor"\n$/,
  );
  expect(growth('monolith', 'containers', '--config', 'nowhere.json', '--report', 'nowhere/diff.json').stderr).toMatch(
    /^`--report` must be a file in a folder that can be written, got: "nowhere\/diff.json"; .*does not exist\n$/,
  );
}, 60_000);

test('--report replaces an earlier difference, and no other file', () => {
  const [template, earlier] = ['own.json', 'difference.json'].map((name) => join(folder, name));
  writeFileSync(template, '{ "Resources": { "Queue": { "Type": "AWS::SQS::Queue" } } }');
  const { stderr, status } = growth(template, template, '--report', template);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining('`--report` must be a new file or an earlier difference, got: ') as string,
  });
  expect(readFileSync(template, 'utf8')).toContain('AWS::SQS::Queue');
  for (let run = 0; run < 2; run++) {
    expect(growth(template, template, '--report', earlier).status).toBe(0);
  }
});

test(
  'the report is written beside and renamed, so that nobody reads half of it; the result alone is on ' +
    'stdout, without colour',
  () => {
    const file = join(folder, 'whole.json');
    writeFileSync(
      join(folder, 'a.yaml'),
      'Resources: { A: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 1 } } }\n',
    );
    writeFileSync(
      join(folder, 'b.template'),
      '{"Resources": {"A": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 1}}}}',
    );
    writeFileSync(file, '{ "version": 1, "from": "old" }');
    const { status, stdout, stderr } = growth(
      join(folder, 'a.yaml'),
      join(folder, 'b.template'),
      '--report',
      file,
      '--format',
      'json',
      '--fail-on',
      'any',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(readFileSync(file, 'utf8'));
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
    expect(growth(join(folder, 'a.yaml'), join(folder, 'b.template')).stdout).not.toMatch(/\u001b/);
  },
);

test.each([
  [
    ['monolith', 'kontainers', '--config', CONFIG],
    '`to` must be a stage, the output of a synthesis, the folder of an app, a template, a Git ref or deployed',
  ],
  [['monolith', 'containers', '--config', 'nowhere.json'], 'nowhere.json'],
  [
    ['monolith', 'containers', '--config', CONFIG, '--format', 'html'],
    '`--format` must be one of text, json, markdown, sarif',
  ],
  [['docs', 'lib'], 'run `npx cdk synth -q` first'],
  [['package.json', 'package.json'], 'must contain AWS CloudFormation templates, got: package.json without Resources'],
  [['monolith', 'containers', '--context', 'stage'], '`--context` must be key=value, got: stage'],
  [['monolith'], '`to` must be given, got: only monolith'],
])(
  '%j is refused',
  (args, message) => {
    const { status, stdout, stderr } = growth(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
  },
  60_000,
);
