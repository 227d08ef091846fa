import { canonical } from './canonical';
import { isLiteral } from './parameter-values';
import { LocatedValue, StackCatalog } from './stack-catalog';
import { StackIdentity } from './stack-identity';
import { StackTemplate } from './stack-template';

interface WeakReference {
  readonly StackName?: unknown;
  readonly OutputName?: unknown;
  readonly Region?: unknown;
  readonly RoleArn?: unknown;
}

/**
 * The outputs of stacks, and which of them other stacks read.
 *
 * `Fn::ImportValue` finds exports of its own account and Region. `Fn::GetStackOutput` finds the stack in the Region
 * that it names, otherwise in its own, and in the account of its role, otherwise in its own.
 *
 * An account or Region that the app does not say may be any. Of several possible stacks the nearest counts: the one
 * that has most of account, Region and copy in common with the consumer. If several are equally near, all of them
 * count.
 */
export class StackOutputs {
  private readonly outputs = new Map<StackTemplate, ReadonlyMap<string, LocatedValue>>();
  private exports?: ReadonlyMap<string, readonly LocatedValue[]>;
  private byName?: ReadonlyMap<string, readonly { readonly stack: StackTemplate }[]>;

  /** @param catalog the stacks */
  public constructor(private readonly catalog: StackCatalog) {}

  /** An output of a stack; undefined if there is none, or its condition is known not to hold. */
  public of(stack: StackTemplate, name: string): LocatedValue | undefined {
    const outputs = this.outputs.get(stack) ?? this.outputsOf(stack);
    this.outputs.set(stack, outputs);
    return outputs.get(name);
  }

  /**
   * The exports that `Fn::ImportValue` reads.
   *
   * @param name the name of the export, as it is written
   * @param consumer the stack in which it is written
   */
  public imported(name: unknown, consumer: StackTemplate): readonly LocatedValue[] {
    this.exports ??= this.everyExport();
    const found = this.exports.get(keyOf(this.catalog.nameIn(consumer, name))) ?? [];
    return this.catalog.reachable(found, consumer);
  }

  /**
   * The outputs that `Fn::GetStackOutput` reads.
   *
   * @param content the argument of the function
   * @param consumer the stack in which it is written
   */
  public read(content: unknown, consumer: StackTemplate): readonly LocatedValue[] {
    this.byName ??= groupedBy(
      this.catalog.stacks.map((stack) => ({ stack })),
      ({ stack }) => stack.name,
    );
    const { StackName, OutputName, Region, RoleArn } = Object.fromEntries(
      Object.entries(content ?? {}).map(([key, value]) => [key, this.catalog.nameIn(consumer, value)]),
    ) as WeakReference;
    const wanted = wantedStack(StackName, Region, RoleArn, consumer);
    return this.catalog
      .reachable(this.byName.get(wanted.name) ?? [], consumer, wanted)
      .flatMap(({ stack }) => this.of(stack, String(OutputName)) ?? []);
  }

  private outputsOf(stack: StackTemplate): ReadonlyMap<string, LocatedValue> {
    return new Map(this.entriesOf(stack).map(([name, { Value }]) => [name, { stack, value: Value }]));
  }

  private everyExport(): ReadonlyMap<string, readonly LocatedValue[]> {
    const exported = this.catalog.stacks.flatMap((stack) =>
      this.entriesOf(stack).flatMap(([name, { Export }]) =>
        Export?.Name === undefined
          ? []
          : [{ key: keyOf(this.catalog.nameIn(stack, Export.Name)), output: this.of(stack, name)! }],
      ),
    );
    const groups = groupedBy(exported, ({ key }) => key);
    return new Map([...groups].map(([key, group]) => [key, group.map(({ output }) => output)]));
  }

  private entriesOf(stack: StackTemplate) {
    return Object.entries(stack.sections?.Outputs ?? {}).filter(
      ([, { Condition }]) => Condition === undefined || this.catalog.holds(stack, Condition) !== false,
    );
  }
}

/** A name that is not known before deployment is the same only if it is written in the same way. */
function keyOf(name: unknown): string {
  return isLiteral(name) ? String(name) : canonical(name);
}

/** The stack that `Fn::GetStackOutput` names: `StackName` may be an ARN. */
function wantedStack(name: unknown, region: unknown, role: unknown, consumer: StackTemplate): StackIdentity {
  const [, arnRegion, arnAccount, arnName] = /^arn:[^:]*:cloudformation:([^:]*):([^:]*):stack\/([^/]+)/.exec(
    String(name),
  ) ?? [undefined, undefined, undefined, String(name)];
  const given = region === undefined ? consumer.region : region;
  const account = arnAccount ?? (role === undefined ? consumer.account : accountOf(role));
  return {
    name: arnName,
    region: arnRegion ?? (typeof given === 'string' ? given : ''),
    ...(account === undefined ? {} : { account }),
  };
}

/** The account of a role; undefined if its ARN is not known before deployment. */
function accountOf(role: unknown): string | undefined {
  return /^arn:[^:]*:iam::(\d{12}):/.exec(typeof role === 'string' ? role : '')?.[1];
}

function groupedBy<T>(items: readonly T[], keyOfItem: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOfItem(item)) ?? [];
    groups.set(keyOfItem(item), group);
    group.push(item);
  }
  return groups;
}
