import { LocatedResource, TemplateIndex } from '../assembly';
import { ChangeClass, Effect } from './change-class';
import { effect, unknownNote } from './effects';
import { exposedWithout } from './exposure';
import { deletionPolicyOf } from './guards';
import { whatRemains } from './leftovers';
import { Moves } from './moves';
import { whatIsHeld } from './stateful-types';

/** What decides how a resource is removed. */
export interface Removal {
  readonly before: TemplateIndex;
  readonly added: readonly LocatedResource[];
  readonly moves: Moves;
  /** Addresses of the stacks that are on the later side. */
  readonly remaining: ReadonlySet<string>;
}

/** The policy that holds: a nested stack that is retained keeps what it contains. */
function policyOf(located: LocatedResource, before: TemplateIndex): string {
  for (let owner = before.ownerOf(located.stack); owner; owner = before.ownerOf(owner.stack)) {
    if (owner.resource.DeletionPolicy?.startsWith('Retain')) {
      return 'Retain';
    }
  }
  return deletionPolicyOf(located.resource);
}

/** The address of the stack that is deployed on its own and contains a resource. */
function rootAddressOf(located: LocatedResource, before: TemplateIndex): string {
  const owner = before.ownerOf(located.stack);
  return owner ? rootAddressOf(owner, before) : stackAddressOf(located);
}

/** What happens when a resource is no longer in the templates. */
export function removalOf(located: LocatedResource, removal: Removal): Effect[] {
  const { before, remaining } = removal;
  const root = rootAddressOf(located, before);
  const note = remaining.has(root)
    ? ''
    : `; stack ${root} is no longer in the app: cdk deploy does not touch it; only cdk destroy has this effect`;
  const policy = policyOf(located, before);
  const held = whatIsHeld(located.resource);
  if (held === undefined) {
    return [stateless(policy, note), ...exposedWithout(located.resource)];
  }
  return policy.startsWith('Retain')
    ? [retained(located, held, note, removal)]
    : [deleted(located, held, policy, note, removal)];
}

function stateless(policy: string, note: string): Effect {
  return policy.startsWith('Retain')
    ? effect(ChangeClass.ORPHANED, `is removed from the stack but retained in the account${note}`)
    : effect(ChangeClass.REMOVED, `is removed; it is stateless${note}`);
}

const KEEP = 'keep the logical id (overrideLogicalId), or move it with cdk refactor';

/**
 * What takes the place of a store: the same elsewhere, or another of its type in its stack. A new log group does not
 * replace an old one.
 */
function successorOf(located: LocatedResource, held: string, { added, moves }: Removal): LocatedResource | undefined {
  const stack = stackAddressOf(located);
  const isAlike = (other: LocatedResource) =>
    other.resource.Type === located.resource.Type &&
    stackAddressOf(other) === stack &&
    whatIsHeld(other.resource) !== undefined;
  return moves.partnerOf(located) ?? (held === 'logs' ? undefined : added.find(isAlike));
}

function stackAddressOf({ address, id }: LocatedResource): string {
  return address.slice(0, -id.length - 1);
}

function deleted(located: LocatedResource, held: string, policy: string, note: string, removal: Removal): Effect {
  const successor = successorOf(located, held, removal);
  const parts = [
    `is deleted with ${held}`,
    ...whatRemains(located.resource, policy),
    ...(successor ? [`an empty ${successor.id} takes its place`, KEEP] : []),
  ];
  return effect(ChangeClass.DATA, `${parts.join('; ')}${note}${unknownNote(located.resource.Type)}`);
}

/** A store that is retained while an empty one takes its place is lost to whatever refers to it. */
function retained(located: LocatedResource, held: string, note: string, removal: Removal): Effect {
  const successor = successorOf(located, held, removal);
  return successor
    ? effect(
        ChangeClass.DATA,
        `is removed from the stack with ${held}, and an empty ${successor.id} takes its place; the old one is ` +
          `retained in the account; ${KEEP}${note}`,
      )
    : effect(
        ChangeClass.ORPHANED,
        `is removed from the stack but retained in the account with ${held}; it still costs money${note}`,
      );
}
