import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';

/** The Region that holds the control plane of CloudFront, its web ACLs, certificates and log deliveries. */
export const GLOBAL_REGION = 'us-east-1';

/** Records a problem when the stack is known to be outside us-east-1. */
export function requireGlobalRegion(problems: Problems, scope: Construct, why: string): void {
  const region = Stack.of(scope).region;
  problems.require(
    Token.isUnresolved(region) || region === GLOBAL_REGION,
    `\`env.region\` of the stack must be ${GLOBAL_REGION}, got: ${got(region)}; ${why}, so put the ` +
      'construct into a stack of that Region',
  );
}
