import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** Where the data goes: beside the prices, compiled into the command. */
export const FILE = 'data/replacement.json';

/** The properties whose change makes, or may make, AWS CloudFormation replace a resource of one type. */
export interface TypeData {
  readonly replaces?: string[];
  readonly mayReplace?: string[];
}

/** Reads the published service specification; sorted, so that the same specification gives the same bytes. */
export function replacementData(): { source: string; types: Record<string, TypeData> } {
  const resources = [...loadAwsServiceSpecSync().all('resource')].sort((one, other) => one.cloudFormationType.localeCompare(other.cloudFormationType));
  const types = resources.flatMap(({ cloudFormationType, properties }) => {
    const named = (answer: string) => Object.keys(properties).filter((name) => properties[name].causesReplacement === answer).sort();
    const [replaces, mayReplace] = [named('yes'), named('maybe')];
    const data = { ...(replaces.length > 0 ? { replaces } : {}), ...(mayReplace.length > 0 ? { mayReplace } : {}) };
    return [[cloudFormationType, data] as const];
  });
  return { source: `@aws-cdk/aws-service-spec ${versionOfSpec()}`, types: Object.fromEntries(types) };
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
