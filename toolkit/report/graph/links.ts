import { LocatedResource, TemplateIndex, valueAt } from '../../assembly';
import { isSecondary, membersOf } from './details';
import { Link } from './link';
import { permissions } from './permissions';
import { ruleLinks } from './security-rules';

type Finder = (located: LocatedResource, index: TemplateIndex) => readonly Link[];

const ofTypes = (all: readonly LocatedResource[], ...types: readonly string[]) =>
  all.filter(({ resource }) => types.includes(resource.Type));

/** From what one property names to what another names. */
const between =
  (from: readonly string[], to: readonly string[], label?: string): Finder =>
  (located, index) =>
    index
      .namedIn(valueAt(located.resource, from), located.stack)
      .flatMap((source) =>
        index
          .namedIn(valueAt(located.resource, to), located.stack)
          .map((target) => ({ source, target, ...(label ? { label } : {}) })),
      );

/** From the resource to what a property names. */
const to =
  (path: readonly string[], label?: string): Finder =>
  (located, index) =>
    index
      .namedIn(valueAt(located.resource, path), located.stack)
      .map((target) => ({ source: located, target, ...(label ? { label } : {}) }));

/** From what a property names to the resource. */
const from =
  (path: readonly string[], label?: string): Finder =>
  (located, index) =>
    index
      .namedIn(valueAt(located.resource, path), located.stack)
      .map((source) => ({ source, target: located, ...(label ? { label } : {}) }));

const FINDERS: Readonly<Record<string, Finder>> = {
  'AWS::CloudFront::Distribution': (located, index) => [
    ...origins(located, index),
    ...from(['DistributionConfig', 'WebACLId'], 'filters')(located, index),
  ],
  'AWS::WAFv2::WebACLAssociation': between(['WebACLArn'], ['ResourceArn'], 'filters'),
  'AWS::Route53::HealthCheck': to(['HealthCheckConfig', 'FullyQualifiedDomainName'], 'checks'),
  'AWS::ElasticLoadBalancingV2::Listener': (located, index) =>
    balanced(located, index, index.namedIn(valueAt(located.resource, ['LoadBalancerArn']), located.stack)),
  'AWS::ElasticLoadBalancingV2::ListenerRule': (located, index) =>
    balanced(
      located,
      index,
      index
        .namedIn(valueAt(located.resource, ['ListenerArn']), located.stack)
        .flatMap((listener) => index.namedIn(valueAt(listener.resource, ['LoadBalancerArn']), listener.stack)),
    ),
  'AWS::RDS::DBProxyTargetGroup': (located, index) =>
    index
      .namedIn(valueAt(located.resource, ['DBProxyName']), located.stack)
      .flatMap((source) => behindProxy(located, index).map((target) => ({ source, target, label: 'pooled' }))),
  'AWS::RDS::DBInstance': from(['SourceDBInstanceIdentifier'], 'replicates'),
  'AWS::RDS::DBCluster': (located, index) => [
    ...from(['GlobalClusterIdentifier'], 'replicates')(located, index),
    ...from(['ReplicationSourceIdentifier'], 'replicates')(located, index),
    ...storage(located, index),
  ],
  'AWS::RDS::GlobalCluster': from(['SourceDBClusterIdentifier'], 'replicates'),
  'AWS::Route53::RecordSet': (located, index) =>
    Number(valueAt(located.resource, ['Weight']) ?? 1) === 0 ? [] : recordLinks(located, index),
  'AWS::SQS::Queue': to(['RedrivePolicy', 'deadLetterTargetArn'], 'gave up'),
  'AWS::S3::Bucket': (located, index) => [
    ...to(['ReplicationConfiguration', 'Rules'], 'copies objects')(located, index),
    ...['LambdaConfigurations', 'QueueConfigurations', 'TopicConfigurations'].flatMap((name) =>
      to(['NotificationConfiguration', name], 'events')(located, index),
    ),
  ],
  'AWS::SNS::Subscription': between(['TopicArn'], ['Endpoint'], 'delivers'),
  'AWS::Lambda::EventSourceMapping': between(['EventSourceArn'], ['FunctionName'], 'events'),
  'AWS::Lambda::Permission': between(['SourceArn'], ['FunctionName'], 'calls'),
  'AWS::Events::Rule': to(['Targets'], 'starts'),
  'AWS::CloudWatch::Alarm': to(['AlarmActions'], 'alarm'),
  'AWS::CloudWatch::CompositeAlarm': to(['AlarmActions'], 'alarm'),
  'AWS::ApiGatewayV2::Integration': between(['ApiId'], ['IntegrationUri'], 'calls'),
  'AWS::ApiGateway::Method': between(['RestApiId'], ['Integration', 'Uri'], 'calls'),
};

/**
 * Everything that goes from one resource to another: explicit links first, then permissions, then what security groups
 * admit.
 */
export function linksOf(index: TemplateIndex): Link[] {
  const explicit = index.resources.flatMap((located) => FINDERS[located.resource.Type]?.(located, index) ?? []);
  return [...explicit, ...permissions(index), ...ruleLinks(index)].filter(
    ({ source, target }) => source.address !== target.address,
  );
}

/** What a distribution gets its answers from, through origins in networks, too. */
function origins(located: LocatedResource, index: TemplateIndex): Link[] {
  const named = index.namedIn(valueAt(located.resource, ['DistributionConfig', 'Origins']), located.stack);
  const inside = ofTypes(named, 'AWS::CloudFront::VpcOrigin').flatMap((origin) => index.namedBy(origin));
  const reached = new Map([...named, ...inside].map((target) => [target.address, target]));
  return [...reached.values()].map((target) => ({
    source: located,
    target,
    label: target.resource.Type === 'AWS::S3::Bucket' ? 'files' : 'requests',
  }));
}

/** From a load balancer to everything behind its target groups. */
function balanced(located: LocatedResource, index: TemplateIndex, balancers: readonly LocatedResource[]): Link[] {
  const groups = ofTypes(index.namedBy(located), 'AWS::ElasticLoadBalancingV2::TargetGroup');
  const targets = groups.flatMap((group) => {
    const own = index.namedIn(valueAt(group.resource, ['Targets']), group.stack);
    const joined = index
      .ofType('AWS::ECS::Service', 'AWS::AutoScaling::AutoScalingGroup')
      .filter((other) => index.namedBy(other).some(({ address }) => address === group.address));
    const [protocol, port] = [valueAt(group.resource, ['Protocol']), valueAt(group.resource, ['Port'])];
    return [...own, ...joined].map((target) => ({ target, label: [protocol, port].filter(Boolean).join(' ') }));
  });
  return balancers.flatMap((source) =>
    targets.map(({ target, label }) => ({ source, target, ...(label ? { label } : {}) })),
  );
}

/** What a proxy pools connections to: of a cluster, its writer. */
function behindProxy(located: LocatedResource, index: TemplateIndex): LocatedResource[] {
  const named = [
    ...index.namedIn(valueAt(located.resource, ['DBClusterIdentifiers']), located.stack),
    ...index.namedIn(valueAt(located.resource, ['DBInstanceIdentifiers']), located.stack),
  ];
  return named.flatMap((target) =>
    target.resource.Type === 'AWS::RDS::DBCluster' ? membersOf(target, index).slice(0, 1) : [target],
  );
}

/** The members of a cluster share its storage. */
function storage(cluster: LocatedResource, index: TemplateIndex): Link[] {
  return membersOf(cluster, index).map((source) => ({ source, target: cluster, label: 'storage' }));
}

/** From a zone to what its record names; the reading address of a cluster names its readers. */
function recordLinks(located: LocatedResource, index: TemplateIndex): Link[] {
  const zones = index.namedIn(valueAt(located.resource, ['HostedZoneId']), located.stack);
  const records = valueAt(located.resource, ['ResourceRecords']) ?? valueAt(located.resource, ['AliasTarget']);
  const targets = index.namedIn(records, located.stack).flatMap((target) => {
    if (target.resource.Type !== 'AWS::RDS::DBCluster') {
      return [target];
    }
    const members = membersOf(target, index);
    return isSecondary(target) || members.length === 1 ? members : members.slice(1);
  });
  return zones.flatMap((source) => targets.map((target) => ({ source, target, label: 'reads' })));
}
