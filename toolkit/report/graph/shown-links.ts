import { LocatedResource, TemplateIndex } from '../../assembly';
import { membersOf, primaryOf } from './details';
import { Link } from './link';
import { linksOf } from './links';
import { partsOf } from './permissions';

/** What stands in front of databases. */
const BETWEEN = ['AWS::RDS::DBProxy', 'AWS::Route53::HostedZone', 'AWS::RDS::DBInstance'];

const CALLERS = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EC2::Instance',
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::Lambda::Function',
];
const SERVERS: Readonly<Record<string, string>> = {
  'AWS::RDS::DBProxy': 'PostgreSQL',
  'AWS::RDS::DBInstance': 'PostgreSQL',
  'AWS::RDS::DBCluster': 'PostgreSQL',
  'AWS::RDS::GlobalCluster': 'PostgreSQL',
};

/**
 * The links that are drawn. A link that is only allowed is left out if drawn links lead to the same resource.
 *
 * @param index every resource
 * @param isDrawn whether a resource is drawn
 */
export function shownLinks(index: TemplateIndex, isDrawn: (located: LocatedResource) => boolean): Link[] {
  const all = [...linksOf(index), ...addresses(index)].filter(
    ({ source, target }) => isDrawn(source) && isDrawn(target),
  );
  const sure = all.filter(({ isOnlyAllowed }) => !isOnlyAllowed);
  const allowed = all
    .filter((link) => link.isOnlyAllowed && !leads(sure, link.source, link.target))
    .map((link) => toWriter(link, index));
  // A writer that is reached both by its proxy and by what is allowed is reached by the proxy.
  return [...sure, ...allowed.filter(({ source, target }) => !leads(sure, source, target))];
}

/** What a caller is told the address of: databases, and names for reading. */
function addresses(index: TemplateIndex): Link[] {
  return index.ofType(...CALLERS).flatMap((source) => {
    const named = [source, ...partsOf(source, index)].flatMap((part) => index.namedBy(part));
    const zones = named
      .filter(({ resource }) => resource.Type === 'AWS::Route53::RecordSet')
      .flatMap(({ resource, stack }) => index.namedIn(resource.Properties?.HostedZoneId, stack))
      .map((target) => ({ source, target, label: 'reads' }));
    const servers = named
      .filter(({ resource }) => SERVERS[resource.Type])
      .map((target) => toWriter({ source, target, label: SERVERS[target.resource.Type] }, index));
    return [...servers, ...(source.resource.Type === 'AWS::ECS::TaskDefinition' ? [] : zones)];
  });
}

/** The storage of a cluster is reached through its writer, a global database through that of its primary cluster. */
function toWriter(link: Link, index: TemplateIndex): Link {
  const isGlobal = link.target.resource.Type === 'AWS::RDS::GlobalCluster';
  const target = (isGlobal ? primaryOf(link.target, index) : undefined) ?? link.target;
  const [writer] = target.resource.Type === 'AWS::RDS::DBCluster' ? membersOf(target, index) : [];
  return writer && writer !== link.source ? { ...link, target: writer } : link;
}

/** Whether drawn links lead from one resource to another, through what stands in front of databases. */
function leads(links: readonly Link[], source: LocatedResource, target: LocatedResource): boolean {
  const seen = new Set([source]);
  const waiting = [source];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const { target: next } of links.filter((link) => link.source === from)) {
      if (next === target) {
        return true;
      }
      if (BETWEEN.includes(next.resource.Type) && !seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return false;
}
