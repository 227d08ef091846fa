import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How often each command is run, in turns. */
const ROUNDS = 15;

/** The most CPU time that the help may take, in seconds. */
const LIMIT_SECONDS = 0.3;

const GROWTH = join(__dirname, '../dist/bin/growth.js');

const METER = join(__dirname, 'meter.cjs');

/** Seconds of CPU time of a process. */
function cpuSeconds(args: readonly string[]): number {
  const { stderr } = spawnSync(process.execPath, ['--require', METER, ...args], { encoding: 'utf8' });
  return Number(stderr);
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

function main(): void {
  const runs = { node: ['-e', '0'], help: [GROWTH, '--help'] };
  const times: Record<keyof typeof runs, number[]> = { node: [], help: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['node', 'help'] as const) {
      times[name].push(cpuSeconds(runs[name]));
    }
  }
  const [node, help] = [median(times.node), median(times.help)];
  console.log(
    `growth --help ${help.toFixed(3)} s of CPU time, node alone ${node.toFixed(3)} s: ` +
      `${(help / node).toFixed(2)} times`,
  );
  console.log(`${help < LIMIT_SECONDS ? 'within' : 'ABOVE'} the bar of ${LIMIT_SECONDS} s`);
  process.exitCode = help < LIMIT_SECONDS ? 0 : 1;
}

main();
