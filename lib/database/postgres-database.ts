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
 * A PostgreSQL database on Amazon RDS that can grow from one small instance to a standby, read replicas and a
 * connection pool, and later to Amazon Aurora, without anything that holds data ever being replaced.
 *
 * Everything that can't be changed later is right from birth: encryption with a multi-Region key, subnets in three
 * Availability Zones, names, port, backups, an own parameter group and a secret that CloudFormation owns.
 */
export class PostgresDatabase extends Construct implements IConnectable, ISharedDatabaseResources {
  /**
   * The default of `max_connections` for an arm64 instance class, as an upper bound: Amazon RDS deducts what operating
   * system and service use.
   *
   * @param instanceType instance class without the `db.` prefix, for example `t4g.small`
   * @returns nothing for a class outside the table (t4g, m6g to m8g, r6g to r8g)
   */
  public static estimateMaxConnections(instanceType: string): number | undefined {
    const memoryMiB = memoryMiBOf(instanceType);
    return memoryMiB === undefined ? undefined : maxConnectionsOf(memoryMiB);
  }

  /** The writer. */
  public readonly instance: rds.IDatabaseInstance;

  /** Physical name of the writer: a literal, so that alarms in other stacks need no reference. */
  public readonly instanceIdentifier: string;

  /** The read replicas, `Replica1` first. */
  public readonly replicas: rds.DatabaseInstanceReadReplica[];

  /** Physical names of the read replicas, in the same order. */
  public readonly replicaIdentifiers: string[];

  /** The connection pool in front of the writer, where `proxy` is set. */
  public readonly proxy?: rds.DatabaseProxy;

  /** Physical name that the proxy has or would get. */
  public readonly proxyName: string;

  /**
   * The secret with `username`, `password`, `host`, `port`, `engine` and `dbInstanceIdentifier`. `host` is the
   * instance, not the proxy.
   */
  public readonly secret: ISecret;

  /** The key of storage, backups and Performance Insights. */
  public readonly encryptionKey: IKey;

  /** Host name for reads and writes: the proxy where there is one, otherwise the instance. */
  public readonly writerHost: string;

  /** Host name of the instance itself, for migrations, logical replication and people. */
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

  /** Admits clients to instance, replicas and, where there is one, the proxy; the default port is 5432. */
  public readonly connections: Connections;

  /** The data subnets, for good. */
  public readonly subnetGroup: rds.ISubnetGroup;

  /** The Aurora cluster that has taken over, where one has. */
  public readonly successorClusterIdentifier?: string;

  /** The settings of the major version, shared by instance and replicas. */
  public readonly parameterGroup: rds.ParameterGroup;

  /** Storage at creation, in GiB. */
  public readonly allocatedStorageGiB: number;

  /**
   * Memory of the writer's instance class, in MiB.
   *
   * @default - nothing for a class outside the table
   */
  public readonly memoryMiB?: number;

  /**
   * Upper bound of `max_connections` of the writer: LEAST(memory / 9531392, 5000), the default of Amazon RDS.
   *
   * @default - nothing for a class outside the table, or where the parameter is set to something other than a number
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
   * Makes proxy and secret wait for the instances of the cluster that takes over; does nothing while this instance
   * serves.
   */
  public handOverAfter(...dependables: IDependable[]): void {
    if (this.successorClusterIdentifier !== undefined) {
      handOverAfter(this, this.proxy, dependables);
    }
  }

  /**
   * Lets a principal read the secret of the master user.
   *
   * @param grantee who may read user name and password
   */
  public grantReadSecret(grantee: IGrantable): Grant {
    return this.secret.grantRead(grantee);
  }

  /**
   * Lets a principal connect to the instance with a token of AWS IAM instead of a password.
   *
   * The database user has to be created first, with the role `rds_iam`.
   *
   * @param grantee who may connect
   * @param databaseUser the PostgreSQL user; never the master user
   */
  public grantConnect(grantee: IGrantable, databaseUser: string): Grant {
    return this.instance.grantConnect(grantee, databaseUser);
  }

  /**
   * CPU use of the writer, in percent.
   *
   * @param options what to change of the metric
   */
  public metricCpu(options?: MetricOptions): Metric {
    return this.metric('CPUUtilization', { statistic: 'Average', ...options });
  }

  /**
   * Open connections to the writer.
   *
   * @param options what to change of the metric
   */
  public metricConnections(options?: MetricOptions): Metric {
    return this.metric('DatabaseConnections', { statistic: 'Maximum', ...options });
  }

  /**
   * Free storage of the writer, in bytes.
   *
   * @param options what to change of the metric
   */
  public metricFreeStorage(options?: MetricOptions): Metric {
    return this.metric('FreeStorageSpace', { statistic: 'Minimum', ...options });
  }

  /**
   * Free memory of the writer, in bytes.
   *
   * @param options what to change of the metric
   */
  public metricFreeMemory(options?: MetricOptions): Metric {
    return this.metric('FreeableMemory', { statistic: 'Minimum', ...options });
  }

  /**
   * CPU credits left on a burstable class (t4g); other classes do not report it.
   *
   * @param options what to change of the metric
   */
  public metricCpuCredits(options?: MetricOptions): Metric {
    return this.metric('CPUCreditBalance', { statistic: 'Minimum', ...options });
  }

  /**
   * The oldest unvacuumed transaction; near 2 billion PostgreSQL stops accepting writes.
   *
   * @param options what to change of the metric
   */
  public metricOldestTransactionAge(options?: MetricOptions): Metric {
    return this.metric('MaximumUsedTransactionIDs', { statistic: 'Maximum', ...options });
  }

  /**
   * Any metric of the writer.
   *
   * @param name the name of the metric in the namespace AWS/RDS
   * @param options what to change of the metric
   */
  public metric(name: string, options?: MetricOptions): Metric {
    return databaseMetric(this, this.instanceIdentifier, name, options);
  }

  /**
   * How far a read replica is behind the writer, in seconds.
   *
   * @param index position in `replicas`, from 0
   * @param options what to change of the metric
   */
  public metricReplicaLag(index: number, options?: MetricOptions): Metric {
    return this.metricOfReplica(index, 'ReplicaLag', { statistic: 'Maximum', ...options });
  }

  /**
   * Any metric of a read replica.
   *
   * @param index position in `replicas`, from 0
   * @param name the name of the metric in the namespace AWS/RDS
   * @param options what to change of the metric
   */
  public metricOfReplica(index: number, name: string, options?: MetricOptions): Metric {
    const identifier = this.replicaIdentifiers[index];
    if (identifier === undefined) {
      throw new Error(
        `${this.node.path}: \`index\` must be a position in \`replicas\`, got: ${index}; there are ` +
          `${this.replicas.length} replicas`,
      );
    }
    return databaseMetric(this, identifier, name, options);
  }

  /**
   * How long a client waits for a connection from the proxy, in microseconds.
   *
   * @param options what to change of the metric
   */
  public metricProxyBorrowLatency(options?: MetricOptions): Metric {
    return proxyMetric(this, this.proxyName, 'DatabaseConnectionsBorrowLatency', { statistic: 'Average', ...options });
  }

  /**
   * Connections of clients to the proxy.
   *
   * @param options what to change of the metric
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

  /** The secret, pointed to whoever serves. */
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
      // The proxy registers the instance only while it is available, which it is not during the snapshot for a replica.
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
