import {
  identityKey,
  isRoot,
  mayShareEnvironment,
  Resolver,
  rootNameOf,
  stackAddresses,
  StackIdentity,
  StackTemplate,
  TemplateIndex,
} from '../assembly';

/** A stack with its address, which is the same on both sides if both have the stack. */
export interface PairedStack {
  readonly address: string;
  readonly stack: StackTemplate;
}

/**
 * Gives the stacks of both sides addresses: the same if they are versions of one stack. If both sides have one stack,
 * and one of them is a file, they are versions of that stack, whatever the file is called.
 *
 * @param before the deployed stacks
 * @param after the next ones
 */
export function pairedStacks(
  before: readonly StackTemplate[],
  after: readonly StackTemplate[],
): [PairedStack[], PairedStack[]] {
  const [old, next] = [before.filter(isRoot), after.filter(isRoot)];
  const partners = partnersOf(old, next);
  const successors = new Map([...partners].map(([stack, partner]) => [partner, stack]));
  const single = next.filter((stack) => !partners.has(stack));
  const identities = [...old.map((stack) => merged(stack, successors.get(stack))), ...single];
  const all = stackAddresses(identities);
  const addresses = new Map([...old, ...single].map((stack, index) => [stack, all[index]] as const));
  const addressOf = (stack: StackTemplate) => addresses.get(partners.get(stack) ?? stack)!;
  return [addressed(before, addressOf), addressed(after, addressOf)];
}

/**
 * The resources of both sides, with everything filled in that is known before deployment. A parameter of the later side
 * keeps the value that it has.
 *
 * @param before the deployed stacks
 * @param after the next ones
 */
export function comparedIndexes(
  before: readonly PairedStack[],
  after: readonly PairedStack[],
): [TemplateIndex, TemplateIndex] {
  const values = new Map(before.map(({ address, stack }) => [address, stack.parameterValues] as const));
  return [indexOf(before, () => undefined), indexOf(after, (address) => values.get(address))];
}

/** The stacks of the earlier side by those of the later one of which they are a version. */
function partnersOf(old: readonly StackTemplate[], next: readonly StackTemplate[]): Map<StackTemplate, StackTemplate> {
  const free = new Set(old);
  const partners = new Map<StackTemplate, StackTemplate>();
  for (const stack of next) {
    const partner = partnerOf(stack, [...free], next.length === 1);
    if (partner) {
      free.delete(partner);
      partners.set(stack, partner);
    }
  }
  return partners;
}

/** The stack of the same name in the same account and Region, or the only one if one of both is a file. */
function partnerOf(
  stack: StackTemplate,
  others: readonly StackTemplate[],
  isSingle: boolean,
): StackTemplate | undefined {
  const candidates = others.filter((other) => other.name === stack.name && mayShareEnvironment(stack, other));
  const [first, ...more] = others;
  const isFile = isSingle && more.length === 0 && first !== undefined && (stack.fromFile || first.fromFile);
  return (
    candidates.find((other) => identityKey(other) === identityKey(stack)) ??
    candidates[0] ??
    (isFile ? first : undefined)
  );
}

/** One side may say what the other does not. */
function merged(before: StackTemplate, after: StackTemplate | undefined): StackIdentity {
  const account = before.account ?? after?.account;
  return {
    name: before.fromFile && after && !after.fromFile ? after.name : before.name,
    region: before.region || (after?.region ?? ''),
    ...(account === undefined ? {} : { account }),
  };
}

/** A nested stack stands behind the stack that contains it. */
function addressed(stacks: readonly StackTemplate[], addressOf: (root: StackTemplate) => string): PairedStack[] {
  const roots = new Map<string, StackTemplate>();
  return stacks.map((stack) => {
    const name = rootNameOf(stack);
    const key = identityKey({ ...stack, name });
    if (isRoot(stack)) {
      roots.set(key, stack);
    }
    const root = roots.get(key);
    return { address: root ? `${addressOf(root)}${stack.name.slice(name.length)}` : stack.name, stack };
  });
}

/** Resources that never become something in the account. */
const IGNORED = ['AWS::CDK::Metadata'];

function indexOf(
  stacks: readonly PairedStack[],
  valuesOf: (address: string) => StackTemplate['parameterValues'],
): TemplateIndex {
  return new TemplateIndex(
    stacks.map(({ address, stack }) => resolved(stack, stack.parameterValues ?? valuesOf(address))),
    stacks.map(({ address }) => address),
  );
}

function resolved(stack: StackTemplate, parameterValues: StackTemplate['parameterValues']): StackTemplate {
  const resolver = new Resolver(stack, parameterValues);
  const resources = Object.entries(stack.resources).flatMap(([id, written]) => {
    const resource = IGNORED.includes(written.Type) ? undefined : resolver.resource(written);
    return resource === undefined ? [] : [[id, resource] as const];
  });
  return { ...stack, ...(parameterValues ? { parameterValues } : {}), resources: Object.fromEntries(resources) };
}
