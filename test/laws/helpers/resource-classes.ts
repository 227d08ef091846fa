import { resourcesOf, Templates } from './assemble';

/** What a replacement would do: lose data, break what depends on the identity, or nothing. */
export type ResourceClass = 'stateful' | 'anchor' | 'stateless';

/** What law 9 asks of the properties of a type: encrypted, not public, protected against deletion. */
type ClosedRule = (properties: Record<string, unknown>) => boolean;

/** AWS always encrypts the type, and no property makes it public. */
const closedByAws: ClosedRule = () => true;

/** Hold data that a replacement would lose, each with its rule of law 9. */
const STATEFUL: Readonly<Record<string, ClosedRule>> = {
  'AWS::DynamoDB::GlobalTable': (p) =>
    (p.SSESpecification as { SSEEnabled?: boolean } | undefined)?.SSEEnabled === true &&
    (p.Replicas as Record<string, unknown>[]).every(isProtectedReplica),
  'AWS::ECR::Repository': closedByAws,
  'AWS::ElastiCache::GlobalReplicationGroup': closedByAws,
  'AWS::ElastiCache::ReplicationGroup': (p) =>
    p.GlobalReplicationGroupId !== undefined ||
    (p.AtRestEncryptionEnabled === true && p.TransitEncryptionEnabled === true && Array.isArray(p.UserGroupIds)),
  'AWS::KMS::Key': ({ EnableKeyRotation }) => EnableKeyRotation === true,
  'AWS::KMS::ReplicaKey': closedByAws,
  'AWS::Logs::LogGroup': closedByAws,
  // A restored cluster has the encryption of its snapshot.
  'AWS::RDS::DBCluster': (p) =>
    p.DeletionProtection === true &&
    p.KmsKeyId !== undefined &&
    (p.StorageEncrypted === true || p.SnapshotIdentifier !== undefined),
  // A replica has the encryption of its source, a member that of its cluster.
  'AWS::RDS::DBInstance': (p) =>
    p.PubliclyAccessible === false &&
    (p.SourceDBInstanceIdentifier !== undefined ||
      p.DBClusterIdentifier !== undefined ||
      p.StorageEncrypted === true ||
      p.DBSnapshotIdentifier !== undefined),
  'AWS::RDS::GlobalCluster': (p) => p.DeletionProtection === true,
  'AWS::Route53::HostedZone': closedByAws,
  'AWS::S3::Bucket': (p) =>
    p.BucketEncryption !== undefined &&
    Object.values(p.PublicAccessBlockConfiguration ?? {}).filter((value) => value === true).length === 4,
  'AWS::SQS::Queue': (p) => p.SqsManagedSseEnabled === true || p.KmsMasterKeyId !== undefined,
  'AWS::SecretsManager::Secret': closedByAws,
};

/**
 * Hold no data, but something depends on their identity: the stores in a VPC, a host name, an address in an allow list,
 * a subscription that a person has confirmed, a role in the policy of another account.
 */
const ANCHORS = [
  'AWS::CloudFront::Distribution',
  // Holds the out-of-service flags, which a person can set again.
  'AWS::CloudFront::KeyValueStore',
  'AWS::CloudFront::VpcOrigin',
  'AWS::EC2::EIP',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::ECS::Cluster',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::ElastiCache::User',
  'AWS::ElastiCache::UserGroup',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::IAM::OIDCProvider',
  'AWS::IAM::Role',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBProxy',
  'AWS::RDS::DBSubnetGroup',
  'AWS::Route53::RecordSet',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SecretsManager::SecretTargetAttachment',
];

/** Can be replaced without losing anything. */
const STATELESS = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::Budgets::Budget',
  'AWS::CE::AnomalyMonitor',
  'AWS::CE::AnomalySubscription',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::EC2::EIPAssociation',
  'AWS::EC2::FlowLog',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::Route',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::ECR::ReplicationConfiguration',
  'AWS::ECS::ClusterCapacityProviderAssociations',
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::ElastiCache::ParameterGroup',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::ListenerRule',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::Policy',
  'AWS::Lambda::Function',
  'AWS::Logs::Delivery',
  'AWS::Logs::DeliveryDestination',
  'AWS::Logs::DeliverySource',
  'AWS::Logs::ResourcePolicy',
  'AWS::RDS::DBProxyTargetGroup',
  'AWS::Route53::HealthCheck',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::StepFunctions::StateMachine',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACL',
  'Custom::MigrationRun',
];

/** Rules of law 9 for types that are not stateful. */
const CLOSED: Readonly<Record<string, ClosedRule>> = {
  'AWS::EC2::LaunchTemplate': ({ LaunchTemplateData }) =>
    JSON.stringify(LaunchTemplateData).includes('"HttpTokens":"required"'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ Scheme }) => Scheme === 'internal',
  'AWS::RDS::DBClusterParameterGroup': ({ Parameters }) =>
    (Parameters as Record<string, string>)['rds.force_ssl'] === '1',
  'AWS::RDS::DBParameterGroup': ({ Parameters, Family }) =>
    String(Family).startsWith('aurora') || (Parameters as Record<string, string>)['rds.force_ssl'] === '1',
  'AWS::RDS::DBProxy': ({ RequireTLS }) => RequireTLS === true,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId !== undefined,
};

const CLASSES = new Map<string, ResourceClass>([
  ...Object.keys(STATEFUL).map((type) => [type, 'stateful'] as const),
  ...ANCHORS.map((type) => [type, 'anchor'] as const),
  ...STATELESS.map((type) => [type, 'stateless'] as const),
]);

/** Every type in the table: all that the platform and the ten-line apps synthesize. */
export const CLASSED_TYPES = [...Object.keys(STATEFUL), ...ANCHORS, ...STATELESS];

/** The class of a type; `undefined` if the table does not have it. */
export function classOf(type: string): ResourceClass | undefined {
  return CLASSES.get(type);
}

/** Law 9: whether a resource is encrypted, protected and not public, as far as its type has such properties. */
export function isClosed(type: string, properties: Record<string, unknown>): boolean {
  return (STATEFUL[type] ?? CLOSED[type] ?? closedByAws)(properties);
}

/** A replica of a table with deletion protection and point-in-time recovery. */
function isProtectedReplica({
  DeletionProtectionEnabled,
  PointInTimeRecoverySpecification,
}: Record<string, unknown>): boolean {
  return (
    DeletionProtectionEnabled === true &&
    (PointInTimeRecoverySpecification as { PointInTimeRecoveryEnabled?: boolean } | undefined)
      ?.PointInTimeRecoveryEnabled === true
  );
}

/** Law 13: a message for each type without a class. */
export function unclassed(templates: Templates): string[] {
  const types = new Set([...resourcesOf(templates).values()].map(({ Type }) => Type));
  return [...types]
    .filter((type) => !CLASSES.has(type))
    .map(
      (type) =>
        `${type} has no class. Add it to a list in test/laws/helpers/resource-classes.ts: STATEFUL if it holds data, ` +
        'ANCHORS if something outside its stack depends on its identity, STATELESS otherwise.',
    );
}
