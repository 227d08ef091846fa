import { Resolver, StackTemplate } from '../assembly';

type Values = Readonly<Record<string, string>>;

/**
 * The stacks with everything filled in that is known without deploying: parameters at the values of a deployed stack,
 * at those that the parent of a nested stack gives, or at their defaults; mappings; branches of known conditions. A
 * resource whose condition does not hold is not there.
 *
 * @param stacks the templates as they are written
 */
export function resolvedStacks(stacks: readonly StackTemplate[]): StackTemplate[] {
  const done: StackTemplate[] = [];
  for (const stack of stacks) {
    done.push(resolvedStack(stack, { ...defaultsOf(stack), ...givenBy(done, stack), ...stack.parameterValues }));
  }
  return done;
}

function resolvedStack(stack: StackTemplate, values: Values): StackTemplate {
  const resolver = new Resolver(stack, values);
  const resources = Object.entries(stack.resources).flatMap(([id, resource]) => {
    const resolved = resolver.resource(resource);
    return resolved === undefined ? [] : [[id, resolved] as const];
  });
  return { ...stack, resources: Object.fromEntries(resources) };
}

/** A parameter without a default stays unknown, and so does one that names an SSM parameter. */
function defaultsOf({ sections }: StackTemplate): Values {
  return literals(Object.entries(sections?.Parameters ?? {}).map(([name, { Default }]) => [name, Default]));
}

/** What the parent of a nested stack gives it; a nested stack bears the name of its parent and its logical id. */
function givenBy(parents: readonly StackTemplate[], { name }: StackTemplate): Values {
  const slash = name.lastIndexOf('/');
  const parent = parents.find((one) => slash > 0 && one.name === name.slice(0, slash));
  return literals(
    Object.entries((parent?.resources[name.slice(slash + 1)]?.Properties?.Parameters as object | undefined) ?? {}),
  );
}

function literals(entries: readonly (readonly [string, unknown])[]): Values {
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [],
    ),
  );
}
