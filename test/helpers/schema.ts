/** What the tests read of a JSON Schema. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

/** A schema without references: each is replaced by what it refers to, under what stands beside it. */
export function withoutReferences({ $defs, ...root }: Schema): Schema {
  const resolved = (node: unknown): unknown => {
    if (Array.isArray(node)) {
      return node.map(resolved);
    }
    if (typeof node !== 'object' || node === null) {
      return node;
    }
    const { $ref, ...own } = node as Schema;
    const target = $ref === undefined ? {} : $defs![$ref.replace('#/$defs/', '')];
    return Object.fromEntries(Object.entries({ ...target, ...own }).map(([name, value]) => [name, resolved(value)]));
  };
  return resolved(root) as Schema;
}
