import { Resolver, StackResource, StackTemplate } from '../assembly';

/** A resource with where it is. */
export interface PlacedResource {
  /** The same before and after for what is the same. */
  readonly key: string;
  readonly stack: string;
  readonly region: string;
  readonly id: string;
  readonly resource: StackResource;
  /** What decides whether it exists, where that is not known. */
  readonly condition?: unknown;
}

/** Key of the stack of a resource; of a nested stack that is the key of its resource in the stack above, too. */
export function stackKeyOf({ key, id }: PlacedResource): string {
  return key.slice(0, -id.length - 1);
}

/** A stack of one side, with the key under which both sides have it. */
export interface KeyedStack {
  readonly key: string;
  readonly stack: StackTemplate;
}

const isRoot = ({ name }: StackTemplate) => !name.includes('/');

/** Whether both may be the same stack: what an app does not say may be anything. */
function isCompatible(one: StackTemplate, other: StackTemplate): boolean {
  return (
    (one.region === other.region || one.region === '' || other.region === '') &&
    (one.account === undefined || other.account === undefined || one.account === other.account)
  );
}

const exact = ({ name, region, account = '' }: StackTemplate) => `${account} ${region} ${name}`;

/**
 * The stack of the other side that one is a version of: with the same name in the same place, or the only one of a
 * file.
 */
function partnerOf(
  stack: StackTemplate,
  others: readonly StackTemplate[],
  isOnlyOne: boolean,
): StackTemplate | undefined {
  const candidates = others.filter((other) => other.name === stack.name && isCompatible(stack, other));
  const [only, ...more] = others;
  const byFile =
    isOnlyOne && more.length === 0 && only !== undefined && (stack.fromFile || only.fromFile) ? only : undefined;
  return candidates.find((other) => exact(other) === exact(stack)) ?? candidates[0] ?? byFile;
}

/**
 * Gives the stacks of both sides keys: the same where they are versions of one stack. Two sides of one stack each, one
 * of them a file, are two versions of that stack, whatever the file is called.
 *
 * @param before the deployed stacks
 * @param after the next ones
 */
export function keyed(before: readonly StackTemplate[], after: readonly StackTemplate[]): [KeyedStack[], KeyedStack[]] {
  const [old, next] = [before.filter(isRoot), after.filter(isRoot)];
  const free = new Set(old);
  const partners = new Map(next.map((stack) => [stack, claim(stack, free, next.length === 1)] as const));
  const rootOf = (stack: StackTemplate, roots: readonly StackTemplate[]) =>
    roots.find((root) => exact(root) === exact({ ...stack, name: stack.name.split('/')[0] })) ?? stack;
  const keyOf = (stack: StackTemplate, root: StackTemplate) =>
    `${exact(root)}${stack.name.slice(stack.name.split('/')[0].length)}`;
  return [
    before.map((stack) => ({ key: keyOf(stack, rootOf(stack, old)), stack })),
    after.map((stack) => {
      const root = rootOf(stack, next);
      return { key: keyOf(stack, partners.get(root) ?? root), stack };
    }),
  ];
}

function claim(stack: StackTemplate, free: Set<StackTemplate>, isOnlyOne: boolean): StackTemplate | undefined {
  const partner = partnerOf(stack, [...free], isOnlyOne);
  if (partner) {
    free.delete(partner);
  }
  return partner;
}

/** What never becomes something in the account. */
const IGNORED = ['AWS::CDK::Metadata'];

/**
 * The resources of stacks with what is known of them filled in, by their keys.
 *
 * @param stacks the stacks of one side
 * @param before those of the other side, whose parameters keep their values
 */
export function placed(stacks: readonly KeyedStack[], before: readonly KeyedStack[] = []): Map<string, PlacedResource> {
  const values = new Map(before.map(({ key, stack }) => [key, stack.parameterValues] as const));
  return new Map(
    stacks.flatMap(({ key, stack }) => {
      const resolver = new Resolver(stack, stack.parameterValues ?? values.get(key));
      return Object.entries(stack.resources).flatMap(([id, own]) => {
        const resource = IGNORED.includes(own.Type) ? undefined : resolver.resource(own);
        const condition =
          resource?.Condition === undefined ? {} : { condition: resolver.definition(resource.Condition) };
        return resource === undefined
          ? []
          : [
              [
                `${key}/${id}`,
                { key: `${key}/${id}`, stack: stack.name, region: stack.region, id, resource, ...condition },
              ] as const,
            ];
      });
    }),
  );
}
