import { RemovalPolicy } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { CfnSecret, ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { DatabaseSizing } from '../../core/stage-sizing';
import { DatabaseMigrationPhase } from '../../core/stage-transition';
import {
  AuroraOrigin,
  AuroraOriginKind,
  AuroraCapacity,
  AuroraPostgres,
  AuroraStorage,
  DatabaseOrigin,
  RetiredPostgresDatabase,
  PostgresDatabase,
  PostgresDatabaseProps,
} from '../../database';
import { clusterServes } from './database-plan';
import { PlatformPlan } from './platform-plan';
import { StoreContext } from './stores/store';

/** What the rest of the platform knows about the database of a Region. */
export interface DatabaseEndpoints {
  /** Host for reads and writes: the proxy if there is one. */
  readonly writerHost: string;
  /** Host of the writer itself. */
  readonly directHost: string;
  /** Hosts that only answer reads. */
  readonly readerHosts: string[];
  /** The secret with the password of the user. */
  readonly secret: ISecret;
  /** ARN of that secret as other Regions may refer to it. */
  readonly secretArn: string;
  readonly port: number;
  readonly databaseName: string;
  readonly username: string;
  /** The RDS instance, while it exists. */
  readonly instance?: PostgresDatabase;
  /** The Aurora cluster, while it exists. */
  readonly cluster?: AuroraPostgres;
}

/** Name of the cluster of the home Region. It never changes and is known before the cluster exists. */
export function clusterIdentifierOf({ props }: PlatformPlan): string {
  return `${props.application}-${props.environment}-aurora`;
}

/** ARN of the cluster of the home Region, as a literal. */
export function clusterArnOf(plan: PlatformPlan): string {
  return `arn:aws:rds:${plan.props.region}:${plan.props.account}:cluster:${clusterIdentifierOf(plan)}`;
}

/** Size of the instances of a cluster. */
export function capacityOf({ serverless, instanceType }: DatabaseSizing): AuroraCapacity {
  return serverless
    ? AuroraCapacity.serverless(serverless)
    : AuroraCapacity.provisioned(new InstanceType(instanceType));
}

/** Creates the database of the home Region: an instance, an instance and the cluster it migrates to, or a cluster. */
export function createHomeDatabase(scope: Construct, context: StoreContext): DatabaseEndpoints {
  const { migrationPhase, cluster: sizing } = context.plan.database;
  const predecessor = createPredecessor(scope, context);
  const cluster = sizing && createCluster(scope, context, sizing, predecessor);
  const secretArn = secretArnOf((predecessor ?? cluster)!);
  const instance = predecessor instanceof PostgresDatabase ? predecessor : undefined;
  return cluster && (predecessor === undefined || clusterServes(migrationPhase))
    ? { ...clusterEndpoints(cluster), secretArn, instance, cluster }
    : { ...instanceEndpoints(instance!), secretArn, instance, cluster };
}

/** The ARN from the L1 construct: a reference to that of the L2 construct cannot cross Regions. */
function secretArnOf(owner: Construct): string {
  return (owner.node.findChild('Secret').node.defaultChild as CfnSecret).ref;
}

/** What the rest of the platform knows about the database that takes the writes. */
type Endpoints = Omit<DatabaseEndpoints, 'secretArn' | 'instance' | 'cluster'>;

function clusterEndpoints(cluster: AuroraPostgres): Endpoints {
  const { writerHost, clusterHost: directHost, readerHost, secret, port, databaseName, username } = cluster;
  return { writerHost, directHost, readerHosts: [readerHost], secret, port, databaseName, username };
}

function instanceEndpoints(instance: PostgresDatabase): Endpoints {
  const { writerHost, instanceHost: directHost, replicaHosts: readerHosts } = instance;
  const { secret, port, databaseName, username } = instance;
  return { writerHost, directHost, readerHosts, secret, port, databaseName, username };
}

/** The instance, or its shared resources after it is gone; undefined if the database was created as a cluster. */
function createPredecessor(
  scope: Construct,
  { plan, network: { network }, key }: StoreContext,
): PostgresDatabase | RetiredPostgresDatabase | undefined {
  const { migrationPhase, instance: sizing } = plan.database;
  if (!sizing) {
    return undefined;
  }
  const props: PostgresDatabaseProps = {
    vpc: network.vpc,
    vpcSubnets: network.dataSubnets,
    instanceType: new InstanceType(sizing.instanceType),
    allocatedStorageGiB: sizing.allocatedStorageGiB,
    maxAllocatedStorageGiB: sizing.maxAllocatedStorageGiB,
    multiAz: sizing.multiAz,
    readReplicas: sizing.readReplicas,
    proxy: sizing.proxy,
    encryptionKey: key,
    clients: [network.workloadSecurityGroup],
    origin: originOfInstance(plan),
    secretReplicaRegions: plan.copyRegions,
    successorClusterIdentifier: clusterServes(migrationPhase) ? clusterIdentifierOf(plan) : undefined,
    ...(migrationPhase === DatabaseMigrationPhase.RELEASED
      ? { deletionProtection: false, removalPolicy: RemovalPolicy.SNAPSHOT }
      : {}),
  };
  return migrationPhase === DatabaseMigrationPhase.CLUSTER
    ? new RetiredPostgresDatabase(scope, 'Database', props)
    : new PostgresDatabase(scope, 'Database', props);
}

/** How the instance was created is part of its configuration, and stays in the template. */
function originOfInstance({ props: { databaseSnapshotIdentifier: snapshot } }: PlatformPlan): DatabaseOrigin {
  return snapshot === undefined ? DatabaseOrigin.plain() : DatabaseOrigin.fromSnapshot(snapshot);
}

function createCluster(
  scope: Construct,
  { plan, network: { network }, key }: StoreContext,
  sizing: DatabaseSizing,
  predecessor?: PostgresDatabase | RetiredPostgresDatabase,
): AuroraPostgres {
  const own =
    predecessor === undefined
      ? {
          proxy: sizing.proxy,
          clients: [network.workloadSecurityGroup],
          encryptionKey: key,
          secretReplicaRegions: plan.copyRegions,
        }
      : { predecessor };
  return new AuroraPostgres(scope, 'Aurora', {
    vpc: network.vpc,
    vpcSubnets: network.dataSubnets,
    capacity: capacityOf(sizing),
    readers: sizing.readReplicas,
    storage: sizing.ioOptimized ? AuroraStorage.IO_OPTIMIZED : undefined,
    clusterIdentifier: clusterIdentifierOf(plan),
    origin: originOfCluster(plan, predecessor),
    ...own,
  });
}

/** How the cluster was created stays in the template after the replica was promoted and its source is gone. */
function originOfCluster(
  { database, props }: PlatformPlan,
  predecessor?: PostgresDatabase | RetiredPostgresDatabase,
): AuroraOrigin {
  switch (database.origin) {
    case AuroraOriginKind.PLAIN:
      return AuroraOrigin.plain();
    case AuroraOriginKind.SNAPSHOT:
      return AuroraOrigin.fromSnapshot(props.auroraSnapshotArn ?? '');
    default:
      return AuroraOrigin.replicaOf(
        `arn:aws:rds:${props.region}:${props.account}:db:${predecessor!.instanceIdentifier}`,
      );
  }
}
