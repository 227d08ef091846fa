import { RemovalPolicy } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDBProxyTargetGroup, DatabaseProxy, SubnetGroup } from 'aws-cdk-lib/aws-rds';
import { CfnSecretTargetAttachment } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IDependable } from 'constructs';
import { PostgresDatabaseProps } from '../postgres-database-props';
import { logRetentionOf, sharedResourcesPolicyOf } from './defaults';
import { instanceLogGroups } from './logs';

export function createKey(scope: Construct, removalPolicy: RemovalPolicy): Key {
  return new Key(scope, 'Key', {
    description: 'Storage, backups and Performance Insights of a PostgreSQL database',
    multiRegion: true,
    enableKeyRotation: true,
    removalPolicy,
  });
}

/** Creates the subnet group, which an instance or cluster cannot change later. */
export function createSubnetGroup(
  scope: Construct,
  props: Pick<PostgresDatabaseProps, 'vpc' | 'vpcSubnets'>,
  removalPolicy: RemovalPolicy,
): SubnetGroup {
  return new SubnetGroup(scope, 'SubnetGroup', {
    description: 'Data subnets of a PostgreSQL database',
    vpc: props.vpc,
    vpcSubnets: props.vpcSubnets,
    removalPolicy,
  });
}

export function createSecurityGroup(
  scope: Construct,
  props: Pick<PostgresDatabaseProps, 'vpc'>,
  removalPolicy: RemovalPolicy,
): SecurityGroup {
  const group = new SecurityGroup(scope, 'SecurityGroup', {
    vpc: props.vpc,
    description: 'PostgreSQL database and its read replicas',
    allowAllOutbound: false,
  });
  group.applyRemovalPolicy(removalPolicy);
  return group;
}

/** Creates the log groups of the instance and of its proxy, even if there is no proxy yet. */
export function createLogGroups(
  scope: Construct,
  props: PostgresDatabaseProps,
  names: { readonly identifier: string; readonly proxyName: string },
): LogGroup[] {
  const settings = { retention: logRetentionOf(props), removalPolicy: sharedResourcesPolicyOf(props) };
  new LogGroup(scope, 'ProxyLogs', { logGroupName: `/aws/rds/proxy/${names.proxyName}`, ...settings });
  return instanceLogGroups(scope, '', names.identifier, settings);
}

/** The attachment, which writes the host into the secret. There must be only one, or they overwrite each other. */
export function attachmentOf(scope: Construct): CfnSecretTargetAttachment {
  return scope.node.findChild('Secret').node.findChild('Attachment').node.defaultChild as CfnSecretTargetAttachment;
}

/** Points the secret to the cluster that has taken over, as an update of the attachment in place. */
export function attachToCluster(scope: Construct, clusterIdentifier: string | undefined): void {
  if (clusterIdentifier === undefined) {
    return;
  }
  const attachment = attachmentOf(scope);
  attachment.targetId = clusterIdentifier;
  attachment.targetType = 'AWS::RDS::DBCluster';
}

/** Makes the attachment and the target group of the proxy depend on the successor. */
export function handOverAfter(scope: Construct, proxy: DatabaseProxy | undefined, dependables: IDependable[]): void {
  const target = proxy?.node.findChild('ProxyTargetGroup') as CfnDBProxyTargetGroup | undefined;
  [attachmentOf(scope), ...(target ? [target] : [])].forEach((resource) => resource.node.addDependency(...dependables));
}
