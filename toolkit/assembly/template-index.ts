import { LocatedResource } from './located-resource';
import { PhysicalNames } from './physical-names';
import { REFERENCES, ReferenceWalk } from './reference-walk';
import { StackCatalog } from './stack-catalog';
import { stackAddresses } from './stack-identity';
import { StackOutputs } from './stack-outputs';
import { StackTemplate } from './stack-template';

/** A property that refers to a resource. */
export interface Use {
  readonly user: LocatedResource;
  readonly property: string;
}

/**
 * The resources of an application by account, Region and stack, and what refers to what: by `Ref`, `Fn::GetAtt`,
 * `Fn::Sub`, exports and outputs of other stacks, and parameters and outputs of nested stacks.
 */
export class TemplateIndex {
  private readonly catalog: StackCatalog;
  private readonly outputs: StackOutputs;
  private readonly byAddress: ReadonlyMap<string, LocatedResource>;
  private readonly byType = new Map<string, LocatedResource[]>();
  private readonly referred = new Answers();
  private readonly named = new Answers();
  private physicalNames?: PhysicalNames;
  private uses?: ReadonlyMap<string, readonly Use[]>;
  private hasSeveralAccounts?: boolean;

  /**
   * @param stacks every stack, nested ones behind the stack that contains them
   * @param addresses their addresses, in the same order
   */
  public constructor(
    public readonly stacks: readonly StackTemplate[],
    addresses: readonly string[] = stackAddresses(stacks),
  ) {
    this.catalog = new StackCatalog(stacks, addresses);
    this.outputs = new StackOutputs(this.catalog);
    this.byAddress = new Map(this.resources.map((located) => [located.address, located]));
    for (const located of this.resources) {
      const { Type } = located.resource;
      this.byType.set(Type, this.byType.get(Type) ?? []);
      this.byType.get(Type)!.push(located);
    }
  }

  /** Every resource, in the order of the templates. */
  public get resources(): readonly LocatedResource[] {
    return this.catalog.resources;
  }

  /** The resource with an address. */
  public get(address: string): LocatedResource | undefined {
    return this.byAddress.get(address);
  }

  /** The resource with a logical id. */
  public at(stack: StackTemplate, id: string): LocatedResource | undefined {
    return this.catalog.at(stack, id);
  }

  /** Every resource of some types. */
  public ofType(...types: readonly string[]): readonly LocatedResource[] {
    return types.length === 1
      ? (this.byType.get(types[0]) ?? [])
      : this.resources.filter(({ resource }) => types.includes(resource.Type));
  }

  /** The resource that deploys a nested stack; undefined for a stack that is deployed on its own. */
  public ownerOf(stack: StackTemplate): LocatedResource | undefined {
    return this.catalog.ownerOf(stack);
  }

  /**
   * The resources that a value refers to, anywhere inside.
   *
   * @param value a value of a template
   * @param stack the stack in whose template it is written
   */
  public targets(value: unknown, stack: StackTemplate): readonly LocatedResource[] {
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    return this.referred.of(stack, value, () => [...this.walk().visit(value, stack).targets]);
  }

  /** The resource that a value itself refers to; undefined if it is no reference, or leads to no resource. */
  public target(value: unknown, stack: StackTemplate): LocatedResource | undefined {
    return isReference(value) ? this.targets(value, stack)[0] : undefined;
  }

  /** Whether a value refers to a resource, anywhere inside. */
  public leadsTo(value: unknown, stack: StackTemplate, target: Pick<LocatedResource, 'address'>): boolean {
    return this.targets(value, stack).some(({ address }) => address === target.address);
  }

  /** The properties that refer to a resource, or to an output of it if it is a nested stack. */
  public usesOf({ address }: LocatedResource): readonly Use[] {
    this.uses ??= this.everyUse();
    return this.uses.get(address) ?? [];
  }

  /**
   * The resources that a value names: those that it refers to, and those whose given names it contains.
   *
   * @param value a value of a template
   * @param stack the stack in whose template it is written
   */
  public namedIn(value: unknown, stack: StackTemplate): readonly LocatedResource[] {
    const names = (this.physicalNames ??= new PhysicalNames(this.catalog));
    const find = () => {
      const walk = new ReferenceWalk(this.catalog, this.outputs, (text, at) => names.in(text, at));
      return [...walk.visit(value, stack).targets];
    };
    return typeof value === 'object' && value !== null ? this.named.of(stack, value, find) : find();
  }

  /** The resources that the properties of a resource name. */
  public namedBy({ resource, stack }: LocatedResource): readonly LocatedResource[] {
    return this.namedIn(resource.Properties, stack);
  }

  /** Those that are nearest to a stack, by account and Region; of several that are equally near, all. */
  public nearest<T extends { readonly stack: StackTemplate }>(all: readonly T[], stack: StackTemplate): readonly T[] {
    return this.catalog.nearest(all, stack);
  }

  /** The Region of a stack, with the account in front if the application has stacks in several. */
  public environmentOf({ region, account }: StackTemplate): string {
    this.hasSeveralAccounts ??= new Set(this.stacks.map((stack) => stack.account)).size > 1;
    return this.hasSeveralAccounts && account !== undefined ? `${account}/${region}` : region;
  }

  private walk(): ReferenceWalk {
    return new ReferenceWalk(this.catalog, this.outputs);
  }

  private everyUse(): ReadonlyMap<string, readonly Use[]> {
    const uses = new Map<string, Use[]>();
    for (const user of this.resources) {
      const properties = Object.entries(user.resource.Properties ?? {});
      for (const [property, value] of properties.filter(([, content]) => typeof content === 'object')) {
        const { targets, nestedStacks } = this.walk().visit(value, user.stack);
        for (const { address } of new Set([...targets, ...nestedStacks])) {
          uses.set(address, uses.get(address) ?? []);
          uses.get(address)!.push({ user, property });
        }
      }
    }
    return uses;
  }
}

/** Answers to what was asked before: the same values are asked for again and again. */
class Answers {
  private readonly known = new Map<StackTemplate, WeakMap<object, readonly LocatedResource[]>>();

  public of(stack: StackTemplate, value: object, find: () => readonly LocatedResource[]): readonly LocatedResource[] {
    const ofStack = this.known.get(stack) ?? new WeakMap<object, readonly LocatedResource[]>();
    this.known.set(stack, ofStack);
    const answer = ofStack.get(value) ?? find();
    ofStack.set(value, answer);
    return answer;
  }
}

/** Whether a value is a function that refers to something. */
export function isReference(value: unknown): value is object {
  return typeof value === 'object' && value !== null && REFERENCES.some((name) => name in value);
}

const INDEXES = new WeakMap<readonly StackTemplate[], TemplateIndex>();

/** The index of an application, built once for the same list of stacks. */
export function templateIndexOf(stacks: readonly StackTemplate[]): TemplateIndex {
  const index = INDEXES.get(stacks) ?? new TemplateIndex(stacks);
  INDEXES.set(stacks, index);
  return index;
}
