/** Which stack it is. AWS CloudFormation keeps names unique in an account and Region, and only there. */
export interface StackIdentity {
  /** Name of the stack; of a nested one, that of its parent and its logical id, as `parent/LogicalId`. */
  readonly name: string;

  /** The Region; empty if the app does not say. */
  readonly region: string;

  /** The account; absent if the app does not say. */
  readonly account?: string;
}

/** An account and Region. */
export type Environment = Pick<StackIdentity, 'region' | 'account'>;

/** The name of the stack that is deployed on its own and contains a nested stack, or is this stack. */
export function rootNameOf({ name }: Pick<StackIdentity, 'name'>): string {
  return name.split('/')[0];
}

/** Whether a stack is deployed on its own. */
export function isRoot({ name }: Pick<StackIdentity, 'name'>): boolean {
  return !name.includes('/');
}

/** Whether two stacks may be in the same account and Region: what an app does not say may be any. */
export function mayShareEnvironment(first: Environment, second: Environment): boolean {
  return (
    (first.region === second.region || first.region === '' || second.region === '') &&
    (first.account === second.account || first.account === undefined || second.account === undefined)
  );
}

/** The identity as a key. */
export function identityKey({ name, region, account = '' }: StackIdentity): string {
  return `${account} ${region} ${name}`;
}

/**
 * The shortest addresses that tell stacks apart: the name if only one stack has it, otherwise with the Region in front
 * (`eu-west-1/net`), and with the account if the Region is not enough (`111111111111/eu-west-1/net`). Stacks that have
 * all of it in common are numbered (`net#2`): an app that does not say its Region may be deployed several times.
 *
 * @param stacks every stack, nested ones behind the stack that contains them
 */
export function stackAddresses(stacks: readonly StackIdentity[]): string[] {
  const environments = environmentsByName(stacks);
  const numbered = copyNumbers(stacks);
  return stacks.map((stack, index) => {
    const root = rootNameOf(stack);
    const copy = numbered[index] === 1 ? '' : `#${numbered[index]}`;
    const prefix = prefixOf(stack, environments.get(root)!);
    return `${prefix}${root}${copy}${stack.name.slice(root.length)}`;
  });
}

/**
 * Which stacks of the same name, Region and account belong together: 1 for the first stack of an identity and what is
 * nested in it, 2 for the next.
 *
 * @param stacks every stack, nested ones behind the stack that contains them
 */
export function copyNumbers(stacks: readonly StackIdentity[]): number[] {
  const counts = new Map<string, number>();
  return stacks.map((stack) => {
    const key = identityKey({ ...stack, name: rootNameOf(stack) });
    const count = (counts.get(key) ?? 0) + (isRoot(stack) ? 1 : 0);
    counts.set(key, count);
    return Math.max(count, 1);
  });
}

/**
 * The parents of nested stacks: the nearest stack before them that has the name.
 *
 * @param stacks every stack
 */
export function parentStacks<T extends StackIdentity>(stacks: readonly T[]): ReadonlyMap<T, T> {
  const known = new Map(stacks.map((stack) => [identityKey(stack), stack] as const).reverse());
  const parents = new Map<T, T>();
  for (const stack of stacks) {
    known.set(identityKey(stack), stack);
    const parent = known.get(identityKey({ ...stack, name: stack.name.slice(0, stack.name.lastIndexOf('/')) }));
    if (!isRoot(stack) && parent !== undefined) {
      parents.set(stack, parent);
    }
  }
  return parents;
}

/** The Regions, and the pairs of account and Region, in which there are stacks of a name. */
interface Environments {
  readonly regions: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

function environmentsByName(stacks: readonly StackIdentity[]): ReadonlyMap<string, Environments> {
  const found = new Map<string, { readonly regions: Set<string>; readonly all: Set<string> }>();
  for (const stack of stacks) {
    const name = rootNameOf(stack);
    const { regions, all } = found.get(name) ?? { regions: new Set(), all: new Set() };
    found.set(name, { regions: regions.add(stack.region), all: all.add(`${stack.account} ${stack.region}`) });
  }
  return found;
}

function prefixOf({ region, account }: StackIdentity, { regions, all }: Environments): string {
  if (all.size === 1) {
    return '';
  }
  const parts = regions.size === all.size ? [region] : [account, region];
  return parts.flatMap((part) => (part ? [`${part}/`] : [])).join('');
}
