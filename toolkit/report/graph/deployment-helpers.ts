import { PlacedResource, ReferenceIndex } from './references';

const TYPES = ['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine'];

/** Functions and state machines that only deployments run: those of custom resources, and what they call. */
export function helpersOf(index: ReferenceIndex): Set<string> {
  const helpers = new Set<string>();
  const visit = (one: PlacedResource) => {
    if (TYPES.includes(one.resource.Type) && !helpers.has(one.key)) {
      helpers.add(one.key);
      index.namedBy(one).forEach(visit);
    }
  };
  const custom = index.all.filter(
    ({ resource: { Type } }) => Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource',
  );
  custom.flatMap((one) => index.named(one.resource.Properties?.ServiceToken, one.stack)).forEach(visit);
  return helpers;
}
