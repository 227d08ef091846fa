import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Clients } from './clients';
import { Environment, PhysicalResource } from './environment';

type Birth = (clients: Clients, id: string) => Promise<unknown>;

/** What of a store only its making sets: one that was made again under its old name is found out by it. */
const BIRTHS: Readonly<Record<string, Birth>> = {
  'AWS::RDS::DBInstance': async ({ rds }, id) => (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0]?.InstanceCreateTime?.toISOString(),
  'AWS::RDS::DBCluster': async ({ rds }, id) => (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }))).DBClusters?.[0]?.DbClusterResourceId,
  'AWS::S3::Bucket': async ({ s3 }, id) => (await s3.send(new ListBucketsCommand({}))).Buckets?.find(({ Name }) => Name === id)?.CreationDate?.toISOString(),
  'AWS::SQS::Queue': async ({ sqs }, id) => (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ['CreatedTimestamp'] }))).Attributes?.CreatedTimestamp,
  'AWS::KMS::Key': async ({ kms }, id) => (await kms.send(new DescribeKeyCommand({ KeyId: id }))).KeyMetadata?.CreationDate?.toISOString(),
  'AWS::SecretsManager::Secret': async ({ secrets }, id) => (await secrets.send(new DescribeSecretCommand({ SecretId: id }))).CreatedDate?.toISOString(),
};

/** When each store of the data stack was made, by its name for people. */
export async function birthsOf(environment: Environment): Promise<Record<string, string>> {
  const stores = (await environment.resources()).filter(({ part, type }) => part === 'data' && type in BIRTHS);
  const found = await Promise.all(stores.map(async (store): Promise<[string, string]> => [nameOf(store), String(await BIRTHS[store.type](environment.home, store.id))]));
  return Object.fromEntries(found);
}

function nameOf({ type, logicalId }: PhysicalResource): string {
  return `${type.split('::').pop()} ${logicalId}`;
}
