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
 * A Valkey replication group in cluster mode, with TLS, encryption at rest, its own users and online resharding.
 *
 * Node type, shards and replicas change online. Subnet group, key, port, engine and cluster mode cannot be changed
 * after creation. Clients must support the cluster protocol, even with one shard.
 *
 * Do not change `shards` and `replicasPerShard` once `ValkeyScaling` is on, or node type, version and shards once the
 * cache is in a `GlobalValkeyCache`. Both change the live values, not the template, and your next edit would reset
 * them.
 */
export class ValkeyCache extends Construct implements IValkeyCache {
  /**
   * Imports an existing replication group.
   *
   * @param scope the parent construct
   * @param id the construct id
   * @param attributes attributes of the replication group
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

  /** The host name of the configuration endpoint. */
  public readonly configurationEndpointHost: string;

  /** The port. */
  public readonly port: number;

  /** The secret that contains the URL of the cache, with user and password, as `rediss://app:...`. */
  public readonly urlSecret: ISecret;

  /** The secret that contains the password of the user `app`. */
  public readonly passwordSecret: ISecret;

  /** The security group of the nodes. */
  public readonly securityGroup: SecurityGroup;

  /** The network connections of the cache. */
  public readonly connections: Connections;

  /** The configured number of shards. Scaling and a Global Datastore change the live number. */
  public readonly shards: number;

  /** The configured number of replicas per shard. Scaling changes the live number. */
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

  /** Grants read access to `urlSecret`. Network access is separate, see `connections`. */
  public grantReadUrl(grantee: IGrantable): Grant {
    return this.urlSecret.grantRead(grantee);
  }

  /**
   * Imports the replica of the generated password in the Region of the scope's stack. Use it as `passwordSecret` of a
   * secondary.
   *
   * @param scope the parent construct, in a Region that `passwordReplicaRegions` includes
   * @param id the construct id
   */
  public passwordReplica(scope: Construct, id: string): ISecret {
    requireReplica(this, this.generatedPassword, this.passwordReplicaRegions, Stack.of(scope).region);
    return importReplica(scope, id, this.generatedPassword!);
  }

  /**
   * Returns a metric of one node, in namespace AWS/ElastiCache.
   *
   * For a whole replication group (dimension `ReplicationGroupId`), Amazon ElastiCache publishes only the averages that
   * auto scaling uses, which hide the busiest node, and the lag of a Global Datastore.
   */
  public metric(metricName: string, node: CacheNode, props: MetricOptions = {}): Metric {
    return nodeMetric(this.replicationGroupId, metricName, node, props);
  }

  /** CPU utilization of the engine thread, in percent. */
  public metricEngineCpu(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('EngineCPUUtilization', node, props);
  }

  /** Memory usage, in percent. */
  public metricMemoryUsage(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('DatabaseMemoryUsagePercentage', node, props);
  }

  /** Client connections. */
  public metricConnections(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('CurrConnections', node, props);
  }

  /** Number of keys evicted because memory was full. */
  public metricEvictions(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('Evictions', node, { statistic: 'Sum', ...props });
  }

  /** Cache hits, in percent of all lookups. */
  public metricCacheHitRate(node: CacheNode, props?: MetricOptions): Metric {
    return this.metric('CacheHitRate', node, { statistic: 'Average', ...props });
  }

  /** Replication lag of a replica, in seconds. */
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

  /** Refers to the group by its id, so that the rule stays in this stack. */
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
    // If the deployed template lacks this policy, changing the number of shards replaces the cache.
    group.cfnOptions.updatePolicy = { useOnlineResharding: true };
    group.applyRemovalPolicy(groupPolicyOf(props));
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-AEC6',
      reason: 'Clients authenticate as users with passwords (user group) instead of sharing one AUTH token.',
    });
    if (isSecondary) {
      this.describeSecondary(group, props);
    }
    return group;
  }

  /** Records inherited values as metadata, because the properties omit them and cost estimates need them. */
  private describeSecondary(group: CfnReplicationGroup, { nodeType }: ValkeyCacheProps): void {
    group.addMetadata('GlobalDatastoreSecondary', { CacheNodeType: nodeType, NumNodeGroups: this.shards });
    Validations.of(group).acknowledge(
      {
        id: 'AwsSolutions-AEC3',
        reason: 'A secondary inherits encryption from the primary, and Amazon ElastiCache refuses both properties.',
      },
      {
        id: 'AwsSolutions-AEC5',
        reason: 'Nodes allow named security groups only, with TLS and a password. Another port would not add security.',
      },
      {
        id: 'AwsSolutions-AEC4',
        reason: 'A secondary inherits Multi-AZ from the primary and has a replica in each shard.',
      },
    );
  }

  private createSubnetGroup(props: ValkeyCacheProps): CfnSubnetGroup {
    const { subnetIds } = props.vpc.selectSubnets(props.vpcSubnets);
    const subnets = new CfnSubnetGroup(this, 'Subnets', { description: 'Valkey cache', subnetIds });
    subnets.applyRemovalPolicy(sharedResourcesPolicyOf(props));
    return subnets;
  }

  /** Creates the URL secret. CloudFormation resolves the password, so the template contains only a reference to it. */
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
