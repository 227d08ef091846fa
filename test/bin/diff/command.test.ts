import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnVersion } from 'aws-cdk-lib/aws-lambda';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DiffReport } from '../../../bin/diff/report';
import { sideOf } from '../../../bin/templates';

const ROOT = join(__dirname, '../../..');
const CONFIG = 'examples/saas/growth.json';

let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'growth-diff-test-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function growth(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', join(ROOT, 'bin/growth.ts'), 'diff', ...args], { cwd: ROOT, encoding: 'utf8' });
  return { stdout, stderr, status };
}

/** An app of somebody else, in one of two versions: an RDS instance, a Lambda version, a bucket and an alarm in a stage, and a queue in a nested stack. */
function foreign(name: string, second: boolean): string {
  const app = new App({ outdir: join(folder, name) });
  const stack = new Stack(new Stage(app, 'Prod'), 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
  new CfnDBInstance(stack, 'Database', { engine: 'postgres', dbInstanceClass: 'db.t4g.small', dbName: second ? 'shop2' : 'shop', allocatedStorage: '20' });
  new CfnVersion(stack, second ? 'VersionB' : 'VersionA', { functionName: 'shop' });
  new Bucket(stack, 'Files', { bucketName: second ? 'shop-files-2' : 'shop-files' });
  new Alarm(stack, 'Errors', { metric: new Metric({ namespace: 'Shop', metricName: 'Errors' }), threshold: second ? 5 : 1, evaluationPeriods: 1 });
  const nested = new NestedStack(stack, 'Nested');
  new Queue(nested, 'Jobs', { fifo: second ? true : undefined, removalPolicy: RemovalPolicy.DESTROY });
  app.synth();
  return join(folder, name);
}

test('over two assemblies of somebody else, exactly the stores that are replaced or renamed are at risk, in nested assemblies and stacks too', () => {
  const [before, after] = [foreign('before', false), foreign('after', true)];
  const { status, stdout, stderr } = growth(before, after, '--json', '--fail-on', 'data-loss');
  const { changes } = JSON.parse(stdout) as DiffReport;
  expect(status).toBe(3);
  expect(stderr).toContain('--fail-on data-loss: 3 resources');
  const risk = changes.filter((change) => change.class === 'data-risk').map(({ type }) => type);
  expect(risk.sort()).toEqual(['AWS::RDS::DBInstance', 'AWS::S3::Bucket', 'AWS::SQS::Queue']);
  expect(changes.find(({ type }) => type === 'AWS::CloudWatch::Alarm')?.class).toBe('no-interruption');
  expect(changes.filter(({ type }) => type === 'AWS::Lambda::Version').map((change) => change.class).sort()).toEqual(['added', 'removed']);
}, 60_000);

test('from stage monolith to containers no data is at risk; the report is written, too', () => {
  const file = join(folder, 'report.json');
  const { status, stdout } = growth('monolith', 'containers', '--config', CONFIG, '--format', 'markdown', '--report', file, '--fail-on', 'data-loss', 'security');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^### Growth diff: monolith to containers: no data at risk/);
  expect((JSON.parse(readFileSync(file, 'utf8')) as DiffReport).version).toBe(1);
}, 60_000);

test('a renamed database is named first, and fails', () => {
  const file = (name: string, rename: boolean) => {
    const data = sideOf('from', 'containers', join(ROOT, CONFIG)).stacks.find(({ name: stack }) => stack.endsWith('-data'))!;
    const text = JSON.stringify({ Resources: data.resources });
    writeFileSync(join(folder, name), rename ? text.replaceAll('DatabaseInstanceAA8A5FDE', 'DatabaseServer12345678') : text);
    return join(folder, name);
  };
  const { status, stdout } = growth(file('old.template.json', false), file('new.template.json', true), '--fail-on', 'data-loss');
  expect(status).toBe(3);
  expect(stdout.split('\n').slice(2, 4).join('\n')).toMatch(/^Data at risk: \d+\n {2}AWS::RDS::DBInstance/);
}, 60_000);

test.each([
  [['monolith', 'kontainers', '--config', CONFIG], '`to` must be a stage, the output of a synthesis or a template'],
  [['monolith', 'containers', '--config', 'nowhere.json'], 'nowhere.json'],
  [['monolith', 'containers', '--config', CONFIG, '--format', 'html'], '`--format` must be one of text, json, markdown, sarif'],
  [['docs', 'lib'], 'run npx cdk synth -q first'],
])('%j is refused', (args, message) => {
  const { status, stdout, stderr } = growth(...args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(message);
}, 60_000);
