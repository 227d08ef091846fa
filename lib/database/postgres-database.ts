import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IDependable } from 'constructs';
import { ISharedDatabaseResources } from './i-shared-database-resources';
import { PostgresDatabaseProps } from './postgres-database-props';
import { logRetentionOf, monitoringSecondsOf, PORT, sharedResourcesPolicyOf } from './private/defaults';
import { createInstance } from './private/instance';
import { maxConnectionsOf, memoryMiBOf } from './private/instance-memory';
import { masterSecret } from './private/master-secret';
import { databaseMetric, proxyMetric } from './private/metrics';
import { monitoringRole } from './private/monitoring-role';
import { parameterGroupOf } from './private/parameters';
import { stableName } from './private/physical-names';
import { databaseProxy, proxySecurityGroup, proxyTarget } from './private/proxy';
import { readReplicas, replicaIdentifier } from './private/replicas';
import {
  attachToCluster,
  createKey,
  createLogGroups,
  createSecurityGroup,
  createSubnetGroup,
  handOverAfter,
} from './private/shared-resources';
import { validatePostgres } from './private/validate-postgres';
import { knownZones } from './private/zones';

/**
 * A PostgreSQL database on Amazon RDS. It grows from one small instance to a standby, read replicas and a connection
 * pool, and later to Amazon Aurora, without a replacement of anything that holds data.
 *
 * What cannot be changed later is set for growth: encryption with a multi-Region key, subnets in three Availability
 * Zones, names, port, backups, a custom parameter group and a secret that CloudFormation owns.
 */
export class PostgresDatabase extends Construct implements IConnectable, ISharedDatabaseResources {
  /**
   * Estimates the default of `max_connections` for an arm64 instance class. The estimate is an upper bound, because
   * Amazon RDS reserves memory for the operating system and the service.
   *
   * @param instanceType instance class without the `db.` prefix, for example `t4g.small`
   * @returns undefined for other classes than t4g, m6g to m8g and r6g to r8g
   */
  public static estimateMaxConnections(instanceType: string): number | undefined {
    const memoryMiB = memoryMiBOf(instanceType);
    return memoryMiB === undefined ? undefined : maxConnectionsOf(memoryMiB);
  }

  /** The writer instance. */
  public readonly instance: rds.IDatabaseInstance;

  /** Physical name of the writer. It is a literal, so alarms in other stacks need no reference. */
  public readonly instanceIdentifier: string;

  /** The read replicas, starting with `Replica1`. */
  public readonly replicas: rds.DatabaseInstanceReadReplica[];

  /** Physical names of the read replicas, in the same order. */
  public readonly replicaIdentifiers: string[];

  /** The RDS Proxy of the writer, undefined without `proxy`. */
  public readonly proxy?: rds.DatabaseProxy;

  /** Physical name of the proxy, even if there is none yet. */
  public readonly proxyName: string;

  /**
   * The secret with `username`, `password`, `host`, `port`, `engine` and `dbInstanceIdentifier`. `host` is the
   * instance, not the proxy.
   */
  public readonly secret: ISecret;

  /** Key for storage, backups and Performance Insights. */
  public readonly encryptionKey: IKey;

  /** Host name for reads and writes: the proxy if there is one, otherwise the instance. */
  public readonly writerHost: string;

  /** Host name of the instance, for migrations, logical replication and manual access. */
  public readonly instanceHost: string;

  /** Host names of the read replicas, in the order of `replicas`. */
  public readonly replicaHosts: string[];

  /** The port of instance, replicas and proxy. */
  public readonly port: number = PORT;

  /** Name of the database. */
  public readonly databaseName: string;

  /** Name of the master user. */
  public readonly username: string;

  /** The security group of instance and replicas. */
  public readonly securityGroup: SecurityGroup;

  /** The network connections of instance, replicas and proxy. The default port is 5432. */
  public readonly connections: Connections;

  /** The subnet group of the data subnets. */
  public readonly subnetGroup: rds.ISubnetGroup;

  /** The Aurora cluster that has taken over, undefined while the instance serves. */
  public readonly successorClusterIdentifier?: string;

  /** The parameter group of instance and replicas. */
  public readonly parameterGroup: rds.ParameterGroup;

  /** Initial storage in GiB. */
  public readonly allocatedStorageGiB: number;

  /**
   * Memory of the writer's instance class in MiB, undefined if the class is not known, see `estimateMaxConnections`.
   */
  public readonly memoryMiB?: number;

  /**
   * Upper bound of `max_connections` of the writer: LEAST(memory / 9531392, 5000), the default of Amazon RDS. Undefined
   * if the class is not known, or if the parameter is set to an expression.
   */
  public readonly maxConnections?: number;

  private readonly monitoringRole?: IRole;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    validatePostgres(props).throwIfAny(this.node.path);

    this.databaseName = props.databaseName ?? 'app';
    this.username = props.username ?? 'app';
    this.instanceIdentifier = props.instanceIdentifier ?? stableName(this);
    this.proxyName = `${stableName(this)}-proxy`;
    this.allocatedStorageGiB = props.allocatedStorageGiB;
    this.memoryMiB = memoryMiBOf(props.instanceType.toString());
    this.maxConnections = this.connectionLimit(props);
    this.successorClusterIdentifier = props.successorClusterIdentifier;

    this.encryptionKey = props.encryptionKey ?? createKey(this, sharedResourcesPolicyOf(props));
    this.subnetGroup = createSubnetGroup(this, props, sharedResourcesPolicyOf(props));
    this.securityGroup = createSecurityGroup(this, props, sharedResourcesPolicyOf(props));
    this.parameterGroup = parameterGroupOf(this, props);
    this.monitoringRole = monitoringSecondsOf(props) > 0 ? monitoringRole(this) : undefined;
    const instance = this.createInstance(props);
    this.instance = instance;
    this.secret = this.servingSecret(instance.secret!);
    this.proxy = props.proxy ? this.createProxy(props) : undefined;
    this.replicas = this.createReplicas(props);
    this.replicaIdentifiers = this.replicas.map((_, index) => replicaIdentifier(this.instanceIdentifier, index + 1));
    this.replicaHosts = this.replicas.map((replica) => replica.dbInstanceEndpointAddress);
    this.instanceHost = this.instance.dbInstanceEndpointAddress;
    this.writerHost = this.proxy?.endpoint ?? this.instanceHost;
    this.connections = this.createConnections();
    props.clients?.forEach((client) => this.connections.allowDefaultPortFrom(client, 'PostgreSQL clients'));
  }

  /**
   * Adds dependencies to proxy and secret, so that they point to the successor only after it exists. Does nothing while
   * the instance serves.
   */
  public handOverAfter(...dependables: IDependable[]): void {
    if (this.successorClusterIdentifier !== undefined) {
      handOverAfter(this, this.proxy, dependables);
    }
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
   * Grants permission to connect to the instance with an IAM token instead of a password.
   *
   * First create the database user with the role `rds_iam`.
   *
   * @param grantee the principal that may connect
   * @param databaseUser the PostgreSQL user, which must not be the master user
   */
  public grantConnect(grantee: IGrantable, databaseUser: string): Grant {
    return this.instance.grantConnect(grantee, databaseUser);
  }

  /**
   * CPU utilization of the writer, in percent.
   *
   * @param options overrides of the metric
   */
  public metricCpu(options?: MetricOptions): Metric {
    return this.metric('CPUUtilization', { statistic: 'Average', ...options });
  }

  /**
   * Number of open connections to the writer.
   *
   * @param options overrides of the metric
   */
  public metricConnections(options?: MetricOptions): Metric {
    return this.metric('DatabaseConnections', { statistic: 'Maximum', ...options });
  }

  /**
   * Free storage of the writer, in bytes.
   *
   * @param options overrides of the metric
   */
  public metricFreeStorage(options?: MetricOptions): Metric {
    return this.metric('FreeStorageSpace', { statistic: 'Minimum', ...options });
  }

  /**
   * Free memory of the writer, in bytes.
   *
   * @param options overrides of the metric
   */
  public metricFreeMemory(options?: MetricOptions): Metric {
    return this.metric('FreeableMemory', { statistic: 'Minimum', ...options });
  }

  /**
   * CPU credit balance of a burstable class (t4g). Other classes do not report it.
   *
   * @param options overrides of the metric
   */
  public metricCpuCredits(options?: MetricOptions): Metric {
    return this.metric('CPUCreditBalance', { statistic: 'Minimum', ...options });
  }

  /**
   * Age of the oldest unvacuumed transaction. Near 2 billion, PostgreSQL stops accepting writes.
   *
   * @param options overrides of the metric
   */
  public metricOldestTransactionAge(options?: MetricOptions): Metric {
    return this.metric('MaximumUsedTransactionIDs', { statistic: 'Maximum', ...options });
  }

  /**
   * Returns a metric of the writer.
   *
   * @param name the name of the metric in the namespace AWS/RDS
   * @param options overrides of the metric
   */
  public metric(name: string, options?: MetricOptions): Metric {
    return databaseMetric(this, this.instanceIdentifier, name, options);
  }

  /**
   * Replication lag of a read replica, in seconds.
   *
   * @param index index in `replicas`
   * @param options overrides of the metric
   */
  public metricReplicaLag(index: number, options?: MetricOptions): Metric {
    return this.metricOfReplica(index, 'ReplicaLag', { statistic: 'Maximum', ...options });
  }

  /**
   * Returns a metric of a read replica.
   *
   * @param index index in `replicas`
   * @param name the name of the metric in the namespace AWS/RDS
   * @param options overrides of the metric
   */
  public metricOfReplica(index: number, name: string, options?: MetricOptions): Metric {
    const identifier = this.replicaIdentifiers[index];
    if (identifier === undefined) {
      throw new Error(
        `${this.node.path}: \`index\` must be an index in \`replicas\`, got: ${index}; there are ` +
          `${this.replicas.length} replicas`,
      );
    }
    return databaseMetric(this, identifier, name, options);
  }

  /**
   * Time that a client waits for a connection from the proxy, in microseconds.
   *
   * @param options overrides of the metric
   */
  public metricProxyBorrowLatency(options?: MetricOptions): Metric {
    return proxyMetric(this, this.proxyName, 'DatabaseConnectionsBorrowLatency', { statistic: 'Average', ...options });
  }

  /**
   * Number of client connections to the proxy.
   *
   * @param options overrides of the metric
   */
  public metricProxyClients(options?: MetricOptions): Metric {
    return proxyMetric(this, this.proxyName, 'ClientConnections', { statistic: 'Maximum', ...options });
  }

  private createInstance(props: PostgresDatabaseProps): rds.DatabaseInstance | rds.DatabaseInstanceFromSnapshot {
    const logGroups = createLogGroups(this, props, { identifier: this.instanceIdentifier, proxyName: this.proxyName });
    const instance = createInstance(
      this,
      {
        identifier: this.instanceIdentifier,
        databaseName: this.databaseName,
        username: this.username,
        secret: masterSecret(this, this.username, sharedResourcesPolicyOf(props), props.secretReplicaRegions),
        key: this.encryptionKey,
        subnetGroup: this.subnetGroup,
        securityGroup: this.securityGroup,
        parameterGroup: this.parameterGroup,
        monitoringRole: this.monitoringRole,
      },
      props,
    );
    instance.node.addDependency(...logGroups);
    return instance;
  }

  /** The secret, attached to the database that serves. */
  private servingSecret(secret: ISecret): ISecret {
    attachToCluster(this, this.successorClusterIdentifier);
    return secret;
  }

  private createProxy(props: PostgresDatabaseProps): rds.DatabaseProxy {
    return databaseProxy(this, {
      proxyName: this.proxyName,
      target: proxyTarget(this, props, this.securityGroup, this.instance),
      secret: this.secret,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      securityGroup: proxySecurityGroup(this, props.vpc),
    });
  }

  private createReplicas(props: PostgresDatabaseProps): rds.DatabaseInstanceReadReplica[] {
    return readReplicas(this, {
      count: props.readReplicas ?? 0,
      source: this.instance,
      sourceIdentifier: this.instanceIdentifier,
      instanceType: props.replicaInstanceType ?? props.instanceType,
      zones: knownZones(props.vpc.selectSubnets(props.vpcSubnets)),
      vpc: props.vpc,
      subnetGroup: this.subnetGroup,
      securityGroup: this.securityGroup,
      parameterGroup: this.parameterGroup,
      key: this.encryptionKey,
      maxAllocatedStorageGiB: props.maxAllocatedStorageGiB,
      iops: props.iops,
      storageThroughputMiBps: props.storageThroughputMiBps,
      monitoringSeconds: monitoringSecondsOf(props),
      monitoringRole: this.monitoringRole,
      logRetention: logRetentionOf(props),
      // The proxy can register the instance only while it is available, which excludes the snapshot for a replica.
      after: this.proxy ? [this.instance, this.proxy] : [this.instance],
    });
  }

  private createConnections(): Connections {
    const groups = [this.securityGroup, ...(this.proxy?.connections.securityGroups ?? [])];
    return new Connections({ securityGroups: groups, defaultPort: Port.tcp(PORT) });
  }

  private connectionLimit(props: PostgresDatabaseProps): number | undefined {
    const configured = props.parameters?.max_connections;
    if (configured !== undefined) {
      return /^\d+$/.test(configured) ? Number(configured) : undefined;
    }
    return this.memoryMiB === undefined ? undefined : maxConnectionsOf(this.memoryMiB);
  }
}
