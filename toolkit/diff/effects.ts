import { StackResource } from '../assembly';
import { ChangeClass, Effect } from './change-class';
import { interruptionOf } from './interruptions';
import { afterReplacement } from './leftovers';
import { PropertyChange, ReplacementOutcome } from './replacement';
import { isUnderstood, whatIsHeld } from './stateful-types';

/** Properties that only bound what scaling does. */
const SCALING = [
  'DesiredCapacity',
  'DesiredCount',
  'MaxAllocatedStorage',
  'MaxCapacity',
  'MaxSize',
  'MinCapacity',
  'MinSize',
  'ProvisionedConcurrencyConfig',
  'ReservedConcurrentExecutions',
  'ScalingConfiguration',
  'ServerlessV2ScalingConfiguration',
  'StepScalingPolicyConfiguration',
  'TargetTrackingConfiguration',
  'TargetTrackingScalingPolicyConfiguration',
];

const TAGS = ['FileSystemTags', 'HostedZoneTags', 'ResourceTags', 'TagList', 'Tags', 'UserPoolTags'];

export function effect(kind: ChangeClass, reason: string, properties: readonly string[] = []): Effect {
  return { class: kind, reason, properties };
}

const ALONE: readonly ReplacementOutcome[] = [ReplacementOutcome.REPLACES, ReplacementOutcome.MAY_REPLACE];

/** What the change of one property does to its resource. */
export function effectOf(before: StackResource, after: StackResource, change: PropertyChange): Effect {
  const { property, verdict, reason } = change;
  if (verdict === ReplacementOutcome.IN_PLACE) {
    return inPlace(after, property, reason);
  }
  if (verdict === ReplacementOutcome.REFUSED) {
    return effect(ChangeClass.REFUSED, `${property}: ${reason}`, [property]);
  }
  const what = `${property} ${verdict}${ALONE.includes(verdict) ? ' it' : ''}`;
  const held = whatIsHeld(before);
  if (held !== undefined) {
    const gone = ALONE.includes(verdict) ? `; ${afterReplacement(before, after, held)}` : '';
    return effect(ChangeClass.DATA, `${what}, and it holds ${held}: ${reason}${gone}`, [property]);
  }
  // A replica that is detached, or created again, keeps its rows and diverges.
  return ALONE.includes(verdict)
    ? effect(ChangeClass.REPLACED, `${what}: ${reason}`, [property])
    : effect(ChangeClass.DATA, `${what}: ${reason}`, [property]);
}

function inPlace(after: StackResource, property: string, reason: string): Effect {
  if (TAGS.includes(property)) {
    return effect(ChangeClass.TAGS, 'only tags change', [property]);
  }
  if (SCALING.includes(property)) {
    return effect(ChangeClass.SCALING, 'only scaling limits change', [property]);
  }
  const interruption = interruptionOf(after, property);
  return interruption
    ? effect(
        ChangeClass.INTERRUPTION,
        `${property}: ${interruption.why}, ${interruption.duration} (${interruption.basis})`,
        [property],
      )
    : effect(ChangeClass.IN_PLACE, `${property} is updated in place: ${reason}`, [property]);
}

/** Attributes of a resource beside its properties whose change does something, and what. */
const ATTRIBUTES: readonly (readonly [string, (resource: StackResource) => unknown, string])[] = [
  ['UpdatePolicy', ({ UpdatePolicy }) => UpdatePolicy, 'applies from the next update'],
  ['CreationPolicy', ({ CreationPolicy }) => CreationPolicy, 'applies to resources that are created from now on'],
  [
    'Metadata',
    ({ Metadata }) => Metadata?.['AWS::CloudFormation::Init'],
    'is read on the machine by cfn-init and cfn-hup',
  ],
];

/**
 * What changes beside the properties. Other metadata and the order of creation (`DependsOn`) change nothing in the
 * account.
 */
export function attributeEffects(before: StackResource, after: StackResource): Effect[] {
  return ATTRIBUTES.filter(([, valueOf]) => JSON.stringify(valueOf(before)) !== JSON.stringify(valueOf(after))).map(
    ([name, , what]) => effect(ChangeClass.IN_PLACE, `${name} ${what}`, [name]),
  );
}

/**
 * What a change of the type under one logical id does. AWS CloudFormation refuses it (update of resource type is not
 * permitted). Changing the logical id instead deletes the old resource.
 */
export function typeEffect(before: StackResource, after: StackResource): Effect {
  const held = whatIsHeld(before);
  const what = `${before.Type} becomes ${after.Type} under the same logical id, which AWS CloudFormation rejects`;
  return held === undefined
    ? effect(ChangeClass.REFUSED, what)
    : effect(ChangeClass.DATA, `${what}; if the new one gets its own logical id, the old one is deleted with ${held}`);
}

/** Says that a type is not known, if that is why a change counts as a risk. */
export function unknownNote(type: string): string {
  return isUnderstood(type) ? '' : '; the type is not in the service specification, so the change counts as a risk';
}
