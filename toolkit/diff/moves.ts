import { isReference, LocatedResource } from '../assembly';

/** Which removed resource looks the same as which added one. */
export interface Moves {
  /** Where a resource seems to have moved to, or from. */
  partnerOf(located: LocatedResource): LocatedResource | undefined;
}

/**
 * What stays the same when a construct is renamed or moves to another stack: everything but the references, which carry
 * logical ids.
 */
function fingerprint({ resource: { Type, Properties = {} } }: LocatedResource): string {
  const literal = JSON.stringify(Properties, (_, value: unknown) => (isReference(value) ? '<reference>' : value));
  return `${Type} ${literal}`;
}

/** Path of the construct in its stack, which stays when a construct moves as a whole. */
function pathInStack({ resource, id }: LocatedResource): string {
  const path = resource.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path.split('/').slice(1).join('/') : id;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}

/** Tells accounts and Regions apart, if all stacks say theirs. */
function environmentKey(all: readonly LocatedResource[]): (located: LocatedResource) => string {
  const hasRegions = all.every(({ stack }) => stack.region !== '');
  const hasAccounts = all.every(({ stack }) => stack.account !== undefined);
  return ({ stack: { account, region } }) => `${hasAccounts ? account : ''} ${hasRegions ? region : ''}`;
}

/** Pairs that are alone in their group on both sides. */
function pairsOf(
  removed: readonly LocatedResource[],
  added: readonly LocatedResource[],
  keyOf: (located: LocatedResource) => string,
): [LocatedResource, LocatedResource][] {
  const candidates = groupBy(added, keyOf);
  return [...groupBy(removed, keyOf)].flatMap(([key, left]) => {
    const right = candidates.get(key) ?? [];
    return left.length === 1 && right.length === 1 ? [[left[0], right[0]] as [LocatedResource, LocatedResource]] : [];
  });
}

/**
 * Pairs removed with added resources that say the same, in the same account and Region: first those that no other looks
 * like, then, of several alike, those whose construct has kept its path in its stack, or its logical id.
 *
 * @param removed resources that are in the old stacks only
 * @param added resources that are in the new ones only
 */
export function findMoves(removed: readonly LocatedResource[], added: readonly LocatedResource[]): Moves {
  const typesOf = (all: readonly LocatedResource[]) => new Set(all.map(({ resource }) => resource.Type));
  const [left, right] = [typesOf(removed), typesOf(added)];
  const isOnBothSides = ({ resource }: LocatedResource) => left.has(resource.Type) && right.has(resource.Type);
  const [leaving, coming] = [removed.filter(isOnBothSides), added.filter(isOnBothSides)];
  const candidates = [...leaving, ...coming];
  const environmentOf = environmentKey(candidates);
  const prints = new Map(
    candidates.map((located) => [located, `${environmentOf(located)} ${fingerprint(located)}`] as const),
  );
  const partners = new Map<LocatedResource, LocatedResource>();
  const free = (all: readonly LocatedResource[]) => all.filter((located) => !partners.has(located));
  for (const ownPart of [() => '', pathInStack, ({ id }: LocatedResource) => id]) {
    const keyOf = (located: LocatedResource) => `${prints.get(located)} ${ownPart(located)}`;
    for (const [old, next] of pairsOf(free(leaving), free(coming), keyOf)) {
      partners.set(old, next).set(next, old);
    }
  }
  return { partnerOf: (located) => partners.get(located) };
}
