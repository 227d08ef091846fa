import { stackOf, StackResource, StackTemplate, TemplateDocument } from '../../../../toolkit/assembly';
import { ChangeClass, ResourceChange } from '../../../../toolkit/diff/change-class';
import { classify } from '../../../../toolkit/diff/classify';

export type Resources = Record<string, StackResource>;

export const resource = (
  Type: string,
  Properties: Record<string, unknown> = {},
  more: Partial<StackResource> = {},
): StackResource => ({ Type, Properties, ...more });

const stacks = (Resources: Resources): StackTemplate[] => [
  stackOf({ name: 's', region: 'eu-west-1' }, { Resources } as TemplateDocument),
];

/** Every change between two versions of one stack. */
export const changesOf = (before: Resources, after: Resources): readonly ResourceChange[] =>
  classify(stacks(before), stacks(after)).changes;

/** The only change of a stack of one resource; `undefined` if nothing changes. */
export function changeOf(before: StackResource | undefined, after: StackResource | undefined) {
  const [change] = changesOf(before ? { R: before } : {}, after ? { R: after } : {});
  return change as ResourceChange | undefined;
}

/** The properties that have one effect. */
export function propertiesWith(kind: ChangeClass, before: StackResource, after: StackResource): string[] {
  const effects = changeOf(before, after)?.effects ?? [];
  return effects.filter((effect) => effect.class === kind).flatMap(({ properties }) => properties);
}

/** The reasons of one effect, for all resources. */
export function reasonsOf(kind: ChangeClass, before: Resources, after: Resources): string[] {
  return changesOf(before, after)
    .flatMap(({ effects }) => effects)
    .filter((effect) => effect.class === kind)
    .map(({ reason }) => reason);
}
