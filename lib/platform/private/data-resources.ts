import { RemovalPolicy } from 'aws-cdk-lib';
import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ValkeyCache, ValkeyCacheProps } from '../../cache';
import { AuroraPostgres, ReaderName } from '../../database';
import { AssetsBucket } from '../../storage';
import { DatabaseEndpoints } from './databases';
import { NetworkStack } from './network-stack';
import { Place, PlatformPlan } from './platform-plan';
import { ObjectCopy } from './regional-data';

/** What the data of a Region is made from, whether it is the home Region or another one. */
export interface DataContext {
  readonly plan: PlatformPlan;
  readonly network: NetworkStack;
  readonly key: IKey;
}

/** By address range: security groups can't be named across Regions. */
export function admitPlaces(cluster: AuroraPostgres, places: Place[]): void {
  places.forEach(({ cidr, region }) =>
    cluster.connections.allowFrom(Peer.ipv4(cidr), Port.tcp(cluster.port), `PostgreSQL clients in ${region}`),
  );
}

/** The name under which readers are found, whoever they are. */
export function createReaderName(
  scope: Construct,
  { plan, network }: DataContext,
  { directHost, readerHosts }: DatabaseEndpoints,
): ReaderName {
  return new ReaderName(scope, 'ReaderName', {
    vpc: network.network.vpc,
    zoneName: plan.zoneName,
    writerHost: directHost,
    replicaHosts: readerHosts,
  });
}

/** The cache of a Region; nothing where its stage has none. What only one kind of Region has is `own`. */
export function createCache(
  scope: Construct,
  { plan, network, key }: DataContext,
  own: Partial<ValkeyCacheProps>,
): ValkeyCache | undefined {
  const { cache } = plan.sizes;
  const { vpc, dataSubnets, workloadSecurityGroup } = network.network;
  return (
    cache &&
    new ValkeyCache(scope, 'Cache', {
      vpc,
      vpcSubnets: dataSubnets,
      nodeType: cache.nodeType,
      shards: cache.shards,
      replicasPerShard: cache.replicasPerShard,
      encryptionKey: key,
      clients: [workloadSecurityGroup],
      ...own,
    })
  );
}

/** The bucket of a Region; one that other Regions have to know before it exists has a name. */
export function createAssets(
  scope: Construct,
  { plan, network }: DataContext,
  copies: ObjectCopy[],
  bucketName?: string,
): AssetsBucket {
  return new AssetsBucket(scope, 'Assets', {
    bucketName,
    distributionAccount: plan.props.account,
    serverAccessLogsBucket: network.logs.bucket,
    copies: copies.map(({ region, bucketName: name }) => ({ region, bucketArn: `arn:aws:s3:::${name}` })),
  });
}

/** The logs of one part of the workload. */
export function createLogGroup(scope: Construct, id: string, { props }: PlatformPlan): LogGroup {
  return new LogGroup(scope, id, {
    retention: props.logRetentionDays ?? 90,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
}
