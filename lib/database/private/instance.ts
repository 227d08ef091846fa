import { Duration, Validations } from 'aws-cdk-lib';
import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { PostgresDatabaseProps } from '../postgres-database-props';
import { engineOf, instancePolicyOf, monitoringSecondsOf, PORT } from './defaults';
import { EXPORTED_LOGS } from './logs';

const BACKUP_DAYS = 7;

/** The resources and names that the instance refers to. */
export interface InstanceParts {
  readonly identifier: string;
  readonly databaseName: string;
  readonly username: string;
  readonly secret: ISecret;
  readonly key: IKey;
  readonly subnetGroup: rds.ISubnetGroup;
  readonly securityGroup: ISecurityGroup;
  readonly parameterGroup: rds.IParameterGroup;
  readonly monitoringRole?: IRole;
}

/** Creates the writer. Both origins have the same construct path and therefore the same logical id. */
export function createInstance(
  scope: Construct,
  parts: InstanceParts,
  props: PostgresDatabaseProps,
): rds.DatabaseInstance | rds.DatabaseInstanceFromSnapshot {
  const snapshotIdentifier = props.origin?.snapshotIdentifier;
  const instance =
    snapshotIdentifier === undefined ? plain(scope, parts, props) : restored(scope, parts, props, snapshotIdentifier);
  acknowledge(instance, props);
  return instance;
}

function plain(scope: Construct, parts: InstanceParts, props: PostgresDatabaseProps): rds.DatabaseInstance {
  return new rds.DatabaseInstance(scope, 'Instance', {
    ...commonProps(parts, props),
    databaseName: parts.databaseName,
    credentials: rds.Credentials.fromSecret(parts.secret, parts.username),
    storageEncrypted: true,
    storageEncryptionKey: parts.key,
  });
}

/** Name, master user, encryption and key come from the snapshot. Amazon RDS refuses them in the request. */
function restored(
  scope: Construct,
  parts: InstanceParts,
  props: PostgresDatabaseProps,
  snapshotIdentifier: string,
): rds.DatabaseInstanceFromSnapshot {
  const instance = new rds.DatabaseInstanceFromSnapshot(scope, 'Instance', {
    ...commonProps(parts, props),
    snapshotIdentifier,
    credentials: rds.SnapshotCredentials.fromSecret(parts.secret),
  });
  Validations.of(instance).acknowledge({
    id: 'AwsSolutions-RDS2',
    reason:
      'A restored instance inherits the encryption of its snapshot, and Amazon RDS refuses the property. Restore ' +
      'encrypted snapshots only.',
  });
  return instance;
}

function commonProps(parts: InstanceParts, props: PostgresDatabaseProps): rds.DatabaseInstanceSourceProps {
  return {
    engine: engineOf(props),
    allowMajorVersionUpgrade: props.allowMajorVersionUpgrade ?? false,
    // After an automatic upgrade the template would be outdated, and Aurora might not offer the version.
    autoMinorVersionUpgrade: false,
    instanceIdentifier: parts.identifier,
    instanceType: props.instanceType,
    multiAz: props.multiAz ?? false,
    vpc: props.vpc,
    vpcSubnets: props.vpcSubnets,
    subnetGroup: parts.subnetGroup,
    securityGroups: [parts.securityGroup],
    publiclyAccessible: false,
    port: PORT,
    storageType: rds.StorageType.GP3,
    allocatedStorage: props.allocatedStorageGiB,
    maxAllocatedStorage: props.maxAllocatedStorageGiB,
    iops: props.iops,
    storageThroughput: props.storageThroughputMiBps,
    parameterGroup: parts.parameterGroup,
    caCertificate: rds.CaCertificate.RDS_CA_RSA2048_G1,
    iamAuthentication: true,
    backupRetention: Duration.days(props.backupRetentionDays ?? BACKUP_DAYS),
    deleteAutomatedBackups: false,
    copyTagsToSnapshot: true,
    preferredBackupWindow: props.preferredBackupWindow,
    preferredMaintenanceWindow: props.preferredMaintenanceWindow,
    cloudwatchLogsExports: EXPORTED_LOGS,
    ...insights(parts.key, monitoringSecondsOf(props), parts.monitoringRole),
    deletionProtection: props.deletionProtection ?? true,
    removalPolicy: instancePolicyOf(props),
  };
}

/** Performance Insights and Enhanced Monitoring of instance and replicas. */
export interface InsightProps {
  readonly enablePerformanceInsights: boolean;
  readonly performanceInsightRetention: rds.PerformanceInsightRetention;
  readonly performanceInsightEncryptionKey: IKey;
  readonly databaseInsightsMode: rds.DatabaseInsightsMode;
  readonly monitoringInterval?: Duration;
  readonly monitoringRole?: IRole;
}

/**
 * Performance Insights with the free retention of seven days, and Enhanced Monitoring.
 *
 * Performance Insights cannot be turned off, because CloudFormation may replace the instance if its key is removed.
 */
export function insights(key: IKey, monitoringSeconds: number, monitoringRole?: IRole): InsightProps {
  return {
    enablePerformanceInsights: true,
    performanceInsightRetention: rds.PerformanceInsightRetention.DEFAULT,
    performanceInsightEncryptionKey: key,
    databaseInsightsMode: rds.DatabaseInsightsMode.STANDARD,
    monitoringInterval: monitoringSeconds > 0 ? Duration.seconds(monitoringSeconds) : undefined,
    monitoringRole,
  };
}

function acknowledge(instance: Construct, props: PostgresDatabaseProps): void {
  const validations = Validations.of(instance);
  validations.acknowledge({
    id: 'AwsSolutions-RDS11',
    reason: 'Every growth stage uses port 5432. The security group allows named clients only.',
  });
  if (props.multiAz !== true) {
    validations.acknowledge({
      id: 'AwsSolutions-RDS3',
      reason: 'The smallest stage accepts minutes of downtime for half the price. `multiAz` adds a standby in place.',
    });
  }
  if (props.deletionProtection === false) {
    validations.acknowledge({
      id: 'AwsSolutions-RDS10',
      reason: 'The user has turned off deletion protection explicitly.',
    });
  }
}
