import { ParameterGroup } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { AuroraPostgresProps } from '../aurora-postgres-props';
import {
  auroraEngineOf,
  auroraSharedResourcesPolicyOf,
  auroraVersionOf,
  logicalReplicationOf,
} from './aurora-defaults';

/** Guide G4: queries above 100 ms mark the database as the bottleneck. */
const SLOW_QUERY_MS = 100;

/** The settings of the cluster and those of its instances, both of one major version. */
export interface AuroraParameterGroups {
  readonly cluster: ParameterGroup;
  readonly instance: ParameterGroup;
}

/**
 * Own groups from birth: the default ones can't be changed, and swapping them restarts the cluster. Family and
 * description of a group are create-only, so the number of the major version is part of the ids.
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
