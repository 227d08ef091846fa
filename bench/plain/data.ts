import { Duration, RemovalPolicy, SecretValue, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { PlainNetwork } from './network';

const RETAIN = { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE };

/** The stores, as an expert would write them with the classes of AWS CDK. */
export class PlainData extends Stack {
  public readonly key: kms.Key;
  public readonly instance: rds.DatabaseInstance;
  public readonly replica: rds.DatabaseInstanceReadReplica;
  public readonly proxy: rds.DatabaseProxy;
  public readonly cache: elasticache.CfnReplicationGroup;
  public readonly cacheUrl: secretsmanager.Secret;
  public readonly bucket: s3.Bucket;
  public readonly queue: sqs.Queue;
  public readonly dead: sqs.Queue;
  public readonly groups: logs.LogGroup[];
  public readonly repository: ecr.Repository;

  constructor(scope: Construct, id: string, props: StackProps, network: PlainNetwork) {
    super(scope, id, props);
    this.key = new kms.Key(this, 'Key', { enableKeyRotation: true, multiRegion: true, ...RETAIN });
    const security = new ec2.SecurityGroup(this, 'DatabaseSecurity', { vpc: network.vpc, allowAllOutbound: false });
    security.addIngressRule(ec2.Peer.securityGroupId(network.workload.securityGroupId), ec2.Port.tcp(5432));
    this.instance = this.database(network, security);
    this.replica = this.readReplica(network, security);
    this.proxy = this.instance.addProxy('Proxy', {
      vpc: network.vpc,
      vpcSubnets: { subnetGroupName: 'data' },
      secrets: [this.instance.secret!],
      requireTLS: true,
    });
    this.readerName(network);
    const password = new secretsmanager.Secret(this, 'CachePassword', {
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      ...RETAIN,
    });
    this.cache = this.valkey(network, password);
    this.cacheUrl = new secretsmanager.Secret(this, 'CacheUrl', {
      secretStringValue: SecretValue.unsafePlainText(this.cache.attrConfigurationEndPointAddress),
      ...RETAIN,
    });
    this.bucket = new s3.Bucket(this, 'Assets', {
      versioned: true,
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [
        {
          prefix: 'uploads/',
          transitions: [{ storageClass: s3.StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }],
        },
      ],
      ...RETAIN,
    });
    this.dead = new sqs.Queue(this, 'Dead', { retentionPeriod: Duration.days(14), enforceSSL: true, ...RETAIN });
    this.queue = new sqs.Queue(this, 'Queue', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 5 },
      ...RETAIN,
    });
    this.repository = new ecr.Repository(this, 'Repository', {
      imageScanOnPush: true,
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      lifecycleRules: [{ maxImageCount: 200 }],
      ...RETAIN,
    });
    const names = [
      'Web',
      'Worker',
      'Migrate',
      'Postgres',
      'Upgrade',
      'ProxyLogs',
      'ReplicaPostgres',
      'ReplicaUpgrade',
      'Slow',
      'Engine',
    ];
    this.groups = names.map(
      (name) => new logs.LogGroup(this, `${name}Group`, { retention: logs.RetentionDays.THREE_MONTHS, ...RETAIN }),
    );
  }

  private database({ vpc }: PlainNetwork, security: ec2.SecurityGroup): rds.DatabaseInstance {
    const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17_7 });
    return new rds.DatabaseInstance(this, 'Database', {
      engine,
      vpc,
      vpcSubnets: { subnetGroupName: 'data' },
      instanceType: new ec2.InstanceType('m7g.large'),
      allocatedStorage: 20,
      maxAllocatedStorage: 500,
      storageType: rds.StorageType.GP3,
      storageEncryptionKey: this.key,
      credentials: rds.Credentials.fromGeneratedSecret('app', { encryptionKey: undefined }),
      databaseName: 'app',
      multiAz: true,
      deletionProtection: true,
      backupRetention: Duration.days(7),
      monitoringInterval: Duration.minutes(1),
      enablePerformanceInsights: true,
      performanceInsightEncryptionKey: this.key,
      parameterGroup: new rds.ParameterGroup(this, 'Parameters', {
        engine,
        parameters: { 'rds.force_ssl': '1', log_min_duration_statement: '100' },
      }),
      securityGroups: [security],
      cloudwatchLogsExports: ['postgresql', 'upgrade'],
      ...RETAIN,
    });
  }

  private readReplica({ vpc }: PlainNetwork, security: ec2.SecurityGroup): rds.DatabaseInstanceReadReplica {
    return new rds.DatabaseInstanceReadReplica(this, 'Replica', {
      sourceDatabaseInstance: this.instance,
      vpc,
      vpcSubnets: { subnetGroupName: 'data' },
      instanceType: new ec2.InstanceType('m7g.large'),
      securityGroups: [security],
      storageEncryptionKey: this.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private readerName({ vpc }: PlainNetwork): void {
    const zone = new route53.PrivateHostedZone(this, 'Zone', { vpc, zoneName: 'notes-production.internal' });
    [this.instance, this.replica].forEach(
      ({ dbInstanceEndpointAddress }, index) =>
        new route53.CnameRecord(this, `Reader${index}`, {
          zone,
          recordName: 'reader',
          domainName: dbInstanceEndpointAddress,
          ttl: Duration.seconds(5),
          weight: index * 100,
          setIdentifier: `r${index}`,
        }),
    );
  }

  private valkey({ vpc, workload }: PlainNetwork, password: secretsmanager.Secret): elasticache.CfnReplicationGroup {
    const security = new ec2.SecurityGroup(this, 'CacheSecurity', { vpc, allowAllOutbound: false });
    security.addIngressRule(ec2.Peer.securityGroupId(workload.securityGroupId), ec2.Port.tcp(6379));
    const nobody = new elasticache.CfnUser(this, 'Nobody', {
      engine: 'valkey',
      userId: 'nobody',
      userName: 'default',
      accessString: 'off ~* -@all',
      authenticationMode: { Type: 'password', Passwords: [password.secretValue.unsafeUnwrap()] },
    });
    const app = new elasticache.CfnUser(this, 'App', {
      engine: 'valkey',
      userId: 'app',
      userName: 'app',
      accessString: 'on ~* +@all',
      authenticationMode: { Type: 'password', Passwords: [password.secretValue.unsafeUnwrap()] },
    });
    const users = new elasticache.CfnUserGroup(this, 'Users', {
      engine: 'valkey',
      userGroupId: 'users',
      userIds: [nobody.ref, app.ref],
    });
    const subnets = new elasticache.CfnSubnetGroup(this, 'CacheSubnets', {
      description: 'cache',
      subnetIds: vpc.selectSubnets({ subnetGroupName: 'data' }).subnetIds,
    });
    const parameters = new elasticache.CfnParameterGroup(this, 'CacheParameters', {
      cacheParameterGroupFamily: 'valkey8',
      description: 'cache',
      properties: { 'cluster-enabled': 'yes' },
    });
    return new elasticache.CfnReplicationGroup(this, 'Cache', {
      replicationGroupDescription: 'cache',
      engine: 'valkey',
      engineVersion: '8.1',
      cacheNodeType: 'cache.t4g.small',
      clusterMode: 'enabled',
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      cacheParameterGroupName: parameters.ref,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [security.securityGroupId],
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
      kmsKeyId: this.key.keyArn,
      userGroupIds: [users.ref],
    });
  }
}
