import { StackTemplate } from '../assembly';
import { FoundResource, references } from './lookup';

type Referrers = ReadonlyMap<string, readonly FoundResource[]>;

/** Kept for the stacks of one bill: every log group and bucket asks. */
const KNOWN = new WeakMap<readonly StackTemplate[], Referrers>();
const TEXTS = new WeakMap<object, string>();

/**
 * The resources whose properties name another one: by reference, through outputs, or by its physical name.
 *
 * @param stacks every stack of the application
 * @param target the resource that is named
 * @param physicalName the property that holds its name, for example `BucketName`
 */
export function referrersOf(
  stacks: readonly StackTemplate[],
  target: FoundResource,
  physicalName?: string,
): readonly FoundResource[] {
  const found = referrersIn(stacks).get(keyOf(target)) ?? [];
  const physical = physicalName === undefined ? undefined : target.resource.Properties?.[physicalName];
  if (typeof physical !== 'string' || physical === '') {
    return found;
  }
  const named = everyResource(stacks).filter(
    (one) =>
      one.resource !== target.resource &&
      !found.some(({ resource }) => resource === one.resource) &&
      bearsName(textOf(one.resource.Properties), physical),
  );
  return [...found, ...named];
}

/** Whether a value names a resource: by reference, through outputs, or by its physical name. */
export function isNamed(
  stacks: readonly StackTemplate[],
  stack: StackTemplate,
  value: unknown,
  target: FoundResource,
  physicalName?: string,
): boolean {
  const physical = physicalName === undefined ? undefined : target.resource.Properties?.[physicalName];
  return (
    references(stacks, stack, value).some(({ resource }) => resource === target.resource) ||
    (typeof physical === 'string' && physical !== '' && bearsName(JSON.stringify(value ?? null), physical))
  );
}

/** A log group with the resources that name it or that its name is made of. */
export interface LogGroup extends FoundResource {
  readonly writers: readonly FoundResource[];
}

const GROUPS = new WeakMap<readonly StackTemplate[], readonly LogGroup[]>();

/** Every log group of an application. */
export function logGroupsOf(stacks: readonly StackTemplate[]): readonly LogGroup[] {
  const known =
    GROUPS.get(stacks) ??
    everyResource(stacks)
      .filter(({ resource }) => resource.Type === 'AWS::Logs::LogGroup')
      .map((group) => ({ ...group, writers: writersOf(stacks, group, 'LogGroupName') }));
  GROUPS.set(stacks, known);
  return known;
}

/**
 * The resources that name a log group or bucket, and those that its own name is made of: a function writes to the group
 * that is named after it.
 */
export function writersOf(
  stacks: readonly StackTemplate[],
  target: FoundResource,
  physicalName: string,
): readonly FoundResource[] {
  return [
    ...referrersOf(stacks, target, physicalName),
    ...references(stacks, target.stack, target.resource.Properties?.[physicalName]),
  ];
}

const EVERY = new WeakMap<readonly StackTemplate[], readonly FoundResource[]>();

/** Every resource of an application. */
export function everyResource(stacks: readonly StackTemplate[]): readonly FoundResource[] {
  const known =
    EVERY.get(stacks) ??
    stacks.flatMap((stack) => Object.entries(stack.resources).map(([id, resource]) => ({ id, resource, stack })));
  EVERY.set(stacks, known);
  return known;
}

function referrersIn(stacks: readonly StackTemplate[]): Referrers {
  const known = KNOWN.get(stacks);
  if (known !== undefined) {
    return known;
  }
  const referrers = new Map<string, FoundResource[]>();
  for (const one of everyResource(stacks)) {
    const targets = new Set(
      [...references(stacks, one.stack, one.resource.Properties), ...substituted(one)].map(keyOf),
    );
    targets.forEach((key) => referrers.set(key, [...(referrers.get(key) ?? []), one]));
  }
  KNOWN.set(stacks, referrers);
  return referrers;
}

/** What `Fn::Sub` names inside its text. */
function substituted({ resource, stack }: FoundResource): FoundResource[] {
  const text = textOf(resource.Properties);
  const ids = text.includes('"Fn::Sub"') ? [...text.matchAll(/\$\{(\w+)[.}]/g)].map(([, id]) => id) : [];
  return ids.flatMap((id) => (stack.resources[id] ? [{ id, resource: stack.resources[id], stack }] : []));
}

function keyOf({ id, stack }: FoundResource): string {
  return `${stack.name} ${stack.region} ${id}`;
}

function textOf(properties: object | null | undefined): string {
  if (properties === undefined || properties === null) {
    return '';
  }
  const text = TEXTS.get(properties) ?? JSON.stringify(properties);
  TEXTS.set(properties, text);
  return text;
}

/** The name stands alone, in an ARN, or at the start of an address. */
function bearsName(text: string, name: string): boolean {
  return (
    text.includes(name) &&
    [`"${name}"`, `:${name}"`, `:${name}:`, `:${name}/`, `"${name}.`].some((one) => text.includes(one))
  );
}
