import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffCommand } from '../bin/commands/diff';
import { readConfiguration, synthesizePoint } from '../toolkit/assembly';

/** How often everything is measured, in turns. */
const ROUNDS = 7;

/** The most that the three differences may take, compared with one synthesis of each of the four stages. */
const LIMIT = 1.5;

const CONFIG = JSON.parse(readFileSync(join(__dirname, '../examples/saas/growth.json'), 'utf8')) as object;

const STAGES = ['monolith', 'containers', 'aurora', 'multi-region'];

/** Milliseconds of CPU time: figures of a busy machine stay comparable. */
async function cpuMs(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

async function syntheses(config: string): Promise<void> {
  const configuration = readConfiguration('config', config);
  STAGES.forEach((stage) => synthesizePoint(configuration, stage));
}

/**
 * As the command does it: both sides synthesized, compared, priced and printed. A stage that two differences have in
 * common is synthesized once.
 */
async function differences(config: string): Promise<void> {
  for (const [index, from] of STAGES.slice(0, -1).entries()) {
    await diffCommand(
      from,
      STAGES[index + 1],
      { config, format: 'text' },
      { out: () => undefined, err: () => undefined },
    );
  }
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** A configuration from which nothing has been synthesized yet. */
function fresh(folder: string, name: string): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ ...CONFIG, costCenter: name }));
  return file;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'growth-bench-'));
  const work = { syntheses, differences };
  const times: Record<keyof typeof work, number[]> = { syntheses: [], differences: [] };
  for (let round = -1; round < ROUNDS; round++) {
    for (const name of ['syntheses', 'differences'] as const) {
      const config = fresh(folder, `${name}${round}`);
      const ms = await cpuMs(() => work[name](config));
      // The first round warms up.
      times[name].push(...(round < 0 ? [] : [ms]));
    }
  }
  rmSync(folder, { recursive: true });
  const [one, other] = [median(times.syntheses), median(times.differences)];
  console.log(
    `four stages synthesized ${one.toFixed(0)} ms, their three differences ${other.toFixed(0)} ms of CPU ` +
      'time, the syntheses among them',
  );
  console.log(`ratio ${(other / one).toFixed(2)}, at most ${LIMIT} (median of ${ROUNDS} rounds in turns)`);
  process.exitCode = other / one > LIMIT ? 1 : 0;
}

void main();
