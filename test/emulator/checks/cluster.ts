import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  DBCluster,
  DBInstance,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBProxyTargetsCommand,
  DescribeDBSnapshotsCommand,
  PromoteReadReplicaDBClusterCommand,
} from '@aws-sdk/client-rds';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { DatabaseMigrationPhase } from '../../../lib';
import { Deployment, expectedCluster, expectedLife } from '../deployments';
import { Environment, Part } from '../environment';
import { Report } from '../report';
import { checkReaderName, oldInstancesOf } from './data';

/** How many Availability Zones an environment has. */
const ZONES = 3;

/** How often and how many times a promotion is looked at. */
const WAIT_MS = 100;
const WAITS = 50;

/** The cluster of a deployment: who is in it, who is served by it, and what is left of the instance before it. */
export async function checkCluster(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const life = expectedLife(deployment);
  const cluster = await clusterOf(environment);
  const old = await oldInstancesOf(environment);
  const serves = life !== DatabaseMigrationPhase.REPLICATING;
  await checkReplication(report, environment, cluster, serves);
  await checkMembers(report, environment, cluster, deployment);
  const target = serves
    ? ['TRACKED_CLUSTER', cluster.DBClusterIdentifier]
    : ['RDS_INSTANCE', old.primary?.DBInstanceIdentifier];
  report.equal('target of the proxy', await proxyTargetsOf(environment), [target]);
  const secret = await secretOf(environment);
  report.equal('the secret names the host', secret.host, serves ? cluster.Endpoint : old.primary?.Endpoint?.Address);
  report.equal('the secret belongs to', secret.dbClusterIdentifier ?? secret.dbInstanceIdentifier, target[1]);
  await checkReaderName(
    report,
    environment,
    serves ? [String(cluster.ReaderEndpoint)] : old.replicas.map(({ Endpoint }) => String(Endpoint?.Address)),
  );
  await checkReaderScaling(report, environment, cluster, deployment);
  await checkOldInstance(report, environment, life, old.primary);
}

/** The promotion, which CloudFormation can not do: what the runbook of step `cut-over` says, by the API. */
export async function promote(report: Report, environment: Environment): Promise<void> {
  const { rds } = environment.home;
  const DBClusterIdentifier = await environment.idOf('data', 'AWS::RDS::DBCluster');
  await rds.send(new PromoteReadReplicaDBClusterCommand({ DBClusterIdentifier }));
  for (let left = WAITS; left > 0; left -= 1) {
    const cluster = await clusterOf(environment);
    if (cluster.Status === 'available' && !cluster.ReplicationSourceIdentifier) {
      report.check('the promoted cluster is available and has no source', true, '');
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  report.check('the promoted cluster is available and has no source', false, 'it still has one');
}

/** What holds of the cluster at every stage. */
export async function checkClusterContract(report: Report, environment: Environment): Promise<void> {
  const cluster = await clusterOf(environment);
  const members = await membersOf(environment, cluster);
  const key = await environment.dataKey();
  const nameOf = ({ DBInstanceIdentifier }: DBInstance): string => String(DBInstanceIdentifier);
  report.equal('engine of the cluster', cluster.Engine, 'aurora-postgresql');
  report.check(
    'the cluster is encrypted with the key of the data',
    cluster.StorageEncrypted === true && String(cluster.KmsKeyId).endsWith(key),
    `key ${cluster.KmsKeyId}`,
  );
  report.equal('the cluster is protected from deletion', cluster.DeletionProtection, true);
  report.check(
    'the cluster keeps backups',
    (cluster.BackupRetentionPeriod ?? 0) >= 7,
    `days: ${cluster.BackupRetentionPeriod}`,
  );
  report.equal('the cluster sends its logs', cluster.EnabledCloudwatchLogsExports, ['postgresql']);
  report.every(
    'members of the cluster are private',
    members,
    ({ PubliclyAccessible }) => PubliclyAccessible === false,
    nameOf,
  );
}

/** The cluster of the data stack. */
export async function clusterOf(environment: Environment): Promise<DBCluster> {
  const DBClusterIdentifier = await environment.idOf('data', 'AWS::RDS::DBCluster');
  const { DBClusters: [cluster] = [] } = await environment.home.rds.send(
    new DescribeDBClustersCommand({ DBClusterIdentifier }),
  );
  return cluster;
}

/** The resources of a deployed template. */
export async function templateOf(
  environment: Environment,
  part: Part,
): Promise<Record<string, { Type: string; Properties?: Record<string, unknown> }>> {
  const { TemplateBody = '{}' } = await environment.home.cloudFormation.send(
    new GetTemplateCommand({ StackName: environment.stackName(part) }),
  );
  return (
    JSON.parse(TemplateBody) as { Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> }
  ).Resources;
}

/** Once promoted, a cluster stays promoted, whatever the template says about its birth: which it says for ever. */
async function checkReplication(
  report: Report,
  environment: Environment,
  cluster: DBCluster,
  isPromoted: boolean,
): Promise<void> {
  const [template] = Object.values(await templateOf(environment, 'data')).filter(
    ({ Type }) => Type === 'AWS::RDS::DBCluster',
  );
  const born = String(template?.Properties?.ReplicationSourceIdentifier);
  report.check(
    'the template still says whose replica the cluster was',
    /^arn:aws:rds:[^:]+:\d+:db:./.test(born),
    `it says ${born}`,
  );
  report.equal(
    'the cluster replicates',
    cluster.ReplicationSourceIdentifier || 'nothing',
    isPromoted ? 'nothing' : born,
  );
}

async function checkMembers(
  report: Report,
  environment: Environment,
  cluster: DBCluster,
  deployment: Deployment,
): Promise<void> {
  const { members: count, instanceType } = expectedCluster(deployment);
  const members = await membersOf(environment, cluster);
  const nameOf = ({ DBInstanceIdentifier }: DBInstance): string => String(DBInstanceIdentifier);
  report.equal('instances of the cluster', members.length, count);
  report.equal(
    'writers of the cluster',
    cluster.DBClusterMembers?.filter(({ IsClusterWriter }) => IsClusterWriter).length,
    1,
  );
  report.equal(
    'zones of the cluster',
    new Set(members.map(({ AvailabilityZone }) => AvailabilityZone)).size,
    Math.min(count, ZONES),
  );
  report.every(
    `instances of the cluster are db.${instanceType}`,
    members,
    ({ DBInstanceClass }) => DBInstanceClass === `db.${instanceType}`,
    nameOf,
  );
}

async function checkReaderScaling(
  report: Report,
  environment: Environment,
  { DBClusterIdentifier }: DBCluster,
  deployment: Deployment,
): Promise<void> {
  const { members, maxReaders } = expectedCluster(deployment);
  const { ScalableTargets: [target] = [] } = await environment.home.scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'rds', ResourceIds: [`cluster:${DBClusterIdentifier}`] }),
  );
  report.equal(
    'bounds of the readers',
    target ? [target.MinCapacity, target.MaxCapacity] : 'none',
    maxReaders ? [members - 1, maxReaders] : 'none',
  );
}

/** The instance stays, protected, until it is released; then it goes, and leaves a snapshot. */
async function checkOldInstance(
  report: Report,
  environment: Environment,
  life: DatabaseMigrationPhase,
  old: DBInstance | undefined,
): Promise<void> {
  if (life !== DatabaseMigrationPhase.CLUSTER) {
    report.equal(
      'the old instance is there, and protected',
      [old !== undefined, old?.DeletionProtection],
      [true, life !== DatabaseMigrationPhase.RELEASED],
    );
    return;
  }
  const { DBSnapshots: all = [] } = await environment.home.rds.send(
    new DescribeDBSnapshotsCommand({ SnapshotType: 'manual' }),
  );
  const own = all.filter(({ DBInstanceIdentifier }) => DBInstanceIdentifier?.startsWith(environment.stackName('data')));
  report.equal('the old instance is gone', old, undefined);
  report.every(
    'the old instance has left a last snapshot, encrypted',
    own,
    ({ Status, Encrypted }) => Status === 'available' && Encrypted === true,
    (one) => JSON.stringify(one),
  );
}

async function membersOf({ home }: Environment, { DBClusterMembers: members = [] }: DBCluster): Promise<DBInstance[]> {
  const { DBInstances: all = [] } = await home.rds.send(new DescribeDBInstancesCommand({}));
  return all.filter((one) =>
    members.some(({ DBInstanceIdentifier }) => DBInstanceIdentifier === one.DBInstanceIdentifier),
  );
}

async function proxyTargetsOf(environment: Environment): Promise<(string | undefined)[][]> {
  const DBProxyName = await environment.idOf('data', 'AWS::RDS::DBProxy');
  const { Targets: targets = [] } = await environment.home.rds.send(new DescribeDBProxyTargetsCommand({ DBProxyName }));
  return targets.map(({ Type, RdsResourceId }) => [Type, RdsResourceId]);
}

async function secretOf(environment: Environment): Promise<Record<string, string | undefined>> {
  const { SecretString } = await environment.home.secrets.send(
    new GetSecretValueCommand({ SecretId: await environment.databaseSecret() }),
  );
  return JSON.parse(SecretString ?? '{}') as Record<string, string | undefined>;
}
