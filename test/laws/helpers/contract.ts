import { resourcesOf, Templates } from './assemble';

/** The names of the variables that each process of the workload sees, by stack and process. */
export function variablesByProcess(templates: Templates): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [id, { Type, Properties = {} }] of resourcesOf(templates)) {
    if (Type === 'AWS::EC2::LaunchTemplate' && id.includes('VmGroup')) {
      found[`${id.split('/')[0]} vm`] = variablesOfUserData(JSON.stringify(Properties));
    }
    if (Type === 'AWS::ECS::TaskDefinition') {
      found[id.replace(/^(.*)\/(.*)TaskDefinition.*$/, '$1 $2')] = variablesOfTask(Properties);
    }
  }
  return found;
}

/** The file that every container of a virtual machine reads, and the secrets that are fetched into a second one. */
function variablesOfUserData(text: string): string[] {
  const [, file] = /\/etc\/growth\/environment <<'GROWTH_EOF'\\n(.*?)GROWTH_EOF/.exec(text) ?? [];
  const plain = [...(file ?? '').matchAll(/(?:^|\\n)([A-Z][A-Z0-9_]*)=/g)].map(([, name]) => name);
  const secret = [...text.matchAll(/fetch '([A-Z][A-Z0-9_]*)'/g)].map(([, name]) => name);
  return [...plain, ...secret].sort();
}

interface Named {
  readonly Name: string;
}

function variablesOfTask(properties: Record<string, unknown>): string[] {
  const [container] = (properties.ContainerDefinitions as { Environment?: Named[]; Secrets?: Named[] }[]) ?? [];
  return [...(container.Environment ?? []), ...(container.Secrets ?? [])].map(({ Name }) => Name).sort();
}
