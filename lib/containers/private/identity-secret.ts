import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import { Secret as ContainerSecret } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { WorkloadSecret } from '../../core/workload-secret';

/**
 * A secret of a container that is granted only on the role that reads it.
 *
 * `Secret.fromSecretsManager` calls `ISecret.grantRead`, which for a secret with a customer managed key adds a
 * statement with the role's ARN to the key policy. When key and service live in different stacks, the key's stack would
 * then depend on the service's, which is a circle. The keys that AWS CDK makes trust the account's IAM policies, so the
 * role's own statement is enough.
 */
export class IdentitySecret extends ContainerSecret {
  public readonly arn: string;
  public readonly hasField: boolean;

  constructor(private readonly source: WorkloadSecret) {
    super();
    const { secret, fieldName } = source;
    this.arn = fieldName ? `${secret.secretArn}:${fieldName}::` : secret.secretArn;
    this.hasField = fieldName !== undefined;
  }

  public grantRead(grantee: IGrantable): Grant {
    const secret = this.source.secret;
    const key = secret.encryptionKey;
    if (key) {
      grantee.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({
          actions: ['kms:Decrypt'],
          resources: [key.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': viaService(secret.secretArn, Stack.of(secret)) } },
        }),
      );
    }
    return Grant.addToPrincipal({
      grantee,
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      resourceArns: [secret.secretFullArn ?? `${secret.secretArn}-??????`],
    });
  }
}

function viaService(secretArn: string, stack: Stack): string {
  const region = secretArn.startsWith('arn:')
    ? Arn.split(secretArn, ArnFormat.COLON_RESOURCE_NAME).region
    : stack.region;
  return `secretsmanager.${region ?? stack.region}.amazonaws.com`;
}
