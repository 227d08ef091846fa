import { StackResource, StackTemplate } from '../../templates';

/** A resource of an application. */
export interface Located {
  readonly id: string;
  readonly resource: StackResource;
  readonly stack: StackTemplate;
}

const TEXTS = new WeakMap<StackResource, string>();

/** The properties of a resource as text; kept, for a bill asks often. */
export function textOf(resource: StackResource): string {
  const known = TEXTS.get(resource);
  if (known !== undefined) {
    return known;
  }
  const text = JSON.stringify(resource.Properties ?? {});
  TEXTS.set(resource, text);
  return text;
}

/** Every resource of an application of some types. */
export function located(stacks: readonly StackTemplate[], ...types: readonly string[]): Located[] {
  return stacks.flatMap((stack) => Object.entries(stack.resources).filter(([, { Type }]) => types.includes(Type)).map(([id, resource]) => ({ id, resource, stack })));
}

/**
 * Whether a text (properties as JSON) names a resource: by `Ref`, `Fn::GetAtt` or `Fn::Sub` in the same stack, by an output or export of its
 * stack as AWS CDK names them, or by its physical name.
 *
 * @param text the properties, or a part of them, as JSON
 * @param from the stack in which the text stands
 * @param target the resource
 * @param physicalName the property that holds its name, for example `BucketName`
 */
export function names(text: string, from: StackTemplate, { id, resource, stack }: Located, physicalName?: string): boolean {
  const physical = physicalName === undefined ? undefined : resource.Properties?.[physicalName];
  if (typeof physical === 'string' && physical.length > 2 && physicalNameIn(text, physical)) {
    return true;
  }
  if (from === stack) {
    return text.includes(`"${id}"`) || text.includes(`"${id}.`) || text.includes(`\${${id}}`) || text.includes(`\${${id}.`);
  }
  return text.includes(id) && outputOf(stack, id).test(text);
}

/** The name stands alone, or at the end of an ARN or the start of an address. */
function physicalNameIn(text: string, name: string): boolean {
  return [`"${name}"`, `:${name}"`, `:${name}:`, `:${name}/`, `"${name}.`].some((one) => text.includes(one));
}

/** How another stack names a resource: `Fn::GetStackOutput` with the stack and an output, or `Fn::ImportValue` with both. */
function outputOf({ name }: StackTemplate, id: string): RegExp {
  const stack = name.replace(/[^A-Za-z0-9]/g, '\\$&');
  return new RegExp(`(?:"StackName":"${stack}"[^}]*"|"${stack}:)[A-Za-z]*(?:Ref|FnGetAtt)${id}`);
}
