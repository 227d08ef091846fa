import { LocatedResource, Resolver, StackTemplate, TemplateIndex } from '../assembly';
import { byGravity, ChangeClass, Effect, gravest, gravity, ResourceChange } from './change-class';
import { attributeEffects, effect, effectOf, typeEffect } from './effects';
import { accessLost, attachedTo, broadened } from './exposure';
import { loweredGuards, weakened } from './guards';
import { unseenChanges } from './macros';
import { findMoves, Moves } from './moves';
import { comparedIndexes, pairedStacks } from './paired-stacks';
import { Removal, removalOf } from './removals';
import { isSame } from './replacement';
import { changesOf, RetainedResource } from './replacement-chain';
import { whatIsHeld } from './stateful-types';

/** What becomes of the resources of an app. */
export interface Classification {
  /** What changes, the gravest first. */
  readonly changes: readonly ResourceChange[];
  /** How many are neither changed nor added nor removed. */
  readonly unchanged: number;
  /** What could not be compared. */
  readonly notes: readonly string[];
}

/**
 * What becomes of every resource between two sets of stacks; the gravest change first, what does not change is left
 * out.
 *
 * @param before the deployed stacks
 * @param after the next ones
 */
export function classify(before: readonly StackTemplate[], after: readonly StackTemplate[]): Classification {
  const [oldStacks, nextStacks] = pairedStacks(before, after);
  const [old, next] = comparedIndexes(oldStacks, nextStacks);
  const removed = old.resources.filter(({ address }) => !next.get(address));
  const added = next.resources.filter(({ address }) => !old.get(address));
  const retained = retainedIn(old, next);
  const moves = findMoves(removed, added);
  const removal: Removal = { before: old, added, moves, remaining: new Set(nextStacks.map(({ address }) => address)) };
  const updates = updatesOf(retained, next);
  const { changes: unseen, notes } = unseenChanges(oldStacks, nextStacks);
  const covered = new Set(unseen.map(({ address }) => address));
  const seen = [
    ...removed.map((located) => changeOf(located, removalOf(located, removal), moves)),
    ...added.map((located) => additionOf(located, old, next, moves)),
    ...updates,
  ].filter(({ address }) => !covered.has(address));
  return { changes: [...seen, ...unseen].sort(byGravity), unchanged: retained.size - updates.length, notes };
}

function retainedIn(old: TemplateIndex, next: TemplateIndex): Map<string, RetainedResource> {
  return new Map(
    old.resources.flatMap((before) => {
      const after = next.get(before.address);
      return after ? [[before.address, { before, after }] as const] : [];
    }),
  );
}

function updatesOf(retained: ReadonlyMap<string, RetainedResource>, next: TemplateIndex): ResourceChange[] {
  const changes = changesOf(retained, next);
  return [...retained].flatMap(([address, pair]) => {
    const { before, after } = pair;
    const effects = (changes.get(address) ?? []).map((change) => effectOf(before.resource, after.resource, change));
    return updateOf(pair, effects) ?? [];
  });
}

function changeOf(located: LocatedResource, effects: readonly Effect[], moves?: Moves): ResourceChange {
  const { address, id, resource, stack } = located;
  const path = resource.Metadata?.['aws:cdk:path'];
  const holds = whatIsHeld(resource);
  const partner = moves?.partnerOf(located);
  return {
    address,
    stack: stack.name,
    region: stack.region,
    ...(stack.account === undefined ? {} : { account: stack.account }),
    logicalId: id,
    type: resource.Type,
    ...(typeof path === 'string' ? { path } : {}),
    ...(holds === undefined ? {} : { holds }),
    class: gravest(effects),
    effects: [...effects].sort((left, right) => gravity(left.class) - gravity(right.class)),
    ...(partner === undefined ? {} : { movedWith: partner.address }),
  };
}

/**
 * A new resource. One that is attached to an existing resource may open that, and a handler that empties stores removes
 * a protection.
 */
function additionOf(located: LocatedResource, old: TemplateIndex, next: TemplateIndex, moves: Moves): ResourceChange {
  const { resource, stack } = located;
  const isOnExisting = next.targets(attachedTo(resource), stack).some(({ address }) => old.get(address));
  const effects = [
    ...broadened(isOnExisting ? {} : undefined, resource),
    ...weakened(resource),
    effect(ChangeClass.ADDED, resource.Condition === undefined ? 'is new' : 'is new if its condition is true'),
  ];
  return changeOf(located, effects, moves);
}

function updateOf({ before, after }: RetainedResource, ofProperties: readonly Effect[]): ResourceChange | undefined {
  const [old, next] = [before.resource, after.resource];
  if (ofProperties.length === 0 && isSame(old, next) && hasSameCondition(before, after)) {
    return undefined;
  }
  if (old.Type !== next.Type) {
    return changeOf(before, [typeEffect(old, next)]);
  }
  const effects = [
    ...ofProperties,
    ...mayBeRemoved(before, after),
    ...loweredGuards(old, next),
    ...broadened(old, next),
    ...accessLost(old, next),
    ...attributeEffects(old, next),
  ];
  return effects.length === 0 ? undefined : changeOf(before, effects);
}

/** What decides whether a resource exists, if that is not known. */
function conditionOf({ resource: { Condition }, stack }: LocatedResource): unknown {
  return Condition === undefined ? undefined : new Resolver(stack).definition(Condition);
}

function hasSameCondition(before: LocatedResource, after: LocatedResource): boolean {
  return isSame(conditionOf(before), conditionOf(after));
}

/** A condition that is new, or that has another definition, may remove the resource. */
function mayBeRemoved(before: LocatedResource, after: LocatedResource): Effect[] {
  const { Condition: name } = after.resource;
  if (name === undefined || (before.resource.Condition !== undefined && hasSameCondition(before, after))) {
    return [];
  }
  const held = whatIsHeld(before.resource);
  const retained = String(before.resource.DeletionPolicy).startsWith('Retain');
  const what = `exists only if condition ${name} is true, which is not known here; otherwise it is removed`;
  return [
    held === undefined
      ? effect(ChangeClass.REMOVED, what)
      : effect(
          retained ? ChangeClass.ORPHANED : ChangeClass.DATA,
          `${what}${retained ? ' but retained in the account' : ''}, with ${held}`,
        ),
  ];
}
