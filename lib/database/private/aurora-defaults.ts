import { RemovalPolicy } from 'aws-cdk-lib';
import { AuroraPostgresEngineVersion, DatabaseClusterEngine, IClusterEngine } from 'aws-cdk-lib/aws-rds';
import { AuroraOrigin, AuroraOriginKind } from '../aurora-origin';
import { AuroraPostgresProps } from '../aurora-postgres-props';

export function originOf({ origin }: AuroraPostgresProps): AuroraOrigin {
  return origin ?? AuroraOrigin.plain();
}

/** Whether the cluster is a secondary of a global database. */
export function isSecondary(props: AuroraPostgresProps): boolean {
  return originOf(props).kind === AuroraOriginKind.GLOBAL_SECONDARY;
}

/** Pinned to the minor version of the RDS instance, because a replica needs the same or a later one. */
export function auroraVersionOf({ engineVersion }: AuroraPostgresProps): AuroraPostgresEngineVersion {
  return engineVersion ?? AuroraPostgresEngineVersion.VER_17_7;
}

export function auroraEngineOf(props: AuroraPostgresProps): IClusterEngine {
  return DatabaseClusterEngine.auroraPostgres({ version: auroraVersionOf(props) });
}

/** Whether logical replication is on. It is off by default for capacity that pauses, because it prevents the pause. */
export function logicalReplicationOf({ logicalReplication, capacity }: AuroraPostgresProps): boolean {
  return logicalReplication ?? !capacity.pauses;
}

/** Number of instances: the writer and the readers, or none for a headless cluster. */
export function memberCountOf({ headless, readers }: AuroraPostgresProps): number {
  return headless ? 0 : 1 + (readers ?? 1);
}

/** Removal policy of the cluster. */
export function clusterPolicyOf({ removalPolicy }: AuroraPostgresProps): RemovalPolicy {
  return removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}

/** Removal policy of the other resources, which cannot be snapshotted. */
export function auroraSharedResourcesPolicyOf(props: AuroraPostgresProps): RemovalPolicy {
  const policy = clusterPolicyOf(props);
  return policy === RemovalPolicy.SNAPSHOT ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : policy;
}
