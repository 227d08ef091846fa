import { StackTemplate } from './stack-template';

/**
 * The Region in which an application is at home: the one with the most resources. `undefined` if no stack says its
 * Region.
 *
 * @param stacks every stack
 */
export function homeRegion(stacks: readonly StackTemplate[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { region, resources } of stacks.filter((stack) => stack.region !== '')) {
    counts.set(region, (counts.get(region) ?? 0) + Object.keys(resources).length);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * The stacks of an application as if it were at home in another Region: those of its home Region and those without a
 * Region move, the others stay.
 *
 * @param stacks every stack
 * @param region the Region
 */
export function movedTo(stacks: readonly StackTemplate[], region: string): StackTemplate[] {
  const home = homeRegion(stacks);
  return stacks.map((stack) => (stack.region === home || stack.region === '' ? { ...stack, region } : stack));
}
