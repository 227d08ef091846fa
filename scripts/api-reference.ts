import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  Assembly,
  ClassType,
  CollectionKind,
  Docs,
  EnumType,
  InterfaceType,
  isClassType,
  isEnumType,
  isInterfaceType,
  loadAssemblyFromPath,
  Method,
  Parameter,
  Property,
  Type,
  TypeReference,
} from '@jsii/spec';

/**
 * The API reference as Markdown, one page for each folder of the library.
 *
 * It is rendered here, because jsii-docgen writes more than 900 kB of Markdown for this assembly; these pages are a
 * quarter of that.
 */
export const FOLDER = 'docs/api';

const CONSTRUCT = 'constructs.Construct';

/** The types of an assembly, by full name and by the folder of the library that they are in. */
class Library {
  private readonly types: Readonly<Record<string, Type>>;

  constructor({ types = {} }: Assembly) {
    this.types = types;
  }

  /** The folders of the library, sorted. */
  public get folders(): string[] {
    return [...new Set(Object.values(this.types).map(folderOf))].sort();
  }

  /** The types of a folder: each construct with its properties first, then the others. */
  public typesOf(folder: string): Type[] {
    const types = Object.values(this.types)
      .filter((type) => folderOf(type) === folder)
      .sort((left, right) => left.name.localeCompare(right.name));
    const first = types.filter(isConstruct).flatMap((construct) => [construct, ...this.propertiesTypeOf(construct)]);
    return [...new Set([...first, ...types])];
  }

  /** A type of this library; `undefined` if another package declares it. */
  public find(fullName: string): Type | undefined {
    return this.types[fullName];
  }

  /** The properties of a type with those that it inherits from types of this library, required ones first. */
  public propertiesOf(type: ClassType | InterfaceType): Property[] {
    const inherited = [...(type.interfaces ?? []), ...(isClassType(type) && type.base ? [type.base] : [])]
      .map((name) => this.find(name))
      .filter((base): base is ClassType | InterfaceType => base !== undefined && !isEnumType(base))
      .flatMap((base) => this.propertiesOf(base));
    const own = type.properties ?? [];
    const all = [...own, ...inherited.filter(({ name }) => !own.some((property) => property.name === name))];
    return [...all.filter(({ optional }) => !optional), ...all.filter(({ optional }) => optional)];
  }

  private propertiesTypeOf({ initializer, fqn }: ClassType): Type[] {
    const last = initializer?.parameters?.at(-1)?.type;
    const found = last && 'fqn' in last ? this.find(last.fqn) : undefined;
    return found && folderOf(found) === folderOf(this.types[fqn]) ? [found] : [];
  }
}

const isConstruct = (type: Type): type is ClassType => isClassType(type) && type.base === CONSTRUCT;

/** `queue` of `lib/queue/work-queue.ts`. */
const folderOf = (type: Type) => type.locationInModule!.filename.split('/')[1];

const anchorOf = (name: string) => name.toLowerCase();

/** `ec2.IVpc` of `aws-cdk-lib.aws_ec2.IVpc`, `Construct` of `constructs.Construct`. */
const shortName = (fullName: string) => fullName.replace(/^[^.]+\./, '').replace(/^aws_/, '');

function plainType(type: TypeReference): string {
  if ('primitive' in type) {
    return type.primitive;
  }
  if ('fqn' in type) {
    return shortName(type.fqn);
  }
  if ('collection' in type) {
    const element = plainType(type.collection.elementtype);
    return type.collection.kind === CollectionKind.Array ? `${element}[]` : `{ [name: string]: ${element} }`;
  }
  return ('union' in type ? type.union : type.intersection).types.map(plainType).join(' | ');
}

/** The types of this library that a type consists of. */
function namesIn(type: TypeReference): string[] {
  if ('fqn' in type) {
    return [type.fqn];
  }
  return 'collection' in type ? namesIn(type.collection.elementtype) : [];
}

/** Pages are rendered one by one; links lead from any page to any other. */
class Page {
  constructor(
    private readonly library: Library,
    private readonly folder: string,
  ) {}

  public render(): string {
    const types = this.library.typesOf(this.folder).map((type) => this.section(type));
    const guide = `[guide](../../lib/${this.folder}/README.md)`;
    const intro = WITHOUT_GUIDE.includes(this.folder) ? 'Generated from the source.' : `See also the ${guide}.`;
    return [`# API: ${this.folder}`, intro, ...types].join('\n\n') + '\n';
  }

  private section(type: Type): string {
    const parts = isEnumType(type) ? [members(type)] : [this.initializer(type), this.properties(type), methods(type)];
    return [`## ${type.name}`, prose(type.docs), ...parts].filter((part) => part !== '').join('\n\n');
  }

  private initializer(type: ClassType | InterfaceType): string {
    if (!isClassType(type) || !type.initializer) {
      return '';
    }
    return `\`\`\`text\nnew ${type.name}(${(type.initializer.parameters ?? []).map(signature).join(', ')})\n\`\`\``;
  }

  private properties(type: ClassType | InterfaceType): string {
    const properties = this.library.propertiesOf(type);
    const isProps = isInterfaceType(type) && type.datatype === true;
    const defaults = (property: Property) => (isProps ? [defaultOf(property)] : []);
    return table(
      ['Property', 'Type', ...(isProps ? ['Default'] : []), 'Description'],
      properties.map((property) => [
        `\`${property.static ? `${type.name}.` : ''}${property.name}\``,
        this.linked(property.type),
        ...defaults(property),
        cell(property.docs),
      ]),
    );
  }

  /** A type as code, as a link where this library declares it. */
  private linked(type: TypeReference): string {
    const [target] = namesIn(type).flatMap((name) => this.library.find(name) ?? []);
    const text = `\`${plainType(type)}\``;
    if (target === undefined) {
      return text;
    }
    const page = folderOf(target) === this.folder ? '' : `${folderOf(target)}.md`;
    return `[${text}](${page}#${anchorOf(target.name)})`;
  }
}

/** Folders that have no guide of their own. */
const WITHOUT_GUIDE = ['core', 'platform'];

function signature({ name, optional, type }: Parameter): string {
  return `${name}${optional ? '?' : ''}: ${plainType(type)}`;
}

function members({ members: values }: EnumType): string {
  return table(
    ['Member', 'Description'],
    values.map(({ name, docs }) => [`\`${name}\``, cell(docs)]),
  );
}

function methods(type: ClassType | InterfaceType): string {
  return table(
    ['Method', 'Description'],
    (type.methods ?? []).map((method) => [`\`${call(type.name, method)}\``, described(method)]),
  );
}

function call(owner: string, { name, parameters = [], returns, static: isStatic }: Method): string {
  const result = returns ? `: ${plainType(returns.type)}` : '';
  return `${isStatic ? `${owner}.` : ''}${name}(${parameters.map(signature).join(', ')})${result}`;
}

function described({ docs, parameters = [] }: Method): string {
  const explained = parameters.filter(({ docs: own }) => own?.summary !== undefined);
  return [cell(docs), ...explained.map(({ name, docs: own }) => `\`${name}\`: ${cell(own)}`)].join(' ');
}

function defaultOf({ optional, docs }: Property): string {
  return optional ? inline(docs?.default?.replace(/^- /, '') ?? '') : 'required';
}

/** Summary and remarks as they were written: jsii parts a text at its first sentence. */
function prose({ summary = '', remarks = '' }: Docs = {}): string {
  return `${summary}${/[.:]$/.test(summary) ? '\n\n' : ' '}${remarks}`.trim();
}

const cell = (docs: Docs | undefined) => inline(prose(docs));

/** A text as one line of a table. */
const inline = (text: string) => text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|');

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return rows.length === 0 ? '' : [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function index(library: Library): string {
  const rows = library.folders.map((folder) => {
    const link = (type: Type) => `[\`${type.name}\`](${folder}.md#${anchorOf(type.name)})`;
    const types = library.typesOf(folder);
    const constructs = types.filter(isConstruct);
    const named = constructs.length > 0 ? constructs : types.filter(isClassType);
    return [`[${folder}](${folder}.md)`, named.map(link).join(', ')];
  });
  return ['# API reference', INTRODUCTION, table(['Page', 'Constructs'], rows)].join('\n\n') + '\n';
}

const INTRODUCTION = `Every construct, property and type of \`cdk-growth-stages\`, generated from its jsii assembly.
The other entry points (\`cdk-growth-stages/stages\`, \`/config\`) are TypeScript modules with types of their own; see
[stages](../../stages/README.md) and [configuration](../../config/README.md).`;

/** The pages by file name. */
export function apiReference(assembly: Assembly): Readonly<Record<string, string>> {
  const library = new Library(assembly);
  const pages = library.folders.map((folder) => [`${folder}.md`, new Page(library, folder).render()]);
  return Object.fromEntries([['README.md', index(library)], ...pages]);
}

/** The assembly that `npm run build` has written; without the check of the schema, which takes a second. */
export function builtAssembly(root: string): Assembly {
  return loadAssemblyFromPath(root, false);
}

if (require.main === module) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const pages = Object.entries(apiReference(builtAssembly('.')));
  pages.forEach(([name, text]) => writeFileSync(join(FOLDER, basename(name)), text));
  process.stdout.write(`${FOLDER}: ${pages.length} pages written\n`);
}
