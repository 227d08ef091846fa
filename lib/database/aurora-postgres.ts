import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AttachmentTargetType, ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { AuroraOriginKind } from './aurora-origin';
import { AuroraPostgresProps } from './aurora-postgres-props';
import { createCluster } from './private/aurora-cluster';
import { auroraEngineOf, auroraSharedResourcesPolicyOf, originOf, memberCountOf } from './private/aurora-defaults';
import { auroraMembers, memberIdentifier } from './private/aurora-members';
import { AuroraParameterGroups, auroraParameterGroups } from './private/aurora-parameters';
import { PORT } from './private/defaults';
import { masterSecret } from './private/master-secret';
import { clusterMetric, proxyMetric } from './private/metrics';
import { monitoringRole } from './private/monitoring-role';
import { stableName } from './private/physical-names';
import { clusterTarget, databaseProxy, proxySecurityGroup } from './private/proxy';
import { createKey, createSecurityGroup, createSubnetGroup } from './private/shared-resources';
import { validateAurora } from './private/validate-aurora';
import { knownZones } from './private/zones';

/**
 * An Aurora PostgreSQL cluster, created empty, as a replica of an RDS instance, from a snapshot, or as a secondary of a
 * global database.
 *
 * To make it the primary of a global database, add `AuroraGlobalDatabase`. The cluster does not change in the template.
 */
export class AuroraPostgres extends Construct implements IConnectable {
  /** The cluster. */
  public readonly cluster: rds.CfnDBCluster;

  /** The cluster as an L2 interface, for other CDK constructs. */
  public readonly databaseCluster: rds.IDatabaseCluster;

  /** Physical name of the cluster. It is a literal, so alarms in other stacks need no reference. */
  public readonly clusterIdentifier: string;

  /** The instances, starting with `Member1`. A failover changes which of them is the writer. */
  public readonly members: rds.CfnDBInstance[];

  /** Physical names of the instances, in the same order. */
  public readonly memberIdentifiers: string[];

  /** The secret of the master user. */
  public readonly secret: ISecret;

  /** Key for storage, backups and Performance Insights. */
  public readonly encryptionKey: IKey;

  /** The RDS Proxy of the cluster or of its predecessor, undefined if there is none. */
  public readonly proxy?: rds.DatabaseProxy;

  /** Host name of the writer instance. For a secondary, it does not respond until the secondary is promoted. */
  public readonly clusterHost: string;

  /** Host name of the readers, or of the writer if there are none. */
  public readonly readerHost: string;

  /** Host name for reads and writes: the proxy if there is one, otherwise the cluster. */
  public readonly writerHost: string;

  /** The port of cluster and proxy. */
  public readonly port: number = PORT;

  /** Name of the database. */
  public readonly databaseName: string;

  /** Name of the master user. */
  public readonly username: string;

  /** The security group of the instances. */
  public readonly securityGroup: ISecurityGroup;

  /** The network connections of instances and proxy. The default port is 5432. */
  public readonly connections: Connections;

  constructor(scope: Construct, id: string, props: AuroraPostgresProps) {
    super(scope, id);
    validateAurora(props).throwIfAny(this.node.path);
    const { predecessor } = props;
    const policy = auroraSharedResourcesPolicyOf(props);
    this.databaseName = props.databaseName ?? predecessor?.databaseName ?? 'app';
    this.username = props.username ?? predecessor?.username ?? 'app';
    this.clusterIdentifier = props.clusterIdentifier ?? stableName(this);

    this.encryptionKey = props.encryptionKey ?? predecessor?.encryptionKey ?? createKey(this, policy);
    this.securityGroup = predecessor?.securityGroup ?? createSecurityGroup(this, props, policy);
    const ownSecret =
      originOf(props).kind === AuroraOriginKind.PLAIN
        ? masterSecret(this, this.username, policy, props.secretReplicaRegions)
        : undefined;
    const parameters = auroraParameterGroups(this, props);
    this.cluster = this.createCluster(props, parameters, ownSecret);
    this.members = this.createMembers(props, parameters);
    this.memberIdentifiers = this.members.map((_, index) => memberIdentifier(this.clusterIdentifier, index + 1));
    this.databaseCluster = this.importCluster(props);
    this.secret = ownSecret ? this.attach(ownSecret) : (props.secret ?? predecessor!.secret);
    predecessor?.handOverAfter(this.cluster, ...this.members);
    this.proxy = props.proxy ? this.createProxy(props) : predecessor?.proxy;

    this.clusterHost = this.cluster.attrEndpointAddress;
    this.readerHost = this.cluster.attrReadEndpointAddress;
    this.writerHost = this.proxy?.endpoint ?? this.clusterHost;
    this.connections = this.createConnections(props);
    props.clients?.forEach((client) => this.connections.allowDefaultPortFrom(client, 'PostgreSQL clients'));
  }

  /**
   * Grants read access to the secret of the master user.
   *
   * @param grantee the principal that may read user name and password
   */
  public grantReadSecret(grantee: IGrantable): Grant {
    return this.secret.grantRead(grantee);
  }

  /**
   * Returns a metric of the cluster, over all its instances.
   *
   * @param name the name of the metric in the namespace AWS/RDS
   * @param options overrides of the metric
   */
  public metric(name: string, options?: MetricOptions): Metric {
    return clusterMetric(this, this.clusterIdentifier, name, undefined, options);
  }

  /**
   * CPU utilization of the writer, in percent.
   *
   * @param options overrides of the metric
   */
  public metricWriterCpu(options?: MetricOptions): Metric {
    return clusterMetric(this, this.clusterIdentifier, 'CPUUtilization', 'WRITER', {
      statistic: 'Average',
      ...options,
    });
  }

  /**
   * CPU utilization of the readers, in percent.
   *
   * @param options overrides of the metric
   */
  public metricReaderCpu(options?: MetricOptions): Metric {
    return clusterMetric(this, this.clusterIdentifier, 'CPUUtilization', 'READER', {
      statistic: 'Average',
      ...options,
    });
  }

  /**
   * Replication lag of the slowest reader, in milliseconds.
   *
   * @param options overrides of the metric
   */
  public metricReaderLag(options?: MetricOptions): Metric {
    return this.metric('AuroraReplicaLagMaximum', { statistic: 'Maximum', ...options });
  }

  /**
   * Aurora capacity units in use, for serverless instances.
   *
   * @param options overrides of the metric
   */
  public metricCapacity(options?: MetricOptions): Metric {
    return this.metric('ServerlessDatabaseCapacity', { statistic: 'Average', ...options });
  }

  /**
   * Time that a client waits for a connection from the cluster's own proxy, in microseconds.
   *
   * @param options overrides of the metric
   */
  public metricProxyBorrowLatency(options?: MetricOptions): Metric {
    return proxyMetric(this, `${stableName(this)}-proxy`, 'DatabaseConnectionsBorrowLatency', {
      statistic: 'Average',
      ...options,
    });
  }

  private createCluster(
    props: AuroraPostgresProps,
    parameters: AuroraParameterGroups,
    secret?: ISecret,
  ): rds.CfnDBCluster {
    const logs = new LogGroup(this, 'PostgresqlLogs', {
      logGroupName: `/aws/rds/cluster/${this.clusterIdentifier}/postgresql`,
      retention: props.logRetention ?? 30,
      removalPolicy: auroraSharedResourcesPolicyOf(props),
    });
    const cluster = createCluster(
      this,
      {
        identifier: this.clusterIdentifier,
        databaseName: this.databaseName,
        username: this.username,
        secret,
        key: this.encryptionKey,
        subnetGroup:
          props.predecessor?.subnetGroup ?? createSubnetGroup(this, props, auroraSharedResourcesPolicyOf(props)),
        securityGroup: this.securityGroup,
        parameterGroupName: parameters.cluster.bindToCluster({}).parameterGroupName,
      },
      props,
    );
    cluster.node.addDependency(logs);
    return cluster;
  }

  private createMembers(props: AuroraPostgresProps, parameters: AuroraParameterGroups): rds.CfnDBInstance[] {
    const monitoringSeconds = props.enhancedMonitoringSeconds ?? 60;
    const count = memberCountOf(props);
    const role: IRole | undefined = monitoringSeconds > 0 && count > 0 ? monitoringRole(this) : undefined;
    return auroraMembers(this, {
      count,
      cluster: this.cluster,
      clusterIdentifier: this.clusterIdentifier,
      engine: auroraEngineOf(props).engineType,
      instanceClass: props.capacity.instanceClass,
      zones: knownZones(props.vpc.selectSubnets(props.vpcSubnets)),
      parameterGroupName: parameters.instance.bindToInstance({}).parameterGroupName,
      key: this.encryptionKey,
      monitoringSeconds,
      monitoringRole: role,
      firstPolicy: auroraSharedResourcesPolicyOf(props),
    });
  }

  private importCluster(props: AuroraPostgresProps): rds.IDatabaseCluster {
    return rds.DatabaseCluster.fromDatabaseClusterAttributes(this, 'Imported', {
      clusterIdentifier: this.cluster.ref,
      clusterResourceIdentifier: this.cluster.attrDbClusterResourceId,
      clusterEndpointAddress: this.cluster.attrEndpointAddress,
      readerEndpointAddress: this.cluster.attrReadEndpointAddress,
      instanceIdentifiers: this.memberIdentifiers,
      port: PORT,
      engine: auroraEngineOf(props),
      securityGroups: [this.securityGroup],
    });
  }

  private attach(secret: ISecret): ISecret {
    return secret.attach({
      asSecretAttachmentTarget: () => ({ targetId: this.cluster.ref, targetType: AttachmentTargetType.RDS_DB_CLUSTER }),
    });
  }

  private createProxy(props: AuroraPostgresProps): rds.DatabaseProxy {
    const proxyName = `${stableName(this)}-proxy`;
    new LogGroup(this, 'ProxyLogs', {
      logGroupName: `/aws/rds/proxy/${proxyName}`,
      retention: props.logRetention ?? 30,
      removalPolicy: auroraSharedResourcesPolicyOf(props),
    });
    const proxy = databaseProxy(this, {
      proxyName,
      target: clusterTarget(this, this.clusterIdentifier, this.securityGroup),
      secret: this.secret,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      securityGroup: proxySecurityGroup(this, props.vpc),
    });
    proxy.node.findChild('ProxyTargetGroup').node.addDependency(this.cluster, ...this.members);
    return proxy;
  }

  /** Excludes the proxy of a predecessor, which already allows its clients. */
  private createConnections(props: AuroraPostgresProps): Connections {
    const ownProxy = props.proxy ? (this.proxy?.connections.securityGroups ?? []) : [];
    return new Connections({ securityGroups: [this.securityGroup, ...ownProxy], defaultPort: Port.tcp(PORT) });
  }
}
