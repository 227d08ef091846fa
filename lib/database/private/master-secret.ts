import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** Letters and digits only, so that the password can stand in a URL; 40 of them carry 238 bits. */
const PASSWORD_LENGTH = 40;

/**
 * The secret of the master user.
 *
 * CloudFormation owns it, not Amazon RDS: a secret that RDS manages rules out read replicas and the way to Aurora and
 * to other Regions. Changing anything in `generateSecretString` generates another password, so nothing in it may depend
 * on sizes or stages.
 *
 * It is encrypted with the account's key `aws/secretsmanager`. With a customer managed key CDK writes every role that
 * may read the secret into the policy of the key, that is roles of later stacks into the stack of the data, which makes
 * the two depend on each other.
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
      'containers read the password when they start, so rotation has to be paired with a restart of the ' +
      ('services; rotate with a deployment, or ' + 'connect with IAM tokens'),
  });
  return secret;
}
