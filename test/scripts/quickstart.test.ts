import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** One run for all tests: the first command of the README. */
let result: { stdout: string; stderr: string; status: number | null };

beforeAll(() => {
  const { CDK_VALIDATION: _, ...env } = process.env;
  result = spawnSync('npm', ['run', '--silent', 'quickstart'], { cwd: ROOT, encoding: 'utf8', env });
}, 180_000);

test('ends well and shows progress', () => {
  expect({ status: result.status, stderr: result.status === 0 ? '' : result.stderr }).toEqual({ status: 0, stderr: '' });
  expect(result.stderr).toMatch(/done synthesize and validate the example at stage containers/);
});

test.each(['monolith', 'containers', 'aurora', 'multi-region'])('CDK finds nothing in %s, and its templates are there', (stage) => {
  expect(result.stdout).toMatch(new RegExp(`^${stage} +0 findings$`, 'm'));
  expect(existsSync(join(ROOT, `cdk.out/quickstart/${stage}/manifest.json`))).toBe(true);
});

test('says what becomes of every store', () => {
  expect(result.stdout).toMatch(/^data +RDS::DBInstance +DatabaseInstance\w+ +is changed in place \(DBInstanceClass, MaxAllocatedStorage, MultiAZ\)$/m);
  expect(result.stdout).toMatch(/^data +S3::Bucket +AssetsBucket\w+ +stays as it is$/m);
  expect(result.stdout).toMatch(/^data +RDS::DBInstance +DatabaseInstance\w+ +goes in step contract, after its data has moved, and leaves a snapshot$/m);
  expect(result.stdout).toMatch(/^data +RDS::DBCluster +AuroraCluster\w+ +stays as it is$/m);
  expect(result.stdout).not.toMatch(/AT RISK|IS REMOVED|MAY_REPLACE/);
});

test.each([
  ['monolith', 100],
  ['containers', 700],
  ['aurora', 15_000],
  ['multi-region', 50_000],
])('prices %s in us-east-1 under %i USD a month', (stage, limit) => {
  const [, amount] = new RegExp(`^${stage} +us-east-1 +([0-9.]+) USD`, 'm').exec(result.stdout) ?? [];
  expect(Number(amount)).toBeGreaterThan(20);
  expect(Number(amount)).toBeLessThan(limit);
  // The README names the same figure.
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`${Math.round(Number(amount))} USD a month`);
});
