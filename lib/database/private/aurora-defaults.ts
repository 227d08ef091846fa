import { RemovalPolicy } from 'aws-cdk-lib';
import { AuroraPostgresEngineVersion, DatabaseClusterEngine, IClusterEngine } from 'aws-cdk-lib/aws-rds';
import { AuroraOrigin, AuroraOriginKind } from '../aurora-origin';
import { AuroraPostgresProps } from '../aurora-postgres-props';

/** How the cluster was born. */
export function originOf({ origin }: AuroraPostgresProps): AuroraOrigin {
  return origin ?? AuroraOrigin.plain();
}

/** Whether the cluster is a secondary of a global database. */
export function isSecondary(props: AuroraPostgresProps): boolean {
  return originOf(props).kind === AuroraOriginKind.GLOBAL_SECONDARY;
}

/** The pinned minor, the same as that of the RDS instance: a replica needs an equal or a higher one. */
export function auroraVersionOf({ engineVersion }: AuroraPostgresProps): AuroraPostgresEngineVersion {
  return engineVersion ?? AuroraPostgresEngineVersion.VER_17_7;
}

/** The engine in its pinned version. */
export function auroraEngineOf(props: AuroraPostgresProps): IClusterEngine {
  return DatabaseClusterEngine.auroraPostgres({ version: auroraVersionOf(props) });
}

/** Whether logical replication is on; it keeps Aurora from pausing. */
export function logicalReplicationOf({ logicalReplication, capacity }: AuroraPostgresProps): boolean {
  return logicalReplication ?? !capacity.pauses;
}

/** Number of instances: the writer and the readers, none where headless. */
export function memberCountOf({ headless, readers }: AuroraPostgresProps): number {
  return headless ? 0 : 1 + (readers ?? 1);
}

/** What happens to the cluster when it leaves the template. */
export function clusterPolicyOf({ removalPolicy }: AuroraPostgresProps): RemovalPolicy {
  return removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}

/** What happens to everything around it, which can't be snapshotted. */
export function auroraSharedResourcesPolicyOf(props: AuroraPostgresProps): RemovalPolicy {
  const policy = clusterPolicyOf(props);
  return policy === RemovalPolicy.SNAPSHOT ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : policy;
}
