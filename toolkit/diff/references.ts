import { NESTED, Resolver } from '../assembly';
import { KeyedStack, PlacedResource, stackKeyOf } from './places';

/** A property that names a resource. */
export interface Use {
  readonly user: PlacedResource;
  readonly property: string;
}

/** An object of one entry: a function of AWS CloudFormation, or nothing of the kind. */
function functionOf(value: object): readonly [string, unknown] | undefined {
  const name = Object.keys(value).find((key) =>
    ['Ref', 'Fn::GetAtt', 'Fn::ImportValue', 'Fn::GetStackOutput'].includes(key),
  );
  return name === undefined ? undefined : [name, (value as Record<string, unknown>)[name]];
}

/**
 * Which resources values of a template lead to: by name, by attribute, through exports, outputs and the parameters of
 * nested stacks.
 */
export class References {
  private readonly stacks: ReadonlyMap<string, KeyedStack>;
  private readonly exports: ReadonlyMap<string, readonly [string, unknown]>;
  private readonly resolvers = new Map<string, Resolver>();

  /**
   * @param stacks the stacks of one side
   * @param resources the resources of that side
   */
  public constructor(
    stacks: readonly KeyedStack[],
    private readonly resources: ReadonlyMap<string, PlacedResource>,
  ) {
    this.stacks = new Map(stacks.map((one) => [one.key, one]));
    this.exports = new Map(
      stacks.flatMap(({ key, stack }) =>
        Object.values(stack.surroundings?.Outputs ?? {}).flatMap(({ Value, Export }) =>
          typeof Export?.Name === 'string' ? [[Export.Name, [key, Value]] as const] : [],
        ),
      ),
    );
  }

  /** Which properties name each resource. */
  public uses(): Map<string, Use[]> {
    const uses = new Map<string, Use[]>();
    for (const user of this.resources.values()) {
      for (const [property, value] of Object.entries(user.resource.Properties ?? {})) {
        for (const target of new Set(this.targets(value, stackKeyOf(user)))) {
          uses.set(target, uses.get(target) ?? []);
          uses.get(target)!.push({ user, property });
        }
      }
    }
    return uses;
  }

  /** Keys of the resources that values of one lead to. */
  public targetsOf(one: PlacedResource, values: readonly unknown[]): string[] {
    return this.targets(values, stackKeyOf(one));
  }

  /** A value in which everything that leads to a resource is marked. */
  public marked(value: unknown, target: string, stack: string): unknown {
    if (Array.isArray(value)) {
      return value.map((one: unknown) => this.marked(one, target, stack));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    return functionOf(value) && this.targets(value, stack).includes(target)
      ? { ...value, 'made anew': true }
      : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.marked(one, target, stack)]));
  }

  /** Keys of the resources that a value of a stack leads to. */
  private targets(value: unknown, stack: string): string[] {
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    const called = Array.isArray(value) ? undefined : functionOf(value);
    return called
      ? this.named(called[0], called[1], stack)
      : Object.values(value).flatMap((one: unknown) => this.targets(one, stack));
  }

  private named(name: string, content: unknown, stack: string): string[] {
    if (name === 'Ref') {
      return this.resources.has(`${stack}/${String(content)}`)
        ? [`${stack}/${String(content)}`]
        : this.ofParameter(String(content), stack);
    }
    if (name === 'Fn::GetAtt') {
      return this.ofAttribute(content, stack);
    }
    if (name === 'Fn::ImportValue') {
      const [owner, value] = this.exports.get(String(content)) ?? [];
      return owner === undefined ? [] : this.targets(this.worked(owner, value), owner);
    }
    return this.ofStackOutput(content);
  }

  /** A parameter of a nested stack is what the stack above hands down. */
  private ofParameter(name: string, stack: string): string[] {
    const parent = this.resources.get(stack);
    const given = (parent?.resource.Properties?.Parameters as Record<string, unknown> | undefined)?.[name];
    return parent && given !== undefined ? this.targets(given, stackKeyOf(parent)) : [];
  }

  /** An attribute of a resource, or an output of a nested stack. */
  private ofAttribute(content: unknown, stack: string): string[] {
    const [id, attribute] = (Array.isArray(content) ? content : []) as [unknown, unknown];
    const key = `${stack}/${String(id)}`;
    const output = /^Outputs\.(.+)$/.exec(String(attribute))?.[1];
    const isNested = this.resources.get(key)?.resource.Type === NESTED;
    return [
      ...(this.resources.has(key) ? [key] : []),
      ...(output !== undefined && isNested ? this.ofOutput(key, output) : []),
    ];
  }

  /** An output that another stack reads weakly. */
  private ofStackOutput(content: unknown): string[] {
    const { StackName, OutputName, Region } = (content ?? {}) as Readonly<Record<string, unknown>>;
    const owner = [...this.stacks.values()].find(
      ({ stack }) =>
        stack.name === StackName && (Region === undefined || typeof Region !== 'string' || stack.region === Region),
    );
    return owner ? this.ofOutput(owner.key, String(OutputName)) : [];
  }

  private ofOutput(stack: string, name: string): string[] {
    const value = this.stacks.get(stack)?.stack.surroundings?.Outputs?.[name]?.Value;
    return value === undefined ? [] : this.targets(this.worked(stack, value), stack);
  }

  /** A value of an output with what is known filled in. */
  private worked(key: string, value: unknown): unknown {
    const keyed = this.stacks.get(key);
    if (keyed && !this.resolvers.has(key)) {
      this.resolvers.set(key, new Resolver(keyed.stack));
    }
    return this.resolvers.get(key)?.value(value);
  }
}
