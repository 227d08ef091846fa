import { Aws, Fn } from 'aws-cdk-lib';
import { CfnRepository, IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ValkeyCache, ValkeyCacheProps } from '../../cache';
import { RegionPhase } from '../../core/stage-transition';
import { AuroraOrigin, AuroraPostgres, AuroraStorage } from '../../database';
import { WorkQueue } from '../../queue';
import { AssetsBucket } from '../../storage';
import { admitPlaces, createAssets, createCache, createLogGroup, createReaderName } from './data-resources';
import { DataStack } from './data-stack';
import { capacityOf, DatabaseEndpoints } from './databases';
import { globalClusterNameOf, regionalBucketOf, regionalClusterOf } from './global-names';
import { GrowthStack } from './growth-stack';
import { NetworkStack } from './network-stack';
import { Place, RegionPlan } from './platform-plan';
import { ObjectCopy, RegionalData } from './regional-data';
import { RegionalKeyStack } from './regional-key-stack';

/** What a Region besides the home Region holds: copies of what is global, and its own cache, queue and logs. */
export interface RegionalDataSources {
  readonly plan: RegionPlan;
  readonly network: NetworkStack;
  /** The key of the Region. */
  readonly key: RegionalKeyStack;
  /** The data of the home Region. */
  readonly home: DataStack;
  /** Every Region, the home Region first. */
  readonly places: Place[];
}

/** The data of a Region besides the home Region. */
export class RegionalDataStack extends GrowthStack implements RegionalData {
  public readonly key: IKey;
  public readonly database: DatabaseEndpoints;
  public readonly readerHost: string;
  public readonly cache?: ValkeyCache;
  public readonly assets: AssetsBucket;
  public readonly copies: ObjectCopy[];
  public readonly incoming: ObjectCopy[];
  public readonly queue: WorkQueue;
  public readonly repository: IRepository;
  public readonly webLogs: LogGroup;
  public readonly workerLogs: LogGroup;
  public readonly migrateLogs: LogGroup;

  constructor(
    scope: Construct,
    private readonly sources: RegionalDataSources,
  ) {
    super(scope, 'Data', {
      plan: sources.plan,
      part: 'data',
      description: 'Copies of the data, cache, queue and logs of a further Region',
      tagStage: false,
    });
    this.addStackDependency(sources.home);
    this.key = Key.fromKeyArn(this, 'ImportedKey', sources.key.keyArn);
    this.database = this.createDatabase();
    const site = { plan: sources.plan, network: sources.network, key: this.key };
    this.readerHost = createReaderName(this, site, this.database).host;
    this.cache = createCache(this, site, this.globalCacheProps());
    this.copies = this.copiesOf(sources);
    this.incoming = sources.plan.phase === RegionPhase.BUILD ? [] : this.copies;
    this.assets = createAssets(this, site, this.copies, regionalBucketOf(this.plan, this.plan.place.region));
    this.queue = new WorkQueue(this, 'Queue', { alarms: false });
    this.repository = this.importRepository();
    this.webLogs = createLogGroup(this, 'WebLogs', this.plan);
    this.workerLogs = createLogGroup(this, 'WorkerLogs', this.plan);
    this.migrateLogs = createLogGroup(this, 'MigrateLogs', this.plan);
  }

  private get regionPlan(): RegionPlan {
    return this.sources.plan;
  }

  private createDatabase(): DatabaseEndpoints {
    const { vpc, dataSubnets, workloadSecurityGroup } = this.sources.network.network;
    const { headless, sizes } = this.regionPlan;
    const secret = this.replicaOf('DatabaseSecret', this.sources.home.database.secretArn);
    const cluster = new AuroraPostgres(this, 'Aurora', {
      vpc,
      vpcSubnets: dataSubnets,
      capacity: capacityOf(sizes.database),
      ...(headless ? { headless } : { readers: sizes.database.readReplicas }),
      storage: sizes.database.ioOptimized ? AuroraStorage.IO_OPTIMIZED : undefined,
      clusterIdentifier: regionalClusterOf(this.plan),
      origin: AuroraOrigin.secondaryOf(globalClusterNameOf(this.plan)),
      globalWriteForwarding: this.plan.props.globalWriteForwarding,
      secret,
      encryptionKey: this.key,
      clients: [workloadSecurityGroup],
    });
    // Any Region may become the writer.
    admitPlaces(
      cluster,
      this.sources.places.filter(({ region }) => region !== this.plan.place.region),
    );
    return this.viewOf(cluster, secret);
  }

  /** Writes go to the writer, wherever it is; with forwarding to the copy, which hands them on. */
  private viewOf(cluster: AuroraPostgres, secret: ISecret): DatabaseEndpoints {
    const { database } = this.sources.home;
    const writer = this.plan.globalWriterHost ?? database.directHost;
    const forwards = this.plan.props.globalWriteForwarding && !this.regionPlan.headless;
    const writerHost = forwards ? cluster.readerHost : writer;
    const readerHosts = this.regionPlan.headless ? [] : [cluster.readerHost];
    return {
      writerHost,
      directHost: writer,
      readerHosts,
      secret,
      secretArn: secret.secretArn,
      port: cluster.port,
      databaseName: database.databaseName,
      username: database.username,
      cluster,
    };
  }

  /** What a cache needs that joins the one of the home Region; nothing where each Region has its own. */
  private globalCacheProps(): Partial<ValkeyCacheProps> {
    const { cache, globalCache } = this.sources.home;
    return globalCache
      ? {
          globalReplicationGroupId: globalCache.globalReplicationGroupId,
          passwordSecret: cache!.passwordReplica(this, 'CachePassword'),
        }
      : {};
  }

  /**
   * To every other Region: Amazon S3 does not copy copies, so a Region hands its own objects to each of the others.
   * While the Regions are built only the home bucket is sure to exist.
   */
  private copiesOf({ home, plan }: RegionalDataSources): ObjectCopy[] {
    const others =
      plan.phase === RegionPhase.BUILD ? [] : home.copies.filter(({ region }) => region !== plan.place.region);
    return [
      { region: plan.props.region, bucketName: (home.assets.bucket.node.defaultChild as CfnBucket).ref },
      ...others,
    ];
  }

  /** The copy that the registry keeps in this Region; without it the images come from the home Region. */
  private importRepository(): IRepository {
    const { home } = this.sources;
    const region = this.plan.props.registryReplication === false ? this.plan.props.region : this.plan.place.region;
    // Of the resources themselves, here and elsewhere: the L2's names refuse to cross Regions before deployment.
    const name = (home.repository.node.defaultChild as CfnRepository).ref;
    return Repository.fromRepositoryAttributes(this, 'Repository', {
      repositoryArn: `arn:${Aws.PARTITION}:ecr:${region}:${this.plan.props.account}:repository/${name}`,
      repositoryName: name,
    });
  }

  /**
   * The copy of a secret has the ARN of the original with another Region in it (AWS Secrets Manager user guide,
   * replication).
   */
  private replicaOf(id: string, originalArn: string): ISecret {
    const parts = Fn.split(':', originalArn);
    const arn = Fn.join(':', [
      'arn',
      Aws.PARTITION,
      'secretsmanager',
      this.plan.place.region,
      this.plan.props.account,
      'secret',
      Fn.select(6, parts),
    ]);
    return Secret.fromSecretCompleteArn(this, id, arn);
  }
}
