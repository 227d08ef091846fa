import { resourcesOf, SynthesizedResource, Templates } from './assemble';

/** Resource types that hold something which a deployment can't make again (law 1). */
export const STATEFUL_TYPES = [
  'AWS::Cognito::UserPool',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Volume',
  'AWS::ECR::Repository',
  'AWS::EFS::FileSystem',
  'AWS::ElastiCache::GlobalReplicationGroup',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::KMS::Key',
  'AWS::KMS::ReplicaKey',
  'AWS::Logs::LogGroup',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::RDS::GlobalCluster',
  'AWS::Route53::HostedZone',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
];

/** Where the stores live, and what names them: replacing one of these would take the stores along. */
export const ANCHOR_TYPES = [
  'AWS::EC2::VPC',
  'AWS::EC2::Subnet',
  'AWS::EC2::RouteTable',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::ElastiCache::User',
  'AWS::ElastiCache::UserGroup',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::VpcOrigin',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBProxy',
  'AWS::RDS::DBSubnetGroup',
  'AWS::SecretsManager::SecretTargetAttachment',
];

/**
 * A read replica with its log groups, and any instance of a cluster but its first, hold nothing that could not be made
 * again.
 */
export function isReplica(id: string, resource: SynthesizedResource): boolean {
  return (
    resource.Properties?.SourceDBInstanceIdentifier !== undefined ||
    /DatabaseReplica\d+(Postgresql|Upgrade)Logs|AuroraMember([2-9]|1\d)/.test(id)
  );
}

/** The resources that hold data, by `stack/logicalId`. */
export function statefulOf(templates: Templates): Map<string, SynthesizedResource> {
  return new Map(
    [...resourcesOf(templates)].filter(
      ([id, resource]) => STATEFUL_TYPES.includes(resource.Type) && !isReplica(id, resource),
    ),
  );
}

/** The types of the stateful resources, by `stack/logicalId`, sorted: what the golden file keeps. */
export function statefulIds(templates: Templates): Record<string, string> {
  return Object.fromEntries(
    [...statefulOf(templates)]
      .map(([id, { Type }]) => [id, Type] as const)
      .sort(([one], [other]) => one.localeCompare(other)),
  );
}
