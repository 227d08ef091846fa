import { Duration, Fn, Names, RemovalPolicy, SecretValue, Token, Validations } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, ISecurityGroup, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnParameterGroup, CfnReplicationGroup, CfnSubnetGroup, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { CacheNode, IValkeyCache, ValkeyCacheAttributes } from './i-valkey-cache';
import { ImportedValkeyCache, nodeMetric } from './private/imported-valkey-cache';
import { ValkeyCacheProps } from './valkey-cache-props';

/** Name of the user that the application signs in as. */
const APP_USER = 'app';

/** Node type: family with size, for example `cache.r7g.large`. */
const NODE_TYPE = /^cache\.[a-z][0-9][a-z]*\.(micro|small|medium|large|\d*xlarge)$/;

/**
 * A Valkey replication group that is right from birth: cluster mode enabled, TLS, encryption, own users, online resharding.
 *
 * The properties that can never change later (subnet group, key, port, engine, cluster mode) are fixed at creation;
 * node type, shards and replicas change online. Clients speak the cluster protocol, also with one shard.
 */
export class ValkeyCache extends Construct implements IValkeyCache {
  /**
   * A replication group that exists already.
   *
   * @param scope the construct under which the import hangs
   * @param id its id
   * @param attributes what is known of it
   */
  public static fromValkeyCacheAttributes(scope: Construct, id: string, attributes: ValkeyCacheAttributes): IValkeyCache {
    return new ImportedValkeyCache(scope, id, attributes);
  }

  /** Id of the replication group. */
  public readonly replicationGroupId: string;

  /** The replication group. */
  public readonly replicationGroup: CfnReplicationGroup;

  /** The host name of the configuration endpoint, which knows every shard. */
  public readonly configurationEndpointHost: string;

  /** The port. */
  public readonly port: number;

  /** The secret whose whole value is the URL of the cache with user and password, `rediss://`. */
  public readonly urlSecret: ISecret;

  /** The secret that holds the password of the user `app`. */
  public readonly passwordSecret: ISecret;

  /** The security group of the nodes. */
  public readonly securityGroup: SecurityGroup;

  /** The network connections of the cache. */
  public readonly connections: Connections;

  /** Number of shards at creation. */
  public readonly shards: number;

  /** Replicas of each shard at creation. */
  public readonly replicasPerShard: number;

  private readonly removalPolicy: RemovalPolicy;

  constructor(scope: Construct, id: string, props: ValkeyCacheProps) {
    super(scope, id);
    this.shards = props.shards ?? 1;
    this.replicasPerShard = props.replicasPerShard ?? 1;
    this.port = props.port ?? 6379;
    this.removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.validate(props);
    this.securityGroup = this.createSecurityGroup(props);
    this.connections = new Connections({ securityGroups: [this.securityGroup], defaultPort: Port.tcp(this.port) });
    this.passwordSecret = this.createPassword();
    this.replicationGroup = this.createReplicationGroup(props, this.createUsers());
    this.replicationGroupId = this.replicationGroup.ref;
    this.configurationEndpointHost = this.replicationGroup.attrConfigurationEndPointAddress;
    this.urlSecret = this.createUrl();
    this.acknowledgeFindings();
  }

  /** Lets a principal read the URL with its password; the network is opened by `connections`. */
  public grantReadUrl(grantee: IGrantable): Grant {
    return this.urlSecret.grantRead(grantee);
  }

  /** A metric of one node, in namespace AWS/ElastiCache; the service has none of the whole group. */
  public metric(metricName: string, node: CacheNode, props: MetricOptions = {}): Metric {
    return nodeMetric(this.replicationGroupId, metricName, node, props);
  }

  /** CPU of the engine's thread, in percent. */
  public metricEngineCpu(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('EngineCPUUtilization', node, props);
  }

  /** Memory in use, in percent. */
  public metricMemoryUsage(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('DatabaseMemoryUsagePercentage', node, props);
  }

  /** Client connections. */
  public metricConnections(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('CurrConnections', node, props);
  }

  /** Keys that went because memory was full. */
  public metricEvictions(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('Evictions', node, { statistic: 'Sum', ...props });
  }

  /** Hits, in percent of all look-ups. */
  public metricCacheHitRate(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('CacheHitRate', node, { statistic: 'Average', ...props });
  }

  /** How far a replica is behind, in seconds. */
  public metricReplicationLag(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('ReplicationLag', node, props);
  }

  private validate({ nodeType, engineVersion = '8.1', snapshotRetentionDays = 1 }: ValkeyCacheProps): void {
    const problems = new Problems();
    problems.require(Token.isUnresolved(nodeType) || NODE_TYPE.test(nodeType), `\`nodeType\` must be a node type such as cache.t4g.small, got: ${got(nodeType)}`);
    problems.require(isWithin(this.shards, 1, 500), `\`shards\` must be a whole number from 1 to 500, got: ${got(this.shards)}`);
    problems.require(isWithin(this.replicasPerShard, 0, 5), `\`replicasPerShard\` must be a whole number from 0 to 5, got: ${got(this.replicasPerShard)}`);
    problems.require(/^8\.\d+$/.test(engineVersion), `\`engineVersion\` must be a version of Valkey 8 such as 8.1, got: ${got(engineVersion)}`);
    problems.require(isWithin(snapshotRetentionDays, 0, 35), `\`snapshotRetentionDays\` must be a whole number from 0 to 35, got: ${got(snapshotRetentionDays)}`);
    problems.throwIfAny(this.node.path);
  }

  private createSecurityGroup({ vpc, clients = [] }: ValkeyCacheProps): SecurityGroup {
    const group = new SecurityGroup(this, 'SecurityGroup', { vpc, description: 'Nodes of the Valkey cache', allowAllOutbound: false });
    clients.forEach((client) => this.admit(group, client));
    return group;
  }

  /** By id: the rule stays in this stack, whatever stack the client's group is in. */
  private admit(group: SecurityGroup, client: ISecurityGroup): void {
    group.addIngressRule(Peer.securityGroupId(client.securityGroupId), Port.tcp(this.port), 'Clients of the cache');
  }

  private createPassword(): Secret {
    const secret = new Secret(this, 'Password', {
      description: 'Password of the cache user "app"',
      // Letters and digits only, so that the password can stand in a URL; ElastiCache wants 16 to 128 characters.
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    secret.applyRemovalPolicy(this.removalPolicy);
    return secret;
  }

  /** The user group: `default` may do nothing, `app` everything but administration. */
  private createUsers(): CfnUserGroup {
    const nobody = this.createUser('DefaultUser', 'default', 'off ~* -@all');
    const app = this.createUser('AppUser', APP_USER, 'on ~* &* +@all -@admin -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes');
    const group = new CfnUserGroup(this, 'UserGroup', {
      engine: 'valkey',
      userGroupId: this.uniqueId('users'),
      userIds: [nobody.ref, app.ref],
    });
    group.applyRemovalPolicy(this.removalPolicy);
    return group;
  }

  /** With a password, also where it opens nothing: Valkey has no users without one (Amazon ElastiCache user guide, RBAC with Valkey). */
  private createUser(id: string, userName: string, accessString: string): CfnUser {
    const password = SecretValue.secretsManager(this.passwordSecret.secretArn).unsafeUnwrap();
    const user = new CfnUser(this, id, {
      engine: 'valkey',
      userId: this.uniqueId(userName),
      userName,
      accessString,
      authenticationMode: { Type: 'password', Passwords: [password] },
    });
    user.applyRemovalPolicy(this.removalPolicy);
    return user;
  }

  /** Ids of users are create-only and unique in account and Region: made from the stack's name and the path, without the stage. */
  private uniqueId(suffix: string): string {
    const unique = Names.uniqueResourceName(this, { maxLength: 30 - suffix.length, separator: '-' }).toLowerCase();
    return `${unique}-${suffix}`.replace(/-+/g, '-');
  }

  private createReplicationGroup(props: ValkeyCacheProps, users: CfnUserGroup): CfnReplicationGroup {
    const { vpc, vpcSubnets, encryptionKey } = props;
    const subnets = new CfnSubnetGroup(this, 'Subnets', { description: 'Valkey cache', subnetIds: vpc.selectSubnets(vpcSubnets).subnetIds });
    const group = new CfnReplicationGroup(this, 'Resource', {
      replicationGroupDescription: `Valkey cache of ${this.node.path}`,
      engine: 'valkey',
      engineVersion: props.engineVersion ?? '8.1',
      cacheNodeType: props.nodeType,
      clusterMode: 'enabled',
      numNodeGroups: this.shards,
      replicasPerNodeGroup: this.replicasPerShard,
      automaticFailoverEnabled: true,
      multiAzEnabled: this.replicasPerShard > 0,
      cacheParameterGroupName: this.createParameters(props).ref,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [this.securityGroup.securityGroupId],
      port: this.port,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      kmsKeyId: encryptionKey?.keyArn,
      userGroupIds: [users.ref],
      autoMinorVersionUpgrade: false,
      snapshotRetentionLimit: props.snapshotRetentionDays ?? 1,
      logDeliveryConfigurations: this.createLogDelivery(props),
    });
    // From birth: without it in the deployed template, a change of shards replaces the cache.
    group.cfnOptions.updatePolicy = { useOnlineResharding: true };
    group.applyRemovalPolicy(this.removalPolicy);
    return group;
  }

  /** The id names the family, which is create-only: another family is another group. */
  private createParameters({ maxMemoryPolicy }: ValkeyCacheProps): CfnParameterGroup {
    return new CfnParameterGroup(this, 'ParametersValkey8', {
      cacheParameterGroupFamily: 'valkey8',
      description: 'Valkey 8, cluster mode',
      properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': maxMemoryPolicy ?? 'volatile-lru' },
    });
  }

  private createLogDelivery({ logRetention }: ValkeyCacheProps): CfnReplicationGroup.LogDeliveryConfigurationRequestProperty[] {
    return ['slow-log', 'engine-log'].map((logType) => {
      const logs = new LogGroup(this, logType === 'slow-log' ? 'SlowLogs' : 'EngineLogs', {
        retention: (logRetention ?? Duration.days(30)).toDays(),
        removalPolicy: this.removalPolicy,
      });
      return {
        logType,
        logFormat: 'json',
        destinationType: 'cloudwatch-logs',
        destinationDetails: { cloudWatchLogsDetails: { logGroup: logs.logGroupName } },
      };
    });
  }

  private acknowledgeFindings(): void {
    const rotation =
      'URL and password change together, in one deployment: add the new password to the user, change both secrets, restart the clients, remove the old password. A schedule would cut clients off.';
    Validations.of(this.passwordSecret).acknowledge({ id: 'AwsSolutions-SMG4', reason: rotation });
    Validations.of(this.urlSecret).acknowledge({ id: 'AwsSolutions-SMG4', reason: rotation });
    Validations.of(this.replicationGroup).acknowledge({ id: 'AwsSolutions-AEC6', reason: 'Users sign in by name and password (user group) instead of the one AUTH token of all clients.' });
  }

  /** The URL as a secret of its own, put together by CloudFormation: the template only says where the password is. */
  private createUrl(): Secret {
    const password = SecretValue.secretsManager(this.passwordSecret.secretArn).unsafeUnwrap();
    const url = Fn.join('', [`rediss://${APP_USER}:`, password, '@', this.configurationEndpointHost, `:${this.port}`]);
    const secret = new Secret(this, 'Url', {
      description: 'URL of the cache with user and password',
      secretStringValue: SecretValue.unsafePlainText(url),
    });
    secret.applyRemovalPolicy(this.removalPolicy);
    return secret;
  }
}

function isWithin(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest;
}
