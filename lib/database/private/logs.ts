import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/**
 * The logs that Amazon RDS for PostgreSQL ships: server log with slow statements and lock waits, and the log of
 * upgrades.
 */
export const EXPORTED_LOGS = ['postgresql', 'upgrade'];

/** What the log groups of one database share. */
export interface LogSettings {
  readonly retention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The log groups of one instance under the names that Amazon RDS writes to.
 *
 * Amazon RDS creates missing groups itself and keeps them for ever; the retention that CDK offers is a Lambda function
 * that corrects this afterwards. Groups that exist before the instance need neither, which is why the instance has a
 * name that is known at synthesis.
 */
export function instanceLogGroups(
  scope: Construct,
  prefix: string,
  identifier: string,
  settings: LogSettings,
): LogGroup[] {
  return EXPORTED_LOGS.map(
    (log) =>
      new LogGroup(scope, `${prefix}${log === 'postgresql' ? 'PostgresqlLogs' : 'UpgradeLogs'}`, {
        logGroupName: `/aws/rds/instance/${identifier}/${log}`,
        retention: settings.retention,
        removalPolicy: settings.removalPolicy,
      }),
  );
}
