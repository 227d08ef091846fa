import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeGlobalClustersCommand,
} from '@aws-sdk/client-rds';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Clients } from './clients';
import { Environment, PhysicalResource } from './environment';

type Origin = (clients: Clients, id: string) => Promise<unknown>;

/** What of a store only its making sets: one that was made again under its old name is found out by it. */
const ORIGINS: Readonly<Record<string, Origin>> = {
  'AWS::RDS::DBInstance': async ({ rds }, id) =>
    (
      await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))
    ).DBInstances?.[0]?.InstanceCreateTime?.toISOString(),
  'AWS::RDS::DBCluster': async ({ rds }, id) =>
    (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }))).DBClusters?.[0]?.DbClusterResourceId,
  'AWS::RDS::GlobalCluster': async ({ rds }, id) =>
    (await rds.send(new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: id }))).GlobalClusters?.[0]
      ?.GlobalClusterResourceId,
  'AWS::DynamoDB::GlobalTable': async ({ dynamoDb }, id) =>
    (await dynamoDb.send(new DescribeTableCommand({ TableName: id }))).Table?.CreationDateTime?.toISOString(),
  'AWS::S3::Bucket': async ({ s3 }, id) =>
    (await s3.send(new ListBucketsCommand({}))).Buckets?.find(({ Name }) => Name === id)?.CreationDate?.toISOString(),
  'AWS::SQS::Queue': async ({ sqs }, id) =>
    (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ['CreatedTimestamp'] }))).Attributes
      ?.CreatedTimestamp,
  'AWS::KMS::Key': async ({ kms }, id) =>
    (await kms.send(new DescribeKeyCommand({ KeyId: id }))).KeyMetadata?.CreationDate?.toISOString(),
  'AWS::SecretsManager::Secret': async ({ secrets }, id) =>
    (await secrets.send(new DescribeSecretCommand({ SecretId: id }))).CreatedDate?.toISOString(),
};

/** When each store of the data stacks was made, in every Region, by its name for people. */
export async function originsOf(environment: Environment): Promise<Record<string, string>> {
  const lists = await Promise.all([environment, ...environment.others].map(originsIn));
  return Object.fromEntries(lists.flat());
}

async function originsIn(environment: Environment): Promise<[string, string][]> {
  const stores = (await environment.resourcesHere()).filter(({ part, type }) => part === 'data' && type in ORIGINS);
  return Promise.all(
    stores.map(async (store): Promise<[string, string]> => [
      nameOf(store),
      String(await ORIGINS[store.type](environment.home, store.id)),
    ]),
  );
}

function nameOf({ region, type, logicalId }: PhysicalResource): string {
  return [region, type.split('::').pop(), logicalId].filter((word) => word !== undefined).join(' ');
}
