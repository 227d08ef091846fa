import { PlacedResource, stackKeyOf } from './places';
import { References, Use } from './references';
import { replacementOf, judgeProperty, PropertyChange, ReplacementOutcome } from './replacement';

/** A resource that is on both sides. */
export interface KeptResource {
  readonly before: PlacedResource;
  readonly after: PlacedResource;
}

/** What of a resource differs, and what differs because something that it names is made anew. */
export type Changes = Map<string, PropertyChange[]>;

/** How sure it is that a resource is made anew. */
type Renewal = ReplacementOutcome.REPLACES | ReplacementOutcome.MAY_REPLACE;

function renewalOf(changes: readonly PropertyChange[]): Renewal | undefined {
  return ([ReplacementOutcome.REPLACES, ReplacementOutcome.MAY_REPLACE] as const).find((verdict) =>
    changes.some((change) => change.verdict === verdict),
  );
}

/**
 * Judges every resource that stays, and follows what is made anew to everything that names it: a new key makes a new
 * database.
 *
 * @param kept the resources that are on both sides, by their keys
 * @param references what names what on the later side
 */
export function changesOf(kept: ReadonlyMap<string, KeptResource>, references: References): Changes {
  const changes: Changes = new Map(
    [...kept].flatMap(([key, { before, after }]) =>
      before.resource.Type === after.resource.Type
        ? [[key, replacementOf(before.resource, after.resource)] as const]
        : [],
    ),
  );
  const queue = [...changes].filter(([, found]) => renewalOf(found) !== undefined).map(([key]) => key);
  const uses = queue.length > 0 ? references.uses() : new Map<string, Use[]>();
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    for (const use of uses.get(key) ?? []) {
      if (follow(key, use, kept, changes, references)) {
        queue.push(use.user.key);
      }
    }
  }
  return changes;
}

/** Adds what a new resource does to one that names it; says whether that one is made anew because of it. */
function follow(
  target: string,
  { user, property }: Use,
  kept: ReadonlyMap<string, KeptResource>,
  changes: Changes,
  references: References,
): boolean {
  const own = changes.get(user.key);
  const pair = kept.get(user.key);
  const renewal = renewalOf(changes.get(target) ?? []);
  if (!own || !pair || renewal === undefined || own.some((change) => change.property === property)) {
    return false;
  }
  const { resource } = pair.after;
  const next = {
    ...resource,
    Properties: {
      ...resource.Properties,
      [property]: references.marked(resource.Properties?.[property], target, stackKeyOf(user)),
    },
  };
  const { verdict, reason } = judgeProperty(property, pair.before.resource, next);
  if (verdict === ReplacementOutcome.IN_PLACE && renewal === ReplacementOutcome.MAY_REPLACE) {
    return false;
  }
  const was = renewalOf(own);
  const how = verdict === ReplacementOutcome.REPLACES ? renewal : verdict;
  own.push({
    property,
    verdict: how,
    reason:
      `${reason}; it names ${kept.get(target)!.after.id}, which ` +
      (`${renewal === ReplacementOutcome.REPLACES ? 'is' : 'may be'} ` + 'made anew'),
  });
  return renewalOf(own) !== was;
}
