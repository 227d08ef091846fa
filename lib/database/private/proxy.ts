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

/** Settings of a proxy. */
export interface ProxySettings {
  readonly proxyName: string;
  readonly target: ProxyTarget;
  readonly secret: ISecret;
  readonly vpc: IVpc;
  readonly vpcSubnets: SubnetSelection;
  readonly securityGroup: SecurityGroup;
}

/**
 * Less than the default of 120 s. The application must respond before the load balancer's idle timeout of 60 s, so that
 * it can degrade instead of the client getting a 504.
 */
const BORROW_TIMEOUT_SECONDS = 30;

/** Leaves connections for migrations, replication and manual access, which bypass the proxy. */
const MAX_CONNECTIONS_PERCENT = 90;

/** Half of the maximum, as Amazon RDS does by default. Keeps connections for peaks, and frees memory in quiet hours. */
const MAX_IDLE_CONNECTIONS_PERCENT = 45;

/** The default of RDS Proxy. Longer than the pools of common drivers keep an idle connection. */
const IDLE_CLIENT_MINUTES = 30;

/** The successor if there is one, otherwise the instance. A switch updates the target group in place. */
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
 * The instance with its port as a number. With the port attribute of the instance, CDK would give the security group
 * rules other ids than for the cluster. At the cutover Amazon EC2 would refuse the new rules as duplicates of the old.
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

/** A cluster by its name. Only the family of the engine version matters. */
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
 * Creates the proxy of the writer.
 *
 * Name and subnets cannot be changed later, so both are explicit. The default name depends on a CDK feature flag, and
 * without it two proxies of an account get the same name. When the target becomes an Aurora cluster, the target group
 * is updated in place.
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
  // The proxy reads the secret at its first connection, so the policy must exist before the proxy.
  proxy.node.defaultChild?.node.addDependency(proxy.node.findChild('IAMRole'));
  return proxy;
}

/**
 * Creates the security group of the proxy, whose only egress is the database.
 *
 * CDK removes its "no egress" rule if another egress rule is a separate resource, and a group without inline rules
 * allows all egress. So the "no egress" rule is set explicitly.
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
