import { LocatedResource, StackTemplate, TemplateIndex, templateIndexOf } from '../../assembly';
import { whatIsHeld } from '../../diff/stateful-types';
import { crossRegionEdges } from './cross-region';
import { deploymentHelpers } from './deployment-helpers';
import { detailsOf, regionsOf } from './details';
import { Frames, nameOf } from './frames';
import { kindOf, NAMELESS, plainType, PLURALS } from './kinds';
import { Link } from './link';
import { mergeTwins } from './merge-twins';
import { Graph, GraphEdge, GraphNode } from './model';
import { shownLinks } from './shown-links';

/** With more nodes, those of the same service in the same frame are merged. */
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
  const index = templateIndexOf(stacks);
  const frames = new Frames(
    index,
    (located) => located.resource.Type === 'AWS::DynamoDB::GlobalTable' && regionsOf(located).length > 1,
  );
  const drawn = drawnResources(index);
  const nodes = new Nodes(index, frames, deploymentHelpers(index));
  drawn.forEach((located) => nodes.add(located));
  const links = shownLinks(index, ({ address }) => nodes.idOf(address) !== undefined);
  const isSmall = drawn.length <= MANY_NODES;
  return withSharedResources(index, nodes, links, frames, isSmall, hiddenOf(index, drawn));
}

/** What is drawn: known kinds, and everything that holds something. A task definition belongs to its service. */
function drawnResources(index: TemplateIndex): LocatedResource[] {
  const inServices = new Set(
    index.ofType('AWS::ECS::Service').flatMap((service) => index.namedBy(service).map(({ address }) => address)),
  );
  return index.resources.filter(
    ({ address, resource }) =>
      (kindOf(resource.Type) !== undefined || whatIsHeld(resource) !== undefined) &&
      !(resource.Type === 'AWS::ECS::TaskDefinition' && inServices.has(address)),
  );
}

function hiddenOf(index: TemplateIndex, drawn: readonly LocatedResource[]): Record<string, number> {
  const shown = new Set(drawn);
  const hidden: Record<string, number> = {};
  index.resources
    .filter((located) => !shown.has(located))
    .forEach(({ resource: { Type } }) => (hidden[Type] = (hidden[Type] ?? 0) + 1));
  return Object.fromEntries(Object.entries(hidden).sort(([, left], [, right]) => right - left));
}

/** The nodes of a graph, and which of them stands for a resource. */
class Nodes {
  private readonly byId = new Map<string, GraphNode>();
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly index: TemplateIndex,
    private readonly frames: Frames,
    private readonly helpers: ReadonlySet<string>,
  ) {}

  public get all(): GraphNode[] {
    return [...this.byId.values()];
  }

  public idOf(address: string): string | undefined {
    return this.ids.get(address);
  }

  public add(located: LocatedResource): void {
    const { address, resource, stack } = located;
    const kind = kindOf(resource.Type);
    const isHelper = this.helpers.has(address);
    const plural = isHelper ? 'helpers of deployments' : kind?.together;
    const holds = whatIsHeld(resource);
    const node: GraphNode = {
      id: plural ? `${this.index.environmentOf(stack)}:${plural}` : address,
      category: kind?.category ?? 'other',
      service: isHelper ? 'AWS Lambda, Step Functions' : (kind?.service ?? plainType(resource.Type)),
      name: NAMELESS.includes(resource.Type) ? '' : nameOf(located),
      details: [
        ...detailsOf(located, this.index),
        ...(resource.Type === 'AWS::SNS::Topic' ? tellsOf(this.index, located) : []),
      ],
      ...(holds ? { holds } : {}),
      frame: plural ? this.frames.region(located) : this.frames.of(located),
      members: [address],
    };
    const known = this.byId.get(node.id);
    this.put(plural === undefined ? node : together(known, node, plural));
  }

  /** Merges nodes of the same service in the same frame if there are many. */
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
    node.members.forEach((address) => this.ids.set(address, node.id));
  }
}

function together(known: GraphNode | undefined, node: GraphNode, plural: string): GraphNode {
  const members = [...(known?.members ?? []), ...node.members];
  const { name, ...rest } = node;
  return { ...rest, name: members.length === 1 ? name : `${members.length} ${plural}`, details: [], members };
}

/** The graph with its users, and with what leads from one Region to another. */
function withSharedResources(
  index: TemplateIndex,
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
      source: nodes.idOf(source.address)!,
      target: nodes.idOf(target.address)!,
      ...(label ? { label } : {}),
    })),
  );
  const entered = [...edges, ...usersOf(index, nodes, edges)];
  const crossed = crossRegionEdges(index, nodes.all, entered, frames);
  const connected = new Set(crossed.edges.flatMap(({ source, target }) => [source, target]));
  const placed = crossed.nodes.map((node) => {
    const region = node.frame?.startsWith('region:') ? node.frame : undefined;
    return region && !connected.has(node.id) ? { ...node, frame: frames.beside(region) } : node;
  });
  const { nodes: drawn, edges: lines } = mergeTwins(
    placed,
    crossed.edges,
    (address) => index.get(address)?.resource.Type ?? '',
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

/** What users reach: the filter in front, if there is one. */
function usersOf(index: TemplateIndex, nodes: Nodes, edges: readonly GraphEdge[]): GraphEdge[] {
  const isFilter = (id: string) => index.get(id)?.resource.Type === 'AWS::WAFv2::WebACL';
  const isOpen = ({ resource: { Type, Properties } }: LocatedResource) =>
    [
      'AWS::CloudFront::Distribution',
      'AWS::ApiGateway::RestApi',
      'AWS::ApiGatewayV2::Api',
      'AWS::AppSync::GraphQLApi',
    ].includes(Type) ||
    (Type === 'AWS::ElasticLoadBalancingV2::LoadBalancer' && Properties?.Scheme !== 'internal');
  const open = index.resources.filter(isOpen).flatMap(({ address }) => nodes.idOf(address) ?? []);
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
function tellsOf(index: TemplateIndex, topic: LocatedResource): string[] {
  const told = index
    .ofType('AWS::SNS::Subscription')
    .filter(
      ({ resource, stack }) =>
        PEOPLE.includes(String(resource.Properties?.Protocol)) &&
        index.namedIn(resource.Properties?.TopicArn, stack).includes(topic),
    );
  const protocols = [...new Set(told.map(({ resource }) => String(resource.Properties?.Protocol)))].sort();
  return protocols.length === 0 ? [] : [`tells people by ${protocols.join(', ')}`];
}
