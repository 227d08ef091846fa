import { ParameterGroup } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { AuroraPostgresProps } from '../aurora-postgres-props';
import {
  auroraEngineOf,
  auroraSharedResourcesPolicyOf,
  auroraVersionOf,
  logicalReplicationOf,
} from './aurora-defaults';

/** The limit of the Push2Commit guide (docs/guides/sources.md). */
const SLOW_QUERY_MS = 100;

/** The parameter groups of the cluster and of its instances. */
export interface AuroraParameterGroups {
  readonly cluster: ParameterGroup;
  readonly instance: ParameterGroup;
}

/**
 * Creates custom parameter groups, because the default ones are immutable and replacing them restarts the cluster.
 * Family and description are create-only, so the construct ids contain the major version.
 */
export function auroraParameterGroups(scope: Construct, props: AuroraPostgresProps): AuroraParameterGroups {
  const major = auroraVersionOf(props).auroraPostgresMajorVersion;
  const common = { engine: auroraEngineOf(props), removalPolicy: auroraSharedResourcesPolicyOf(props) };
  const cluster = new ParameterGroup(scope, `ClusterParameters${major}`, {
    ...common,
    description: `Aurora PostgreSQL ${major}: TLS only, slow statements and lock waits logged`,
    parameters: {
      'rds.force_ssl': '1',
      log_min_duration_statement: String(props.slowQueryMs ?? SLOW_QUERY_MS),
      log_lock_waits: '1',
      shared_preload_libraries: 'pg_stat_statements',
      ...(logicalReplicationOf(props) ? { 'rds.logical_replication': '1' } : {}),
      ...props.parameters,
    },
  });
  const instance = new ParameterGroup(scope, `InstanceParameters${major}`, {
    ...common,
    description: `Instances of Aurora PostgreSQL ${major}`,
    parameters: {},
  });
  return { cluster, instance };
}
