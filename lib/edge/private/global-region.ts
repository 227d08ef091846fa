import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';

/** The Region of CloudFront's control plane, web ACLs, certificates and log deliveries. */
export const GLOBAL_REGION = 'us-east-1';

/** Requires the stack to be in us-east-1, unless its Region is a token. */
export function requireGlobalRegion(problems: Problems, scope: Construct, why: string): void {
  const region = Stack.of(scope).region;
  problems.require(
    Token.isUnresolved(region) || region === GLOBAL_REGION,
    `\`env.region\` of the stack must be ${GLOBAL_REGION}, got: ${got(region)}; ${why}`,
  );
}
