import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ValkeyCacheProps } from '../valkey-cache-props';

/** Name of the user as which the application authenticates. */
export const APP_USER = 'app';

/** Major and minor version of the engine. */
export function engineVersionOf({ engineVersion }: ValkeyCacheProps): string {
  return engineVersion ?? '8.1';
}

/** Major version, which is part of the name of the parameter group family. */
export function majorOf(props: ValkeyCacheProps): string {
  return engineVersionOf(props).split('.')[0];
}

export function logRetentionOf({ logRetention }: ValkeyCacheProps): Duration {
  return logRetention ?? Duration.days(30);
}

/** Removal policy of the replication group. */
export function groupPolicyOf({ removalPolicy }: ValkeyCacheProps): RemovalPolicy {
  return removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}

/**
 * Removal policy of the subnet group, parameters, security group, users, secrets and logs.
 *
 * They cannot be snapshotted, and a retained replication group keeps using them.
 */
export function sharedResourcesPolicyOf(props: ValkeyCacheProps): RemovalPolicy {
  const policy = groupPolicyOf(props);
  return policy === RemovalPolicy.SNAPSHOT ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : policy;
}
