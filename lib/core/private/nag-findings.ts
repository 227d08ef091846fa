import { Stack, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';

interface Rendered {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: string[];
  readonly 'Fn::Join'?: [string, unknown[]];
}

/** An ARN as cdk-nag writes it in the id of a finding. */
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
 * Acknowledges cdk-nag's finding about wildcards in ARNs.
 *
 * The id of a finding contains the ARN as the template has it, which is only known once references between stacks are
 * resolved. CDK resolves them before it validates constructs, and cdk-nag runs after that.
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
