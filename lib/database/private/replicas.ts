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

/** What every replica of one database shares. */
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
  /** What must be finished before the first replica takes its snapshot of the source. */
  readonly after: IDependable[];
}

/** Name of a replica, from 1. */
export function replicaIdentifier(sourceIdentifier: string, number: number): string {
  return `${sourceIdentifier}-replica-${number}`;
}

/**
 * The read replicas, one after the other: each takes a snapshot of the source, and two at once would make the second
 * one fail or wait.
 *
 * A replica in the Region of its source is always encrypted with the key of its source, so neither is named here:
 * Amazon RDS refuses the one and asks not to give the other. Ids count from 1, so that another number of replicas only
 * adds or removes at the end.
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
    // A replica can be made again at any time, so unlike the instance it may be tied to a zone.
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
    reason: 'the zones are those of the subnets that the user chose; naming them spreads the replicas',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS2',
    reason:
      'a replica in the Region of its source always has the encryption and the key of its source; the ' +
      'property is refused',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS3',
    reason: 'readers continue on the other replicas and on the writer; a standby per replica would double its cost',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS10',
    reason: 'a replica holds a copy and must go when the number of replicas is lowered; its source is protected',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS11',
    reason: 'every growth stage uses 5432; the security group admits named clients only',
  });
  Validations.of(replica).acknowledge({
    id: 'AwsSolutions-RDS13',
    reason: 'backups are taken from the source; backups of a copy add cost and no recovery point',
  });
}
