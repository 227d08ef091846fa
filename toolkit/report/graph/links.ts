import { valueAt } from '../../assembly';
import { isSecondary, membersOf } from './details';
import { Link } from './link';
import { permissions } from './permissions';
import { PlacedResource, ReferenceIndex } from './references';
import { ruleLinks } from './security-rules';

type Finder = (one: PlacedResource, index: ReferenceIndex) => readonly Link[];

const ofTypes = (all: readonly PlacedResource[], ...types: readonly string[]) =>
  all.filter(({ resource }) => types.includes(resource.Type));

/** From what one property names to what another names. */
const between =
  (from: readonly string[], to: readonly string[], label?: string): Finder =>
  (one, index) =>
    index
      .named(valueAt(one.resource, from), one.stack)
      .flatMap((source) =>
        index
          .named(valueAt(one.resource, to), one.stack)
          .map((target) => ({ source, target, ...(label ? { label } : {}) })),
      );

/** From the resource to what a property names. */
const to =
  (path: readonly string[], label?: string): Finder =>
  (one, index) =>
    index
      .named(valueAt(one.resource, path), one.stack)
      .map((target) => ({ source: one, target, ...(label ? { label } : {}) }));

/** From what a property names to the resource. */
const from =
  (path: readonly string[], label?: string): Finder =>
  (one, index) =>
    index
      .named(valueAt(one.resource, path), one.stack)
      .map((source) => ({ source, target: one, ...(label ? { label } : {}) }));

const FINDERS: Readonly<Record<string, Finder>> = {
  'AWS::CloudFront::Distribution': (one, index) => [
    ...origins(one, index),
    ...from(['DistributionConfig', 'WebACLId'], 'filters')(one, index),
  ],
  'AWS::WAFv2::WebACLAssociation': between(['WebACLArn'], ['ResourceArn'], 'filters'),
  'AWS::Route53::HealthCheck': to(['HealthCheckConfig', 'FullyQualifiedDomainName'], 'checks'),
  'AWS::ElasticLoadBalancingV2::Listener': (one, index) =>
    balanced(one, index, index.named(valueAt(one.resource, ['LoadBalancerArn']), one.stack)),
  'AWS::ElasticLoadBalancingV2::ListenerRule': (one, index) =>
    balanced(
      one,
      index,
      index
        .named(valueAt(one.resource, ['ListenerArn']), one.stack)
        .flatMap((listener) => index.named(valueAt(listener.resource, ['LoadBalancerArn']), listener.stack)),
    ),
  'AWS::RDS::DBProxyTargetGroup': (one, index) =>
    index
      .named(valueAt(one.resource, ['DBProxyName']), one.stack)
      .flatMap((source) => behindProxy(one, index).map((target) => ({ source, target, label: 'pooled' }))),
  'AWS::RDS::DBInstance': from(['SourceDBInstanceIdentifier'], 'replicates'),
  'AWS::RDS::DBCluster': (one, index) => [
    ...from(['GlobalClusterIdentifier'], 'replicates')(one, index),
    ...from(['ReplicationSourceIdentifier'], 'replicates')(one, index),
    ...storage(one, index),
  ],
  'AWS::RDS::GlobalCluster': from(['SourceDBClusterIdentifier'], 'replicates'),
  'AWS::Route53::RecordSet': (one, index) =>
    Number(valueAt(one.resource, ['Weight']) ?? 1) === 0 ? [] : recordLinks(one, index),
  'AWS::SQS::Queue': to(['RedrivePolicy', 'deadLetterTargetArn'], 'gave up'),
  'AWS::S3::Bucket': (one, index) => [
    ...to(['ReplicationConfiguration', 'Rules'], 'copies objects')(one, index),
    ...['LambdaConfigurations', 'QueueConfigurations', 'TopicConfigurations'].flatMap((name) =>
      to(['NotificationConfiguration', name], 'events')(one, index),
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
export function linksOf(index: ReferenceIndex): Link[] {
  const explicit = index.all.flatMap((one) => FINDERS[one.resource.Type]?.(one, index) ?? []);
  return [...explicit, ...permissions(index), ...ruleLinks(index)].filter(
    ({ source, target }) => source.key !== target.key,
  );
}

/** What a distribution gets its answers from, through origins in networks, too. */
function origins(one: PlacedResource, index: ReferenceIndex): Link[] {
  const named = index.named(valueAt(one.resource, ['DistributionConfig', 'Origins']), one.stack);
  const inside = ofTypes(named, 'AWS::CloudFront::VpcOrigin').flatMap((origin) => index.namedBy(origin));
  const reached = new Map([...named, ...inside].map((target) => [target.key, target]));
  return [...reached.values()].map((target) => ({
    source: one,
    target,
    label: target.resource.Type === 'AWS::S3::Bucket' ? 'files' : 'requests',
  }));
}

/** From a load balancer to everything behind its target groups. */
function balanced(one: PlacedResource, index: ReferenceIndex, balancers: readonly PlacedResource[]): Link[] {
  const groups = ofTypes(index.namedBy(one), 'AWS::ElasticLoadBalancingV2::TargetGroup');
  const targets = groups.flatMap((group) => {
    const own = index.named(valueAt(group.resource, ['Targets']), group.stack);
    const joined = index
      .ofType('AWS::ECS::Service', 'AWS::AutoScaling::AutoScalingGroup')
      .filter((other) => index.namedBy(other).some(({ key }) => key === group.key));
    const [protocol, port] = [valueAt(group.resource, ['Protocol']), valueAt(group.resource, ['Port'])];
    return [...own, ...joined].map((target) => ({ target, label: [protocol, port].filter(Boolean).join(' ') }));
  });
  return balancers.flatMap((source) =>
    targets.map(({ target, label }) => ({ source, target, ...(label ? { label } : {}) })),
  );
}

/** What a proxy pools connections to: of a cluster, its writer. */
function behindProxy(one: PlacedResource, index: ReferenceIndex): PlacedResource[] {
  const named = [
    ...index.named(valueAt(one.resource, ['DBClusterIdentifiers']), one.stack),
    ...index.named(valueAt(one.resource, ['DBInstanceIdentifiers']), one.stack),
  ];
  return named.flatMap((target) =>
    target.resource.Type === 'AWS::RDS::DBCluster' ? membersOf(target, index).slice(0, 1) : [target],
  );
}

/** The members of a cluster share its storage. */
function storage(cluster: PlacedResource, index: ReferenceIndex): Link[] {
  return membersOf(cluster, index).map((source) => ({ source, target: cluster, label: 'storage' }));
}

/** From a zone to what its record names; the reading address of a cluster names its readers. */
function recordLinks(one: PlacedResource, index: ReferenceIndex): Link[] {
  const zones = index.named(valueAt(one.resource, ['HostedZoneId']), one.stack);
  const records = valueAt(one.resource, ['ResourceRecords']) ?? valueAt(one.resource, ['AliasTarget']);
  const targets = index.named(records, one.stack).flatMap((target) => {
    if (target.resource.Type !== 'AWS::RDS::DBCluster') {
      return [target];
    }
    const members = membersOf(target, index);
    return isSecondary(target) || members.length === 1 ? members : members.slice(1);
  });
  return zones.flatMap((source) => targets.map((target) => ({ source, target, label: 'reads' })));
}
