import { defaultValues, literalValues, ParameterValues, parentStacks, Resolver, StackTemplate } from '../assembly';

/** Resolved once for the same list of stacks: an application is priced for many numbers of users. */
const RESOLVED = new WeakMap<readonly StackTemplate[], readonly StackTemplate[]>();

/**
 * The stacks with everything filled in that is known without deploying: parameters at the values of a deployed stack,
 * at those that the parent of a nested stack passes, or at their defaults; mappings; branches of known conditions. A
 * resource whose condition does not hold is left out.
 *
 * @param stacks the templates as they are written
 */
export function resolvedStacks(stacks: readonly StackTemplate[]): readonly StackTemplate[] {
  const resolved = RESOLVED.get(stacks) ?? resolveAll(stacks);
  RESOLVED.set(stacks, resolved);
  return resolved;
}

function resolveAll(stacks: readonly StackTemplate[]): StackTemplate[] {
  const parents = parentStacks(stacks);
  const resolved = new Map<StackTemplate, StackTemplate>();
  for (const stack of stacks) {
    const parent = resolved.get(parents.get(stack) ?? stack);
    const parameterValues = { ...defaultValues(stack), ...passedBy(parent, stack), ...stack.parameterValues };
    resolved.set(stack, resolvedStack(stack, parameterValues));
  }
  return [...resolved.values()];
}

function resolvedStack(stack: StackTemplate, parameterValues: ParameterValues): StackTemplate {
  const resolver = new Resolver(stack, parameterValues);
  const resources = Object.entries(stack.resources).flatMap(([id, resource]) => {
    const resolved = resolver.resource(resource);
    return resolved === undefined ? [] : [[id, resolved] as const];
  });
  return { ...stack, parameterValues, resources: Object.fromEntries(resources) };
}

/** What the parent of a nested stack passes to it. */
function passedBy(parent: StackTemplate | undefined, { name }: StackTemplate): ParameterValues {
  const owner = parent?.resources[name.slice(parent.name.length + 1)];
  return literalValues((owner?.Properties?.Parameters ?? {}) as Readonly<Record<string, unknown>>);
}
