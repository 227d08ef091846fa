import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DescribeRegistryCommand } from '@aws-sdk/client-ecr';
import { DescribeGlobalClustersCommand, DescribeDBProxiesCommand, GlobalCluster } from '@aws-sdk/client-rds';
import { GetBucketReplicationCommand, ReplicationRule } from '@aws-sdk/client-s3';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { RegionPhase } from '../../../lib';
import { Deployment, expectedGlobals } from '../deployments';
import { Environment } from '../environment';
import { Report } from '../report';
import { clusterOf, templateOf } from './cluster';
import { variableOf } from './compute';

/**
 * What every Region has of the same: the global database, tables, copies of secret and images, and who is written to.
 */
export async function checkGlobals(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const { database, phase, writer } = expectedGlobals(deployment);
  const ids = await environment.idsOf('data', 'AWS::RDS::GlobalCluster');
  report.equal('global databases', ids.length, database ? 1 : 0);
  if (database) {
    await checkGlobalDatabase(report, environment, phase !== RegionPhase.NONE);
    await checkTables(report, environment);
    await checkCopies(report, environment);
  }
  await checkObjectCopies(report, environment, phase);
  await checkWriter(report, environment, writer);
}

/** The address of the writer, as a person reads it from the API. */
export async function writerEndpointOf(environment: Environment): Promise<string> {
  return String((await globalClusterOf(environment)).Endpoint);
}

async function globalClusterOf(environment: Environment): Promise<GlobalCluster> {
  const GlobalClusterIdentifier = await environment.idOf('data', 'AWS::RDS::GlobalCluster');
  const { GlobalClusters: all = [] } = await environment.home.rds.send(new DescribeGlobalClustersCommand({}));
  const found = all.find((one) => one.GlobalClusterIdentifier === GlobalClusterIdentifier);
  if (!found) {
    throw new Error(`there is no global database ${GlobalClusterIdentifier}`);
  }
  return found;
}

/**
 * The cluster of the home Region writes, those of the others read; none is told so by its template in the home Region.
 */
async function checkGlobalDatabase(report: Report, environment: Environment, hasOthers: boolean): Promise<void> {
  const { GlobalClusterMembers: members = [], DeletionProtection: isProtected } = await globalClusterOf(environment);
  const primary = await clusterOf(environment);
  const others = hasOthers
    ? await Promise.all(environment.others.map(async (other) => (await clusterOf(other)).DBClusterArn))
    : [];
  report.equal('the global database is protected from deletion', isProtected, true);
  report.equal(
    'writer of the global database',
    members.filter(({ IsWriter }) => IsWriter).map(({ DBClusterArn }) => DBClusterArn),
    [primary.DBClusterArn],
  );
  report.equal(
    'readers of the global database',
    members.filter(({ IsWriter }) => !IsWriter).map(({ DBClusterArn }) => DBClusterArn),
    others,
  );
  const [cluster] = Object.values(await templateOf(environment, 'data')).filter(
    ({ Type }) => Type === 'AWS::RDS::DBCluster',
  );
  report.equal(
    'the template of the primary names a global database',
    cluster?.Properties?.GlobalClusterIdentifier ?? 'no',
    'no',
  );
}

async function checkTables(report: Report, environment: Environment): Promise<void> {
  const names = await environment.idsOf('data', 'AWS::DynamoDB::GlobalTable');
  report.equal('global tables', names.length, 2);
  for (const place of [environment, ...environment.others]) {
    const tables = await Promise.all(
      names.map(async (TableName) => (await place.home.dynamoDb.send(new DescribeTableCommand({ TableName }))).Table),
    );
    report.every(
      `tables in ${place.region} are protected from deletion`,
      tables,
      (table) => table?.DeletionProtectionEnabled === true,
      (table) => String(table?.TableName),
    );
  }
}

async function checkCopies(report: Report, environment: Environment): Promise<void> {
  const regions = environment.others.map(({ region }) => region);
  const secret = await environment.home.secrets.send(
    new DescribeSecretCommand({ SecretId: await environment.databaseSecret() }),
  );
  report.equal(
    'Regions with a copy of the secret',
    secret.ReplicationStatus?.map(({ Region }) => Region),
    regions,
  );
  const { replicationConfiguration: images } = await environment.home.ecr.send(new DescribeRegistryCommand({}));
  report.equal(
    'Regions that images are copied to',
    images?.rules?.flatMap(({ destinations = [] }) => destinations.map(({ region }) => region)),
    regions,
  );
}

/** Objects go to the home Region as soon as there are other Regions, and from it once these are ready. */
async function checkObjectCopies(report: Report, environment: Environment, phase: RegionPhase): Promise<void> {
  const bucket = await assetsOf(environment);
  const others = phase === RegionPhase.NONE ? [] : await Promise.all(environment.others.map(assetsOf));
  const sends = phase === RegionPhase.REPLICATE || phase === RegionPhase.SERVE;
  report.equal(
    'buckets that the home bucket is copied to',
    await destinationsOf(environment, bucket),
    sends ? others : [],
  );
  for (const [index, other] of others.entries()) {
    const place = environment.others[index];
    report.equal(`buckets that the bucket of ${place.region} is copied to`, await destinationsOf(place, other), [
      bucket,
    ]);
  }
}

/** The address that tasks write to: the proxy of the home Region, then the endpoint that follows a switchover. */
async function checkWriter(report: Report, environment: Environment, isGlobal: boolean): Promise<void> {
  const [DBProxyName] = await environment.idsOf('data', 'AWS::RDS::DBProxy');
  const { DBProxies: [proxy] = [] } = await environment.home.rds.send(new DescribeDBProxiesCommand({ DBProxyName }));
  const expected = isGlobal ? await writerEndpointOf(environment) : proxy?.Endpoint;
  report.equal('tasks of the home Region write to', await variableOf(environment, 'DATABASE_HOST'), expected);
}

async function assetsOf(environment: Environment): Promise<string> {
  const buckets = (await environment.resourcesHere()).filter(
    ({ part, type, logicalId }) => part === 'data' && type === 'AWS::S3::Bucket' && logicalId.startsWith('Assets'),
  );
  return String(buckets[0]?.id);
}

async function destinationsOf({ home }: Environment, Bucket: string): Promise<(string | undefined)[]> {
  try {
    const { ReplicationConfiguration: config } = await home.s3.send(new GetBucketReplicationCommand({ Bucket }));
    const enabled = (config?.Rules ?? []).filter(({ Status }: ReplicationRule) => Status === 'Enabled');
    return enabled.map(({ Destination }) => Destination?.Bucket?.replace('arn:aws:s3:::', ''));
  } catch (error) {
    if ((error as Error).name === 'ReplicationConfigurationNotFoundError') {
      return [];
    }
    throw error;
  }
}
