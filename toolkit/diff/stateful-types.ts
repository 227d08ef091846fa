import { isKnownType } from './replacement';

/** What a resource of a type holds, in words; a type that is not listed is stateless: a deployment can recreate it. */
const HOLDS: Readonly<Record<string, string>> = {
  'AWS::ACMPCA::CertificateAuthority': 'the key for everything that it signed',
  'AWS::AmazonMQ::Broker': 'waiting messages',
  'AWS::APS::Workspace': 'metrics',
  'AWS::Backup::BackupVault': 'backups',
  'AWS::Backup::LogicallyAirGappedBackupVault': 'backups',
  'AWS::Cassandra::Keyspace': 'tables',
  'AWS::Cassandra::Table': 'rows',
  'AWS::CloudTrail::EventDataStore': 'events',
  'AWS::CodeArtifact::Repository': 'packages',
  'AWS::CodeCommit::Repository': 'source code',
  'AWS::Cognito::IdentityPool': 'identities',
  'AWS::Cognito::UserPool': 'users and their passwords',
  'AWS::DAX::Cluster': 'cached values',
  'AWS::DocDB::DBCluster': 'documents',
  'AWS::DocDB::GlobalCluster': 'documents',
  'AWS::DocDBElastic::Cluster': 'documents',
  'AWS::DSQL::Cluster': 'rows',
  'AWS::DynamoDB::GlobalTable': 'items',
  'AWS::DynamoDB::Table': 'items',
  'AWS::EC2::Instance': 'the data on its disks',
  'AWS::EC2::Volume': 'a file system',
  'AWS::ECR::PublicRepository': 'images',
  'AWS::ECR::Repository': 'images',
  'AWS::EFS::FileSystem': 'files',
  'AWS::ElastiCache::CacheCluster': 'cached values and sessions',
  'AWS::ElastiCache::GlobalReplicationGroup': 'cached values and sessions',
  'AWS::ElastiCache::ReplicationGroup': 'cached values and sessions',
  'AWS::ElastiCache::ServerlessCache': 'cached values and sessions',
  'AWS::Elasticsearch::Domain': 'indexes',
  'AWS::EMR::Cluster': 'files',
  'AWS::FSx::FileSystem': 'files',
  'AWS::FSx::Snapshot': 'files',
  'AWS::FSx::StorageVirtualMachine': 'files',
  'AWS::FSx::Volume': 'files',
  'AWS::Grafana::Workspace': 'dashboards',
  'AWS::Kendra::Index': 'an index',
  'AWS::Kinesis::Stream': 'waiting records',
  'AWS::KinesisVideo::Stream': 'recordings',
  'AWS::KMS::Key': 'the key to everything that it encrypted',
  'AWS::KMS::ReplicaKey': 'the key to everything that it encrypted',
  'AWS::Lightsail::Bucket': 'objects',
  'AWS::Lightsail::Database': 'rows',
  'AWS::Lightsail::Disk': 'a file system',
  'AWS::Lightsail::Instance': 'the data on its disks',
  'AWS::Logs::LogGroup': 'logs',
  'AWS::MemoryDB::Cluster': 'rows',
  'AWS::MemoryDB::MultiRegionCluster': 'rows',
  'AWS::MSK::Cluster': 'records',
  'AWS::MSK::ServerlessCluster': 'records',
  'AWS::Neptune::DBCluster': 'a graph',
  'AWS::Neptune::GlobalCluster': 'a graph',
  'AWS::NeptuneGraph::Graph': 'a graph',
  'AWS::OpenSearchServerless::Collection': 'indexes',
  'AWS::OpenSearchService::Domain': 'indexes',
  'AWS::Organizations::Account': 'an account and everything in it',
  'AWS::QLDB::Ledger': 'documents',
  'AWS::RDS::DBCluster': 'rows',
  'AWS::RDS::DBInstance': 'rows',
  'AWS::RDS::GlobalCluster': 'rows',
  'AWS::Redshift::Cluster': 'rows',
  'AWS::RedshiftServerless::Namespace': 'rows',
  'AWS::Route53::HostedZone': 'a zone and its name servers',
  'AWS::S3::Bucket': 'objects',
  'AWS::S3Express::DirectoryBucket': 'objects',
  'AWS::S3Outposts::Bucket': 'objects',
  'AWS::S3Tables::Table': 'rows',
  'AWS::S3Tables::TableBucket': 'rows',
  'AWS::S3Vectors::Index': 'vectors',
  'AWS::S3Vectors::VectorBucket': 'vectors',
  'AWS::SDB::Domain': 'items',
  'AWS::SecretsManager::Secret': 'a secret',
  'AWS::Serverless::SimpleTable': 'items',
  'AWS::SQS::Queue': 'waiting messages',
  'AWS::Timestream::Database': 'records',
  'AWS::Timestream::InfluxDBInstance': 'records',
  'AWS::Timestream::Table': 'records',
  'Custom::DynamoDBReplica': 'items of a replica',
};

/** Custom resources that are known to hold nothing: handlers of AWS CDK and of this library. */
const HOLDS_NOTHING = [
  'Custom::AWSCDKOpenIdConnectProvider',
  'Custom::CDKBucketDeployment',
  'Custom::CrossRegionExportReader',
  'Custom::CrossRegionExportWriter',
  'Custom::DescribeCognitoUserPoolClient',
  'Custom::ECRAutoDeleteImages',
  'Custom::LogRetention',
  'Custom::MigrationRun',
  'Custom::S3AutoDeleteObjects',
  'Custom::S3BucketNotifications',
  'Custom::VpcRestrictDefaultSG',
];

/** Types that AWS CloudFormation itself knows, whatever the service specification says. */
const OWN_TYPES = ['AWS::CDK::Metadata', 'AWS::CloudFormation::Stack'];

/** What a resource of an unknown type counts as holding. */
export const UNKNOWN_HOLDINGS = 'unknown data';

/** Whether what a resource of a type holds is known. */
export function isUnderstood(type: string): boolean {
  return isKnownType(type) || HOLDS_NOTHING.includes(type) || OWN_TYPES.includes(type) || HOLDS[type] !== undefined;
}

/** The parts of a resource that decide whether it holds something of its own. */
interface Holder {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/**
 * What would be lost with a resource, in words; undefined if it is stateless. What is not known counts as held.
 *
 * @param resource the resource
 */
export function whatIsHeld({ Type, Properties = {} }: Holder): string | undefined {
  const isCopy =
    Type === 'AWS::RDS::DBInstance' &&
    (Properties.SourceDBInstanceIdentifier !== undefined || Properties.DBClusterIdentifier !== undefined);
  // An instance that forwards packets is a router (NAT).
  const isRouter = Type === 'AWS::EC2::Instance' && String(Properties.SourceDestCheck) === 'false';
  if (isCopy || isRouter) {
    return undefined;
  }
  return isUnderstood(Type) ? HOLDS[Type] : UNKNOWN_HOLDINGS;
}

/**
 * The property with which a store is given its name: AWS CloudFormation does not replace what keeps a name of its own.
 */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::Kinesis::Stream': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::OpenSearchService::Domain': 'DomainName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SecretsManager::Secret': 'Name',
};

/** The name that a store was given in the template, as `property value`; undefined if AWS generates one. */
export function givenName({ Type, Properties = {} }: Holder): string | undefined {
  const property = NAMES[Type];
  const value = property === undefined ? undefined : Properties[property];
  return typeof value === 'string' ? `${property} ${value}` : undefined;
}
