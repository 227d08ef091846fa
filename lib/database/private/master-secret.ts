import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** Letters and digits only, because applications put the password into URLs. 40 of them carry 238 bits. */
const PASSWORD_LENGTH = 40;

/**
 * Creates the secret of the master user.
 *
 * CloudFormation owns it, because a secret managed by Amazon RDS rules out read replicas, the move to Aurora and other
 * Regions. Any change to `generateSecretString` generates a new password, so it must not depend on sizes or stages.
 *
 * It is encrypted with the AWS managed key `aws/secretsmanager`. With a customer managed key, CDK would add every role
 * that may read the secret to the policy of the key, which makes the data stack depend on later stacks.
 */
export function masterSecret(
  scope: Construct,
  username: string,
  removalPolicy: RemovalPolicy,
  replicaRegions: string[] = [],
): Secret {
  const secret = new Secret(scope, 'Secret', {
    description: 'Master user of a PostgreSQL database',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username }),
      generateStringKey: 'password',
      passwordLength: PASSWORD_LENGTH,
      excludePunctuation: true,
    },
    replicaRegions: replicaRegions.length > 0 ? replicaRegions.map((region) => ({ region })) : undefined,
    removalPolicy,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'Containers read the password at startup, so a rotation requires a restart of the services. Rotate with a ' +
      'deployment, or connect with IAM tokens.',
  });
  return secret;
}
