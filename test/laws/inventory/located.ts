import { CfnElement, Stack } from 'aws-cdk-lib';
import { GrowthDocument } from '../../../config';
import { platformApp, SynthesizedResource, SynthesizedTemplate } from '../helpers/assemble';

/** One resource of a stack, by the path of its construct. */
export interface LocatedResource {
  readonly path: string;
  readonly resource: SynthesizedResource;
}

/** One stack of a platform with the paths of what it contains. */
export interface LocatedStack {
  readonly name: string;
  /** The name without application and environment, for example `data`. */
  readonly part: string;
  readonly region: string;
  readonly template: SynthesizedTemplate;
  /** Construct path within the stack, by logical id. */
  readonly paths: ReadonlyMap<string, string>;
}

/** The path below the stack; CDK calls the only resource of a construct `Resource` or `Default`. */
function pathInStack(element: CfnElement): string {
  const path = element.node.path.slice(Stack.of(element).node.path.length + 1);
  return path.replace(/\/(Resource|Default)$/, '');
}

/** The stacks that a configuration describes, in the order of their names. */
export function locatedStacks(document: GrowthDocument): LocatedStack[] {
  const { app, platform } = platformApp(document);
  const assembly = app.synth();
  return platform.stacks
    .map((stack) => ({
      name: stack.stackName,
      part: stack.stackName.replace(`${document.application}-${document.environment}-`, ''),
      region: stack.region,
      template: assembly.getStackArtifact(stack.artifactId).template as SynthesizedTemplate,
      paths: new Map(
        stack.node
          .findAll()
          .filter((child) => CfnElement.isCfnElement(child))
          .map((child) => [stack.resolve(child.logicalId) as string, pathInStack(child)] as const),
      ),
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The resources of a stack whose type passes, in the order of their paths. */
export function resourcesIn(
  { template, paths }: LocatedStack,
  passes: (type: string) => boolean = () => true,
): LocatedResource[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => passes(Type))
    .map(([id, resource]) => ({ path: paths.get(id) ?? id, resource }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}
