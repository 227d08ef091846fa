import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
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
import { admitPlaces, createAssets, createCache, createLogGroup, createReaderName } from './data-resources';
import { clusterArnOf, createDatabases, DatabaseEndpoints } from './databases';
import {
  globalCacheNameOf,
  globalClusterNameOf,
  idempotencyTableOf,
  regionalBucketOf,
  tenantTableOf,
} from './global-names';
import { GrowthStack } from './growth-stack';
import { NetworkStack } from './network-stack';
import { PlatformPlan } from './platform-plan';
import { ObjectCopy, RegionalData } from './regional-data';

/** Everything of the home Region that holds data. Its construct ids are the same in every stage and never change. */
export class DataStack extends GrowthStack implements RegionalData {
  public readonly key: Key;
  public readonly database: DatabaseEndpoints;
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

  constructor(scope: Construct, plan: PlatformPlan, network: NetworkStack) {
    super(scope, 'Data', {
      plan,
      part: 'data',
      description: 'Databases, cache, bucket, queue, repository and logs',
      tagStage: false,
    });
    this.key = this.createKey();
    const site = { plan, network, key: this.key };
    this.database = createDatabases(this, { ...site, network: network.network });
    this.admitOtherRegions();
    this.reader = createReaderName(this, site, this.database);
    this.readerHost = this.reader.host;
    this.cache = createCache(this, site, {
      passwordReplicaRegions: this.globalCacheRegions.map((region) => ({ region })),
    });
    this.copies = this.copiesOf(plan);
    this.incoming = plan.others.map(({ place: { region } }) => ({
      region,
      bucketName: regionalBucketOf(plan, region),
    }));
    this.assets = createAssets(this, site, this.copies);
    this.queue = new WorkQueue(this, 'Queue', { alarms: false });
    this.repository = this.createRepository();
    new CfnOutput(this, 'RepositoryUri', {
      description: 'Where the image of the application is pushed',
      value: this.repository.repositoryUri,
    });
    this.webLogs = createLogGroup(this, 'WebLogs', plan);
    this.workerLogs = createLogGroup(this, 'WorkerLogs', plan);
    this.migrateLogs = createLogGroup(this, 'MigrateLogs', plan);
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

  private admitOtherRegions(): void {
    const { cluster } = this.database;
    if (cluster) {
      admitPlaces(
        cluster,
        this.plan.others.map(({ place }) => place),
      );
    }
  }

  /** The Regions that hold a copy of the cache. */
  private get globalCacheRegions(): string[] {
    const { copyRegions, props } = this.plan;
    return props.cacheReplication === CacheReplication.GLOBAL ? copyRegions : [];
  }

  /** Copies go to buckets whose names are known, and only once these exist. */
  private copiesOf(plan: PlatformPlan): ObjectCopy[] {
    return plan.others
      .filter(({ phase }) => phase !== RegionPhase.BUILD)
      .map(({ place: { region } }) => ({ region, bucketName: regionalBucketOf(plan, region) }));
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

  /**
   * What exists once and is read everywhere; the cluster, the cache and the repository themselves do not change for it.
   */
  private createGlobalParts(): GlobalValkeyCache | undefined {
    const { global, copyRegions: replicaRegions } = this.plan;
    if (!global) {
      return undefined;
    }
    const tenants = new TenantDirectory(this, 'TenantDirectory', {
      tableName: tenantTableOf(this.plan),
      replicaRegions,
    });
    const keys = new IdempotencyKeys(this, 'IdempotencyKeys', {
      tableName: idempotencyTableOf(this.plan),
      replicaRegions,
    });
    this.replicateImages(replicaRegions);
    const database = new AuroraGlobalDatabase(this, 'GlobalDatabase', {
      globalClusterIdentifier: globalClusterNameOf(this.plan),
      sourceClusterArn: clusterArnOf(this.plan),
    });
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
      ? new GlobalValkeyCache(this, 'GlobalCache', {
          idSuffix: globalCacheNameOf(this.plan),
          replicationGroupId: this.cache.replicationGroupId,
        })
      : undefined;
  }
}
