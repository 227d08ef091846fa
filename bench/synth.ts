import { App } from 'aws-cdk-lib';
import { resolveGrowthConfig } from '../config';
import { platformProps } from '../config/platform-props';
import { GrowthPlatform } from '../lib';
import { DOCUMENT } from './document';
import { plainApp } from './plain/app';

/** How often each app is synthesized, in turns. */
const ROUNDS = 31;

/** Rounds before them, which are not measured. */
const WARM_UP = 4;

/** The most that the library may take for a resource, compared with the classes of AWS CDK alone. */
const LIMIT = 1.15;

function libraryApp(): App {
  const app = new App();
  new GrowthPlatform(app, 'Growth', platformProps(resolveGrowthConfig(DOCUMENT)));
  return app;
}

interface Measured {
  /** Milliseconds of CPU time to build and synthesize the app: figures of a busy machine stay comparable. */
  readonly ms: number;

  /** How many resources of each type it has. */
  readonly types: ReadonlyMap<string, number>;

  /** Characters of all templates. */
  readonly characters: number;
}

function measure(build: () => App): Measured {
  const start = process.cpuUsage();
  const { stacks } = build().synth();
  const { user, system } = process.cpuUsage(start);
  const types = new Map<string, number>();
  for (const { template } of stacks) {
    for (const { Type } of Object.values((template as { Resources: Record<string, { Type: string }> }).Resources)) {
      types.set(Type, (types.get(Type) ?? 0) + 1);
    }
  }
  const characters = JSON.stringify(stacks.map(({ template }) => template as unknown)).length;
  return { ms: (user + system) / 1_000, types, characters };
}

const median = (values: readonly number[]) =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
const resourcesOf = ({ types }: Measured) => [...types.values()].reduce((sum, count) => sum + count, 0);

function describe(name: string, rounds: readonly Measured[]): string {
  const ms = median(rounds.map((round) => round.ms));
  const [count, { characters }] = [resourcesOf(rounds[0]), rounds[0]];
  return (
    `${name.padEnd(8)} ${count} resources, ${Math.round(characters / 1_000)} KB of templates: ${ms.toFixed(0)} ms, ` +
    `${(ms / count).toFixed(3)} ms a resource, ${((1_000 * ms) / characters).toFixed(2)} ms a KB`
  );
}

/** The types of which one app has more than the other. */
function differences(library: Measured, plain: Measured): string {
  const names = [...new Set([...library.types.keys(), ...plain.types.keys()])].sort();
  const texts = names
    .map((name) => ({ name, counts: [library, plain].map(({ types }) => types.get(name) ?? 0) }))
    .filter(({ counts: [left, right] }) => left !== right)
    .map(({ name, counts }) => `${name} ${counts.join('/')}`);
  return texts.join(', ') || 'none';
}

function main(): void {
  process.env.CDK_VALIDATION = 'false';
  // Users run compiled files. With source maps, CDK's stack traces cost more the more of the sources is TypeScript.
  process.setSourceMapsEnabled(false);
  const library: Measured[] = [];
  const plain: Measured[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const [one, other] = [measure(libraryApp), measure(plainApp)];
    if (round >= 0) {
      library.push(one);
      plain.push(other);
    }
  }
  console.log(describe('library', library));
  console.log(describe('plain', plain));
  console.log(`types whose counts differ: ${differences(library[0], plain[0])}`);
  const ratio = median(
    library.map((round, index) => round.ms / resourcesOf(round) / (plain[index].ms / resourcesOf(plain[index]))),
  );
  console.log(`ratio ${ratio.toFixed(2)}, at most ${LIMIT} (CPU time, median of ${ROUNDS} rounds in turns)`);
  process.exitCode = ratio > LIMIT ? 1 : 0;
}

main();
