import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');

/** Runs a check on random configurations and prints its seed; `SEED=<seed>` in the environment repeats it. */
async function check(name: string, runs: number): Promise<void> {
  const script = ['--import', 'tsx', 'test/laws/random/check.ts', name, String(runs)];
  const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: ROOT, maxBuffer: 50_000_000, env: { ...process.env, CDK_VALIDATION: 'false' } });
  process.stdout.write(stdout);
}

test('150 random configurations keep every law where they are and at the next place of the way', async () => {
  await check('moves', 150);
}, 900_000);

test('changing any option that is not fixed for ever loses no data', () => check('changes', 50), 300_000);

test('the same configuration gives the same bytes', () => check('pure', 20), 300_000);
