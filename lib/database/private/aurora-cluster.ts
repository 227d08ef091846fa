import { Validations } from 'aws-cdk-lib';
import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBCluster, CfnDBClusterProps, ISubnetGroup } from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { AuroraOriginKind } from '../aurora-origin';
import { AuroraPostgresProps } from '../aurora-postgres-props';
import { AuroraStorage } from '../aurora-storage';
import { auroraEngineOf, originOf, clusterPolicyOf, isSecondary } from './aurora-defaults';
import { PORT } from './defaults';

/** Enough for a week of point-in-time recovery. */
const BACKUP_DAYS = 7;

/** What the cluster is built from. */
export interface AuroraParts {
  readonly identifier: string;
  readonly databaseName: string;
  readonly username: string;
  readonly secret?: ISecret;
  readonly key: IKey;
  readonly subnetGroup: ISubnetGroup;
  readonly securityGroup: ISecurityGroup;
  readonly parameterGroupName: string;
}

/**
 * The cluster as the plain resource, whatever its birth: the L2 of CDK gives a promoted replica a secret with a
 * password that the database never had, and adds a master user - for which CloudFormation may replace the cluster - as
 * soon as the birth is taken away.
 */
export function createCluster(scope: Construct, parts: AuroraParts, props: AuroraPostgresProps): CfnDBCluster {
  const engine = auroraEngineOf(props);
  const cluster = new CfnDBCluster(scope, 'Cluster', {
    engine: engine.engineType,
    engineVersion: engine.engineVersion?.fullVersion,
    dbClusterIdentifier: parts.identifier,
    dbSubnetGroupName: parts.subnetGroup.subnetGroupName,
    vpcSecurityGroupIds: [parts.securityGroup.securityGroupId],
    dbClusterParameterGroupName: parts.parameterGroupName,
    port: PORT,
    ...createdWith(parts, props),
    ...capacityOf(props),
    storageType: props.storage === AuroraStorage.IO_OPTIMIZED ? AuroraStorage.IO_OPTIMIZED : undefined,
    backupRetentionPeriod: props.backupRetentionDays ?? BACKUP_DAYS,
    deleteAutomatedBackups: false,
    copyTagsToSnapshot: true,
    preferredBackupWindow: props.preferredBackupWindow,
    preferredMaintenanceWindow: props.preferredMaintenanceWindow,
    // A minor version that Amazon RDS raises by itself leaves the template behind; members of a global database ignore
    // the switch anyway.
    autoMinorVersionUpgrade: false,
    enableIamDatabaseAuthentication: true,
    enableCloudwatchLogsExports: ['postgresql'],
    enableGlobalWriteForwarding: isSecondary(props) && props.globalWriteForwarding ? true : undefined,
    deletionProtection: props.deletionProtection ?? true,
  });
  cluster.applyRemovalPolicy(clusterPolicyOf(props));
  acknowledge(cluster, props);
  return cluster;
}

/**
 * What the birth leaves in the template for ever. Nothing of it may appear later on a cluster that was born otherwise.
 */
function createdWith(
  { key, databaseName, username, secret }: AuroraParts,
  props: AuroraPostgresProps,
): Partial<CfnDBClusterProps> {
  const { kind, source } = originOf(props);
  const encrypted = { storageEncrypted: true, kmsKeyId: key.keyArn };
  switch (kind) {
    case AuroraOriginKind.REPLICA:
      return { ...encrypted, replicationSourceIdentifier: source };
    case AuroraOriginKind.GLOBAL_SECONDARY:
      return { ...encrypted, globalClusterIdentifier: source };
    case AuroraOriginKind.SNAPSHOT:
      // Whether it is encrypted comes from the snapshot, and Amazon RDS refuses to be told; the key makes it encrypted
      // in any case.
      return { snapshotIdentifier: source, kmsKeyId: key.keyArn };
    default:
      return {
        ...encrypted,
        databaseName,
        masterUsername: username,
        masterUserPassword: secret!.secretValueFromJson('password').unsafeUnwrap(),
      };
  }
}

function capacityOf({ capacity: { bounds } }: AuroraPostgresProps): Partial<CfnDBClusterProps> {
  if (bounds === undefined) {
    return {};
  }
  const { minAcu, maxAcu, autoPauseMinutes } = bounds;
  const pause = minAcu === 0 ? { secondsUntilAutoPause: (autoPauseMinutes ?? 5) * 60 } : {};
  return { serverlessV2ScalingConfiguration: { minCapacity: minAcu, maxCapacity: maxAcu, ...pause } };
}

function acknowledge(cluster: CfnDBCluster, props: AuroraPostgresProps): void {
  const validations = Validations.of(cluster);
  validations.acknowledge({
    id: 'AwsSolutions-RDS11',
    reason: 'every growth stage uses 5432; the security group admits named clients only',
  });
  if (originOf(props).kind === AuroraOriginKind.SNAPSHOT) {
    validations.acknowledge({
      id: 'AwsSolutions-RDS2',
      reason:
        'a cluster that is restored with a KMS key is encrypted with it; Amazon RDS refuses the other ' +
        'property in a restore',
    });
  }
  if (props.deletionProtection === false) {
    validations.acknowledge({
      id: 'AwsSolutions-RDS10',
      reason: 'the user has switched deletion protection off by name',
    });
  }
}
