import { App } from 'aws-cdk-lib';
import { resolveGrowthConfig } from '../config';
import { platformProps } from '../config/platform-props';
import { GrowthPlatform } from '../lib';
import { DOCUMENT } from './document';
import { plainApp } from './plain/app';

/** How often each app is synthesized, in turns. */
const ROUNDS = 31;

/** The most that the library may take for a resource, compared with the classes of AWS CDK alone. */
const LIMIT = 1.2;

function libraryApp(): App {
  const app = new App();
  new GrowthPlatform(app, 'Growth', platformProps(resolveGrowthConfig(DOCUMENT)));
  return app;
}

/** Milliseconds to build and synthesize an app, and how many resources of each type it has. */
function measure(build: () => App): { ms: number; types: Map<string, number> } {
  const start = performance.now();
  const { stacks } = build().synth();
  const ms = performance.now() - start;
  const types = new Map<string, number>();
  for (const { template } of stacks) {
    for (const { Type } of Object.values((template as { Resources: Record<string, { Type: string }> }).Resources)) {
      types.set(Type, (types.get(Type) ?? 0) + 1);
    }
  }
  return { ms, types };
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
const total = (types: Map<string, number>) => [...types.values()].reduce((sum, count) => sum + count, 0);

function main(): void {
  process.env.CDK_VALIDATION = 'false';
  const apps = { library: libraryApp, plain: plainApp };
  const times: Record<keyof typeof apps, number[]> = { library: [], plain: [] };
  const types = { library: measure(libraryApp).types, plain: measure(plainApp).types };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['library', 'plain'] as const) {
      times[name].push(measure(apps[name]).ms);
    }
  }
  const perResource = (name: keyof typeof apps) => median(times[name]) / total(types[name]);
  for (const name of ['library', 'plain'] as const) {
    console.log(
      `${name.padEnd(8)} ${String(total(types[name])).padStart(4)} resources ` +
        `${median(times[name]).toFixed(0).padStart(5)} ms ${perResource(name).toFixed(3)} ms for each`,
    );
  }
  const different = [...new Set([...types.library.keys(), ...types.plain.keys()])]
    .sort()
    .filter((type) => types.library.get(type) !== types.plain.get(type))
    .map((type) => `${type} ${types.library.get(type) ?? 0}/${types.plain.get(type) ?? 0}`);
  console.log(`types whose counts differ: ${different.join(', ') || 'none'}`);
  const ratio = perResource('library') / perResource('plain');
  console.log(`ratio ${ratio.toFixed(2)}, at most ${LIMIT} (median of ${ROUNDS} rounds in turns, validation off)`);
  process.exitCode = ratio > LIMIT ? 1 : 0;
}

main();
