import { referenced, StackResource, StackTemplate } from '../assembly';

/** A resource and where it is. */
export interface FoundResource {
  readonly id: string;
  readonly resource: StackResource;
  readonly stack: StackTemplate;
}

const TYPES = new WeakMap<readonly StackTemplate[], Map<string, readonly FoundResource[]>>();

/** The resources of some types, of every stack. */
export function resourcesOfType(
  stacks: readonly StackTemplate[],
  ...types: readonly string[]
): readonly FoundResource[] {
  const known = TYPES.get(stacks) ?? new Map<string, readonly FoundResource[]>();
  TYPES.set(stacks, known);
  const name = types.join();
  const found =
    known.get(name) ??
    stacks.flatMap((stack) =>
      Object.entries(stack.resources).flatMap(([id, resource]) =>
        types.includes(resource.Type) ? [{ id, resource, stack }] : [],
      ),
    );
  known.set(name, found);
  return found;
}

/**
 * The resource that a value refers to, by `Ref` or `Fn::GetAtt` in its own stack, or by an output of another stack.
 *
 * @param stacks every stack of the application
 * @param stack the stack of the value
 * @param value the value, as the template writes it
 */
export function resourceOf(
  stacks: readonly StackTemplate[],
  stack: StackTemplate,
  value: unknown,
): FoundResource | undefined {
  const id = referenced(value);
  const own = id === undefined ? undefined : stack.resources[id];
  if (id !== undefined && own !== undefined) {
    return { id, resource: own, stack };
  }
  const output = outputOf(stacks, value);
  return output && resourceOf(stacks, output.stack, output.value);
}

/** Whether a value refers anywhere inside to a resource, in the own stack or through outputs. */
export function refersTo(
  stacks: readonly StackTemplate[],
  stack: StackTemplate,
  value: unknown,
  target: Pick<FoundResource, 'id' | 'stack'>,
): boolean {
  return references(stacks, stack, value).some((one) => one.id === target.id && one.stack === target.stack);
}

type Found = WeakMap<object, readonly FoundResource[]>;

/** Kept for the stacks of one bill: pricers ask for the same values again and again. */
const FOUND = new WeakMap<readonly StackTemplate[], WeakMap<StackTemplate, Found>>();

/** The resources that a value refers to anywhere inside. */
export function references(
  stacks: readonly StackTemplate[],
  stack: StackTemplate,
  value: unknown,
): readonly FoundResource[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const known = foundIn(stacks, stack);
  const found = known.get(value) ?? lookedUp(stacks, stack, value);
  known.set(value, found);
  return found;
}

function lookedUp(stacks: readonly StackTemplate[], stack: StackTemplate, value: object): readonly FoundResource[] {
  const found = resourceOf(stacks, stack, value);
  return found ? [found] : Object.values(value).flatMap((one) => references(stacks, stack, one));
}

function foundIn(stacks: readonly StackTemplate[], stack: StackTemplate): Found {
  const perStack = FOUND.get(stacks) ?? new WeakMap<StackTemplate, Found>();
  FOUND.set(stacks, perStack);
  const found: Found = perStack.get(stack) ?? new WeakMap();
  perStack.set(stack, found);
  return found;
}

/** The output of another stack that `Fn::ImportValue` or `Fn::GetStackOutput` names. */
function outputOf(
  stacks: readonly StackTemplate[],
  value: unknown,
): { readonly stack: StackTemplate; readonly value: unknown } | undefined {
  const { 'Fn::ImportValue': imported, 'Fn::GetStackOutput': weak } = (value ?? {}) as {
    readonly 'Fn::ImportValue'?: unknown;
    readonly 'Fn::GetStackOutput'?: { readonly StackName?: string; readonly OutputName?: string };
  };
  if (weak !== undefined) {
    const producer = stacks.find(({ name }) => name === weak.StackName);
    const output = producer?.sections?.Outputs?.[weak.OutputName ?? ''];
    return producer && output ? { stack: producer, value: output.Value } : undefined;
  }
  if (typeof imported !== 'string') {
    return undefined;
  }
  for (const producer of stacks) {
    const output = Object.values(producer.sections?.Outputs ?? {}).find(({ Export }) => Export?.Name === imported);
    if (output) {
      return { stack: producer, value: output.Value };
    }
  }
  return undefined;
}
