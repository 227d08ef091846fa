import type { PlacedResource } from './classify';

/** Which resource that goes looks like which one that comes. */
export interface Moves {
  /** Where a resource seems to have gone, or to have come from, as `stack/logicalId`. */
  partnerOf(one: PlacedResource): string | undefined;
}

const keyOf = ({ stack, id }: PlacedResource) => `${stack}/${id}`;

/** What stays the same when a construct is renamed or moves to another stack: everything but the references, which carry logical ids. */
function fingerprint({ resource: { Type, Properties = {} } }: PlacedResource): string {
  const literal = JSON.stringify(Properties, (_, value: unknown) => (isReference(value) ? '<reference>' : value));
  return `${Type} ${literal}`;
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ['Ref', 'Fn::GetAtt', 'Fn::GetStackOutput', 'Fn::ImportValue'].some((name) => name in value);
}

/**
 * Pairs what goes with what comes, where both say the same and no other does.
 *
 * @param gone resources that are in the old stacks only
 * @param come resources that are in the new ones only
 */
export function findMoves(gone: readonly PlacedResource[], come: readonly PlacedResource[]): Moves {
  const partners = new Map<string, string>();
  const group = (all: readonly PlacedResource[]) => {
    const groups = new Map<string, PlacedResource[]>();
    all.forEach((one) => groups.set(fingerprint(one), [...(groups.get(fingerprint(one)) ?? []), one]));
    return groups;
  };
  const arrivals = group(come);
  group(gone).forEach((left, print) => {
    const right = arrivals.get(print) ?? [];
    if (left.length === 1 && right.length === 1) {
      partners.set(keyOf(left[0]), keyOf(right[0]));
      partners.set(keyOf(right[0]), keyOf(left[0]));
    }
  });
  return { partnerOf: (one) => partners.get(keyOf(one)) };
}
