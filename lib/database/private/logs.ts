import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** The logs of Amazon RDS for PostgreSQL: the server log, with slow statements and lock waits, and the upgrade log. */
export const EXPORTED_LOGS = ['postgresql', 'upgrade'];

/** Settings that the log groups of a database share. */
export interface LogSettings {
  readonly retention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Creates the log groups of an instance, under the names to which Amazon RDS writes.
 *
 * Amazon RDS would create missing groups without a retention, and the log retention of CDK is a Lambda function that
 * corrects this. Creating the groups first requires a name of the instance that is known at synthesis.
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
