import { Connections, IConnectable, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AttachmentTargetType, ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IDependable } from 'constructs';
import { Problems } from '../core/problems';
import { ISharedDatabaseResources } from './i-shared-database-resources';
import { PostgresDatabaseProps } from './postgres-database-props';
import { PORT, sharedResourcesPolicyOf } from './private/defaults';
import { masterSecret } from './private/master-secret';
import { parameterGroupOf } from './private/parameters';
import { stableName } from './private/physical-names';
import { databaseProxy, proxySecurityGroup, proxyTarget } from './private/proxy';
import {
  createKey,
  createLogGroups,
  createSecurityGroup,
  createSubnetGroup,
  handOverAfter,
} from './private/shared-resources';

/**
 * The resources of a `PostgresDatabase` that remain after an Aurora cluster has taken over and the instance is deleted.
 *
 * Use it instead of the database, with the same id and the same properties. Secret, key, proxy, subnet group, security
 * group, parameter group and log groups keep their logical ids; only the instance is deleted. Before that, deploy the
 * database once with `deletionProtection: false` and `removalPolicy: RemovalPolicy.SNAPSHOT`, so that the instance can
 * be deleted and leaves a final snapshot.
 */
export class RetiredPostgresDatabase extends Construct implements IConnectable, ISharedDatabaseResources {
  public readonly secret: ISecret;
  public readonly encryptionKey: IKey;
  public readonly subnetGroup: rds.ISubnetGroup;
  public readonly securityGroup: SecurityGroup;
  public readonly proxy?: rds.DatabaseProxy;
  public readonly databaseName: string;
  public readonly username: string;
  public readonly successorClusterIdentifier?: string;

  /** Physical name of the deleted instance. */
  public readonly instanceIdentifier: string;

  /** The network connections of cluster and proxy. The default port is 5432. */
  public readonly connections: Connections;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    const cluster = this.requireSuccessor(props);
    const policy = sharedResourcesPolicyOf(props);
    this.databaseName = props.databaseName ?? 'app';
    this.username = props.username ?? 'app';
    this.successorClusterIdentifier = cluster;
    this.encryptionKey = props.encryptionKey ?? createKey(this, policy);
    this.subnetGroup = createSubnetGroup(this, props, policy);
    this.securityGroup = createSecurityGroup(this, props, policy);
    parameterGroupOf(this, props).bindToInstance({});
    const proxyName = `${stableName(this)}-proxy`;
    this.instanceIdentifier = props.instanceIdentifier ?? stableName(this);
    createLogGroups(this, props, { identifier: this.instanceIdentifier, proxyName });
    const secret = masterSecret(this, this.username, policy, props.secretReplicaRegions);
    this.secret = secret.attach({
      asSecretAttachmentTarget: () => ({ targetId: cluster, targetType: AttachmentTargetType.RDS_DB_CLUSTER }),
    });
    this.proxy = props.proxy ? this.createProxy(proxyName, props) : undefined;
    this.connections = new Connections({
      securityGroups: [this.securityGroup, ...(this.proxy?.connections.securityGroups ?? [])],
      defaultPort: Port.tcp(PORT),
    });
    props.clients?.forEach((client) => this.connections.allowDefaultPortFrom(client, 'PostgreSQL clients'));
  }

  /** Adds dependencies to proxy and secret, so that they point to the cluster only after it exists. */
  public handOverAfter(...dependables: IDependable[]): void {
    handOverAfter(this, this.proxy, dependables);
  }

  private requireSuccessor({ successorClusterIdentifier }: PostgresDatabaseProps): string {
    const problems = new Problems();
    problems.require(
      successorClusterIdentifier !== undefined,
      '`successorClusterIdentifier` must be the name of the Aurora cluster that has taken over, got: nothing; use ' +
        '`PostgresDatabase` until then',
    );
    problems.throwIfAny(this.node.path);
    return successorClusterIdentifier!;
  }

  private createProxy(proxyName: string, props: PostgresDatabaseProps): rds.DatabaseProxy {
    return databaseProxy(this, {
      proxyName,
      target: proxyTarget(this, props, this.securityGroup),
      secret: this.secret,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      securityGroup: proxySecurityGroup(this, props.vpc),
    });
  }
}
