import {
  DescribeRouteTablesCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  Route,
} from '@aws-sdk/client-ec2';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { Deployment, expectedGlobals } from '../deployments';
import { Environment } from '../environment';
import { Report } from '../report';
import { clusterOf, templateOf } from './cluster';
import { checkLoadBalancer, checkServices, variableOf } from './compute';
import { checkCache, checkReaderName } from './data';
import { writerEndpointOf } from './global';
import { checkActionsOf } from './watch';

/**
 * Route tables of a network that lead to the other networks: those of the app and of the data subnets, three zones
 * each.
 */
const LINKED_TABLES = 6;

/** What one further Region has of its own. */
export async function checkRegion(
  report: Report,
  home: Environment,
  further: Environment,
  deployment: Deployment,
): Promise<void> {
  await report.attempt('key', () => checkKey(report, home, further));
  await report.attempt('cluster', () => checkSecondary(report, further, deployment));
  await report.attempt('writer', () => checkWriter(report, home, further, deployment));
  await report.attempt('link', () => checkLink(report, home, further));
  await report.attempt('cache', () => checkCache(report, further, deployment));
  await report.attempt('load balancer', () => checkLoadBalancer(report, further));
  await report.attempt('services', () => checkServices(report, further, deployment));
  await report.attempt('alarms', () => checkActionsOf(report, further, 'operations'));
}

async function checkKey(report: Report, home: Environment, further: Environment): Promise<void> {
  const [primary, copy] = [await home.dataKey(), await further.dataKey()];
  const { KeyMetadata: metadata } = await further.home.kms.send(new DescribeKeyCommand({ KeyId: copy }));
  report.equal(`key of ${further.region}`, copy, primary);
  report.check(
    `the key of ${further.region} is of that Region`,
    metadata?.Arn?.split(':')[3] === further.region && metadata.MultiRegion === true,
    `${metadata?.Arn}`,
  );
}

/** A member of the global database, born as one: no user and no database of its own. */
async function checkSecondary(report: Report, further: Environment, deployment: Deployment): Promise<void> {
  const cluster = await clusterOf(further);
  const [template] = Object.values(await templateOf(further, 'data')).filter(
    ({ Type }) => Type === 'AWS::RDS::DBCluster',
  );
  const given = Object.keys(template?.Properties ?? {});
  const { DBInstances: all = [] } = await further.home.rds.send(new DescribeDBInstancesCommand({}));
  const members = all.filter(({ DBClusterIdentifier }) => DBClusterIdentifier === cluster.DBClusterIdentifier);
  const { readReplicas, instanceType } = deployment.stage.sizes.database;
  report.check(
    'the secondary names its global database, and neither user nor source',
    given.includes('GlobalClusterIdentifier') && !given.some((name) => /^Master|^DatabaseName|Source/.test(name)),
    given.join(', '),
  );
  report.check(
    'the secondary is encrypted with the key of its Region',
    cluster.StorageEncrypted === true && cluster.KmsKeyId?.split(':')[3] === further.region,
    `${cluster.KmsKeyId}`,
  );
  report.equal('the secondary is protected from deletion', cluster.DeletionProtection, true);
  report.equal(
    'instances of the secondary',
    members.map(({ DBInstanceClass }) => DBInstanceClass),
    Array(1 + readReplicas).fill(`db.${instanceType}`),
  );
  await checkReaderName(report, further, [String(cluster.ReaderEndpoint)]);
}

async function checkWriter(
  report: Report,
  home: Environment,
  further: Environment,
  deployment: Deployment,
): Promise<void> {
  const { writer } = expectedGlobals(deployment);
  const primary = await clusterOf(home);
  const host = await variableOf(further, 'DATABASE_HOST');
  const expected = writer ? await writerEndpointOf(home) : await variableOf(home, 'DATABASE_HOST');
  report.check(
    `tasks of ${further.region} write to the writer`,
    host === expected || (!writer && host === primary.Endpoint),
    `they write to ${host}`,
  );
}

/** Two networks that reach each other: the connection is active on both sides, and both know the way. */
async function checkLink(report: Report, home: Environment, further: Environment): Promise<void> {
  const id = await further.idOf('links', 'AWS::EC2::VPCPeeringConnection');
  const sides = [
    [home, further],
    [further, home],
  ] as const;
  const ranges = new Map(await Promise.all(sides.map(async ([side]) => [side, await rangeOf(side)] as const)));
  report.equal('the networks have ranges of their own', new Set(ranges.values()).size, 2);
  for (const [side, other] of sides) {
    const { VpcPeeringConnections: [link] = [] } = await side.home.ec2.send(
      new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [id] }),
    );
    report.equal(`the link as ${side.region} sees it`, link?.Status?.Code, 'active');
    const ways = (await routesOf(side)).filter(
      (route) => route.VpcPeeringConnectionId === id && route.DestinationCidrBlock === ranges.get(other),
    );
    report.equal(`route tables of ${side.region} that lead to ${other.region}`, ways.length, LINKED_TABLES);
  }
}

async function rangeOf(environment: Environment): Promise<string> {
  const vpc = await environment.idOf('network', 'AWS::EC2::VPC');
  const { Vpcs: [found] = [] } = await environment.home.ec2.send(new DescribeVpcsCommand({ VpcIds: [vpc] }));
  return String(found?.CidrBlock);
}

async function routesOf(environment: Environment): Promise<Route[]> {
  const RouteTableIds = await environment.idsOf('network', 'AWS::EC2::RouteTable');
  const { RouteTables: tables = [] } = await environment.home.ec2.send(
    new DescribeRouteTablesCommand({ RouteTableIds }),
  );
  return tables.flatMap(({ Routes = [] }) => Routes);
}
