import * as fc from 'fast-check';

/**
 * Checks a property on random values and prints the seed, with which a failure is repeated: `SEED=<seed> npx jest ...`.
 *
 * @param arbitrary the values
 * @param runs how many
 * @param check throws where a value breaks the property
 */
export function checkProperty<T>(arbitrary: fc.Arbitrary<T>, runs: number, check: (value: T) => void): void {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${expect.getState().currentTestName}: seed ${seed}, ${runs} runs\n`);
  fc.assert(
    fc.property(arbitrary, (value) => check(value)),
    { seed, numRuns: runs, endOnFailure: true },
  );
}
