import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { whatIsHeld } from '../toolkit/diff/stateful-types';

/** Where the data goes: beside the prices, compiled into the command. */
export const FILE = 'data/replacement.json';

/** The properties whose change makes, or may make, AWS CloudFormation replace a resource of one type. */
export interface TypeData {
  readonly replaces?: string[];
  readonly mayReplace?: string[];
  /** The same for parts of properties, as paths. */
  readonly partsReplace?: string[];
  readonly partsMayReplace?: string[];
  /** The other properties of a type that holds something: one that is not here is not known, and a risk. */
  readonly inPlace?: string[];
}

type SpecDatabase = ReturnType<typeof loadAwsServiceSpecSync>;
type Property = { readonly type: unknown; readonly causesReplacement?: string };
type Properties = Readonly<Record<string, Property>>;

/** Reads the published service specification; sorted, so that the same specification gives the same bytes. */
export function replacementData(): { source: string; types: Record<string, TypeData> } {
  const specification = loadAwsServiceSpecSync();
  const resources = [...specification.all('resource')].sort((one, other) =>
    one.cloudFormationType.localeCompare(other.cloudFormationType),
  );
  const types = resources.flatMap(({ cloudFormationType, properties }) => {
    const named = (answer: string) =>
      Object.keys(properties)
        .filter((name) => (properties[name].causesReplacement ?? 'no') === answer)
        .sort();
    const [parts, mayParts] = ['yes', 'maybe'].map((answer) => partsOf(specification, properties, answer));
    const data = {
      replaces: named('yes'),
      mayReplace: named('maybe'),
      partsReplace: parts,
      partsMayReplace: mayParts,
      inPlace: whatIsHeld({ Type: cloudFormationType }) === undefined ? [] : named('no'),
    };
    return [
      [cloudFormationType, Object.fromEntries(Object.entries(data).filter(([, list]) => list.length > 0))] as const,
    ];
  });
  return { source: `@aws-cdk/aws-service-spec ${versionOfSpec()}`, types: Object.fromEntries(types) };
}

/** Paths of parts whose change replaces, below properties of which the specification does not say so as a whole. */
function partsOf(
  specification: SpecDatabase,
  properties: Properties,
  answer: string,
  path: readonly string[] = [],
  seen: readonly string[] = [],
): string[] {
  return Object.entries(properties).flatMap(([name, { type, causesReplacement = 'no' }]) => {
    const here = [...path, name];
    if (causesReplacement !== 'no') {
      return path.length > 0 && causesReplacement === answer ? [here.join('.')] : [];
    }
    const definitions = definitionsOf(type).filter((id) => !seen.includes(id));
    return [
      ...new Set(
        definitions.flatMap((id) =>
          partsOf(specification, specification.get('typeDefinition', id).properties, answer, here, [...seen, id]),
        ),
      ),
    ].sort();
  });
}

/** The type definitions that a type of a property names, alone, in a list or in a map. */
function definitionsOf(type: unknown): string[] {
  const {
    type: kind,
    reference,
    element,
    types = [],
  } = type as { type?: string; reference?: { $ref: string }; element?: unknown; types?: unknown[] };
  return kind === 'ref' && reference
    ? [reference.$ref]
    : [...(element === undefined ? [] : [element]), ...types].flatMap(definitionsOf);
}

/** One type per line: a change of the specification reads as such. */
export function rendered({ source, types }: ReturnType<typeof replacementData>): string {
  const lines = Object.entries(types).map(([type, data]) => `    ${JSON.stringify(type)}: ${JSON.stringify(data)}`);
  return `{\n  "source": ${JSON.stringify(source)},\n  "types": {\n${lines.join(',\n')}\n  }\n}\n`;
}

function versionOfSpec(): string {
  const file = join(dirname(require.resolve('@aws-cdk/aws-service-spec')), '../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

if (require.main === module) {
  writeFileSync(FILE, rendered(replacementData()));
  process.stdout.write(`${FILE} written\n`);
}
