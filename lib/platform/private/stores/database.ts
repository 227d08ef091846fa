import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AlarmSetOptions } from '../../../core/alarm-tuning';
import { WorkloadSecret } from '../../../core/workload-secret';
import { WorkloadVariable } from '../../../core/workload-variable';
import { AuroraGlobalDatabase, AuroraReaderScaling, ReaderName } from '../../../database';
import { AuroraAlarms, DashboardSection, DatabaseAlarms, ReplicationLagAlarms } from '../../../operations';
import { clusterServes } from '../database-plan';
import { globalClusterNameOf } from '../global-names';
import { clusterArnOf, createHomeDatabase, DatabaseEndpoints } from '../home-database';
import { otherCopyRegions } from '../platform-plan';
import { createSecondaryDatabase } from '../secondary-database';
import {
  ReplicationSources,
  SecondaryStoreContext,
  Store,
  StoreContext,
  WorkloadProcess,
  WorkloadVariables,
} from './store';

/** The database: an instance, an instance and the cluster it migrates to, or a cluster in one or several Regions. */
export class DatabaseStore extends Store {
  /** The database of the home Region. */
  public static inHome(scope: Construct, context: StoreContext): DatabaseStore {
    return new DatabaseStore(scope, context, createHomeDatabase(scope, context));
  }

  /** The copy of the database in a secondary Region. */
  public static inSecondary(scope: Construct, context: SecondaryStoreContext, home: DatabaseStore): DatabaseStore {
    return new DatabaseStore(scope, context, createSecondaryDatabase(scope, context, home.endpoints));
  }

  /** The stable name of whatever answers reads. */
  private readonly reader: ReaderName;

  private constructor(
    scope: Construct,
    context: StoreContext,
    private readonly endpoints: DatabaseEndpoints,
  ) {
    super(context);
    this.admitOtherRegions();
    this.reader = new ReaderName(scope, 'ReaderName', {
      vpc: context.network.network.vpc,
      zoneName: this.plan.zoneName,
      writerHost: endpoints.directHost,
      replicaHosts: endpoints.readerHosts,
    });
  }

  /**
   * The instances that off-hours may stop: no instance that is being copied into a cluster, and no cluster, which can
   * pause instead.
   */
  public get stoppableInstances(): string[] {
    const { instance, cluster } = this.endpoints;
    return instance && !cluster ? [instance.instance.instanceIdentifier] : [];
  }

  /**
   * The global database comes last: it stays if the deployment fails after it, and the next deployment could not create
   * it again.
   */
  public override addGlobalParts(scope: Construct, made: Construct[]): Construct[] {
    const database = new AuroraGlobalDatabase(scope, 'GlobalDatabase', {
      globalClusterIdentifier: globalClusterNameOf(this.plan),
      sourceClusterArn: clusterArnOf(this.plan),
    });
    database.node.addDependency(this.endpoints.cluster!, ...made);
    return [database];
  }

  public override variables({ usesProxy }: WorkloadProcess): WorkloadVariables {
    const { writerHost, directHost, port, databaseName, username, secret } = this.endpoints;
    const { region, globalWriterHost } = this.plan;
    const pooledHost = (region.isHome ? globalWriterHost : undefined) ?? writerHost;
    return {
      environment: {
        [WorkloadVariable.DATABASE_HOST]: usesProxy ? pooledHost : directHost,
        [WorkloadVariable.DATABASE_READER_HOST]: this.reader.host,
        [WorkloadVariable.DATABASE_PORT]: String(port),
        [WorkloadVariable.DATABASE_NAME]: databaseName,
        [WorkloadVariable.DATABASE_USER]: username,
      },
      secrets: { [WorkloadVariable.DATABASE_PASSWORD]: WorkloadSecret.field(secret, 'password') },
    };
  }

  public override addAlarms(scope: Construct, options: AlarmSetOptions): void {
    this.addInstanceAlarms(scope, options);
    this.addClusterAlarms(scope, options);
    this.addMigrationAlarms(scope, options);
  }

  public override replication(): ReplicationSources {
    const { cluster } = this.endpoints;
    return cluster
      ? {
          globalDatabase: {
            clusterIdentifier: cluster.clusterIdentifier,
            otherRegions: otherCopyRegions(this.plan),
          },
        }
      : {};
  }

  /** Amazon Aurora does not scale the readers of a secondary cluster of a global database. */
  public override addScaling(scope: Construct): void {
    const { readReplicas, maxReaders } = this.plan.sizes.database;
    const { cluster } = this.endpoints;
    if (cluster && maxReaders && readReplicas > 0 && this.plan.region.isHome) {
      new AuroraReaderScaling(scope, 'ReaderScaling', {
        clusterIdentifier: cluster.clusterIdentifier,
        minReaders: readReplicas,
        maxReaders,
      });
    }
  }

  /** The section of the database that serves; none for a headless Region. */
  public override dashboardSections(): DashboardSection[] {
    const { instance, cluster, readerHosts } = this.endpoints;
    if (cluster && (!instance || readerHosts.includes(cluster.readerHost))) {
      const [first] = cluster.memberIdentifiers;
      return first === undefined ? [] : [DashboardSection.database({ instanceIdentifier: first })];
    }
    return instance
      ? [
          DashboardSection.database({
            instanceIdentifier: instance.instance.instanceIdentifier,
            replicaIdentifiers: instance.replicas.map((replica) => replica.instanceIdentifier),
          }),
        ]
      : [];
  }

  /**
   * Admits the other Regions by address range, because a rule cannot name a security group of another Region. Any
   * Region may become the writer.
   */
  private admitOtherRegions(): void {
    const { cluster } = this.endpoints;
    if (cluster) {
      this.plan.otherRegions.forEach(({ cidr, name }) =>
        cluster.connections.allowFrom(Peer.ipv4(cidr), Port.tcp(cluster.port), `PostgreSQL clients in ${name}`),
      );
    }
  }

  /** Alarms on the instance, until the cluster serves. */
  private addInstanceAlarms(scope: Construct, options: AlarmSetOptions): void {
    const { instance: sizing, migrationPhase } = this.plan.database;
    const { instance } = this.endpoints;
    if (sizing && instance && !clusterServes(migrationPhase)) {
      new DatabaseAlarms(scope, 'DatabaseAlarms', {
        ...options,
        instanceIdentifier: instance.instance.instanceIdentifier,
        replicaIdentifiers: instance.replicas.map((replica) => replica.instanceIdentifier),
        allocatedStorageGiB: sizing.allocatedStorageGiB,
        burstable: sizing.instanceType.startsWith('t'),
      });
    }
  }

  private addClusterAlarms(scope: Construct, options: AlarmSetOptions): void {
    const { cluster: sizing } = this.plan.database;
    const { cluster } = this.endpoints;
    if (sizing && cluster && cluster.members.length > 0) {
      new AuroraAlarms(scope, 'AuroraAlarms', {
        ...options,
        clusterIdentifier: cluster.clusterIdentifier,
        // Every instance of a secondary Region only reads.
        readers: !this.plan.region.isHome || cluster.members.length > 1,
        maxAcu: sizing.serverless?.maxAcu,
      });
    }
  }

  /** Alarms on the replication from the instance to the cluster, during the migration. */
  private addMigrationAlarms(scope: Construct, options: AlarmSetOptions): void {
    const { instance: sizing, migrationPhase } = this.plan.database;
    const { instance, cluster } = this.endpoints;
    if (sizing && instance && cluster && !clusterServes(migrationPhase)) {
      new ReplicationLagAlarms(scope, 'MoveAlarms', {
        ...options,
        auroraMove: {
          sourceInstanceIdentifier: instance.instanceIdentifier,
          sourceStorageGiB: sizing.allocatedStorageGiB,
          replicaClusterIdentifier: cluster.clusterIdentifier,
        },
      });
    }
  }
}
