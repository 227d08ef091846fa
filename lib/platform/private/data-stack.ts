import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationConfiguration, Repository, RepositoryEncryption, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { GlobalValkeyCache, ValkeyCache } from '../../cache';
import { RegionPhase } from '../../core/stage-transition';
import { AuroraGlobalDatabase, ReaderName } from '../../database';
import { WorkQueue } from '../../queue';
import { AssetsBucket } from '../../storage';
import { IdempotencyKeys, TenantDirectory } from '../../tenancy';
import { CacheReplication } from '../growth-platform-props';
import { clusterArnOf, createDatabases, DatabaseView } from './databases';
import { globalCacheNameOf, globalClusterNameOf, idempotencyTableOf, regionalBucketOf, tenantTableOf } from './global-names';
import { GrowthStack } from './growth-stack';
import { NetworkStack } from './network-stack';
import { PlatformPlan } from './platform-plan';
import { ObjectCopy, RegionalData } from './regional-data';

/** Everything of the home Region that holds data. Its construct ids are the same in every stage and never change. */
export class DataStack extends GrowthStack implements RegionalData {
  public readonly key: Key;
  public readonly database: DatabaseView;
  public readonly reader: ReaderName;
  public readonly readerHost: string;
  public readonly cache?: ValkeyCache;
  public readonly globalCache?: GlobalValkeyCache;
  public readonly assets: AssetsBucket;
  public readonly copies: ObjectCopy[];
  public readonly incoming: ObjectCopy[];
  public readonly queue: WorkQueue;
  public readonly repository: Repository;
  public readonly webLogs: LogGroup;
  public readonly workerLogs: LogGroup;
  public readonly migrateLogs: LogGroup;

  constructor(scope: Construct, plan: PlatformPlan, private readonly networkStack: NetworkStack) {
    super(scope, 'Data', { plan, part: 'data', description: 'Databases, cache, bucket, queue, repository and logs', tagStage: false });
    this.key = this.createKey();
    this.database = createDatabases(this, { plan, network: networkStack.network, key: this.key });
    this.admitOtherRegions();
    this.reader = this.createReaderName();
    this.readerHost = this.reader.host;
    this.cache = this.createCache();
    this.copies = this.copiesOf(plan);
    this.incoming = plan.others.map(({ place: { region } }) => ({ region, bucketName: regionalBucketOf(plan, region) }));
    this.assets = this.createAssets();
    this.queue = new WorkQueue(this, 'Queue', { alarms: false });
    this.repository = this.createRepository();
    new CfnOutput(this, 'RepositoryUri', { description: 'Where the image of the application is pushed', value: this.repository.repositoryUri });
    this.webLogs = this.createLogGroup('WebLogs');
    this.workerLogs = this.createLogGroup('WorkerLogs');
    this.migrateLogs = this.createLogGroup('MigrateLogs');
    this.globalCache = this.createGlobalParts();
  }

  /** A multi-Region primary from birth: the property can never change later. */
  private createKey(): Key {
    return new Key(this, 'Key', {
      description: 'Encrypts the data of the application',
      enableKeyRotation: true,
      multiRegion: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** By address range: security groups can't be named across Regions. */
  private admitOtherRegions(): void {
    const { cluster } = this.database;
    this.plan.others.forEach(({ place }) => cluster?.connections.allowFrom(Peer.ipv4(place.cidr), Port.tcp(cluster.port), `PostgreSQL clients in ${place.region}`));
  }

  private createReaderName(): ReaderName {
    return new ReaderName(this, 'ReaderName', {
      vpc: this.networkStack.network.vpc,
      zoneName: this.plan.zoneName,
      writerHost: this.database.directHost,
      replicaHosts: this.database.readerHosts,
    });
  }

  private createCache(): ValkeyCache | undefined {
    const { cache } = this.plan.sizes;
    const { vpc, dataSubnets, workloadSecurityGroup } = this.networkStack.network;
    return (
      cache &&
      new ValkeyCache(this, 'Cache', {
        vpc,
        vpcSubnets: dataSubnets,
        nodeType: cache.nodeType,
        shards: cache.shards,
        replicasPerShard: cache.replicasPerShard,
        encryptionKey: this.key,
        clients: [workloadSecurityGroup],
        passwordReplicaRegions: this.globalCacheRegions.map((region) => ({ region })),
      })
    );
  }

  /** The Regions that hold a copy of the cache. */
  private get globalCacheRegions(): string[] {
    const { global, props } = this.plan;
    return global && props.cacheReplication === CacheReplication.GLOBAL ? (props.secondaryRegions ?? []).map(({ region }) => region) : [];
  }

  /** Copies go to buckets whose names are known, and only once these exist. */
  private copiesOf(plan: PlatformPlan): ObjectCopy[] {
    return plan.others.filter(({ phase }) => phase !== RegionPhase.BUILD).map(({ place: { region } }) => ({ region, bucketName: regionalBucketOf(plan, region) }));
  }

  private createAssets(): AssetsBucket {
    return new AssetsBucket(this, 'Assets', {
      distributionAccount: this.plan.props.account,
      serverAccessLogsBucket: this.networkStack.logs.bucket,
      copies: this.copies.map(({ region, bucketName }) => ({ region, bucketArn: `arn:aws:s3:::${bucketName}` })),
    });
  }

  private createRepository(): Repository {
    return new Repository(this, 'Repository', {
      encryption: RepositoryEncryption.AES_256,
      imageScanOnPush: true,
      imageTagMutability: TagMutability.IMMUTABLE,
      lifecycleRules: [{ description: 'keep the newest 200 images', maxImageCount: 200 }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  private createLogGroup(id: string): LogGroup {
    return new LogGroup(this, id, {
      retention: this.plan.props.logRetentionDays ?? 90,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** What exists once and is read everywhere; the cluster, the cache and the repository themselves do not change for it. */
  private createGlobalParts(): GlobalValkeyCache | undefined {
    const { global, props } = this.plan;
    if (!global) {
      return undefined;
    }
    const replicaRegions = (props.secondaryRegions ?? []).map(({ region }) => region);
    const tenants = new TenantDirectory(this, 'TenantDirectory', { tableName: tenantTableOf(this.plan), replicaRegions });
    const keys = new IdempotencyKeys(this, 'IdempotencyKeys', { tableName: idempotencyTableOf(this.plan), replicaRegions });
    this.replicateImages(replicaRegions);
    const database = new AuroraGlobalDatabase(this, 'GlobalDatabase', { globalClusterIdentifier: globalClusterNameOf(this.plan), sourceClusterArn: clusterArnOf(this.plan) });
    // Last: it outlives a deployment that fails, and the next one would find it there already.
    database.node.addDependency(this.database.cluster!, tenants, keys);
    return this.createGlobalCache();
  }

  /** One setting for the whole registry of the Region, filtered to this repository. */
  private replicateImages(regions: string[]): void {
    const { imageTag, registryReplication, account } = this.plan.props;
    if (imageTag === undefined || registryReplication === false || regions.length === 0) {
      return;
    }
    const replication = new CfnReplicationConfiguration(this, 'RegistryReplication', {
      replicationConfiguration: {
        rules: [
          {
            destinations: regions.map((region) => ({ region, registryId: account })),
            repositoryFilters: [{ filter: this.repository.repositoryName, filterType: 'PREFIX_MATCH' }],
          },
        ],
      },
    });
    // Removing it would empty the registry's one setting, also for whoever has added to it.
    replication.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  private createGlobalCache(): GlobalValkeyCache | undefined {
    return this.cache && this.globalCacheRegions.length > 0
      ? new GlobalValkeyCache(this, 'GlobalCache', { idSuffix: globalCacheNameOf(this.plan), replicationGroupId: this.cache.replicationGroupId })
      : undefined;
  }
}
