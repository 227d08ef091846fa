import { Stack, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';

interface Rendered {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: string[];
  readonly 'Fn::Join'?: [string, unknown[]];
}

/** Writes an ARN as cdk-nag does in the id of a finding. */
function flatten(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const node = value as Rendered;
  if (node['Fn::Join']) {
    return node['Fn::Join'][1].map(flatten).join(node['Fn::Join'][0]);
  }
  if (node.Ref) {
    return `<${node.Ref}>`;
  }
  return node['Fn::GetAtt'] ? `<${node['Fn::GetAtt'].join('.')}>` : JSON.stringify(value);
}

/**
 * Acknowledges cdk-nag's finding about a wildcard in these ARNs. The id of the finding holds the ARN as it stands in
 * the template, which is known only once references between stacks are resolved: that is done before constructs are
 * validated, and cdk-nag runs after.
 */
export function acknowledgeWildcards(scope: Construct, arns: string[], reason: string): void {
  scope.node.addValidation({
    validate: () => {
      const stack = Stack.of(scope);
      const ids = arns.map((arn) => `AwsSolutions-IAM5[Resource::${flatten(stack.resolve(arn))}]`);
      Validations.of(scope).acknowledge(...ids.map((id) => ({ id, reason })));
      return [];
    },
  });
}
