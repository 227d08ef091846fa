/**
 * Makes one small change at a time in `lib`, `stages`, `config` and `toolkit`, and counts the changes that no test
 * notices.
 *
 *     npm run mutation                              # about 110 changes, with a seed of its own
 *     npm run mutation -- --seed 4711               # the same changes again
 *     npm run mutation -- --sample 500              # more of them
 *     npm run mutation -- --files 'lib/queue/*.ts'  # every change in these files
 *     npm run mutation -- --all                     # every change; takes more than a day
 *
 * `--tests lib/queue,lib/cache` leaves all tests out but those below these folders of `test`, and `--concurrency 1` one
 * of the cores to others.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** About as many changes as there are; a sample is a share of them. */
const ALL = 33_000;

/** What ends within 20 minutes on two cores. */
const SAMPLE = 110;

const ROOT = join(__dirname, '..');
const REPORT = join(ROOT, 'reports', 'mutation', 'mutation.json');

/** What Stryker writes of each mutant. */
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

function optionsOf(): Readonly<Record<string, string>> {
  const { values } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      concurrency: { type: 'string', default: '' },
      files: { type: 'string', default: '' },
      sample: { type: 'string' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      tests: { type: 'string', default: '' },
    },
  });
  const isWhole = values.all || (values.files !== '' && values.sample === undefined);
  const share = isWhole ? 1 : Number(values.sample ?? SAMPLE) / ALL;
  const { concurrency, files, seed, tests } = values;
  return { concurrency, files, seed, share: String(share), tests };
}

function runStryker(options: Readonly<Record<string, string>>): number {
  rmSync(REPORT, { force: true });
  const variables = Object.entries(options).map(([name, value]) => [`MUTATION_${name.toUpperCase()}`, value]);
  const { status } = spawnSync('npx', ['stryker', 'run', 'scripts/mutation/stryker.config.mjs'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...Object.fromEntries(variables) },
  });
  return status ?? 1;
}

/** The share of changes that a test has noticed. */
function summaryOf({ files }: Report): string {
  const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const countOf = (...names: readonly string[]) => states.filter((state) => names.includes(state)).length;
  const noticed = countOf('Killed', 'Timeout');
  const missed = countOf('Survived', 'NoCoverage');
  const percent = ((100 * noticed) / Math.max(1, noticed + missed)).toFixed(1);
  return `${noticed} of ${noticed + missed} changes noticed (${percent} %), ${missed} not`;
}

function main(): void {
  const options = optionsOf();
  console.log(`Mutation tests with seed ${options.seed}`);
  process.exitCode = runStryker(options);
  if (process.exitCode === 0 && existsSync(REPORT)) {
    console.log(`Seed ${options.seed}: ${summaryOf(JSON.parse(readFileSync(REPORT, 'utf8')) as Report)}`);
  }
}

main();
