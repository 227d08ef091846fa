import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');

/**
 * How many times as many configurations as in `npm test`: `npm run test:conformance` has three, and `RUNS_FACTOR=30 npx
 * jest test/laws/random.test.ts` searches for long.
 */
const FACTOR = Number(process.env.RUNS_FACTOR ?? 1);

/** Most of the seconds that a search may take. */
const LIMIT_MS = 900_000 * Math.max(1, FACTOR);

/** Runs a check on random configurations and prints its seed; `SEED=<seed>` in the environment repeats it. */
async function check(name: string, runs: number): Promise<void> {
  const script = ['--import', 'tsx', 'test/laws/random/check.ts', name, String(Math.ceil(runs * FACTOR))];
  const { stdout } = await promisify(execFile)(process.execPath, script, {
    cwd: ROOT,
    maxBuffer: 50_000_000,
    env: { ...process.env, CDK_VALIDATION: 'false' },
  });
  process.stdout.write(stdout);
}

test(
  'random configurations keep every law where they are and at the next place of the way',
  () => check('moves', 30),
  LIMIT_MS,
);

test('changing any option that is not fixed for ever loses no data', () => check('changes', 10), LIMIT_MS);

test('the same configuration gives the same bytes', () => check('pure', 4), LIMIT_MS);
