import { ElkExtendedEdge, ElkNode } from 'elkjs';
import { Box, Graph, GraphEdge, GraphFrame, GraphNode, Point } from './model';
import { linesOf, NodeText, sizeOf, widthOf } from './node-text';
import { Rows, unconnectedRows } from './unconnected-rows';

/** A node with its position. */
export interface DrawnNode extends Box {
  readonly node: GraphNode;
  readonly text: NodeText;
}

/** A graph with the position of everything. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly (Box & { readonly frame: GraphFrame })[];
  readonly nodes: readonly DrawnNode[];
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
  'elk.layered.thoroughness': '10',
  'elk.layered.mergeEdges': 'true',
  'elk.padding': '[top=10,left=10,bottom=10,right=10]',
};

/**
 * Lays a graph out. The same graph always gets the same layout.
 *
 * @param graph the graph
 */
export async function drawingOf(graph: Graph): Promise<Drawing> {
  const texts = new Map(graph.nodes.map((node) => [node.id, linesOf(node)]));
  const flipped = new Set(graph.edges.filter((edge) => isUpwards(graph, edge)));
  const { layOut } = await import('./elk.bundle');
  const run = (rows: ReadonlyMap<string, Rows>) =>
    layOut({
      id: 'root',
      layoutOptions: OPTIONS,
      children: childrenOf(graph, undefined, texts, rows),
      edges: labelledOnce(graph.edges).map((edge, index) => edgeOf(edge, index, flipped.has(graph.edges[index]))),
    });
  const beside = graph.frames.filter(({ kind }) => kind === 'beside');
  // What stands beside gets a part of the width that its Region has without it.
  const widths = beside.length > 0 ? boxesOf(await run(new Map())) : new Map<string, Box>();
  const rows = new Map(
    beside.map((frame) => [frame.id, unconnectedRows(graph, frame, texts, widths.get(frame.parent ?? '')?.width ?? 0)]),
  );
  return read(graph, await run(rows), texts, flipped, rows);
}

/** From top to bottom: users, the edge, the first Region, what is between Regions, the other Regions. */
function rowOf(graph: Graph, frame: GraphFrame | undefined): number {
  if (frame === undefined) {
    return 0;
  }
  if (frame.kind === 'edge') {
    return 1;
  }
  const region = graph.frames.filter(({ kind }) => kind === 'region').findIndex(({ id }) => id === frame.id);
  const isSecondary = frame.kind === 'across' || region > 0;
  return isSecondary ? 3 + Math.max(0, region) : 2;
}

function outermost(graph: Graph, id: string): GraphFrame | undefined {
  const byId = (wanted: string | undefined) => graph.frames.find((frame) => frame.id === wanted);
  let frame = byId(graph.nodes.find((node) => node.id === id)?.frame);
  while (frame?.parent !== undefined) {
    frame = byId(frame.parent);
  }
  return frame;
}

/** What leads upwards is laid out the other way round. */
function isUpwards(graph: Graph, { source, target }: GraphEdge): boolean {
  const [from, to] = [source, target].map((id) => rowOf(graph, outermost(graph, id)));
  return from > to;
}

function childrenOf(
  graph: Graph,
  parent: string | undefined,
  texts: ReadonlyMap<string, NodeText>,
  rows: ReadonlyMap<string, Rows>,
): ElkNode[] {
  const frames = graph.frames
    .filter((frame) => frame.parent === parent && frame.kind !== 'beside')
    .map((frame): ElkNode => ({
      id: frame.id,
      layoutOptions: {
        'elk.padding': `[top=${HEAD + 6},left=${PADDING},bottom=${PADDING},right=${PADDING}]`,
        ...(parent === undefined ? { 'elk.partitioning.partition': String(rowOf(graph, frame)) } : {}),
      },
      children: childrenOf(graph, frame.id, texts, rows),
    }));
  const own = graph.nodes.filter((node) => node.frame === parent);
  const label = graph.frames.find(({ id }) => id === parent)?.label;
  // A frame is at least as wide as its name.
  const least = own.length === 1 && frames.length === 0 && label !== undefined ? widthOf(label, 13) : 0;
  const nodes = own.map((node): ElkNode => ({
    id: node.id,
    ...wide(sizeOf(texts.get(node.id)!), least),
    ...(parent === undefined ? { layoutOptions: { 'elk.partitioning.partition': '0' } } : {}),
  }));
  // A box of its own, so that no line runs through it.
  const beside = graph.frames
    .filter((frame) => frame.parent === parent && rows.has(frame.id))
    .map(({ id }): ElkNode => ({
      id,
      width: rows.get(id)!.width,
      height: rows.get(id)!.height,
      layoutOptions: { 'elk.layered.layering.layerConstraint': 'LAST' },
    }));
  return [...nodes, ...frames, ...beside];
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

const wide = ({ width, height }: { readonly width: number; readonly height: number }, least: number) => ({
  width: Math.max(width, least),
  height,
});

function edgeOf({ source, target, label }: GraphEdge, index: number, isFlipped: boolean): ElkExtendedEdge {
  const ends = isFlipped ? [target, source] : [source, target];
  return {
    id: `edge-${index}`,
    sources: [ends[0]],
    targets: [ends[1]],
    ...(label === undefined
      ? {}
      : {
          labels: [
            {
              text: label,
              width: widthOf(label, 11) + 6,
              height: LABEL_HEIGHT,
              layoutOptions: { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' },
            },
          ],
        }),
  };
}

function boxesOf(done: ElkNode): Map<string, Box> {
  const boxes = new Map<string, Box>();
  const visit = (node: ElkNode) => {
    boxes.set(node.id, { x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 });
    (node.children ?? []).forEach(visit);
  };
  visit(done);
  return boxes;
}

function read(
  graph: Graph,
  done: ElkNode,
  texts: ReadonlyMap<string, NodeText>,
  flipped: ReadonlySet<GraphEdge>,
  rows: ReadonlyMap<string, Rows>,
): Drawing {
  const boxes = boxesOf(done);
  for (const [frame, { boxes: inside }] of rows) {
    const { x, y } = boxes.get(frame)!;
    inside.forEach((box, id) => boxes.set(id, { ...box, x: x + box.x, y: y + box.y }));
  }
  const sections = edgesIn(done);
  return {
    ...boxes.get('root')!,
    frames: graph.frames.flatMap((frame) => (boxes.has(frame.id) ? [{ ...boxes.get(frame.id)!, frame }] : [])),
    nodes: graph.nodes.map((node) => ({ ...boxes.get(node.id)!, node, text: texts.get(node.id)! })),
    edges: graph.edges.map((edge, index) => {
      const { sections: [section] = [], labels: [label] = [] } = sections.get(`edge-${index}`) ?? {};
      const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
      return {
        edge,
        points: flipped.has(edge) ? [...points].reverse() : points,
        ...(label
          ? { label: { x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 } }
          : {}),
      };
    }),
  };
}

function edgesIn(node: ElkNode): Map<string, ElkExtendedEdge> {
  const own = (node.edges ?? []).map((edge) => [edge.id, edge] as const);
  return new Map([...own, ...(node.children ?? []).flatMap((child) => [...edgesIn(child)])]);
}
