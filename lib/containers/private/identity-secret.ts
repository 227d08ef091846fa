import { Arn, ArnFormat, Lazy, Names, Stack, Token } from 'aws-cdk-lib';
import { Secret as ContainerSecret } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
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
          resources: [inFixedOrder(key.keyArn, key)],
          conditions: { StringEquals: { 'kms:ViaService': viaService(secret.secretArn, Stack.of(secret)) } },
        }),
      );
    }
    return Grant.addToPrincipal({
      grantee,
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      resourceArns: [inFixedOrder(secret.secretFullArn ?? `${secret.secretArn}-??????`, secret)],
    });
  }
}

function viaService(secretArn: string, stack: Stack): string {
  const region = secretArn.startsWith('arn:')
    ? Arn.split(secretArn, ArnFormat.COLON_RESOURCE_NAME).region
    : stack.region;
  return `secretsmanager.${region ?? stack.region}.amazonaws.com`;
}

const ARNS = new WeakMap<IConstruct, string>();

/**
 * The ARN of a construct as a token that sorts by the path of the construct, the same token each time.
 *
 * AWS CDK merges the statements of a role, sorts their ARNs as text before it resolves them, and publishes the outputs
 * of the other stack in that order. Tokens without a name sort by their number, `${Token[TOKEN.1000]}` before
 * `${Token[TOKEN.999]}`, and the numbers start at random: the same configuration would not always give the same bytes.
 */
function inFixedOrder(arn: string, owner: IConstruct): string {
  if (!Token.isUnresolved(arn)) {
    return arn;
  }
  const known = ARNS.get(owner) ?? Lazy.string({ produce: () => arn }, { displayHint: Names.nodeUniqueId(owner.node) });
  ARNS.set(owner, known);
  return known;
}
