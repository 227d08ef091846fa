import { replacementOf, ReplacementOutcome } from '../../../toolkit/diff/replacement';
import { resourcesOf, SynthesizedResource, Templates } from './assemble';

/**
 * By which properties AWS knows a resource: two of the same can't exist at the same time. Ports are left out, because
 * those of a token can't be compared.
 */
const IDENTITY: Record<string, readonly string[]> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': ['ServiceNamespace', 'ResourceId', 'ScalableDimension'],
  'AWS::Budgets::Budget': ['Budget'],
  'AWS::CloudFront::CachePolicy': ['CachePolicyConfig'],
  'AWS::CloudFront::Function': ['Name'],
  'AWS::CloudFront::KeyValueStore': ['Name'],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig'],
  'AWS::CloudFront::VpcOrigin': ['VpcOriginEndpointConfig'],
  'AWS::DynamoDB::GlobalTable': ['TableName'],
  'AWS::EC2::Route': ['RouteTableId', 'DestinationCidrBlock'],
  'AWS::EC2::SecurityGroupEgress': [
    'GroupId',
    'IpProtocol',
    'DestinationSecurityGroupId',
    'CidrIp',
    'DestinationPrefixListId',
  ],
  'AWS::EC2::SecurityGroupIngress': ['GroupId', 'IpProtocol', 'SourceSecurityGroupId', 'CidrIp', 'SourcePrefixListId'],
  'AWS::EC2::VPCPeeringConnection': ['VpcId', 'PeerVpcId'],
  'AWS::ElastiCache::User': ['UserId'],
  'AWS::ElastiCache::UserGroup': ['UserGroupId'],
  'AWS::ElasticLoadBalancingV2::ListenerRule': ['ListenerArn', 'Priority'],
  'AWS::IAM::Role': ['RoleName'],
  'AWS::Logs::DeliveryDestination': ['Name'],
  'AWS::Logs::DeliverySource': ['Name'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::RDS::DBCluster': ['DBClusterIdentifier'],
  'AWS::RDS::DBInstance': ['DBInstanceIdentifier'],
  'AWS::Route53::RecordSet': ['HostedZoneId', 'Name', 'Type', 'SetIdentifier'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SNS::Subscription': ['TopicArn', 'Endpoint'],
  'AWS::SecretsManager::SecretTargetAttachment': ['SecretId'],
  'AWS::WAFv2::WebACL': ['Name'],
};

/** What AWS knows a resource by, within its stack; nothing where it gives the resource a name of its own. */
function identityOf(id: string, { Type, Properties = {} }: SynthesizedResource): string | undefined {
  const values = IDENTITY[Type]?.map((name) => JSON.stringify(Properties[name] ?? null)) ?? [];
  return values.every((value) => value === 'null') ? undefined : `${id.split('/')[0]} ${Type} ${values.join(' ')}`;
}

/**
 * What leaves under one logical id and comes under another, or is replaced under the name that it has: AWS
 * CloudFormation creates before it deletes, and the service refuses what is there already - in the middle of a
 * deployment that may have no way back.
 */
export function collisions(before: Templates, after: Templates): string[] {
  const [old, next] = [resourcesOf(before), resourcesOf(after)];
  const gone = new Map(
    [...old]
      .filter(([id]) => !next.has(id))
      .map(([id, resource]) => [identityOf(id, resource) ?? `${id} has no name`, id]),
  );
  const moved = [...next]
    .filter(([id]) => !old.has(id))
    .flatMap(([id, resource]) => {
      const former = gone.get(identityOf(id, resource) ?? '');
      return former === undefined ? [] : [`${former} comes back as ${id}`];
    });
  const replaced = [...next].flatMap(([id, resource]) => {
    const former = old.get(id);
    const same = former && identityOf(id, former) !== undefined && identityOf(id, former) === identityOf(id, resource);
    return same && replacementOf(former, resource).some(({ verdict }) => verdict === ReplacementOutcome.REPLACES)
      ? [`${id} is replaced under its own name`]
      : [];
  });
  return [...moved, ...replaced];
}
