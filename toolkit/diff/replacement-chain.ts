import { isReference, LocatedResource, TemplateIndex, Use } from '../assembly';
import { judgeProperty, PropertyChange, replacementOf, ReplacementOutcome } from './replacement';

/** A resource that is on both sides. */
export interface RetainedResource {
  readonly before: LocatedResource;
  readonly after: LocatedResource;
}

/** By address: what of a resource differs, and what differs because something that it refers to is replaced. */
export type Changes = Map<string, PropertyChange[]>;

/** How certain it is that a resource is replaced. */
type Certainty = ReplacementOutcome.REPLACES | ReplacementOutcome.MAY_REPLACE;

function certaintyOf(changes: readonly PropertyChange[]): Certainty | undefined {
  return ([ReplacementOutcome.REPLACES, ReplacementOutcome.MAY_REPLACE] as const).find((verdict) =>
    changes.some((change) => change.verdict === verdict),
  );
}

/**
 * Judges every resource that stays, and follows each replacement to everything that refers to it: a new key makes a new
 * database.
 *
 * @param retained the resources that are on both sides, by their addresses
 * @param index the later side
 */
export function changesOf(retained: ReadonlyMap<string, RetainedResource>, index: TemplateIndex): Changes {
  const changes: Changes = new Map(
    [...retained].flatMap(([address, { before, after }]) =>
      before.resource.Type === after.resource.Type
        ? [[address, replacementOf(before.resource, after.resource)] as const]
        : [],
    ),
  );
  const queue = [...changes].filter(([, found]) => certaintyOf(found) !== undefined).map(([address]) => address);
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const target = retained.get(address)!.after;
    for (const use of index.usesOf(target)) {
      if (follow(target, use, retained, changes, index)) {
        queue.push(use.user.address);
      }
    }
  }
  return changes;
}

/** Adds what a replaced resource does to one that refers to it; returns whether that one is replaced because of it. */
function follow(
  target: LocatedResource,
  { user, property }: Use,
  retained: ReadonlyMap<string, RetainedResource>,
  changes: Changes,
  index: TemplateIndex,
): boolean {
  const own = changes.get(user.address);
  const pair = retained.get(user.address);
  const certainty = certaintyOf(changes.get(target.address) ?? []);
  if (!own || !pair || certainty === undefined || own.some((change) => change.property === property)) {
    return false;
  }
  const { resource } = user;
  const value = marked(resource.Properties?.[property], user, target, index);
  const next = { ...resource, Properties: { ...resource.Properties, [property]: value } };
  const { verdict, reason } = judgeProperty(property, pair.before.resource, next);
  if (verdict === ReplacementOutcome.IN_PLACE && certainty === ReplacementOutcome.MAY_REPLACE) {
    return false;
  }
  const former = certaintyOf(own);
  const replaced = certainty === ReplacementOutcome.REPLACES ? 'is' : 'may be';
  own.push({
    property,
    verdict: verdict === ReplacementOutcome.REPLACES ? certainty : verdict,
    reason: `${reason}; it refers to ${target.id}, which ${replaced} replaced`,
  });
  return certaintyOf(own) !== former;
}

/** A value in which every reference that leads to a resource differs. */
function marked(value: unknown, user: LocatedResource, target: LocatedResource, index: TemplateIndex): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => marked(item, user, target, index));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return isReference(value) && index.targets(value, user.stack).includes(target)
    ? { ...value, replaced: true }
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item, user, target, index)]));
}
