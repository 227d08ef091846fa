import { StackTemplate } from '../assembly';

/**
 * The Region in which an application is at home: that of the most resources, of several the first one; nothing where no
 * stack says its Region.
 *
 * @param stacks every stack
 */
export function homeRegion(stacks: readonly StackTemplate[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { region, resources } of stacks.filter((stack) => stack.region !== '')) {
    counts.set(region, (counts.get(region) ?? 0) + Object.keys(resources).length);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/**
 * The stacks of an application as if its home were another Region: those of its home Region and those that say no
 * Region move, the others stay. Where the application already has stacks in that Region, they only share it.
 *
 * @param stacks every stack
 * @param region the Region
 */
export function movedTo(stacks: readonly StackTemplate[], region: string): StackTemplate[] {
  const home = homeRegion(stacks);
  return stacks.map((stack) => (stack.region === home || stack.region === '' ? { ...stack, region } : stack));
}
