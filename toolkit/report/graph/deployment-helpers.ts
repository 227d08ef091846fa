import { LocatedResource, TemplateIndex } from '../../assembly';

const TYPES = ['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine'];

/** Functions and state machines that only deployments run: those of custom resources, and what they call. */
export function deploymentHelpers(index: TemplateIndex): Set<string> {
  const helpers = new Set<string>();
  const visit = (located: LocatedResource) => {
    if (TYPES.includes(located.resource.Type) && !helpers.has(located.address)) {
      helpers.add(located.address);
      index.namedBy(located).forEach(visit);
    }
  };
  const custom = index.resources.filter(
    ({ resource: { Type } }) => Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource',
  );
  custom.flatMap(({ resource, stack }) => index.namedIn(resource.Properties?.ServiceToken, stack)).forEach(visit);
  return helpers;
}
