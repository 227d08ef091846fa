import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Repository, RepositoryEncryption, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ValkeyCache } from '../../cache';
import { DatabaseBirth, PostgresDatabase, ReaderName } from '../../database';
import { WorkQueue } from '../../queue';
import { AssetsBucket } from '../../storage';
import { GrowthStack } from './growth-stack';
import { NetworkStack } from './network-stack';
import { PlatformPlan } from './platform-plan';

/** Everything that holds data. Its construct ids are the same in every stage and never change. */
export class DataStack extends GrowthStack {
  public readonly key: Key;
  public readonly database: PostgresDatabase;
  public readonly reader: ReaderName;
  public readonly cache?: ValkeyCache;
  public readonly assets: AssetsBucket;
  public readonly queue: WorkQueue;
  public readonly repository: Repository;
  public readonly webLogs: LogGroup;
  public readonly workerLogs: LogGroup;
  public readonly migrateLogs: LogGroup;

  constructor(scope: Construct, plan: PlatformPlan, private readonly networkStack: NetworkStack) {
    super(scope, 'Data', { plan, part: 'data', description: 'Databases, cache, bucket, queue, repository and logs', tagStage: false });
    this.key = this.createKey();
    this.database = this.createDatabase();
    this.reader = this.createReaderName();
    this.cache = this.createCache();
    this.assets = this.createAssets();
    this.queue = new WorkQueue(this, 'Queue', { alarms: false });
    this.repository = this.createRepository();
    new CfnOutput(this, 'RepositoryUri', { description: 'Where the image of the application is pushed', value: this.repository.repositoryUri });
    this.webLogs = this.createLogGroup('WebLogs');
    this.workerLogs = this.createLogGroup('WorkerLogs');
    this.migrateLogs = this.createLogGroup('MigrateLogs');
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

  private createDatabase(): PostgresDatabase {
    const { vpc, dataSubnets, workloadSecurityGroup } = this.networkStack.network;
    const { instanceType, ...sizing } = this.plan.database;
    return new PostgresDatabase(this, 'Database', {
      vpc,
      vpcSubnets: dataSubnets,
      instanceType: new InstanceType(instanceType),
      allocatedStorageGiB: sizing.allocatedStorageGiB,
      maxAllocatedStorageGiB: sizing.maxAllocatedStorageGiB,
      multiAz: sizing.multiAz,
      readReplicas: sizing.readReplicas,
      proxy: sizing.proxy,
      encryptionKey: this.key,
      clients: [workloadSecurityGroup],
      birth: this.birth(),
    });
  }

  /** Law 4: how the database was born is remembered by the configuration, and emitted for ever. */
  private birth(): DatabaseBirth {
    const { databaseSnapshotIdentifier: snapshot } = this.plan.props;
    return snapshot === undefined ? DatabaseBirth.plain() : DatabaseBirth.fromSnapshot(snapshot);
  }

  private createReaderName(): ReaderName {
    return new ReaderName(this, 'ReaderName', {
      vpc: this.networkStack.network.vpc,
      zoneName: this.plan.zoneName,
      writerHost: this.database.instanceHost,
      replicaHosts: this.database.replicas.map((replica) => replica.dbInstanceEndpointAddress),
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
      })
    );
  }

  private createAssets(): AssetsBucket {
    return new AssetsBucket(this, 'Assets', {
      distributionAccount: this.plan.props.account,
      serverAccessLogsBucket: this.networkStack.logs.bucket,
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
}
