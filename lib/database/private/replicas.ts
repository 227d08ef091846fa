import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { InstanceType, ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CaCertificate,
  DatabaseInstanceReadReplica,
  IDatabaseInstance,
  IParameterGroup,
  ISubnetGroup,
  StorageType,
} from 'aws-cdk-lib/aws-rds';
import { Construct, IDependable } from 'constructs';
import { insights } from './instance';
import { EXPORTED_LOGS, instanceLogGroups } from './logs';

/** Settings that all replicas of a database share. */
export interface ReplicaSettings {
  readonly count: number;
  readonly source: IDatabaseInstance;
  readonly sourceIdentifier: string;
  readonly instanceType: InstanceType;
  readonly zones: string[];
  readonly vpc: IVpc;
  readonly subnetGroup: ISubnetGroup;
  readonly securityGroup: ISecurityGroup;
  readonly parameterGroup: IParameterGroup;
  readonly key: IKey;
  readonly maxAllocatedStorageGiB: number;
  readonly iops?: number;
  readonly storageThroughputMiBps?: number;
  readonly monitoringSeconds: number;
  readonly monitoringRole?: IRole;
  readonly logRetention: RetentionDays;

  /** What must exist before the first replica takes its snapshot of the source. */
  readonly after: IDependable[];
}

/** Name of a replica. Numbers start at 1. */
export function replicaIdentifier(sourceIdentifier: string, number: number): string {
  return `${sourceIdentifier}-replica-${number}`;
}

/**
 * Creates the read replicas one at a time, because each takes a snapshot of the source, and the second of two at once
 * would fail or wait. Ids are numbers, so a changed count adds or removes replicas at the end.
 *
 * A replica in the Region of its source always has the encryption and the key of its source. Amazon RDS refuses the
 * first property and advises against the second.
 */
export function readReplicas(scope: Construct, settings: ReplicaSettings): DatabaseInstanceReadReplica[] {
  const replicas: DatabaseInstanceReadReplica[] = [];
  for (let number = 1; number <= settings.count; number++) {
    const replica = readReplica(scope, number, settings);
    replica.node.addDependency(...(number === 1 ? settings.after : [replicas[number - 2]]));
    replicas.push(replica);
  }
  return replicas;
}

function readReplica(scope: Construct, number: number, settings: ReplicaSettings): DatabaseInstanceReadReplica {
  const identifier = replicaIdentifier(settings.sourceIdentifier, number);
  const removalPolicy = RemovalPolicy.DESTROY;
  const logGroups = instanceLogGroups(scope, `Replica${number}`, identifier, {
    retention: settings.logRetention,
    removalPolicy,
  });
  const replica = new DatabaseInstanceReadReplica(scope, `Replica${number}`, {
    sourceDatabaseInstance: settings.source,
    instanceIdentifier: identifier,
    instanceType: settings.instanceType,
    // Unlike the instance, a replica may be tied to a zone, because it can be created again at any time.
    availabilityZone: settings.zones.length > 0 ? settings.zones[(number - 1) % settings.zones.length] : undefined,
    vpc: settings.vpc,
    subnetGroup: settings.subnetGroup,
    securityGroups: [settings.securityGroup],
    publiclyAccessible: false,
    parameterGroup: settings.parameterGroup,
    storageType: StorageType.GP3,
    iops: settings.iops,
    storageThroughput: settings.storageThroughputMiBps,
    maxAllocatedStorage: settings.maxAllocatedStorageGiB,
    iamAuthentication: true,
    caCertificate: CaCertificate.RDS_CA_RSA2048_G1,
    autoMinorVersionUpgrade: false,
    copyTagsToSnapshot: true,
    cloudwatchLogsExports: EXPORTED_LOGS,
    ...insights(settings.key, settings.monitoringSeconds, settings.monitoringRole),
    deletionProtection: false,
    removalPolicy,
  });
  replica.node.addDependency(...logGroups);
  acknowledge(replica);
  return replica;
}

function acknowledge(replica: DatabaseInstanceReadReplica): void {
  Validations.of(replica).acknowledge({
    id: 'CloudFormation-Validate::W3010',
    reason: 'The zones are those of the chosen subnets. Naming them spreads the replicas.',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS2',
    reason: 'A replica in the Region of its source always has the encryption of its source. RDS refuses the property.',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS3',
    reason: 'Other replicas and the writer continue to serve reads. A standby per replica would double its cost.',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS10',
    reason: 'A replica is a copy, and must be deletable to lower the number of replicas. Its source is protected.',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS11',
    reason: 'Every growth stage uses port 5432. The security group allows named clients only.',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS13',
    reason: 'Backups are taken of the source. Backups of a replica add cost but no recovery point.',
  });
}
