import { Duration } from 'aws-cdk-lib';
import { CfnSecurityGroup, ISecurityGroup, IVpc, SecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseProxy,
  IDatabaseInstance,
  PostgresEngineVersion,
  ProxyTarget,
} from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { PostgresDatabaseProps } from '../postgres-database-props';
import { PORT } from './defaults';

/** What a proxy needs from its database. */
export interface ProxySettings {
  readonly proxyName: string;
  readonly target: ProxyTarget;
  readonly secret: ISecret;
  readonly vpc: IVpc;
  readonly vpcSubnets: SubnetSelection;
  readonly securityGroup: SecurityGroup;
}

/**
 * Shorter than the default of 120 s: an answer has to leave before the load balancer's idle timeout of 60 s ends the
 * request, so that the application can degrade instead of the client seeing a 504.
 */
const BORROW_TIMEOUT_SECONDS = 30;

/** The rest is left to migrations, replication and people, who connect to the instance itself. */
const MAX_CONNECTIONS_PERCENT = 90;

/** Half of that, the share that Amazon RDS chooses too: peaks find open connections, quiet hours give memory back. */
const MAX_IDLE_CONNECTIONS_PERCENT = 45;

/** The default of RDS Proxy, written down: longer than the pools of the usual drivers keep an idle connection. */
const IDLE_CLIENT_MINUTES = 30;

/**
 * Who serves: the successor where one has taken over, otherwise the instance. Going from one to the other updates the
 * target group in place.
 */
export function proxyTarget(
  scope: Construct,
  props: Pick<PostgresDatabaseProps, 'successorClusterIdentifier'>,
  securityGroup: ISecurityGroup,
  instance?: IDatabaseInstance,
): ProxyTarget {
  return props.successorClusterIdentifier === undefined && instance
    ? instanceTarget(scope, instance, securityGroup)
    : clusterTarget(scope, props.successorClusterIdentifier!, securityGroup);
}

/**
 * The instance with its port as a number. CDK would take the port from the instance, and with it give the rules of the
 * security groups other ids than those of the cluster: at the hand-over Amazon EC2 would refuse the new rules, which
 * say the same as the old ones.
 */
function instanceTarget(scope: Construct, instance: IDatabaseInstance, securityGroup: ISecurityGroup): ProxyTarget {
  const { instanceIdentifier, dbInstanceEndpointAddress: instanceEndpointAddress } = instance;
  const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17 });
  return ProxyTarget.fromInstance(
    DatabaseInstance.fromDatabaseInstanceAttributes(scope, 'ProxyTarget', {
      instanceIdentifier,
      instanceEndpointAddress,
      port: PORT,
      securityGroups: [securityGroup],
      engine,
    }),
  );
}

/** A cluster by its name; the engine version is only asked for its family. */
export function clusterTarget(scope: Construct, clusterIdentifier: string, securityGroup: ISecurityGroup): ProxyTarget {
  const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_7 });
  return ProxyTarget.fromCluster(
    DatabaseCluster.fromDatabaseClusterAttributes(scope, 'ProxyTarget', {
      clusterIdentifier,
      engine,
      port: PORT,
      securityGroups: [securityGroup],
    }),
  );
}

/**
 * The proxy in front of the writer.
 *
 * Name and subnets can't be changed later, so both are explicit: the name does not depend on a CDK feature flag
 * (without it CDK uses the bare construct id, which clashes with the second proxy of an account), the subnets cover
 * every zone. The ids of proxy and target group stay when the target becomes an Aurora cluster, which is an update of
 * the target group in place.
 */
export function databaseProxy(scope: Construct, settings: ProxySettings): DatabaseProxy {
  const proxy = new DatabaseProxy(scope, 'Proxy', {
    dbProxyName: settings.proxyName,
    proxyTarget: settings.target,
    secrets: [settings.secret],
    vpc: settings.vpc,
    vpcSubnets: settings.vpcSubnets,
    securityGroups: [settings.securityGroup],
    requireTLS: true,
    iamAuth: false,
    debugLogging: false,
    idleClientTimeout: Duration.minutes(IDLE_CLIENT_MINUTES),
    borrowTimeout: Duration.seconds(BORROW_TIMEOUT_SECONDS),
    maxConnectionsPercent: MAX_CONNECTIONS_PERCENT,
    maxIdleConnectionsPercent: MAX_IDLE_CONNECTIONS_PERCENT,
  });
  // The first connection to the target needs the secret, so the policy that allows reading it comes first.
  proxy.node.defaultChild?.node.addDependency(proxy.node.findChild('IAMRole'));
  return proxy;
}

/**
 * The security group of the proxy: it reaches the database and nothing else.
 *
 * CDK drops its rule that stands for "no egress" as soon as another egress rule is a resource of its own, and a group
 * without any rule of its own is born with "everything is allowed"; so the rule is written into the group for good.
 */
export function proxySecurityGroup(scope: Construct, vpc: IVpc): SecurityGroup {
  const group = new SecurityGroup(scope, 'ProxySecurityGroup', {
    vpc,
    description: 'RDS Proxy of a PostgreSQL database',
    allowAllOutbound: false,
  });
  const resource = group.node.defaultChild as CfnSecurityGroup;
  resource.addPropertyOverride('SecurityGroupEgress', [
    {
      CidrIp: '255.255.255.255/32',
      Description: 'Only the database, by a rule of its own',
      IpProtocol: 'icmp',
      FromPort: 252,
      ToPort: 86,
    },
  ]);
  return group;
}
