import { App } from 'aws-cdk-lib';
import { resolveGrowthConfig } from '../config';
import { platformProps } from '../config/platform-props';
import { GrowthPlatform } from '../lib';
import { DOCUMENT } from './document';

/** How often each stage is synthesized, in turns. */
const ROUNDS = 15;

/** The most that stage multi-region with three Regions may take, compared with stage containers. */
const LIMIT = 4;

const REGIONS = ['us-east-1', 'ap-southeast-2'].map((region) => ({
  region,
  availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
}));

/** CPU milliseconds to build and synthesize a stage: other work on the machine counts less than in elapsed time. */
function measure(stage: string): number {
  const start = process.cpuUsage();
  const app = new App();
  new GrowthPlatform(
    app,
    'Growth',
    platformProps(resolveGrowthConfig({ ...DOCUMENT, secondaryRegions: REGIONS, stage })),
  );
  app.synth();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

function main(): void {
  process.env.CDK_VALIDATION = 'false';
  const stages = ['containers', 'multi-region'];
  stages.forEach(measure);
  const times = new Map<string, number[]>(stages.map((stage) => [stage, []]));
  for (let round = 0; round < ROUNDS; round++) {
    (round % 2 === 0 ? stages : [...stages].reverse()).forEach((stage) => times.get(stage)!.push(measure(stage)));
  }
  stages.forEach((stage) =>
    console.log(`${stage.padEnd(12)} ${median(times.get(stage)!).toFixed(0).padStart(5)} ms of CPU`),
  );
  const ratio = median(times.get('multi-region')!) / median(times.get('containers')!);
  console.log(
    `ratio ${ratio.toFixed(2)}, at most ${LIMIT} (median of ${ROUNDS} rounds in turns, three Regions, validation off)`,
  );
  process.exitCode = ratio > LIMIT ? 1 : 0;
}

main();
