/** What a resource of a type holds, in words; a type that is not here holds nothing that a deployment could not make again. */
const HOLDS: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'backups',
  'AWS::Cassandra::Keyspace': 'tables',
  'AWS::Cassandra::Table': 'rows',
  'AWS::CodeCommit::Repository': 'source code',
  'AWS::Cognito::IdentityPool': 'identities',
  'AWS::Cognito::UserPool': 'users and their passwords',
  'AWS::DocDB::DBCluster': 'documents',
  'AWS::DocDB::DBInstance': 'documents',
  'AWS::DSQL::Cluster': 'rows',
  'AWS::DynamoDB::GlobalTable': 'items',
  'AWS::DynamoDB::Table': 'items',
  'AWS::EC2::Volume': 'a file system',
  'AWS::ECR::PublicRepository': 'images',
  'AWS::ECR::Repository': 'images',
  'AWS::EFS::FileSystem': 'files',
  'AWS::ElastiCache::CacheCluster': 'cached values and sessions',
  'AWS::ElastiCache::GlobalReplicationGroup': 'cached values and sessions',
  'AWS::ElastiCache::ReplicationGroup': 'cached values and sessions',
  'AWS::ElastiCache::ServerlessCache': 'cached values and sessions',
  'AWS::Elasticsearch::Domain': 'indexes',
  'AWS::FSx::FileSystem': 'files',
  'AWS::FSx::Volume': 'files',
  'AWS::KMS::Key': 'the key without which everything encrypted with it is lost',
  'AWS::KMS::ReplicaKey': 'the key without which everything encrypted with it is lost',
  'AWS::Kinesis::Stream': 'records that wait',
  'AWS::Logs::LogGroup': 'logs',
  'AWS::MSK::Cluster': 'records',
  'AWS::MSK::ServerlessCluster': 'records',
  'AWS::MemoryDB::Cluster': 'rows',
  'AWS::Neptune::DBCluster': 'a graph',
  'AWS::Neptune::DBInstance': 'a graph',
  'AWS::OpenSearchServerless::Collection': 'indexes',
  'AWS::OpenSearchService::Domain': 'indexes',
  'AWS::RDS::DBCluster': 'rows',
  'AWS::RDS::DBInstance': 'rows',
  'AWS::RDS::GlobalCluster': 'rows',
  'AWS::Redshift::Cluster': 'rows',
  'AWS::RedshiftServerless::Namespace': 'rows',
  'AWS::Route53::HostedZone': 'a zone and its name servers',
  'AWS::S3::Bucket': 'objects',
  'AWS::S3Express::DirectoryBucket': 'objects',
  'AWS::SQS::Queue': 'messages that wait',
  'AWS::SSM::Parameter': 'a value',
  'AWS::SecretsManager::Secret': 'a secret',
  'AWS::Timestream::Database': 'records',
  'AWS::Timestream::Table': 'records',
};

/** The parts of a resource that decide whether it holds something of its own. */
interface Holder {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/**
 * What would be lost with a resource, in words; nothing where it could be made again.
 *
 * @param resource the resource
 */
export function whatIsHeld({ Type, Properties = {} }: Holder): string | undefined {
  const isCopy = Type === 'AWS::RDS::DBInstance' && (Properties.SourceDBInstanceIdentifier !== undefined || Properties.DBClusterIdentifier !== undefined);
  return isCopy ? undefined : HOLDS[Type];
}
