import { membersOf } from './details';
import { Link } from './link';
import { linksOf } from './links';
import { partsOf } from './permissions';
import { PlacedResource, ReferenceIndex } from './references';

/** What leads to a database besides the database itself. */
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
};

/**
 * The links that are drawn: what is only allowed is left out where a drawn way leads to the same place.
 *
 * @param index every resource
 * @param isDrawn whether a resource is drawn
 */
export function shownLinks(index: ReferenceIndex, isDrawn: (one: PlacedResource) => boolean): Link[] {
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
function addresses(index: ReferenceIndex): Link[] {
  return index.ofType(...CALLERS).flatMap((source) => {
    const named = [source, ...partsOf(source, index)].flatMap((part) => index.namedBy(part));
    const zones = nearest(
      source,
      named.filter(({ resource }) => resource.Type === 'AWS::Route53::RecordSet'),
    ).flatMap((record) =>
      index
        .named(record.resource.Properties?.HostedZoneId, record.stack)
        .map((target) => ({ source, target, label: 'reads' })),
    );
    const servers = named
      .filter(({ resource }) => SERVERS[resource.Type])
      .map((target) => toWriter({ source, target, label: SERVERS[target.resource.Type] }, index));
    return [...servers, ...(source.resource.Type === 'AWS::ECS::TaskDefinition' ? [] : zones)];
  });
}

/** The same private name may be in a zone of each Region: a caller asks that of its own. */
function nearest(source: PlacedResource, records: readonly PlacedResource[]): readonly PlacedResource[] {
  const own = records.filter(({ stack }) => stack.region === source.stack.region);
  return own.length > 0 ? own : records;
}

/** The storage of a cluster is reached through its writer. */
function toWriter(link: Link, index: ReferenceIndex): Link {
  const [writer] = link.target.resource.Type === 'AWS::RDS::DBCluster' ? membersOf(link.target, index) : [];
  return writer && writer.key !== link.source.key ? { ...link, target: writer } : link;
}

/** Whether drawn links lead from one resource to another, over what stands before databases. */
function leads(links: readonly Link[], source: PlacedResource, target: PlacedResource): boolean {
  const seen = new Set([source.key]);
  const waiting = [source.key];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const link of links.filter((one) => one.source.key === key)) {
      if (link.target.key === target.key) {
        return true;
      }
      if (BETWEEN.includes(link.target.resource.Type) && !seen.has(link.target.key)) {
        seen.add(link.target.key);
        waiting.push(link.target.key);
      }
    }
  }
  return false;
}
