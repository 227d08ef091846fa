import { ChangeClass, Effect } from './change-class';
import { effect, unknownNote } from './effects';
import { exposedWithout } from './exposure';
import { deletionPolicyOf } from './guards';
import { whatRemains } from './leftovers';
import { Moves } from './moves';
import { PlacedResource, stackKeyOf } from './places';
import { whatIsHeld } from './stateful-types';

/** What decides how a resource goes. */
export interface Removal {
  readonly before: ReadonlyMap<string, PlacedResource>;
  readonly come: readonly PlacedResource[];
  readonly moves: Moves;
  /** Keys of the stacks that are on the later side. */
  readonly stacksLeft: ReadonlySet<string>;
}

/** The policy that holds: a nested stack that is kept keeps what it has. */
function policyOf(one: PlacedResource, before: ReadonlyMap<string, PlacedResource>): string {
  for (let parent = before.get(stackKeyOf(one)); parent; parent = before.get(stackKeyOf(parent))) {
    if (parent.resource.DeletionPolicy?.startsWith('Retain')) {
      return 'Retain';
    }
  }
  return deletionPolicyOf(one.resource);
}

/** Key of the stack that is deployed by itself, of which a resource is a part. */
function rootKeyOf(one: PlacedResource, before: ReadonlyMap<string, PlacedResource>): string {
  const parent = before.get(stackKeyOf(one));
  return parent ? rootKeyOf(parent, before) : stackKeyOf(one);
}

/** What happens when a resource is no longer in the templates. */
export function removalOf(one: PlacedResource, departure: Removal): Effect[] {
  const { before, stacksLeft } = departure;
  const left = stacksLeft.has(rootKeyOf(one, before))
    ? ''
    : `; stack ${one.stack.split('/')[0]} is no longer in the app: cdk deploy leaves it alone, cdk destroy does this`;
  const policy = policyOf(one, before);
  const held = whatIsHeld(one.resource);
  if (held === undefined) {
    return [stateless(policy, left), ...exposedWithout(one.resource)];
  }
  return policy.startsWith('Retain')
    ? [retained(one, held, left, departure)]
    : [deleted(one, held, policy, left, departure)];
}

function stateless(policy: string, left: string): Effect {
  return policy.startsWith('Retain')
    ? effect(ChangeClass.ORPHANED, `leaves the stack and stays in the account${left}`)
    : effect(ChangeClass.REMOVED, `is removed; it holds nothing of its own${left}`);
}

const KEEP = 'keep the logical id (overrideLogicalId), or move it with cdk refactor';

/**
 * What takes the place of a store: what says the same elsewhere, or another of its type in its stack. New logs are no
 * place for old ones.
 */
function successorOf(one: PlacedResource, held: string, { come, moves }: Removal): PlacedResource | undefined {
  const isAlike = (other: PlacedResource) =>
    other.resource.Type === one.resource.Type && other.stack === one.stack && whatIsHeld(other.resource) !== undefined;
  return moves.partnerOf(one) ?? (held === 'logs' ? undefined : come.find(isAlike));
}

function deleted(one: PlacedResource, held: string, policy: string, left: string, departure: Removal): Effect {
  const successor = successorOf(one, held, departure);
  const parts = [
    `is deleted with ${held}`,
    ...whatRemains(one.resource, policy),
    ...(successor ? [`an empty ${successor.id} takes its place`, KEEP] : []),
  ];
  return effect(ChangeClass.DATA, `${parts.join('; ')}${left}${unknownNote(one.resource.Type)}`);
}

/** A store that is kept and has an empty one in its place is as good as lost to whoever refers to it. */
function retained(one: PlacedResource, held: string, left: string, departure: Removal): Effect {
  const successor = successorOf(one, held, departure);
  return successor
    ? effect(
        ChangeClass.DATA,
        `leaves the stack with ${held}, and an empty ${successor.id} takes its place; it stays in the ` +
          `account; ${KEEP}${left}`,
      )
    : effect(ChangeClass.ORPHANED, `leaves the stack and stays in the account with ${held}; it goes on costing${left}`);
}
