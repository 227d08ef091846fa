import { LocatedResource, TemplateIndex, valueAt } from '../../assembly';
import { Link } from './link';
import { partsOf } from './permissions';

const GROUP = 'AWS::EC2::SecurityGroup';

/** Ports as people know them. */
const PORTS: Readonly<Record<string, string>> = {
  443: 'HTTPS',
  5432: 'PostgreSQL',
  3306: 'MySQL',
  6379: 'Valkey',
  9092: 'Kafka',
  9098: 'Kafka',
  2049: 'NFS',
};

interface Rule {
  readonly FromPort?: unknown;
  readonly SourceSecurityGroupId?: unknown;
}

/** What has a network interface with security groups. */
const MEMBERS = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EC2::Instance',
  'AWS::ECS::Service',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Lambda::Function',
  'AWS::MSK::Cluster',
  'AWS::OpenSearchService::Domain',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBProxy',
];

/** Who is in which security group, by the key of the group. */
function membersByGroup(index: TemplateIndex): Map<string, LocatedResource[]> {
  const members = new Map<string, LocatedResource[]>();
  for (const located of index.ofType(...MEMBERS)) {
    const groups = [located, ...partsOf(located, index)]
      .flatMap((part) => index.namedBy(part))
      .filter(({ resource }) => resource.Type === GROUP);
    [...new Set(groups.map(({ address }) => address))].forEach((key) =>
      members.set(key, [...(members.get(key) ?? []), located]),
    );
  }
  return members;
}

/** From the members of a group to those of the groups that admit it. */
export function ruleLinks(index: TemplateIndex): Link[] {
  const members = membersByGroup(index);
  const inline = index.ofType(GROUP).flatMap((group) =>
    ((valueAt(group.resource, ['SecurityGroupIngress']) as Rule[] | undefined) ?? []).map((rule) => ({
      group,
      rule,
      at: group,
    })),
  );
  const single = index
    .ofType('AWS::EC2::SecurityGroupIngress')
    .flatMap((at) =>
      index
        .namedIn(valueAt(at.resource, ['GroupId']), at.stack)
        .map((group) => ({ group, rule: (at.resource.Properties ?? {}) as Rule, at })),
    );
  return [...inline, ...single].flatMap(({ group, rule, at }) => {
    const sources = index
      .namedIn(rule.SourceSecurityGroupId, at.stack)
      .flatMap(({ address }) => members.get(address) ?? []);
    const port = String(rule.FromPort ?? '');
    const label = PORTS[port] ?? (/^\d+$/.test(port) ? `port ${port}` : undefined);
    return sources.flatMap((source) =>
      (members.get(group.address) ?? []).map((target) => ({
        source,
        target,
        isOnlyAllowed: true,
        ...(label ? { label } : {}),
      })),
    );
  });
}
