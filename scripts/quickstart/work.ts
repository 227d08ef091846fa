/**
 * Runs something for each of several things, a few at a time; the first failure ends it.
 *
 * @param things the things
 * @param atOnce how many at a time
 * @param run what is run
 */
export async function forEach<T>(
  things: readonly T[],
  atOnce: number,
  run: (thing: T) => Promise<void>,
): Promise<void> {
  const waiting = [...things];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await run(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
