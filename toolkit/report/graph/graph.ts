import { StackTemplate } from '../../assembly';
import { whatIsHeld } from '../../diff/stateful-types';
import { crossing } from './cross-region';
import { helpersOf } from './deployment-helpers';
import { detailsOf, regionsOf } from './details';
import { Frames, nameOf } from './frames';
import { kindOf, NAMELESS, plainType, PLURALS } from './kinds';
import { Link } from './link';
import { withoutTwins } from './merge-twins';
import { Graph, GraphEdge, GraphNode } from './model';
import { PlacedResource, ReferenceIndex } from './references';
import { shownLinks } from './shown-links';

/** More nodes than these are drawn together where they are of the same type and in the same frame. */
const MANY_NODES = 60;
const MANY_OF_A_TYPE = 3;

/** Protocols of subscriptions behind which people are, or what calls them. */
const PEOPLE = ['email', 'email-json', 'http', 'https', 'sms'];

/**
 * The architecture of an app, from its templates.
 *
 * @param stacks every stack
 */
export function graphOf(stacks: readonly StackTemplate[]): Graph {
  const index = new ReferenceIndex(stacks);
  const frames = new Frames(
    index,
    (one) => one.resource.Type === 'AWS::DynamoDB::GlobalTable' && regionsOf(one).length > 1,
  );
  const drawn = drawnResources(index);
  const nodes = new Nodes(index, frames, helpersOf(index));
  drawn.forEach((one) => nodes.add(one));
  const links = shownLinks(index, (one) => nodes.idOf(one.key) !== undefined);
  const isSmall = drawn.length <= MANY_NODES;
  return withSharedResources(index, nodes, links, frames, isSmall, hiddenOf(index, drawn));
}

/** What is drawn: known kinds, and everything that holds something. A task definition belongs to its service. */
function drawnResources(index: ReferenceIndex): PlacedResource[] {
  const inServices = new Set(
    index.ofType('AWS::ECS::Service').flatMap((service) => index.namedBy(service).map(({ key }) => key)),
  );
  return index.all.filter(
    ({ key, resource }) =>
      (kindOf(resource.Type) !== undefined || whatIsHeld(resource) !== undefined) &&
      !(resource.Type === 'AWS::ECS::TaskDefinition' && inServices.has(key)),
  );
}

function hiddenOf(index: ReferenceIndex, drawn: readonly PlacedResource[]): Record<string, number> {
  const keys = new Set(drawn.map(({ key }) => key));
  const hidden: Record<string, number> = {};
  index.all
    .filter(({ key }) => !keys.has(key))
    .forEach(({ resource: { Type } }) => (hidden[Type] = (hidden[Type] ?? 0) + 1));
  return Object.fromEntries(Object.entries(hidden).sort(([, one], [, other]) => other - one));
}

/** The nodes of a graph, and which of them stands for a resource. */
class Nodes {
  private readonly byId = new Map<string, GraphNode>();
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly index: ReferenceIndex,
    private readonly frames: Frames,
    private readonly helpers: ReadonlySet<string>,
  ) {}

  public get all(): GraphNode[] {
    return [...this.byId.values()];
  }

  public idOf(key: string): string | undefined {
    return this.ids.get(key);
  }

  public add(one: PlacedResource): void {
    const kind = kindOf(one.resource.Type);
    const plural = this.helpers.has(one.key) ? 'helpers of deployments' : kind?.together;
    const holds = whatIsHeld(one.resource);
    const node: GraphNode = {
      id: plural ? `${one.stack.region}:${plural}` : one.key,
      category: kind?.category ?? 'other',
      service: this.helpers.has(one.key)
        ? 'AWS Lambda, Step Functions'
        : (kind?.service ?? plainType(one.resource.Type)),
      name: NAMELESS.includes(one.resource.Type) ? '' : nameOf(one),
      details: [
        ...detailsOf(one, this.index),
        ...(one.resource.Type === 'AWS::SNS::Topic' ? tellsOf(this.index, one) : []),
      ],
      ...(holds ? { holds } : {}),
      frame: plural ? this.frames.region(one) : this.frames.of(one),
      members: [one.key],
    };
    const known = this.byId.get(node.id);
    this.put(plural === undefined ? node : together(known, node, plural));
  }

  /** Nodes of the same type in the same frame become one, where there are many. */
  public merge(): void {
    const groups = new Map<string, GraphNode[]>();
    this.all.forEach((node) =>
      groups.set(`${node.frame} ${node.service}`, [...(groups.get(`${node.frame} ${node.service}`) ?? []), node]),
    );
    for (const [id, group] of groups) {
      if (group.length > MANY_OF_A_TYPE) {
        const type = this.index.get(group[0].members[0])?.resource.Type ?? '';
        group.forEach((node) => this.byId.delete(node.id));
        group.forEach((node) => this.put(together(this.byId.get(id), { ...node, id }, PLURALS[type] ?? 'of them')));
      }
    }
  }

  public put(node: GraphNode): void {
    this.byId.set(node.id, node);
    node.members.forEach((key) => this.ids.set(key, node.id));
  }
}

function together(known: GraphNode | undefined, one: GraphNode, plural: string): GraphNode {
  const members = [...(known?.members ?? []), ...one.members];
  const { name, ...rest } = one;
  return { ...rest, name: members.length === 1 ? name : `${members.length} ${plural}`, details: [], members };
}

/** The graph with its users, and with what goes from one Region to another. */
function withSharedResources(
  index: ReferenceIndex,
  nodes: Nodes,
  links: readonly Link[],
  frames: Frames,
  isSmall: boolean,
  hidden: Record<string, number>,
): Graph {
  if (!isSmall) {
    nodes.merge();
  }
  const edges = unique(
    links.map(({ source, target, label }) => ({
      source: nodes.idOf(source.key)!,
      target: nodes.idOf(target.key)!,
      ...(label ? { label } : {}),
    })),
  );
  const entered = [...edges, ...usersOf(index, nodes, edges)];
  const crossed = crossing(index, nodes.all, entered, frames);
  const connected = new Set(crossed.edges.flatMap(({ source, target }) => [source, target]));
  const placed = crossed.nodes.map((node) => {
    const region = node.frame?.startsWith('region:') ? node.frame : undefined;
    return region && !connected.has(node.id) ? { ...node, frame: frames.beside(region) } : node;
  });
  const { nodes: drawn, edges: lines } = withoutTwins(
    placed,
    crossed.edges,
    (key) => index.get(key)?.resource.Type ?? '',
  );
  const used = new Set(drawn.map(({ frame }) => frame));
  return {
    nodes: drawn,
    frames: frames.all.filter(
      ({ id }) => used.has(id) || frames.all.some(({ id: child, parent }) => parent === id && used.has(child)),
    ),
    edges: lines,
    hidden,
  };
}

function unique(edges: readonly GraphEdge[]): GraphEdge[] {
  const known = new Map<string, GraphEdge>();
  edges
    .filter(({ source, target }) => source !== target)
    .forEach((edge) => known.set(`${edge.source} ${edge.target}`, known.get(`${edge.source} ${edge.target}`) ?? edge));
  return [...known.values()];
}

/** What users come to: what filters before it, where something does. */
function usersOf(index: ReferenceIndex, nodes: Nodes, edges: readonly GraphEdge[]): GraphEdge[] {
  const isFilter = (id: string) => index.get(id)?.resource.Type === 'AWS::WAFv2::WebACL';
  const isOpen = ({ resource: { Type, Properties } }: PlacedResource) =>
    [
      'AWS::CloudFront::Distribution',
      'AWS::ApiGateway::RestApi',
      'AWS::ApiGatewayV2::Api',
      'AWS::AppSync::GraphQLApi',
    ].includes(Type) ||
    (Type === 'AWS::ElasticLoadBalancingV2::LoadBalancer' && Properties?.Scheme !== 'internal');
  const open = index.all.filter(isOpen).flatMap(({ key }) => nodes.idOf(key) ?? []);
  const behind = (id: string) => edges.some(({ source, target }) => target === id && open.includes(source));
  const entries = [...new Set(open)]
    .filter((id) => !behind(id))
    .flatMap((id) => {
      const filters = edges
        .filter(({ source, target }) => target === id && isFilter(source))
        .map(({ source }) => source);
      return filters.length > 0 ? filters : [id];
    });
  if (entries.length > 0) {
    nodes.put({
      id: 'users',
      category: 'users',
      service: 'Users',
      name: 'browsers and apps',
      details: [],
      members: [],
    });
  }
  return unique(entries.map((target) => ({ source: 'users', target, label: 'HTTPS' })));
}

/** How a topic tells people. */
function tellsOf(index: ReferenceIndex, topic: PlacedResource): string[] {
  const told = index
    .ofType('AWS::SNS::Subscription')
    .filter(
      (one) =>
        PEOPLE.includes(String(one.resource.Properties?.Protocol)) &&
        index.named(one.resource.Properties?.TopicArn, one.stack).some(({ key }) => key === topic.key),
    );
  const ways = [...new Set(told.map(({ resource }) => String(resource.Properties?.Protocol)))].sort();
  return ways.length === 0 ? [] : [`tells people by ${ways.join(', ')}`];
}
