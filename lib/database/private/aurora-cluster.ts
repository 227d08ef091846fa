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

const BACKUP_DAYS = 7;

/** The resources and names that the cluster refers to. */
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
 * Creates the cluster as an L1 resource for every origin. The L2 of CDK gives a promoted replica a secret with a
 * password that the database does not have. If the origin is removed, it also adds a master user, for which
 * CloudFormation may replace the cluster.
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
    // After an automatic upgrade the template would be outdated. Members of a global database ignore the setting.
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

/** The properties of the origin, which must never change. */
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
      // Amazon RDS refuses `storageEncrypted` in a restore. The key encrypts the cluster in any case.
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
    reason: 'Every growth stage uses port 5432. The security group allows named clients only.',
  });
  if (originOf(props).kind === AuroraOriginKind.SNAPSHOT) {
    validations.acknowledge({
      id: 'AwsSolutions-RDS2',
      reason: 'A cluster that is restored with a KMS key is encrypted. Amazon RDS refuses the property in a restore.',
    });
  }
  if (props.deletionProtection === false) {
    validations.acknowledge({
      id: 'AwsSolutions-RDS10',
      reason: 'The user has turned off deletion protection explicitly.',
    });
  }
}
