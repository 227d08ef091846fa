import { ChangeClass } from '../../../../toolkit/diff/change-class';
import { changeOf, resource } from './outcome';

/** What is lost with a resource of each type, by what AWS says the service stores. */
const HELD: Readonly<Record<string, readonly string[]>> = {
  rows: [
    'AWS::Cassandra::Table',
    'AWS::DSQL::Cluster',
    'AWS::Lightsail::Database',
    'AWS::MemoryDB::Cluster',
    'AWS::MemoryDB::MultiRegionCluster',
    'AWS::RDS::DBCluster',
    'AWS::RDS::DBInstance',
    'AWS::RDS::GlobalCluster',
    'AWS::Redshift::Cluster',
    'AWS::RedshiftServerless::Namespace',
    'AWS::S3Tables::Table',
    'AWS::S3Tables::TableBucket',
  ],
  tables: ['AWS::Cassandra::Keyspace'],
  items: [
    'AWS::DynamoDB::GlobalTable',
    'AWS::DynamoDB::Table',
    'AWS::SDB::Domain',
    'AWS::Serverless::SimpleTable',
    'Custom::DynamoDBReplica',
  ],
  documents: ['AWS::DocDB::DBCluster', 'AWS::DocDB::GlobalCluster', 'AWS::DocDBElastic::Cluster', 'AWS::QLDB::Ledger'],
  graph: ['AWS::Neptune::DBCluster', 'AWS::Neptune::GlobalCluster', 'AWS::NeptuneGraph::Graph'],
  vectors: ['AWS::S3Vectors::Index', 'AWS::S3Vectors::VectorBucket'],
  objects: ['AWS::Lightsail::Bucket', 'AWS::S3::Bucket', 'AWS::S3Express::DirectoryBucket', 'AWS::S3Outposts::Bucket'],
  files: [
    'AWS::EFS::FileSystem',
    'AWS::EMR::Cluster',
    'AWS::FSx::FileSystem',
    'AWS::FSx::Snapshot',
    'AWS::FSx::StorageVirtualMachine',
    'AWS::FSx::Volume',
  ],
  'file system': ['AWS::EC2::Volume', 'AWS::Lightsail::Disk'],
  disks: ['AWS::EC2::Instance', 'AWS::Lightsail::Instance'],
  images: ['AWS::ECR::PublicRepository', 'AWS::ECR::Repository'],
  packages: ['AWS::CodeArtifact::Repository'],
  'source code': ['AWS::CodeCommit::Repository'],
  cached: [
    'AWS::DAX::Cluster',
    'AWS::ElastiCache::CacheCluster',
    'AWS::ElastiCache::GlobalReplicationGroup',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::ElastiCache::ServerlessCache',
  ],
  index: [
    'AWS::Elasticsearch::Domain',
    'AWS::Kendra::Index',
    'AWS::OpenSearchServerless::Collection',
    'AWS::OpenSearchService::Domain',
  ],
  messages: ['AWS::AmazonMQ::Broker', 'AWS::SQS::Queue'],
  records: [
    'AWS::Kinesis::Stream',
    'AWS::MSK::Cluster',
    'AWS::MSK::ServerlessCluster',
    'AWS::Timestream::Database',
    'AWS::Timestream::InfluxDBInstance',
    'AWS::Timestream::Table',
  ],
  recordings: ['AWS::KinesisVideo::Stream'],
  events: ['AWS::CloudTrail::EventDataStore'],
  logs: ['AWS::Logs::LogGroup'],
  metrics: ['AWS::APS::Workspace'],
  dashboards: ['AWS::Grafana::Workspace'],
  backups: ['AWS::Backup::BackupVault', 'AWS::Backup::LogicallyAirGappedBackupVault'],
  users: ['AWS::Cognito::UserPool'],
  identities: ['AWS::Cognito::IdentityPool'],
  key: ['AWS::ACMPCA::CertificateAuthority', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  secret: ['AWS::SecretsManager::Secret'],
  zone: ['AWS::Route53::HostedZone'],
  account: ['AWS::Organizations::Account'],
};

test.each(Object.entries(HELD).flatMap(([what, types]) => types.map((type) => [type, what])))(
  '%s: %s would be lost',
  (type, what) => {
    const change = changeOf(resource(type, {}, { DeletionPolicy: 'Delete' }), undefined);
    expect(change?.class).toBe(ChangeClass.DATA);
    expect(change?.holds).toContain(what);
    expect(changeOf(resource(type, {}, { DeletionPolicy: 'Retain' }), undefined)?.class).toBe(ChangeClass.ORPHANED);
  },
);

test.each([
  'AWS::CloudFormation::Stack',
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
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
])('%s is stateless', (type) => {
  const change = changeOf(resource(type), undefined);
  expect([change?.class, change?.holds]).toEqual([ChangeClass.REMOVED, undefined]);
});

test.each(['Custom::Anything', 'AWS::Nothing::There', 'AWS::CloudFormation::CustomResource'])(
  '%s is not known, and counts as a risk',
  (type) => expect(changeOf(resource(type), undefined)?.class).toBe(ChangeClass.DATA),
);

test.each<[string, string, Record<string, unknown>]>([
  ['a replica', 'AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: 'a' }],
  ['an instance of a cluster', 'AWS::RDS::DBInstance', { DBClusterIdentifier: 'a' }],
  ['a machine that forwards packets', 'AWS::EC2::Instance', { SourceDestCheck: false }],
  ['the same as a string', 'AWS::EC2::Instance', { SourceDestCheck: 'false' }],
])('%s can be made again', (_, type, properties) => {
  expect(changeOf(resource(type, properties, { DeletionPolicy: 'Delete' }), undefined)?.class).toBe(
    ChangeClass.REMOVED,
  );
});

test('a machine that checks its packets, and a cluster with a source, hold data of their own', () => {
  expect(changeOf(resource('AWS::EC2::Instance', { SourceDestCheck: true }), undefined)?.class).toBe(ChangeClass.DATA);
  const cluster = resource('AWS::RDS::DBCluster', { SourceDBInstanceIdentifier: 'a' });
  expect(changeOf(cluster, undefined)?.class).toBe(ChangeClass.DATA);
});

/** A property whose change replaces a store, and the one that gives the store its name. */
test.each([
  ['AWS::DynamoDB::GlobalTable', 'TableName', 'KeySchema'],
  ['AWS::DynamoDB::Table', 'TableName', 'KeySchema'],
  ['AWS::ECR::Repository', 'RepositoryName', 'EncryptionConfiguration'],
  ['AWS::ElastiCache::ReplicationGroup', 'ReplicationGroupId', 'KmsKeyId'],
  ['AWS::OpenSearchService::Domain', 'DomainName', 'Unknown'],
  ['AWS::RDS::DBCluster', 'DBClusterIdentifier', 'KmsKeyId'],
  ['AWS::RDS::DBInstance', 'DBInstanceIdentifier', 'KmsKeyId'],
  ['AWS::S3::Bucket', 'BucketName', 'ObjectLockEnabled'],
  ['AWS::SQS::Queue', 'QueueName', 'FifoQueue'],
])('%s is not replaced while it keeps %s', (type, name, replacing) => {
  const reasonOf = (names: [unknown, unknown]) => {
    const [before, after] = names.map((value, index) => resource(type, { [name]: value, [replacing]: `${index}` }));
    const effects = changeOf(before, after)?.effects ?? [];
    return effects.filter(({ properties }) => properties.includes(replacing)).map(({ reason }) => reason);
  };
  expect(reasonOf(['orders', 'orders'])).toEqual([expect.stringContaining(`${name} orders`)]);
  expect(reasonOf(['orders', 'others'])).toEqual([expect.not.stringContaining('orders')]);
  expect(reasonOf([{ Ref: 'A' }, { Ref: 'A' }])).toEqual([expect.not.stringContaining(`${name} `)]);
});
