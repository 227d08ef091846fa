import { LocatedResource } from './located-resource';
import { defaultValues, literalValues, ParameterValues } from './parameter-values';
import { Resolver } from './resolver';
import { copyNumbers, Environment, mayShareEnvironment, parentStacks } from './stack-identity';
import { StackTemplate } from './stack-template';

/** A value with the stack in whose template it is written. */
export interface LocatedValue {
  readonly stack: StackTemplate;
  readonly value: unknown;
}

/** The stacks of an application with their resources, and how nested stacks hang together. */
export class StackCatalog {
  /** Every resource, in the order of the templates. */
  public readonly resources: readonly LocatedResource[];
  private readonly byStack: ReadonlyMap<StackTemplate, ReadonlyMap<string, LocatedResource>>;
  private readonly parents: ReadonlyMap<StackTemplate, LocatedResource>;
  private readonly children: ReadonlyMap<LocatedResource, StackTemplate>;
  private readonly copies: ReadonlyMap<StackTemplate, number>;
  private readonly known = new Map<StackTemplate, Resolver>();
  private readonly assumed = new Map<StackTemplate, Resolver>();

  /**
   * @param stacks every stack
   * @param addresses their addresses, in the same order
   */
  public constructor(
    public readonly stacks: readonly StackTemplate[],
    addresses: readonly string[],
  ) {
    const located = stacks.map((stack, index) => locatedIn(stack, addresses[index]));
    this.resources = located.flat();
    this.byStack = new Map(stacks.map((stack, index) => [stack, new Map(located[index].map((own) => [own.id, own]))]));
    this.parents = new Map(
      [...parentStacks(stacks)].flatMap(([child, parent]) => {
        const owner = this.at(parent, child.name.slice(parent.name.length + 1));
        return owner ? [[child, owner] as const] : [];
      }),
    );
    this.children = new Map([...this.parents].map(([child, owner]) => [owner, child]));
    const copies = copyNumbers(stacks);
    this.copies = new Map(stacks.map((stack, index) => [stack, copies[index]]));
  }

  /** The resource with a logical id. */
  public at(stack: StackTemplate, id: string): LocatedResource | undefined {
    return this.byStack.get(stack)?.get(id);
  }

  /** The resource that deploys a nested stack; undefined for a stack that is deployed on its own. */
  public ownerOf(stack: StackTemplate): LocatedResource | undefined {
    return this.parents.get(stack);
  }

  /** The nested stack that a resource deploys. */
  public nestedIn(owner: LocatedResource): StackTemplate | undefined {
    return this.children.get(owner);
  }

  /** What the parent of a nested stack passes to a parameter. */
  public passedTo(stack: StackTemplate, parameter: string): LocatedValue | undefined {
    const owner = this.ownerOf(stack);
    const value = owner && parametersOf(owner)[parameter];
    return owner && value !== undefined ? { stack: owner.stack, value } : undefined;
  }

  /** Whether a condition of a stack holds; undefined if that is not known before it is deployed. */
  public holds(stack: StackTemplate, condition: string): boolean | undefined {
    return this.resolverOf(stack).holds(condition);
  }

  /**
   * The value of a name, for example of an export. A parameter without a known value counts as its default, because
   * names rarely depend on more.
   */
  public nameIn(stack: StackTemplate, value: unknown): unknown {
    return typeof value === 'string' ? value : this.assumingResolverOf(stack).value(value);
  }

  /**
   * Those that are nearest to an account and Region, and to a stack's copy of an app that says neither. Of several that
   * are equally near, all.
   */
  public nearest<T extends { readonly stack: StackTemplate }>(
    all: readonly T[],
    stack: StackTemplate,
    { account, region }: Environment = stack,
  ): readonly T[] {
    if (all.length < 2) {
      return all;
    }
    const copy = this.copies.get(stack);
    const distances = all.map(
      ({ stack: other }) =>
        [other.account === account, other.region === region, this.copies.get(other) === copy].filter((same) => !same)
          .length,
    );
    const least = Math.min(...distances);
    return all.filter((_, index) => distances[index] === least);
  }

  /** The nearest of those that may be in an account and Region. */
  public reachable<T extends { readonly stack: StackTemplate }>(
    all: readonly T[],
    stack: StackTemplate,
    environment: Environment = stack,
  ): readonly T[] {
    const possible = all.filter((candidate) => mayShareEnvironment(candidate.stack, environment));
    return this.nearest(possible, stack, environment);
  }

  /** Works out what is known for certain. */
  private resolverOf(stack: StackTemplate): Resolver {
    const resolver =
      this.known.get(stack) ??
      new Resolver(stack, {
        ...this.passedLiterals(stack, (parent) => this.resolverOf(parent)),
        ...stack.parameterValues,
      });
    this.known.set(stack, resolver);
    return resolver;
  }

  /** Works out what is likely: with the defaults of parameters, and with the name of the stack. */
  private assumingResolverOf(stack: StackTemplate): Resolver {
    const resolver =
      this.assumed.get(stack) ??
      new Resolver(
        stack,
        {
          ...defaultValues(stack),
          ...this.passedLiterals(stack, (parent) => this.assumingResolverOf(parent)),
          ...stack.parameterValues,
        },
        this.ownerOf(stack) || stack.fromFile ? {} : { 'AWS::StackName': stack.name },
      );
    this.assumed.set(stack, resolver);
    return resolver;
  }

  private passedLiterals(stack: StackTemplate, resolverOf: (parent: StackTemplate) => Resolver): ParameterValues {
    const owner = this.ownerOf(stack);
    return owner
      ? literalValues(resolverOf(owner.stack).value(parametersOf(owner)) as Readonly<Record<string, unknown>>)
      : {};
  }
}

function locatedIn(stack: StackTemplate, address: string): LocatedResource[] {
  return Object.entries(stack.resources).map(([id, resource]) => ({
    address: `${address}/${id}`,
    id,
    stack,
    resource,
  }));
}

function parametersOf({ resource }: LocatedResource): Readonly<Record<string, unknown>> {
  return (resource.Properties?.Parameters ?? {}) as Readonly<Record<string, unknown>>;
}
