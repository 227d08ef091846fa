import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';

/** What every instance of one cluster shares. */
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
  /** What happens to the first instance; the others hold nothing of their own and go with their number. */
  readonly firstPolicy: RemovalPolicy;
}

/** Name of an instance, from 1. */
export function memberIdentifier(clusterIdentifier: string, number: number): string {
  return `${clusterIdentifier}-${number}`;
}

/**
 * The instances, each after the one before: CloudFormation changes the class or the settings of independent resources
 * at the same time, which would restart the whole cluster at once.
 *
 * Number 1 and 2 may become writer first (tier 0 and 1): readers of these tiers are always as large as a serverless
 * writer, and take over at once.
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
  const cluster = 'belongs to the cluster, which has it: an instance of Aurora only computes';
  const validations = Validations.of(member);
  validations.acknowledge({
    id: 'CloudFormation-Validate::W3010',
    reason: 'the zones are those of the subnets that the user chose; naming them spreads the instances',
  });
  validations.acknowledge({ id: 'AwsSolutions-RDS2', reason: `encryption ${cluster}` });
  validations.acknowledge({
    id: 'AwsSolutions-RDS3',
    reason: `a standby ${cluster}; readers in other zones take over`,
  });
  validations.acknowledge({ id: 'AwsSolutions-RDS10', reason: `deletion protection ${cluster}` });
  validations.acknowledge({ id: 'AwsSolutions-RDS11', reason: `the port ${cluster}` });
  validations.acknowledge({ id: 'AwsSolutions-RDS13', reason: `backup ${cluster}` });
}
