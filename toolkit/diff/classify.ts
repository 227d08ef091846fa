import { StackTemplate } from '../assembly';
import { byGravity, ChangeClass, Effect, gravest, gravity, ResourceChange } from './change-class';
import { attributeEffects, effect, effectOf, typeEffect } from './effects';
import { accessLost, broadened, attachedTo } from './exposure';
import { loweredGuards, weakened } from './guards';
import { unseen } from './macros';
import { findMoves, Moves } from './moves';
import { keyed, placed, PlacedResource } from './places';
import { References } from './references';
import { Removal, removalOf } from './removals';
import { isSame } from './replacement';
import { changesOf, KeptResource } from './replacement-chain';
import { whatIsHeld } from './stateful-types';

/** What becomes of the resources of an app. */
export interface Classification {
  /** What changes, the gravest first. */
  readonly changes: readonly ResourceChange[];
  /** How many neither change nor come nor go. */
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
  const [oldStacks, nextStacks] = keyed(before, after);
  const [old, next] = [placed(oldStacks), placed(nextStacks, oldStacks)];
  const gone = [...old.values()].filter(({ key }) => !next.has(key));
  const come = [...next.values()].filter(({ key }) => !old.has(key));
  const kept = new Map(
    [...old].flatMap(([key, value]) =>
      next.has(key) ? [[key, { before: value, after: next.get(key)! }] as const] : [],
    ),
  );
  const references = new References(nextStacks, next);
  const changes = changesOf(kept, references);
  const moves = findMoves(gone, come);
  const departure: Removal = { before: old, come, moves, stacksLeft: new Set(nextStacks.map(({ key }) => key)) };
  const staying = [...kept.values()].flatMap(
    (pair) =>
      changed(
        pair,
        (changes.get(pair.before.key) ?? []).map((change) =>
          effectOf(pair.before.resource, pair.after.resource, change),
        ),
      ) ?? [],
  );
  const { changes: hidden, notes } = unseen(oldStacks, nextStacks);
  const seen = [
    ...gone.map((one) => changeOf(one, removalOf(one, departure), moves)),
    ...come.map((one) => added(one, old, references, moves)),
    ...staying,
  ];
  const all = [
    ...seen.filter((one) => !hidden.some(({ stack, logicalId }) => stack === one.stack && logicalId === one.logicalId)),
    ...hidden,
  ];
  return { changes: all.sort(byGravity), unchanged: kept.size - staying.length, notes };
}

function changeOf(one: PlacedResource, effects: readonly Effect[], moves?: Moves): ResourceChange {
  const { stack, region, id, resource } = one;
  const path = resource.Metadata?.['aws:cdk:path'];
  const holds = whatIsHeld(resource);
  const partner = moves?.partnerOf(one);
  return {
    stack,
    region,
    logicalId: id,
    type: resource.Type,
    ...(typeof path === 'string' ? { path } : {}),
    ...(holds === undefined ? {} : { holds }),
    class: gravest(effects),
    effects: [...effects].sort((a, b) => gravity(a.class) - gravity(b.class)),
    ...(partner === undefined ? {} : { movedWith: `${partner.stack}/${partner.id}` }),
  };
}

/**
 * What comes. What is put upon something that is there already may open that, and a handler that empties stores takes a
 * protection away.
 */
function added(
  one: PlacedResource,
  before: ReadonlyMap<string, PlacedResource>,
  references: References,
  moves: Moves,
): ResourceChange {
  const onExisting = references.targetsOf(one, attachedTo(one.resource)).some((key) => before.has(key));
  const effects = [
    ...broadened(onExisting ? {} : undefined, one.resource),
    ...weakened(one.resource),
    effect(ChangeClass.ADDED, one.condition === undefined ? 'is new' : 'is new where its condition holds'),
  ];
  return changeOf(one, effects, moves);
}

function changed({ before, after }: KeptResource, ofProperties: readonly Effect[]): ResourceChange | undefined {
  const [old, next] = [before.resource, after.resource];
  if (ofProperties.length === 0 && isSame(old, next) && isSame(before.condition, after.condition)) {
    return undefined;
  }
  if (old.Type !== next.Type) {
    return changeOf(before, [typeEffect(old, next)]);
  }
  const effects = [
    ...ofProperties,
    ...mayGo(before, after),
    ...loweredGuards(old, next),
    ...broadened(old, next),
    ...accessLost(old, next),
    ...attributeEffects(old, next),
  ];
  return effects.length === 0 ? undefined : changeOf(before, effects);
}

/** A condition that is new, or that has another definition, may take the resource away. */
function mayGo(before: PlacedResource, after: PlacedResource): Effect[] {
  const { Condition: name } = after.resource;
  if (name === undefined || (before.resource.Condition !== undefined && isSame(before.condition, after.condition))) {
    return [];
  }
  const held = whatIsHeld(before.resource);
  const retained = String(before.resource.DeletionPolicy).startsWith('Retain');
  const what = `exists only where condition ${name} holds, which is not known here, and goes otherwise`;
  return [
    held === undefined
      ? effect(ChangeClass.REMOVED, what)
      : effect(
          retained ? ChangeClass.ORPHANED : ChangeClass.DATA,
          `${what}${retained ? ' while it stays in the account' : ''}, with ${held}`,
        ),
  ];
}
