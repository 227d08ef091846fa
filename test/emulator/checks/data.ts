import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import {
  DBInstance,
  DescribeDBInstancesCommand,
  DescribeDBProxiesCommand,
  DescribeDBProxyTargetsCommand,
} from '@aws-sdk/client-rds';
import { ListResourceRecordSetsCommand, ResourceRecordSet } from '@aws-sdk/client-route-53';
import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Deployment, expectedCache, expectedDatabase } from '../deployments';
import { Environment } from '../environment';
import { Report } from '../report';

/** How many days of backups the database must keep at least. */
const LEAST_BACKUP_DAYS = 7;

/**
 * How often a job is tried before it is a dead letter, and how long messages are kept: 14 days, the most that SQS
 * allows.
 */
const RETENTION_SECONDS = '1209600';

/** The database of a deployment: class, standby, replicas and the day-one contract. */
export async function checkDatabase(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const expected = expectedDatabase(deployment);
  const { primary, replicas } = await instancesOf(environment);
  report.equal('class of the database', primary.DBInstanceClass, `db.${expected.instanceType}`);
  report.equal('standby in a second zone', primary.MultiAZ, expected.multiAz);
  report.equal('storage of the database may grow to GiB', primary.MaxAllocatedStorage, expected.maxAllocatedStorageGiB);
  report.equal('read replicas', replicas.length, expected.readReplicas);
  const readers = replicas.length > 0 ? replicas : [primary];
  await checkReaderName(
    report,
    environment,
    readers.map(({ Endpoint }) => String(Endpoint?.Address)),
  );
}

/** What holds of the database at every stage, and what a replica must be. */
export async function checkDatabaseContract(report: Report, environment: Environment): Promise<void> {
  const { primary, replicas } = await instancesOf(environment);
  const key = await environment.idOf('data', 'AWS::KMS::Key');
  const all = [primary, ...replicas];
  const nameOf = ({ DBInstanceIdentifier }: DBInstance): string => String(DBInstanceIdentifier);
  report.every(
    'instances are encrypted with the key of the data',
    all,
    (one) => one.StorageEncrypted === true && String(one.KmsKeyId).endsWith(key),
    nameOf,
  );
  report.every('instances are private', all, (one) => one.PubliclyAccessible === false, nameOf);
  report.every(
    'instances send their logs',
    all,
    (one) => one.EnabledCloudwatchLogsExports?.includes('postgresql') === true,
    nameOf,
  );
  report.every(
    'replicas follow the primary',
    replicas,
    (one) => String(one.ReadReplicaSourceDBInstanceIdentifier).endsWith(nameOf(primary)),
    nameOf,
  );
  report.equal('the database is protected from deletion', primary.DeletionProtection, true);
  report.check(
    'the database keeps backups',
    (primary.BackupRetentionPeriod ?? 0) >= LEAST_BACKUP_DAYS,
    `days: ${primary.BackupRetentionPeriod}`,
  );
}

/** The pooler in front of the database. */
export async function checkProxy(report: Report, environment: Environment): Promise<void> {
  const { rds } = environment.home;
  const { primary } = await oldInstancesOf(environment);
  const [cluster] = await environment.idsOf('data', 'AWS::RDS::DBCluster');
  const name = await environment.idOf('data', 'AWS::RDS::DBProxy');
  const [proxy] = (await rds.send(new DescribeDBProxiesCommand({ DBProxyName: name }))).DBProxies ?? [];
  const { Targets: targets = [] } = await rds.send(new DescribeDBProxyTargetsCommand({ DBProxyName: name }));
  report.equal('the proxy insists on TLS', proxy?.RequireTLS, true);
  report.equal('zones of the proxy', proxy?.VpcSubnetIds?.length, 3);
  report.equal(
    'targets of the proxy',
    targets.map(({ RdsResourceId }) => RdsResourceId),
    [cluster ?? primary?.DBInstanceIdentifier],
  );
}

/** The shared cache: cluster mode, TLS, and as many shards and replicas as the stage says. */
export async function checkCache(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const id = await environment.idOf('data', 'AWS::ElastiCache::ReplicationGroup');
  const [group] =
    (await environment.home.elastiCache.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: id })))
      .ReplicationGroups ?? [];
  const { nodeType, shards = 0, replicasPerShard = 0 } = expectedCache(deployment) ?? {};
  report.equal('engine of the cache', group?.Engine, 'valkey');
  report.equal('cluster mode of the cache', [group?.ClusterEnabled, group?.ClusterMode], [true, 'enabled']);
  report.equal('TLS of the cache', [group?.TransitEncryptionEnabled, group?.TransitEncryptionMode], [true, 'required']);
  report.equal('the cache is encrypted at rest', group?.AtRestEncryptionEnabled, true);
  report.equal('node type of the cache', group?.CacheNodeType, nodeType);
  report.equal('shards of the cache', group?.NodeGroups?.length, shards);
  report.equal('nodes of the cache', group?.MemberClusters?.length, shards * (1 + replicasPerShard));
  report.equal('failover of the cache', [group?.AutomaticFailover, group?.MultiAZ], ['enabled', 'enabled']);
  report.equal('user groups of the cache', group?.UserGroupIds?.length, 1);
  const { maxShards } = expectedCache(deployment) ?? {};
  const { ScalableTargets: [target] = [] } = await environment.home.scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'elasticache', ResourceIds: [`replication-group/${id}`] }),
  );
  report.equal(
    'bounds of the shards',
    target ? [target.MinCapacity, target.MaxCapacity] : 'none',
    maxShards ? [shards, maxShards] : 'none',
  );
}

/** Bucket and queue, which are the same at every stage. */
export async function checkBucketAndQueue(report: Report, environment: Environment): Promise<void> {
  const { s3, sqs } = environment.home;
  const Bucket = await environment.idOf('data', 'AWS::S3::Bucket');
  report.equal('versions of the bucket', (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status, 'Enabled');
  const { PublicAccessBlockConfiguration: block = {} } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  report.equal('public access to the bucket is blocked', Object.values(block), [true, true, true, true]);
  const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
  report.equal('encryption of the bucket', rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, 'AES256');
  const queues = await environment.idsOf('data', 'AWS::SQS::Queue');
  const attributes = await Promise.all(
    queues.map(
      async (QueueUrl) =>
        (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {},
    ),
  );
  report.every(
    'queues keep messages for 14 days',
    attributes,
    (one) => one.MessageRetentionPeriod === RETENTION_SECONDS,
    (one) => String(one.QueueArn),
  );
  const withLetters = attributes.filter((one) => one.RedrivePolicy !== undefined);
  const others = attributes.filter((one) => one.RedrivePolicy === undefined).map((one) => one.QueueArn);
  const targets = withLetters.map(
    (one) => (JSON.parse(one.RedrivePolicy ?? '{}') as { deadLetterTargetArn: string }).deadLetterTargetArn,
  );
  report.equal('dead letters of the work queue go to', targets, others);
}

/** Where the name leads that readers of the database use. */
export async function checkReaderName(
  report: Report,
  environment: Environment,
  hosts: readonly string[],
): Promise<void> {
  const { application, environment: name } = environment.config;
  const records = (await recordsOf(environment)).filter(({ Type }) => Type === 'CNAME');
  const readers = records.filter(({ Name }) => Name === `reader.${application}-${name}.internal.`);
  const serving = readers
    .filter(({ Weight }) => (Weight ?? 0) > 0)
    .flatMap(({ ResourceRecords = [] }) => ResourceRecords.map(({ Value }) => Value));
  report.equal('the reader name leads to', serving.sort(), [...hosts].sort());
  report.every(
    'reader records are weighted and short-lived',
    readers,
    ({ SetIdentifier, TTL = 0 }) => SetIdentifier !== undefined && TTL <= 60,
    ({ SetIdentifier }) => String(SetIdentifier),
  );
}

async function recordsOf(environment: Environment): Promise<ResourceRecordSet[]> {
  const zone = await environment.idOf('data', 'AWS::Route53::HostedZone');
  return (
    (await environment.home.route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone })))
      .ResourceRecordSets ?? []
  );
}

/** The instance that serves, with its replicas. */
async function instancesOf(environment: Environment): Promise<{ primary: DBInstance; replicas: DBInstance[] }> {
  const { primary, replicas } = await oldInstancesOf(environment);
  if (!primary) {
    throw new Error('the data stack should have one primary, got: none');
  }
  return { primary, replicas };
}

/** The instances of the data stack that are in no cluster: a primary and its replicas, or nothing. */
export async function oldInstancesOf(
  environment: Environment,
): Promise<{ primary?: DBInstance; replicas: DBInstance[] }> {
  const ids = await environment.idsOf('data', 'AWS::RDS::DBInstance');
  const { DBInstances: all = [] } = await environment.home.rds.send(new DescribeDBInstancesCommand({}));
  const own = all.filter(
    ({ DBInstanceIdentifier, DBClusterIdentifier }) =>
      ids.includes(String(DBInstanceIdentifier)) && !DBClusterIdentifier,
  );
  const [primary, ...more] = own.filter(
    ({ ReadReplicaSourceDBInstanceIdentifier }) => !ReadReplicaSourceDBInstanceIdentifier,
  );
  if (more.length > 0) {
    throw new Error(
      'the data stack should have one primary at most, got: ' +
        `${own.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier).join(', ')}`,
    );
  }
  return { primary, replicas: own.filter((one) => one !== primary) };
}
