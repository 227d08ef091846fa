import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DatabaseInstanceEngine, IInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { PostgresDatabaseProps } from '../postgres-database-props';

/** The port of every growth stage; changing it later means a reboot at best. */
export const PORT = 5432;

/** The finest granularity of Enhanced Monitoring at which its log volume stays negligible. */
const MONITORING_SECONDS = 60;

/** The pinned minor; Aurora PostgreSQL offers 17.7 as well, which keeps the way to Aurora open. */
export function versionOf(props: PostgresDatabaseProps): PostgresEngineVersion {
  return props.engineVersion ?? PostgresEngineVersion.VER_17_7;
}

/** The engine in its pinned version. */
export function engineOf(props: PostgresDatabaseProps): IInstanceEngine {
  return DatabaseInstanceEngine.postgres({ version: versionOf(props) });
}

/** Granularity of Enhanced Monitoring; 0 where it is off. */
export function monitoringSecondsOf(props: PostgresDatabaseProps): number {
  return props.enhancedMonitoringSeconds ?? MONITORING_SECONDS;
}

/** How long logs are kept. */
export function logRetentionOf(props: PostgresDatabaseProps): RetentionDays {
  return props.logRetention ?? RetentionDays.ONE_MONTH;
}

/** What happens to the instance when it leaves the template. */
export function instancePolicyOf(props: PostgresDatabaseProps): RemovalPolicy {
  return props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}

/**
 * What happens to everything around the instance: key, secret, settings, log groups, security group.
 *
 * They can't be snapshotted, and a retained or protected instance goes on using them.
 */
export function sharedResourcesPolicyOf(props: PostgresDatabaseProps): RemovalPolicy {
  const policy = instancePolicyOf(props);
  return policy === RemovalPolicy.SNAPSHOT ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : policy;
}
