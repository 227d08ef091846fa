import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';

/** Settings that all instances of a cluster share. */
export interface MemberSettings {
  readonly count: number;
  readonly cluster: CfnDBCluster;
  readonly clusterIdentifier: string;
  readonly engine: string;
  readonly instanceClass: string;
  readonly zones: string[];
  readonly parameterGroupName: string;
  readonly key: IKey;
  readonly monitoringSeconds: number;
  readonly monitoringRole?: IRole;

  /** Removal policy of the first instance. The others are stateless and are always deleted. */
  readonly firstPolicy: RemovalPolicy;
}

/** Name of an instance. Numbers start at 1. */
export function memberIdentifier(clusterIdentifier: string, number: number): string {
  return `${clusterIdentifier}-${number}`;
}

/**
 * Creates the instances, each depending on the one before. CloudFormation would change independent instances at the
 * same time, which would restart the whole cluster at once.
 *
 * Instances 1 and 2 have promotion tiers 0 and 1. Serverless readers of these tiers are always as large as the writer
 * and can take over immediately.
 */
export function auroraMembers(scope: Construct, settings: MemberSettings): CfnDBInstance[] {
  const members: CfnDBInstance[] = [];
  for (let number = 1; number <= settings.count; number++) {
    const member = auroraMember(scope, number, settings);
    const before = members[number - 2];
    if (before) {
      member.addResourceDependency(before);
    }
    members.push(member);
  }
  return members;
}

function auroraMember(scope: Construct, number: number, settings: MemberSettings): CfnDBInstance {
  const { zones, monitoringRole } = settings;
  const member = new CfnDBInstance(scope, `Member${number}`, {
    dbClusterIdentifier: settings.cluster.ref,
    dbInstanceIdentifier: memberIdentifier(settings.clusterIdentifier, number),
    dbInstanceClass: settings.instanceClass,
    engine: settings.engine,
    availabilityZone: zones.length > 0 ? zones[(number - 1) % zones.length] : undefined,
    promotionTier: Math.min(number - 1, 15),
    dbParameterGroupName: settings.parameterGroupName,
    publiclyAccessible: false,
    autoMinorVersionUpgrade: false,
    caCertificateIdentifier: 'rds-ca-rsa2048-g1',
    enablePerformanceInsights: true,
    performanceInsightsRetentionPeriod: 7,
    performanceInsightsKmsKeyId: settings.key.keyArn,
    monitoringInterval: settings.monitoringSeconds > 0 ? settings.monitoringSeconds : undefined,
    monitoringRoleArn: monitoringRole?.roleArn,
  });
  member.applyRemovalPolicy(number === 1 ? settings.firstPolicy : RemovalPolicy.DESTROY);
  acknowledge(member);
  return member;
}

function acknowledge(member: CfnDBInstance): void {
  const cluster = 'is a setting of the cluster, because an Aurora instance is stateless.';
  const validations = Validations.of(member);
  validations.acknowledge({
    id: 'CloudFormation-Validate::W3010',
    reason: 'The zones are those of the chosen subnets. Naming them spreads the instances.',
  });
  validations.acknowledge({ id: 'AwsSolutions-RDS2', reason: `Encryption ${cluster}` });
  validations.acknowledge({ id: 'AwsSolutions-RDS3', reason: 'Readers in other zones take over for the writer.' });
  validations.acknowledge({ id: 'AwsSolutions-RDS10', reason: `Deletion protection ${cluster}` });
  validations.acknowledge({ id: 'AwsSolutions-RDS11', reason: `The port ${cluster}` });
  validations.acknowledge({ id: 'AwsSolutions-RDS13', reason: `Backup ${cluster}` });
}
