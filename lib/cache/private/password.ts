import { ArnFormat, Fn, Stack, Validations } from 'aws-cdk-lib';
import { CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ValkeyCacheProps } from '../valkey-cache-props';
import { sharedResourcesPolicyOf } from './defaults';

/** Acknowledges that a secret of the cache does not rotate on a schedule. */
export function acknowledgeRotation(secret: Secret): void {
  const reason =
    'URL and password must change together: add the new password to the user, update both secrets, restart the ' +
    'clients, remove the old password. Rotation on a schedule would disconnect the clients.';
  Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason });
}

/** Creates the password of the user `app`. */
export function createPassword(cache: Construct, props: ValkeyCacheProps): Secret {
  const secret = new Secret(cache, 'Password', {
    description: 'Password of the cache user "app"',
    // Letters and digits only, because the password is part of a URL. ElastiCache requires 16 to 128 characters.
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
    replicaRegions: props.passwordReplicaRegions,
  });
  secret.applyRemovalPolicy(sharedResourcesPolicyOf(props));
  acknowledgeRotation(secret);
  return secret;
}

/**
 * The ARN of a replica differs from its primary's only in the Region. Account and partition are those of the scope,
 * because a Global Datastore cannot span accounts.
 */
export function importReplica(scope: Construct, id: string, primary: Secret): ISecret {
  // Uses the L1 reference, because the L2 requires a fixed name for references from another Region.
  const { ref } = primary.node.defaultChild as CfnSecret;
  const resourceName = Fn.select(6, Fn.split(':', ref));
  const arn = Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return Secret.fromSecretCompleteArn(scope, id, arn);
}
