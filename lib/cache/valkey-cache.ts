import { Fn, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, ISecurityGroup, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { CacheNode, IValkeyCache, ValkeyCacheAttributes } from './i-valkey-cache';
import { APP_USER, groupPolicyOf, sharedResourcesPolicyOf } from './private/defaults';
import { ImportedValkeyCache, nodeMetric } from './private/imported-valkey-cache';
import { acknowledgeRotation, createPassword, importReplica } from './private/password';
import { createLogDelivery, ownOrigin } from './private/replication-group';
import { createUsers, passwordIn } from './private/users';
import { requireReplica, validateCache } from './private/validate-cache';
import { ValkeyCacheProps } from './valkey-cache-props';

/**
 * A Valkey replication group that is right from birth: cluster mode enabled, TLS, encryption, own users, online
 * resharding.
 *
 * The properties that can never change later (subnet group, key, port, engine, cluster mode) are fixed at creation;
 * node type, shards and replicas change online. Clients speak the cluster protocol, also with one shard.
 *
 * Freeze `shards` and `replicasPerShard` once `ValkeyScaling` is on, and node type, version and shards once the cache
 * is in a `GlobalValkeyCache`: both change the live numbers behind the template, and an edit here would jump back.
 */
export class ValkeyCache extends Construct implements IValkeyCache {
  /**
   * A replication group that exists already.
   *
   * @param scope the construct under which the import hangs
   * @param id its id
   * @param attributes what is known of it
   */
  public static fromValkeyCacheAttributes(
    scope: Construct,
    id: string,
    attributes: ValkeyCacheAttributes,
  ): IValkeyCache {
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

  /** The secret whose whole value is the password of the user `app`. */
  public readonly passwordSecret: ISecret;

  /** The security group of the nodes. */
  public readonly securityGroup: SecurityGroup;

  /** The network connections of the cache. */
  public readonly connections: Connections;

  /** Number of shards as configured; scaling and a Global Datastore change the live number. */
  public readonly shards: number;

  /** Replicas of each shard as configured; scaling changes the live number. */
  public readonly replicasPerShard: number;

  private readonly generatedPassword?: Secret;
  private readonly passwordReplicaRegions: string[];

  constructor(scope: Construct, id: string, props: ValkeyCacheProps) {
    super(scope, id);
    validateCache(this, props);
    this.shards = props.shards ?? 1;
    this.replicasPerShard = props.replicasPerShard ?? 1;
    this.port = props.port ?? 6379;
    this.securityGroup = this.createSecurityGroup(props);
    this.connections = new Connections({ securityGroups: [this.securityGroup], defaultPort: Port.tcp(this.port) });
    this.generatedPassword = props.passwordSecret === undefined ? createPassword(this, props) : undefined;
    this.passwordSecret = props.passwordSecret ?? this.generatedPassword!;
    this.passwordReplicaRegions = (props.passwordReplicaRegions ?? []).map(({ region }) => region);
    this.replicationGroup = this.createReplicationGroup(
      props,
      createUsers(this, this.passwordSecret, sharedResourcesPolicyOf(props)),
    );
    this.replicationGroupId = this.replicationGroup.ref;
    this.configurationEndpointHost = this.replicationGroup.attrConfigurationEndPointAddress;
    this.urlSecret = this.createUrl(props);
  }

  /** Lets a principal read the URL with its password; the network is opened by `connections`. */
  public grantReadUrl(grantee: IGrantable): Grant {
    return this.urlSecret.grantRead(grantee);
  }

  /**
   * The replica of the generated password in the Region of the scope's stack: `passwordSecret` of the secondary there.
   *
   * @param scope the construct under which the import hangs; `passwordReplicaRegions` must name its Region
   * @param id its id
   */
  public passwordReplica(scope: Construct, id: string): ISecret {
    requireReplica(this, this.generatedPassword, this.passwordReplicaRegions, Stack.of(scope).region);
    return importReplica(scope, id, this.generatedPassword!);
  }

  /**
   * A metric of one node, in namespace AWS/ElastiCache.
   *
   * Of the whole group (dimension `ReplicationGroupId`), Amazon ElastiCache publishes little: what auto scaling
   * follows, as averages that hide the busiest node, and the lag of a Global Datastore.
   */
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

  private createSecurityGroup(props: ValkeyCacheProps): SecurityGroup {
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Nodes of the Valkey cache',
      allowAllOutbound: false,
    });
    group.applyRemovalPolicy(sharedResourcesPolicyOf(props));
    props.clients?.forEach((client) => this.admit(group, client));
    return group;
  }

  /** By id: the rule stays in this stack, whatever stack the client's group is in. */
  private admit(group: SecurityGroup, client: ISecurityGroup): void {
    group.addIngressRule(Peer.securityGroupId(client.securityGroupId), Port.tcp(this.port), 'Clients of the cache');
  }

  private createReplicationGroup(props: ValkeyCacheProps, users: CfnUserGroup): CfnReplicationGroup {
    const isSecondary = props.globalReplicationGroupId !== undefined;
    const subnets = this.createSubnetGroup(props);
    const group = new CfnReplicationGroup(this, 'Resource', {
      ...(isSecondary ? { globalReplicationGroupId: props.globalReplicationGroupId } : ownOrigin(this, props)),
      replicationGroupDescription: `Valkey cache of ${this.node.path}`,
      replicasPerNodeGroup: this.replicasPerShard,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [this.securityGroup.securityGroupId],
      port: this.port,
      kmsKeyId: props.encryptionKey?.keyArn,
      userGroupIds: [users.ref],
      snapshotRetentionLimit: props.snapshotRetentionDays ?? 1,
      snapshotWindow: props.snapshotWindow,
      preferredMaintenanceWindow: props.preferredMaintenanceWindow,
      logDeliveryConfigurations: createLogDelivery(this, props),
    });
    // From birth: without it in the deployed template, a change of shards replaces the cache.
    group.cfnOptions.updatePolicy = { useOnlineResharding: true };
    group.applyRemovalPolicy(groupPolicyOf(props));
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-AEC6',
      reason: 'Users sign in by name and password (user group) instead of the one AUTH token of all clients.',
    });
    if (isSecondary) {
      this.describeSecondary(group, props);
    }
    return group;
  }

  /**
   * What the Global Datastore dictates stands in no property; who reads the template for sizes and costs finds it in
   * the metadata.
   */
  private describeSecondary(group: CfnReplicationGroup, { nodeType }: ValkeyCacheProps): void {
    group.addMetadata('GlobalDatastoreSecondary', { CacheNodeType: nodeType, NumNodeGroups: this.shards });
    Validations.of(group).acknowledge(
      {
        id: 'AwsSolutions-AEC3',
        reason:
          'A secondary takes encryption in transit and at rest from the primary; Amazon ElastiCache refuses ' +
          'both properties.',
      },
      {
        id: 'AwsSolutions-AEC5',
        reason:
          'Nodes admit named security groups only, over TLS and with a password; another port would hide nothing.',
      },
      {
        id: 'AwsSolutions-AEC4',
        reason: 'A secondary takes Multi-AZ from the primary and has a replica in each shard.',
      },
    );
  }

  private createSubnetGroup(props: ValkeyCacheProps): CfnSubnetGroup {
    const { subnetIds } = props.vpc.selectSubnets(props.vpcSubnets);
    const subnets = new CfnSubnetGroup(this, 'Subnets', { description: 'Valkey cache', subnetIds });
    subnets.applyRemovalPolicy(sharedResourcesPolicyOf(props));
    return subnets;
  }

  /** The URL as a secret of its own, put together by CloudFormation: the template only says where the password is. */
  private createUrl(props: ValkeyCacheProps): Secret {
    const url = Fn.join('', [
      `rediss://${APP_USER}:`,
      passwordIn(this.passwordSecret),
      '@',
      this.configurationEndpointHost,
      `:${this.port}`,
    ]);
    const secret = new Secret(this, 'Url', {
      description: 'URL of the cache with user and password',
      secretStringValue: SecretValue.unsafePlainText(url),
    });
    secret.applyRemovalPolicy(sharedResourcesPolicyOf(props));
    acknowledgeRotation(secret);
    return secret;
  }
}
