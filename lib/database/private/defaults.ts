import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DatabaseInstanceEngine, IInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { PostgresDatabaseProps } from '../postgres-database-props';

/** The port in every growth stage. Changing it requires at least a reboot. */
export const PORT = 5432;

/** The finest granularity of Enhanced Monitoring with a negligible log volume. */
const MONITORING_SECONDS = 60;

/** Pinned to a minor version that Aurora PostgreSQL offers, too, so that a move to Aurora stays possible. */
export function versionOf(props: PostgresDatabaseProps): PostgresEngineVersion {
  return props.engineVersion ?? PostgresEngineVersion.VER_17_7;
}

export function engineOf(props: PostgresDatabaseProps): IInstanceEngine {
  return DatabaseInstanceEngine.postgres({ version: versionOf(props) });
}

/** Granularity of Enhanced Monitoring in seconds. 0 means off. */
export function monitoringSecondsOf(props: PostgresDatabaseProps): number {
  return props.enhancedMonitoringSeconds ?? MONITORING_SECONDS;
}

export function logRetentionOf(props: PostgresDatabaseProps): RetentionDays {
  return props.logRetention ?? RetentionDays.ONE_MONTH;
}

/** Removal policy of the instance. */
export function instancePolicyOf(props: PostgresDatabaseProps): RemovalPolicy {
  return props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}

/**
 * Removal policy of key, secret, parameter group, log groups and security group.
 *
 * They cannot be snapshotted, and a retained or protected instance keeps using them.
 */
export function sharedResourcesPolicyOf(props: PostgresDatabaseProps): RemovalPolicy {
  const policy = instancePolicyOf(props);
  return policy === RemovalPolicy.SNAPSHOT ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : policy;
}
