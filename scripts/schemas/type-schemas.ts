import * as ts from 'typescript';
import { docComment } from './doc-comment';
import { Schema } from './schema';

/** How a type becomes a schema. */
export interface TypeSchemaOptions {
  /** What only code knows: keywords of a type, or of a property as `Type.property`. */
  readonly keywords?: Readonly<Record<string, Schema>>;

  /** Whether strings are not empty unless `@minLength 0` says so. */
  readonly nonEmptyStrings?: boolean;
}

/** The JSON Schemas of TypeScript types; their comments become descriptions, and their tags rules. */
export class TypeSchemas {
  private readonly program: ts.Program;

  /**
   * @param files the files that export the types
   */
  constructor(files: readonly string[]) {
    const options: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2022, types: [] };
    this.program = ts.createProgram(files, options, ownFilesOnly(options));
  }

  /**
   * The schema of an interface, with every type that has a name of its own in `$defs`.
   *
   * @param file the file that exports the interface
   * @param name the name of the interface
   * @param options what the types do not say
   */
  public of(file: string, name: string, options: TypeSchemaOptions = {}): Schema {
    const checker = this.program.getTypeChecker();
    const source = checker.getSymbolAtLocation(this.program.getSourceFile(file)!)!;
    const symbol = checker.getExportsOfModule(source).find((candidate) => candidate.name === name)!;
    return new Conversion(checker, options).root(symbol);
  }
}

/** One conversion, which collects the definitions. */
class Conversion {
  private readonly definitions: Record<string, Schema> = {};

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly options: TypeSchemaOptions,
  ) {}

  public root(symbol: ts.Symbol): Schema {
    return { ...this.object(this.checker.getDeclaredTypeOfSymbol(symbol)), $defs: this.definitions };
  }

  private ofNode(node: ts.TypeNode): Schema {
    if (ts.isArrayTypeNode(node)) {
      return { type: 'array', items: this.ofNode(node.elementType) };
    }
    if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) {
      return this.ofNode(node.type);
    }
    if (ts.isTupleTypeNode(node)) {
      const { length } = node.elements;
      const items = this.ofNode(node.elements[0] as ts.TypeNode);
      return { type: 'array', items, minItems: length, maxItems: length };
    }
    if (ts.isUnionTypeNode(node)) {
      return this.ofUnion(node);
    }
    return ts.isTypeReferenceNode(node) ? this.ofReference(node) : this.ofType(this.checker.getTypeFromTypeNode(node));
  }

  private ofUnion(node: ts.UnionTypeNode): Schema {
    const parts = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
    const words = wordsOf(this.checker.getTypeFromTypeNode(node));
    if (words.length > 0) {
      return enumeration(words);
    }
    return parts.length === 1 ? this.ofNode(parts[0]) : { anyOf: parts.map((part) => this.ofNode(part)) };
  }

  /** A type with a name of its own; those that the language makes of others, such as `Pick`, have none. */
  private ofReference(node: ts.TypeReferenceNode): Schema {
    const symbol = this.symbolOf(node);
    const [declaration] = symbol.declarations ?? [];
    const [first, second] = node.typeArguments ?? [];
    if (symbol.name === 'Readonly') {
      return this.ofNode(first);
    }
    if (symbol.name === 'Record' && ts.isTypeReferenceNode(first)) {
      return this.ofRecord(this.symbolOf(first), second);
    }
    return node.typeArguments || !declaration
      ? this.ofType(this.checker.getTypeFromTypeNode(node))
      : this.named(symbol.name, declaration);
  }

  /** A value for each member of an enumeration, whose comments describe them. */
  private ofRecord(keys: ts.Symbol, values: ts.TypeNode): Schema {
    const members = (keys.declarations ?? []).filter(ts.isEnumDeclaration).flatMap(({ members: all }) => [...all]);
    const properties = members.map((member) => [
      String(this.checker.getConstantValue(member)),
      { description: docComment(member).description, ...this.ofNode(values) },
    ]);
    const required = properties.map(([name]) => name);
    return { type: 'object', required, properties: Object.fromEntries(properties), additionalProperties: false };
  }

  private symbolOf({ typeName }: ts.TypeReferenceNode): ts.Symbol {
    const symbol = this.checker.getSymbolAtLocation(typeName)!;
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private named(name: string, declaration: ts.Node): Schema {
    if (!this.definitions[name]) {
      this.definitions[name] = {};
      const { description, rules } = docComment(declaration);
      const members = ts.isEnumDeclaration(declaration) ? this.memberSentences(declaration) : [];
      const schema = ts.isTypeAliasDeclaration(declaration)
        ? this.ofNode(declaration.type)
        : this.ofType(this.checker.getTypeAtLocation(declaration));
      this.definitions[name] = {
        description: [description, ...members].join(' '),
        ...schema,
        ...rules,
        ...this.options.keywords?.[name],
      };
    }
    return { $ref: `#/$defs/${name}` };
  }

  private memberSentences({ members }: ts.EnumDeclaration): string[] {
    return members.map((member) => `\`${this.checker.getConstantValue(member)}\`: ${docComment(member).description}`);
  }

  private ofType(type: ts.Type): Schema {
    const words = wordsOf(type);
    if (words.length > 0) {
      return enumeration(words);
    }
    if (type.flags & ts.TypeFlags.String) {
      return { type: 'string', ...(this.options.nonEmptyStrings ? { minLength: 1 } : {}) };
    }
    if (type.flags & ts.TypeFlags.Number) {
      return { type: 'number' };
    }
    if (type.flags & ts.TypeFlags.BooleanLike) {
      return { type: 'boolean' };
    }
    if (type.flags & ts.TypeFlags.Null) {
      return { type: 'null' };
    }
    if (type.flags & ts.TypeFlags.Object) {
      return this.object(type);
    }
    throw new Error(`no JSON Schema is known for ${this.checker.typeToString(type)}`);
  }

  private object(type: ts.Type): Schema {
    const properties = this.checker.getPropertiesOfType(type);
    const required = properties.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    const values = this.checker.getIndexInfosOfType(type)[0]?.declaration?.type;
    return {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      ...(properties.length > 0 ? { properties: this.properties(properties) } : {}),
      additionalProperties: values ? this.ofNode(values) : false,
    };
  }

  private properties(symbols: readonly ts.Symbol[]): Record<string, Schema> {
    return Object.fromEntries(symbols.map((symbol) => [symbol.name, this.property(symbol)]));
  }

  private property(symbol: ts.Symbol): Schema {
    const [declaration] = symbol.declarations ?? [];
    if (!declaration || !ts.isPropertySignature(declaration) || !declaration.type) {
      return this.ofType(this.checker.getTypeOfSymbol(symbol));
    }
    const owner = ts.isInterfaceDeclaration(declaration.parent) ? declaration.parent.name.text : '';
    const { description, rules, proposals } = docComment(declaration);
    const schema = this.ofNode(declaration.type);
    const all = { ...rules, ...this.options.keywords?.[`${owner}.${symbol.name}`] };
    if (schema.$ref && Object.keys(all).length > 0) {
      // Draft 7 looks at nothing beside a reference.
      throw new Error(`${owner}.${symbol.name}: rules belong to the type ${String(schema.$ref)}`);
    }
    return { description, ...schema, ...all, ...proposals };
  }
}

/** Reads the project alone: no schema needs what packages declare, and that takes long. */
function ownFilesOnly(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (names, file) =>
    names.map(({ text }) =>
      text.startsWith('.') ? ts.resolveModuleName(text, file, options, host) : { resolvedModule: undefined },
    );
  return host;
}

/** The words of an enumeration; empty for any other type. */
function wordsOf(type: ts.Type): (string | number)[] {
  const parts = (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  return parts.every((part) => part.isStringLiteral() || part.isNumberLiteral())
    ? parts.map((part) => (part as ts.StringLiteralType | ts.NumberLiteralType).value)
    : [];
}

function enumeration(words: readonly (string | number)[]): Schema {
  return { type: typeof words[0], ...(words.length === 1 ? { const: words[0] } : { enum: words }) };
}
