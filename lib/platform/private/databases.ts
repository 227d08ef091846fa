import { RemovalPolicy } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
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
import { GrowthNetwork } from '../../network';
import { clusterServes } from './database-plan';
import { PlatformPlan } from './platform-plan';

/** What the rest of the platform sees of the databases of a Region. */
export interface DatabaseEndpoints {
  /** Host for reads and writes, pooled where there is a pool. */
  readonly writerHost: string;
  /** Host of the writer itself. */
  readonly directHost: string;
  /** Hosts that only answer reads; empty where there are none. */
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

/** Where the databases of the home Region are made. */
export interface DatabaseContext {
  readonly plan: PlatformPlan;
  readonly network: GrowthNetwork;
  readonly key: IKey;
}

/** Name of the cluster of the home Region; fixed for ever, and known before the cluster is. */
export function clusterIdentifierOf({ props }: PlatformPlan): string {
  return `${props.application}-${props.environment}-aurora`;
}

/** ARN of the cluster of the home Region, as literal text. */
export function clusterArnOf(plan: PlatformPlan): string {
  return `arn:aws:rds:${plan.props.region}:${plan.props.account}:cluster:${clusterIdentifierOf(plan)}`;
}

/** Size of the instances of a cluster. */
export function capacityOf({ serverless, instanceType }: DatabaseSizing): AuroraCapacity {
  return serverless
    ? AuroraCapacity.serverless(serverless)
    : AuroraCapacity.provisioned(new InstanceType(instanceType));
}

/** Makes the databases of the home Region: an instance, a cluster beside it, or a cluster alone. */
export function createDatabases(scope: Construct, site: DatabaseContext): DatabaseEndpoints {
  const { life, cluster: sizing } = site.plan.database;
  const before = createPredecessor(scope, site);
  const cluster = sizing && createCluster(scope, site, sizing, before);
  const secretArn = secretArnOf((before ?? cluster)!);
  if (cluster && (before === undefined || clusterServes(life))) {
    return { ...clusterView(cluster, before instanceof PostgresDatabase ? before : undefined), secretArn };
  }
  const instance = before as PostgresDatabase;
  const {
    writerHost,
    instanceHost: directHost,
    replicaHosts: readerHosts,
    secret,
    port,
    databaseName,
    username,
  } = instance;
  return { writerHost, directHost, readerHosts, secret, secretArn, port, databaseName, username, instance, cluster };
}

/** Of the resource itself: the L2's name refuses to cross Regions before deployment. */
function secretArnOf(owner: Construct): string {
  return (owner.node.findChild('Secret').node.defaultChild as CfnSecret).ref;
}

function clusterView(
  cluster: AuroraPostgres,
  instance: PostgresDatabase | undefined,
): Omit<DatabaseEndpoints, 'secretArn'> {
  const { writerHost, clusterHost: directHost, readerHost, secret, port, databaseName, username } = cluster;
  return { writerHost, directHost, readerHosts: [readerHost], secret, port, databaseName, username, instance, cluster };
}

/** The instance, or what is left of it; nothing where the database was born as a cluster. */
function createPredecessor(
  scope: Construct,
  { plan, network, key }: DatabaseContext,
): PostgresDatabase | RetiredPostgresDatabase | undefined {
  const { life, instance: sizing } = plan.database;
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
    successorClusterIdentifier: clusterServes(life) ? clusterIdentifierOf(plan) : undefined,
    ...(life === DatabaseMigrationPhase.RELEASED
      ? { deletionProtection: false, removalPolicy: RemovalPolicy.SNAPSHOT }
      : {}),
  };
  return life === DatabaseMigrationPhase.CLUSTER
    ? new RetiredPostgresDatabase(scope, 'Database', props)
    : new PostgresDatabase(scope, 'Database', props);
}

/** Law 4: how the instance was born is remembered by the configuration, and emitted for ever. */
function originOfInstance({ props: { databaseSnapshotIdentifier: snapshot } }: PlatformPlan): DatabaseOrigin {
  return snapshot === undefined ? DatabaseOrigin.plain() : DatabaseOrigin.fromSnapshot(snapshot);
}

function createCluster(
  scope: Construct,
  { plan, network, key }: DatabaseContext,
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

/**
 * Law 4 again: the birth of the cluster stays in the template after the replica has been promoted and its source is
 * gone.
 */
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
