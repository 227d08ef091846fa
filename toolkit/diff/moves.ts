import { PlacedResource } from './places';

/** Which resource that goes looks like which one that comes. */
export interface Moves {
  /** Where a resource seems to have gone, or to have come from. */
  partnerOf(one: PlacedResource): PlacedResource | undefined;
}

/**
 * What stays the same when a construct is renamed or moves to another stack: everything but the references, which carry
 * logical ids.
 */
function fingerprint({ resource: { Type, Properties = {} } }: PlacedResource): string {
  const literal = JSON.stringify(Properties, (_, value: unknown) => (isReference(value) ? '<reference>' : value));
  return `${Type} ${literal}`;
}

function isReference(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::GetStackOutput', 'Fn::ImportValue'].some((name) => name in value)
  );
}

/** Path of the construct without the app's and the stack's part: what stays when a construct moves as a whole. */
function pathInStack({ resource, id }: PlacedResource): string {
  const path = resource.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path.split('/').slice(1).join('/') : id;
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) {
      group.push(one);
    } else {
      groups.set(key, [one]);
    }
  }
  return groups;
}

/** Pairs of which each side has one alone in its group. */
function pairsOf(
  gone: readonly PlacedResource[],
  come: readonly PlacedResource[],
  keyOf: (one: PlacedResource) => string,
): [PlacedResource, PlacedResource][] {
  const arrivals = groupBy(come, keyOf);
  return [...groupBy(gone, keyOf)].flatMap(([key, left]) => {
    const right = arrivals.get(key) ?? [];
    return left.length === 1 && right.length === 1 ? [[left[0], right[0]] as [PlacedResource, PlacedResource]] : [];
  });
}

/**
 * Pairs what goes with what comes where both say the same: those that no other looks like, and of several alike those
 * whose construct has kept its place in its stack, or its logical id.
 *
 * @param gone resources that are in the old stacks only
 * @param come resources that are in the new ones only
 */
export function findMoves(gone: readonly PlacedResource[], come: readonly PlacedResource[]): Moves {
  const typesOf = (all: readonly PlacedResource[]) => new Set(all.map(({ resource }) => resource.Type));
  const [left, right] = [typesOf(gone), typesOf(come)];
  const candidates = (all: readonly PlacedResource[]) =>
    all.filter(({ resource }) => left.has(resource.Type) && right.has(resource.Type));
  const [leaving, coming] = [candidates(gone), candidates(come)];
  const prints = new Map([...leaving, ...coming].map((one) => [one, fingerprint(one)] as const));
  const partners = new Map<PlacedResource, PlacedResource>();
  const free = (all: readonly PlacedResource[]) => all.filter((one) => !partners.has(one));
  for (const own of [() => '', pathInStack, ({ id }: PlacedResource) => id]) {
    for (const [old, next] of pairsOf(free(leaving), free(coming), (one) => `${prints.get(one)} ${own(one)}`)) {
      partners.set(old, next).set(next, old);
    }
  }
  return { partnerOf: (one) => partners.get(one) };
}
