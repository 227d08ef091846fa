import { isKnownType, judge, PropertyChange, Verdict } from '../changes';
import { StackResource, StackTemplate } from '../templates';
import { byGravity, ChangeClass, Effect, gravest, ResourceChange } from './changes';
import { broadened } from './exposure';
import { deletionPolicyOf, loweredGuards } from './guards';
import { interruptionOf } from './interruptions';
import { findMoves, Moves } from './moves';
import { whatIsHeld } from './stateful-types';

/** Properties that only bound what scaling does. */
const SCALING = ['MinCapacity', 'MaxCapacity', 'DesiredCount', 'MinSize', 'MaxSize', 'DesiredCapacity', 'TargetTrackingScalingPolicyConfiguration', 'StepScalingPolicyConfiguration', 'MaxAllocatedStorage'];

const TAGS = ['Tags', 'TagList', 'HostedZoneTags', 'FileSystemTags', 'UserPoolTags', 'ResourceTags'];

/** What never becomes something in the account. */
const IGNORED = ['AWS::CDK::Metadata'];

/** A resource with where it is. */
export interface PlacedResource {
  readonly stack: string;
  readonly region: string;
  readonly id: string;
  readonly resource: StackResource;
}

/**
 * What becomes of every resource between two sets of stacks; the gravest change first, what does not change is left out.
 *
 * @param before the deployed stacks
 * @param after the next ones
 */
export function classify(before: readonly StackTemplate[], after: readonly StackTemplate[]): ResourceChange[] {
  const [old, next] = [placed(before), placed(after)];
  const gone = [...old].filter(([key]) => !next.has(key)).map(([, value]) => value);
  const come = [...next].filter(([key]) => !old.has(key)).map(([, value]) => value);
  const moves = findMoves(gone, come);
  const kept = [...old].flatMap(([key, value]) => {
    const other = next.get(key);
    return other ? [changed(value, other.resource)] : [];
  });
  return [...gone.map((one) => removed(one, come, moves)), ...come.map((one) => added(one, moves)), ...kept].filter((change) => change !== undefined).sort(byGravity);
}

function placed(stacks: readonly StackTemplate[]): Map<string, PlacedResource> {
  return new Map(
    stacks.flatMap(({ name, region, resources }) =>
      Object.entries(resources)
        .filter(([, { Type }]) => !IGNORED.includes(Type))
        .map(([id, resource]) => [`${name}/${id}`, { stack: name, region, id, resource }] as const),
    ),
  );
}

function changeOf({ stack, region, id, resource }: PlacedResource, effects: readonly Effect[], movedWith?: string): ResourceChange {
  const path = resource.Metadata?.['aws:cdk:path'];
  const holds = whatIsHeld(resource);
  return {
    stack,
    region,
    logicalId: id,
    type: resource.Type,
    ...(typeof path === 'string' ? { path } : {}),
    ...(holds === undefined ? {} : { holds }),
    class: gravest(effects),
    effects,
    ...(movedWith === undefined ? {} : { movedWith }),
  };
}

/** What goes. A store that is kept and has an empty one in its place is as good as lost to whoever refers to it. */
function removed(one: PlacedResource, come: readonly PlacedResource[], moves: Moves): ResourceChange {
  const { resource, stack } = one;
  const policy = deletionPolicyOf(resource);
  const partner = moves.partnerOf(one);
  const held = whatIsHeld(resource);
  if (held === undefined) {
    return changeOf(one, [policy.startsWith('Retain') ? effect(ChangeClass.ORPHANED, 'leaves the stack and stays in the account') : effect(ChangeClass.REMOVED, 'is removed; it holds nothing of its own')], partner);
  }
  const successor = come.find((other) => other.resource.Type === resource.Type && other.stack === stack && whatIsHeld(other.resource) !== undefined);
  if (!policy.startsWith('Retain')) {
    const how = policy === 'Snapshot' ? 'and leaves a snapshot' : `with ${held}`;
    return changeOf(one, [effect(ChangeClass.DATA, `is deleted ${how}${isProtected(resource) ? '; its deletion protection makes the deployment fail first' : ''}`)], partner);
  }
  return successor
    ? changeOf(one, [effect(ChangeClass.DATA, `leaves the stack with ${held}, and an empty ${successor.id} takes its place; keep the logical id (overrideLogicalId), or move it with cdk refactor`)], partner)
    : changeOf(one, [effect(ChangeClass.ORPHANED, `leaves the stack and stays in the account with ${held}; it goes on costing`)], partner);
}

function isProtected({ Properties = {} }: StackResource): boolean {
  return Properties.DeletionProtection === true || Properties.DeletionProtectionEnabled === true;
}

function added(one: PlacedResource, moves: Moves): ResourceChange {
  return changeOf(one, [...broadened(undefined, one.resource), effect(ChangeClass.ADDED, 'is new')], moves.partnerOf(one));
}

function changed(one: PlacedResource, after: StackResource): ResourceChange | undefined {
  if (one.resource.Type !== after.Type) {
    const data = whatIsHeld(one.resource) !== undefined;
    return changeOf(one, [effect(data ? ChangeClass.DATA : ChangeClass.REPLACED, `${one.resource.Type} becomes ${after.Type}: the old one is deleted`)]);
  }
  const effects = [...judge(one.resource, after).map((change) => effectOf(one.resource, after, change)), ...loweredGuards(one.resource, after), ...broadened(one.resource, after)];
  return effects.length === 0 ? undefined : changeOf(one, [...effects].sort((a, b) => order(a) - order(b)));
}

const order = (one: Effect) => Object.values(ChangeClass).indexOf(one.class);

function effect(kind: ChangeClass, reason: string, properties: readonly string[] = []): Effect {
  return { class: kind, reason, properties };
}

function effectOf(before: StackResource, after: StackResource, change: PropertyChange): Effect {
  const { property, verdict, reason } = change;
  if (verdict === Verdict.IN_PLACE) {
    return inPlace(after, property, reason);
  }
  if (verdict === Verdict.REFUSED) {
    return effect(ChangeClass.REFUSED, `${property}: ${reason}`, [property]);
  }
  const held = whatIsHeld(before);
  if (held === undefined) {
    return effect(isKnownType(before.Type) ? ChangeClass.REPLACED : ChangeClass.DATA, `${property} ${verdict} it: ${reason}`, [property]);
  }
  const kept = String(before.UpdateReplacePolicy ?? '').startsWith('Retain') ? `; the old one stays in the account, what refers to it gets the new, empty one` : '';
  return effect(ChangeClass.DATA, `${property} ${verdict}${verdict === Verdict.REPLACES || verdict === Verdict.MAY_REPLACE ? ' it' : ''}, and it holds ${held}: ${reason}${kept}`, [property]);
}

function inPlace(after: StackResource, property: string, reason: string): Effect {
  if (TAGS.includes(property)) {
    return effect(ChangeClass.TAGS, 'only tags change', [property]);
  }
  if (SCALING.includes(property)) {
    return effect(ChangeClass.SCALING, 'only bounds of scaling change', [property]);
  }
  const interruption = interruptionOf(after.Type, property, after.Properties);
  return interruption
    ? effect(ChangeClass.INTERRUPTION, `${property}: ${interruption.why}, ${interruption.duration} (${interruption.basis})`, [property])
    : effect(ChangeClass.IN_PLACE, `${property} is changed in place: ${reason}`, [property]);
}
