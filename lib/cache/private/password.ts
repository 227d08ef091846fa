import { ArnFormat, Fn, Stack, Validations } from 'aws-cdk-lib';
import { CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ValkeyCacheProps } from '../valkey-cache-props';
import { sharedResourcesPolicyOf } from './defaults';

/** Says why a secret of the cache does not rotate on a schedule. */
export function acknowledgeRotation(secret: Secret): void {
  const reason =
    'URL and password change together, in one deployment: add the new password to the user, change both ' +
    ('secrets, restart the clients, remove ' + 'the old password. A schedule would cut ' + 'clients off.');
  Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason });
}

/** The generated password of the user `app`. */
export function createPassword(cache: Construct, props: ValkeyCacheProps): Secret {
  const secret = new Secret(cache, 'Password', {
    description: 'Password of the cache user "app"',
    // Letters and digits only, so that the password can stand in a URL; ElastiCache wants 16 to 128 characters.
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
    replicaRegions: props.passwordReplicaRegions,
  });
  secret.applyRemovalPolicy(sharedResourcesPolicyOf(props));
  acknowledgeRotation(secret);
  return secret;
}

/**
 * A replica has the ARN of its primary with another Region; account and partition are those of the reader (no Global
 * Datastore spans two).
 */
export function importReplica(scope: Construct, id: string, primary: Secret): ISecret {
  // The raw reference: that of the construct asks for a fixed name where it is read in another Region.
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
