import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import * as ts from 'typescript';
import { SchemaCheck } from '../../config/schema-problems';
import schema from '../../schemas/growth.schema.json';
import { GrowthMeasure, GrowthStages, StageSelector, StageSignals, StageTransitions } from '../../stages';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
}

interface Property {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
  readonly documented: boolean;
}

const root = schema as unknown as Schema;
const ROOT = join(__dirname, '../..');

/** The properties of every interface of a source file. */
function interfacesOf(path: string): Map<string, Property[]> {
  const source = ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, Property[]>();
  source.forEachChild((node) => {
    if (ts.isInterfaceDeclaration(node)) {
      found.set(
        node.name.text,
        node.members.filter(ts.isPropertySignature).map((member) => ({
          name: member.name.getText().replace(/'/g, ''),
          optional: member.questionToken !== undefined,
          type: member.type?.getText() ?? '',
          documented: ts.getJSDocCommentsAndTags(member).length > 0,
        })),
      );
    }
  });
  return found;
}

const FILES = ['growth-document', 'regions-document', 'sizes-document'].map((name) => `config/${name}.ts`);
const interfaces = new Map([...FILES.flatMap((file) => [...interfacesOf(file)]), ...interfacesOf('stages/signals.ts')]);

/** The interface that describes an object of the schema, and what the schema leaves out of it. */
function interfaceOf(type: string): { name: string; leftOut: string[] } | undefined {
  const element = /^(Document\w+)\[\]$/.exec(type);
  if (element) {
    return interfaceOf(element[1]);
  }
  const omit = /^Omit<(\w+), '(\w+)'>$/.exec(type);
  const name = omit ? omit[1] : type;
  return interfaces.has(name) ? { name, leftOut: omit ? [omit[2]] : [] } : undefined;
}

function compare(place: string, typeName: string, object: Schema, leftOut: readonly string[], visited: string[]): void {
  visited.push(typeName);
  const typed = interfaces.get(typeName)!.filter(({ name }) => !leftOut.includes(name));
  const names = Object.keys(object.properties ?? {}).filter((name) => name !== '$schema');
  expect([place, names.sort()]).toEqual([place, typed.map(({ name }) => name).sort()]);
  expect([place, [...(object.required ?? [])].sort()]).toEqual([
    place,
    typed
      .filter(({ optional }) => !optional)
      .map(({ name }) => name)
      .sort(),
  ]);
  expect([place, object.additionalProperties]).toEqual([place, false]);
  typed.forEach((property) => {
    const child = object.properties![property.name];
    const nested = interfaceOf(property.type);
    expect([`${place}.${property.name}`, property.documented]).toEqual([`${place}.${property.name}`, true]);
    if (property.type === 'DocumentSizes') {
      visited.push(property.type);
      Object.values(child.properties!).forEach((stage) => compare('sizes', 'DocumentStageSizes', stage, [], visited));
    } else if (nested) {
      compare(`${place}.${property.name}`, nested.name, child.items ?? child, nested.leftOut, visited);
    } else {
      expect([`${place}.${property.name}`, kindOf(child)]).toEqual([
        `${place}.${property.name}`,
        property.type.replace('GrowthMeasure[]', 'string[]'),
      ]);
    }
  });
}

/** The TypeScript type of a leaf of the schema. */
function kindOf({ type, items, additionalProperties }: Schema): string {
  const plain: Record<string, string> = { integer: 'number', number: 'number', string: 'string', boolean: 'boolean' };
  if (type === 'array') {
    return `${kindOf(items!)}[]`;
  }
  return type === 'object' ? `{ readonly [name: string]: ${kindOf(additionalProperties as Schema)} }` : plain[type!];
}

/** Every property of the schema with its place. */
function walk(object: Schema, place = ''): [string, Schema][] {
  return Object.entries(object.properties ?? {}).flatMap(([name, child]) => [
    [`${place}${name}`, child] as [string, Schema],
    ...walk(child, `${place}${name}.`),
  ]);
}

test('schema and types have the same properties, of the same kind, and require the same ones', () => {
  const visited: string[] = [];
  compare('growth', 'GrowthDocument', root, [], visited);
  const all = [...FILES.flatMap((file) => [...interfacesOf(file).keys()]), 'StageSignals'];
  expect([...new Set(visited)].sort()).toEqual(all.sort());
});

describe('editors get', () => {
  test.each(walk(root).map(([place, child]) => ({ place, child })))('a sentence about $place', ({ child }) => {
    expect(child.description).toMatch(/^[A-Z0-9].*\.$/);
  });

  test('examples that are valid themselves', () => {
    walk(root).forEach(([place, child]) => {
      (child.examples ?? []).forEach((example) => {
        const problems = new SchemaCheck({ type: 'object', properties: { value: child } } as never).problems({
          value: example,
        });
        expect([place, problems]).toEqual([place, []]);
      });
    });
  });
});

test('the names of stages, steps and measures are those of the catalogue', () => {
  expect(root.properties!.stage.enum).toEqual(GrowthStages.NAMES);
  expect(root.properties!.step.enum).toEqual([
    ...new Set(StageTransitions.ALL.flatMap(({ steps }) => steps.map(({ name }) => name))),
  ]);
  expect(root.properties!.signals.properties!.measuresInUse.items!.enum).toEqual(Object.values(GrowthMeasure));
  expect(Object.keys(root.properties!.sizes.properties!)).toEqual(GrowthStages.ALL.map(({ name }) => name));
});

test('schema and selector admit the same signals', () => {
  const check = new SchemaCheck({
    type: 'object',
    additionalProperties: false,
    required: ['users'],
    properties: { users: root.properties!.users, ...root.properties!.signals.properties },
  } as never);
  const number = fc.oneof(
    fc.integer({ min: -2, max: 110 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant('3'),
    fc.constant(null),
  );
  const names = [...Object.keys(root.properties!.signals.properties!), 'users', 'user'];
  const values = fc.oneof(number, fc.constantFrom<unknown>([], ['EU'], [' '], ['cache'], ['pool'], [3]));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 4 }), number, (signals, users) => {
      const given = { users, ...signals };
      expect(check.problems(given).length === 0).toBe(
        StageSelector.problems(given as unknown as StageSignals).length === 0,
      );
    }),
    { numRuns: 500 },
  );
});
