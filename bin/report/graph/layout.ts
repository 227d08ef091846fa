import type { ElkExtendedEdge, ElkNode } from 'elkjs';
import { linesOf, NodeText, sizeOf, widthOf } from './node-text';
import { Graph, GraphEdge, GraphFrame, GraphNode } from './shape';

/** A point of a drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of a drawing. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A node where it is drawn. */
export interface PlacedNode extends Box {
  readonly node: GraphNode;
  readonly text: NodeText;
}

/** A graph with the place of everything. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly (Box & { readonly frame: GraphFrame })[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly { readonly edge: GraphEdge; readonly points: readonly Point[]; readonly label?: Box }[];
}

/** The height of the name of a frame. */
const HEAD = 30;
const PADDING = 14;
const LABEL_HEIGHT = 15;


const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.partitioning.activate': 'true',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.spacing.nodeNode': '18',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '10',
  'elk.spacing.edgeLabel': '3',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.thoroughness': '20',
  'elk.layered.mergeEdges': 'true',
  'elk.padding': '[top=10,left=10,bottom=10,right=10]',
};

/** What has no edges stands in rows. */
const BESIDE = { 'elk.algorithm': 'rectpacking', 'elk.hierarchyHandling': 'SEPARATE_CHILDREN', 'elk.aspectRatio': '6', 'elk.spacing.nodeNode': '14', 'elk.layered.layering.layerConstraint': 'LAST' };

/**
 * Finds a place for everything of a graph. The same graph always gets the same places.
 *
 * @param graph the graph
 */
export async function drawingOf(graph: Graph): Promise<Drawing> {
  const texts = new Map(graph.nodes.map((node) => [node.id, linesOf(node)]));
  const flipped = new Set(graph.edges.filter((edge) => isUpwards(graph, edge)));
  const { layOut } = await import('./elk.bundle');
  const done = await layOut({ id: 'root', layoutOptions: OPTIONS, children: childrenOf(graph, undefined, texts), edges: labelledOnce(graph.edges).map((edge, index) => edgeOf(edge, index, flipped.has(graph.edges[index]))) });
  return read(graph, done, texts, flipped);
}

/** From top to bottom: users, the edge, the first Region, what is between Regions, the other Regions. */
function rowOf(graph: Graph, frame: GraphFrame | undefined): number {
  const regions = graph.frames.filter(({ kind }) => kind === 'region');
  const region = regions.findIndex(({ id }) => id === frame?.id);
  return frame === undefined ? 0 : frame.kind === 'edge' ? 1 : frame.kind === 'across' ? 3 : region === 0 ? 2 : 3 + region;
}

function outermost(graph: Graph, id: string): GraphFrame | undefined {
  const byId = (wanted: string | undefined) => graph.frames.find((one) => one.id === wanted);
  let frame = byId(graph.nodes.find((one) => one.id === id)?.frame);
  while (frame?.parent !== undefined) {
    frame = byId(frame.parent);
  }
  return frame;
}

/** What leads upwards is laid out the other way round; so is everything that leads to people, who stand beside the users. */
function isUpwards(graph: Graph, { source, target }: GraphEdge): boolean {
  const [from, to] = [source, target].map((id) => rowOf(graph, outermost(graph, id)));
  return from > to || graph.nodes.find(({ id }) => id === source)?.category === 'watch' && from === to && from > 1;
}

function childrenOf(graph: Graph, parent: string | undefined, texts: ReadonlyMap<string, NodeText>): ElkNode[] {
  const frames = graph.frames.filter((frame) => frame.parent === parent).map((frame): ElkNode => ({
    id: frame.id,
    layoutOptions: { 'elk.padding': `[top=${HEAD + 6},left=${PADDING},bottom=${PADDING},right=${PADDING}]`, ...(frame.kind === 'beside' ? BESIDE : {}), ...(parent === undefined ? { 'elk.partitioning.partition': String(rowOf(graph, frame)) } : {}) },
    children: childrenOf(graph, frame.id, texts),
  }));
  const nodes = graph.nodes.filter((node) => node.frame === parent).map((node): ElkNode => ({
    id: node.id,
    ...sizeOf(texts.get(node.id)!),
    ...(parent === undefined ? { layoutOptions: { 'elk.partitioning.partition': '0' } } : {}),
  }));
  return [...nodes, ...frames];
}

/** Lines that come together bear their label once. */
function labelledOnce(edges: readonly GraphEdge[]): GraphEdge[] {
  const seen = new Set<string>();
  return edges.map((edge) => {
    const { label, ...unlabelled } = edge;
    const key = `${edge.target} ${label}`;
    const isKnown = seen.has(key);
    seen.add(key);
    return isKnown ? unlabelled : edge;
  });
}

function edgeOf({ source, target, label }: GraphEdge, index: number, isFlipped: boolean): ElkExtendedEdge {
  const ends = isFlipped ? [target, source] : [source, target];
  return {
    id: `edge-${index}`,
    sources: [ends[0]],
    targets: [ends[1]],
    ...(label === undefined ? {} : { labels: [{ text: label, width: widthOf(label, 11) + 6, height: LABEL_HEIGHT, layoutOptions: { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' } }] }),
  };
}

function read(graph: Graph, done: ElkNode, texts: ReadonlyMap<string, NodeText>, flipped: ReadonlySet<GraphEdge>): Drawing {
  const boxes = new Map<string, Box>();
  const visit = (node: ElkNode) => {
    boxes.set(node.id, { x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 });
    (node.children ?? []).forEach(visit);
  };
  visit(done);
  const sections = edgesIn(done);
  return {
    ...boxes.get('root')!,
    frames: graph.frames.flatMap((frame) => (boxes.has(frame.id) ? [{ ...boxes.get(frame.id)!, frame }] : [])),
    nodes: graph.nodes.map((node) => ({ ...boxes.get(node.id)!, node, text: texts.get(node.id)! })),
    edges: graph.edges.map((edge, index) => {
      const { sections: [section] = [], labels: [label] = [] } = sections.get(`edge-${index}`) ?? {};
      const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
      return { edge, points: flipped.has(edge) ? [...points].reverse() : points, ...(label ? { label: { x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 } } : {}) };
    }),
  };
}

function edgesIn(node: ElkNode): Map<string, ElkExtendedEdge> {
  const own = (node.edges ?? []).map((edge) => [edge.id, edge] as const);
  return new Map([...own, ...(node.children ?? []).flatMap((child) => [...edgesIn(child)])]);
}
