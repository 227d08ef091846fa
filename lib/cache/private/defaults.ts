import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ValkeyCacheProps } from '../valkey-cache-props';

/** Name of the user that the application signs in as. */
export const APP_USER = 'app';

/** Version of the engine, major and minor. */
export function engineVersionOf({ engineVersion }: ValkeyCacheProps): string {
  return engineVersion ?? '8.1';
}

/** The major version, which names the parameter group's family. */
export function majorOf(props: ValkeyCacheProps): string {
  return engineVersionOf(props).split('.')[0];
}

/** How long logs are kept. */
export function logRetentionOf({ logRetention }: ValkeyCacheProps): Duration {
  return logRetention ?? Duration.days(30);
}

/** What happens to the replication group when it leaves the template. */
export function groupPolicyOf({ removalPolicy }: ValkeyCacheProps): RemovalPolicy {
  return removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}

/**
 * What happens to everything around the group: subnet group, parameters, security group, users, secrets, logs.
 *
 * They can't be snapshotted, and a retained group goes on using them.
 */
export function sharedResourcesPolicyOf(props: ValkeyCacheProps): RemovalPolicy {
  const policy = groupPolicyOf(props);
  return policy === RemovalPolicy.SNAPSHOT ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : policy;
}
