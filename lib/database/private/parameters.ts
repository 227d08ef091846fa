import { ParameterGroup } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { PostgresDatabaseProps } from '../postgres-database-props';
import { engineOf, sharedResourcesPolicyOf, versionOf } from './defaults';

/** The limit of the Push2Commit guide (docs/guides/sources.md). */
const SLOW_QUERY_MS = 100;

/**
 * Creates the parameter group of a major version. Family and description are create-only, so the construct id contains
 * the major version.
 */
export function parameterGroupOf(scope: Construct, props: PostgresDatabaseProps): ParameterGroup {
  const major = versionOf(props).postgresMajorVersion;
  return new ParameterGroup(scope, `ParameterGroup${major}`, {
    engine: engineOf(props),
    description: `PostgreSQL ${major}: TLS only, slow statements and lock waits logged`,
    parameters: {
      'rds.force_ssl': '1',
      log_min_duration_statement: String(props.slowQueryMs ?? SLOW_QUERY_MS),
      log_lock_waits: '1',
      shared_preload_libraries: 'pg_stat_statements',
      ...(props.logicalReplication ? { 'rds.logical_replication': '1' } : {}),
      ...props.parameters,
    },
    removalPolicy: sharedResourcesPolicyOf(props),
  });
}
