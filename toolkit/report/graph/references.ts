import { StackResource, StackTemplate } from '../../assembly';

/** A resource with where it is. */
export interface PlacedResource {
  /** `stack/logicalId`. */
  readonly key: string;
  readonly id: string;
  readonly stack: StackTemplate;
  readonly resource: StackResource;
}

/** Properties with which a resource is given a name that others may use as text. */
const NAMES = [
  'DBInstanceIdentifier',
  'DBClusterIdentifier',
  'GlobalClusterIdentifier',
  'BucketName',
  'QueueName',
  'TableName',
  'TopicName',
  'FunctionName',
  'DBProxyName',
  'ClusterName',
  'ReplicationGroupId',
];

/** Shorter names are words that appear in texts by chance. */
const LEAST_NAME = 8;

type Tree = Readonly<Record<string, unknown>>;

/**
 * Every resource of an app, and which of them a value names: by reference, through outputs of other stacks, or by a
 * given name.
 */
export class ReferenceIndex {
  public readonly all: readonly PlacedResource[];
  private readonly byKey: ReadonlyMap<string, PlacedResource>;
  private readonly stacks: ReadonlyMap<string, StackTemplate>;
  private readonly names: readonly (readonly [string, string])[];
  private readonly found = new Map<string, readonly PlacedResource[]>();

  /**
   * @param stacks every stack
   */
  constructor(stacks: readonly StackTemplate[]) {
    this.all = stacks.flatMap((stack) =>
      Object.entries(stack.resources).map(([id, resource]) => ({ key: `${stack.name}/${id}`, id, stack, resource })),
    );
    this.byKey = new Map(this.all.map((one) => [one.key, one]));
    this.stacks = new Map(stacks.map((stack) => [stack.name, stack]));
    this.names = this.all.flatMap((one) => nameOf(one.resource).map((name) => [name, one.key] as const));
  }

  /** The resource of `stack/logicalId`. */
  public get(key: string): PlacedResource | undefined {
    return this.byKey.get(key);
  }

  /** Every resource of a type. */
  public ofType(...types: readonly string[]): PlacedResource[] {
    return this.all.filter(({ resource }) => types.includes(resource.Type));
  }

  /** The resources that a whole resource names. */
  public namedBy(one: PlacedResource): readonly PlacedResource[] {
    const known = this.found.get(one.key) ?? this.named(one.resource.Properties, one.stack);
    this.found.set(one.key, known);
    return known;
  }

  /**
   * The resources that a value names, each once.
   *
   * @param value a value of a template
   * @param stack the stack in whose template it stands
   */
  public named(value: unknown, stack: StackTemplate): PlacedResource[] {
    const keys = new Set<string>();
    this.collect(value, stack, keys, 0);
    return [...keys].flatMap((key) => this.byKey.get(key) ?? []);
  }

  private collect(value: unknown, stack: StackTemplate, keys: Set<string>, depth: number): void {
    // Outputs may name outputs; a circle can not be deployed, but may be written.
    if (depth > 40) {
      return;
    }
    if (typeof value === 'string') {
      this.names.filter(([name]) => value.includes(name)).forEach(([, key]) => keys.add(key));
    } else if (Array.isArray(value)) {
      value.forEach((item) => this.collect(item, stack, keys, depth + 1));
    } else if (typeof value === 'object' && value !== null) {
      Object.entries(value).forEach(([name, item]) => this.collectEntry(name, item, stack, keys, depth + 1));
    }
  }

  private collectEntry(name: string, item: unknown, stack: StackTemplate, keys: Set<string>, depth: number): void {
    if (name === 'Ref' && typeof item === 'string') {
      this.collectReference(item, undefined, stack, keys, depth);
    } else if (name === 'Fn::GetAtt') {
      const [id, ...attribute] = Array.isArray(item) ? item.map(String) : String(item).split('.');
      this.collectReference(id, attribute.join('.'), stack, keys, depth);
    } else if (name === 'Fn::Sub') {
      const [text, values] = Array.isArray(item) ? (item as [unknown, unknown]) : [item, {}];
      [...String(text).matchAll(/\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}/g)].forEach(([, id, attribute]) =>
        this.collectReference(id, attribute, stack, keys, depth),
      );
      this.collect([text, values], stack, keys, depth);
    } else if (name === 'Fn::GetStackOutput') {
      const { StackName, OutputName } = item as { readonly StackName?: string; readonly OutputName?: string };
      this.collectOutput(this.stacks.get(String(StackName)), String(OutputName), keys, depth);
    } else if (name === 'Fn::ImportValue') {
      this.collectImport(item, keys, depth);
    } else {
      this.collect(item, stack, keys, depth);
    }
  }

  /**
   * A reference to a resource, to a parameter that the parent of a nested stack gives, or to an output of a nested
   * stack.
   */
  private collectReference(
    id: string,
    attribute: string | undefined,
    stack: StackTemplate,
    keys: Set<string>,
    depth: number,
  ): void {
    const key = `${stack.name}/${id}`;
    const slash = stack.name.lastIndexOf('/');
    const parent = this.stacks.get(stack.name.slice(0, Math.max(0, slash)));
    if (attribute?.startsWith('Outputs.')) {
      this.collectOutput(this.stacks.get(key), attribute.slice('Outputs.'.length), keys, depth);
    } else if (this.byKey.has(key)) {
      keys.add(key);
    } else if (parent) {
      const given = parent.resources[stack.name.slice(slash + 1)]?.Properties?.Parameters as Tree | undefined;
      this.collect(given?.[id], parent, keys, depth);
    }
  }

  private collectOutput(stack: StackTemplate | undefined, output: string, keys: Set<string>, depth: number): void {
    const value = stack?.sections?.Outputs?.[output]?.Value;
    if (stack && value !== undefined) {
      this.collect(value, stack, keys, depth);
    }
  }

  private collectImport(name: unknown, keys: Set<string>, depth: number): void {
    const wanted = JSON.stringify(name);
    for (const stack of this.stacks.values()) {
      const exported = Object.values(stack.sections?.Outputs ?? {}).find(
        ({ Export }) => JSON.stringify(Export?.Name) === wanted,
      );
      if (exported) {
        this.collect(exported.Value, stack, keys, depth);
      }
    }
  }
}

function nameOf({ Type, Properties = {} }: StackResource): string[] {
  // A record is named by its whole name, without the dot at its end.
  const names =
    Type === 'AWS::Route53::RecordSet' ? [String(Properties.Name).replace(/\.$/, '')] : ownNames(Type, Properties);
  return names.filter((name) => name.length >= LEAST_NAME);
}

/** What names the group that it belongs to has that name not for itself. */
function ownNames(type: string, properties: Tree): string[] {
  const isMember = type === 'AWS::RDS::DBInstance';
  const others = ['AWS::RDS::DBProxyTargetGroup', 'AWS::ECS::Service'];
  return others.includes(type)
    ? []
    : NAMES.filter((name) => !(isMember && name === 'DBClusterIdentifier')).flatMap((name) =>
        typeof properties[name] === 'string' ? [properties[name]] : [],
      );
}
