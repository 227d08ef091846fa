import { Environment, LocatedResource, mayShareEnvironment, StackTemplate, TemplateIndex } from '../assembly';

/** The JSON of properties, in which names are looked for again and again. */
const TEXTS = new WeakMap<object, string>();

/**
 * The resources whose properties name another one: by reference, through outputs, or by its physical name.
 *
 * @param index the application
 * @param target the resource that is named
 * @param nameProperty the property that holds its physical name, for example `BucketName`
 */
export function referrersOf(
  index: TemplateIndex,
  target: LocatedResource,
  nameProperty?: string,
): readonly LocatedResource[] {
  const referring = new Set(index.usesOf(target).map(({ user }) => user));
  const name = nameProperty === undefined ? undefined : nameOf(target, nameProperty);
  if (name === undefined) {
    return [...referring];
  }
  const naming = index.resources.filter(
    (located) =>
      located.address !== target.address &&
      !referring.has(located) &&
      containsName(textOf(located.resource.Properties), name) &&
      isMeantIn(index, located.stack, target, nameProperty!),
  );
  return [...referring, ...naming];
}

/** Whether a value names a resource: by reference, through outputs, or by its physical name. */
export function isNamed(
  index: TemplateIndex,
  stack: StackTemplate,
  value: unknown,
  target: LocatedResource,
  nameProperty: string,
): boolean {
  const name = nameOf(target, nameProperty);
  return (
    index.leadsTo(value, stack, target) ||
    (name !== undefined &&
      containsName(JSON.stringify(value ?? null), name) &&
      isMeantIn(index, stack, target, nameProperty))
  );
}

/**
 * The resource of a type that a string names: by its physical name in the account and Region of the stack, or by its
 * ARN.
 *
 * @param index the application
 * @param stack the stack in whose template the string is written
 * @param type the type
 * @param nameProperty the property that holds the physical name
 * @param value the string; undefined is returned for what is none
 */
export function resourceNamed(
  index: TemplateIndex,
  stack: StackTemplate,
  type: string,
  nameProperty: string,
  value: unknown,
): LocatedResource | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const environment = environmentOf(value) ?? stack;
  const namesakes = index.ofType(type).filter((located) => {
    const name = nameOf(located, nameProperty);
    return name !== undefined && (value === name || value.endsWith(`:${name}`));
  });
  return index.nearest(
    namesakes.filter((located) => mayShareEnvironment(located.stack, environment)),
    stack,
  )[0];
}

/** The account and Region of an ARN; undefined if a string is none. */
function environmentOf(text: string): Environment | undefined {
  const [, region, account] = /^arn:[^:]*:[^:]*:([^:]*):([^:]*):/.exec(text) ?? [];
  return region === undefined ? undefined : { region, ...(account === '' ? {} : { account }) };
}

/** A log group with the resources that name it or that its name is made of. */
export interface LogGroup extends LocatedResource {
  readonly writers: readonly LocatedResource[];
}

const GROUPS = new WeakMap<TemplateIndex, readonly LogGroup[]>();

/** Every log group of an application. */
export function logGroupsOf(index: TemplateIndex): readonly LogGroup[] {
  const known =
    GROUPS.get(index) ??
    index
      .ofType('AWS::Logs::LogGroup')
      .map((group) => ({ ...group, writers: writersOf(index, group, 'LogGroupName') }));
  GROUPS.set(index, known);
  return known;
}

/**
 * The resources that name a log group or bucket, and those that its own name is made of: a function writes to the group
 * that is named after it.
 */
export function writersOf(
  index: TemplateIndex,
  target: LocatedResource,
  nameProperty: string,
): readonly LocatedResource[] {
  return [
    ...referrersOf(index, target, nameProperty),
    ...index.targets(target.resource.Properties?.[nameProperty], target.stack),
  ];
}

function nameOf({ resource }: LocatedResource, nameProperty: string): string | undefined {
  const name = resource.Properties?.[nameProperty];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** Several accounts and Regions may have the same name: a stack means the nearest. */
function isMeantIn(index: TemplateIndex, stack: StackTemplate, target: LocatedResource, nameProperty: string): boolean {
  const name = nameOf(target, nameProperty);
  const namesakes = index.ofType(target.resource.Type).filter((located) => nameOf(located, nameProperty) === name);
  return index.nearest(namesakes, stack).some(({ address }) => address === target.address);
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
function containsName(text: string, name: string): boolean {
  return (
    text.includes(name) &&
    [`"${name}"`, `:${name}"`, `:${name}:`, `:${name}/`, `"${name}.`].some((form) => text.includes(form))
  );
}
