import { Graph, GraphEdge, GraphFrame, GraphNode } from './model';

/** A part of an architecture that is drawn separately. */
export interface GraphPart {
  /** What it shows; absent if it shows everything. */
  readonly title?: string;
  readonly graph: Graph;
}

/** What is counted where a Region is drawn as one node. */
const COUNTED = ['compute', 'data', 'messaging'];

/** The most services that are named there. */
const MOST_SERVICES = 10;

/**
 * An architecture in as many drawings as it takes to be read. Of several Regions with networks: first what is between
 * them, with each Region as one node, then each Region with what it is connected to.
 *
 * @param graph the whole architecture
 */
export function partsOf(graph: Graph): GraphPart[] {
  const regions = graph.frames.filter(
    ({ id, kind }) =>
      kind === 'region' && graph.frames.some((frame) => frame.kind === 'network' && frame.parent === id),
  );
  if (regions.length < 2) {
    return [{ graph }];
  }
  return [
    { title: 'All Regions, and what is between them', graph: overview(graph, regions) },
    ...regions.map((region) => ({ title: region.label, graph: within(graph, region) })),
  ];
}

/** Each Region as one node in its frame. */
function overview({ nodes, frames, edges }: Graph, regions: readonly GraphFrame[]): Graph {
  const outside = outermost(frames);
  const isWhole = (node: GraphNode) => regions.some(({ id }) => id === outside(node.frame)?.id);
  const stands = new Map(nodes.map((node) => [node.id, isWhole(node) ? `all:${outside(node.frame)!.id}` : node.id]));
  const whole = regions.map((region) =>
    asOne(
      region,
      nodes.filter(({ frame }) => outside(frame)?.id === region.id),
      frames,
    ),
  );
  const lines = edges.map((edge) => ({ ...edge, source: stands.get(edge.source)!, target: stands.get(edge.target)! }));
  const drawn = [...nodes.filter((node) => !isWhole(node)), ...whole];
  const collapsed = new Set(regions.map(({ id }) => id));
  return {
    nodes: drawn,
    frames: frames.filter((frame) => collapsed.has(frame.id) || !collapsed.has(outside(frame.id)?.id ?? '')),
    edges: together(lines),
    hidden: {},
  };
}

function asOne({ id, label }: GraphFrame, nodes: readonly GraphNode[], frames: readonly GraphFrame[]): GraphNode {
  const beside = new Set(frames.filter(({ kind }) => kind === 'beside').map((frame) => frame.id));
  const counts = new Map<string, number>();
  nodes
    .filter(({ category, frame }) => COUNTED.includes(category) && !beside.has(frame ?? ''))
    .forEach(({ service }) => counts.set(service, (counts.get(service) ?? 0) + 1));
  const services = [...counts].map(([service, count]) => (count === 1 ? service : `${count} x ${service}`));
  const details = [
    ...services.slice(0, MOST_SERVICES),
    ...(services.length > MOST_SERVICES ? [`${services.length - MOST_SERVICES} more`] : []),
  ];
  const holds = nodes.some((node) => node.holds !== undefined) ? { holds: 'what its stores hold' } : {};
  return {
    id: `all:${id}`,
    category: 'data',
    service: label.replace(/^Region /, ''),
    name: `${nodes.length} parts, drawn below`,
    details,
    ...holds,
    frame: id,
    members: [],
  };
}

/** Lines between the same two nodes are one line, with every label once; there and back is one line, too. */
function together(edges: readonly GraphEdge[]): GraphEdge[] {
  const known = new Map<string, GraphEdge & { readonly labels: readonly string[] }>();
  for (const edge of edges.filter(({ source, target }) => source !== target)) {
    const [there, back] = [`${edge.source} ${edge.target}`, `${edge.target} ${edge.source}`];
    const isBack = known.has(back);
    const before = known.get(isBack ? back : there);
    const labels = [...new Set([...(before?.labels ?? []), ...(edge.label === undefined ? [] : [edge.label])])];
    const isMutual = isBack || edge.isMutual || before?.isMutual;
    known.set(isBack ? back : there, { ...(before ?? edge), labels, ...(isMutual ? { isMutual: true } : {}) });
  }
  return [...known.values()].map(({ labels, label: _label, ...edge }) => ({
    ...edge,
    ...(labels.length > 0 ? { label: labels.join(', ') } : {}),
  }));
}

/** A Region with what it is connected to outside. */
function within({ nodes, frames, edges }: Graph, region: GraphFrame): Graph {
  const outside = outermost(frames);
  const own = new Set(nodes.filter(({ frame }) => outside(frame)?.id === region.id).map(({ id }) => id));
  const lines = edges.filter(({ source, target }) => own.has(source) || own.has(target));
  const ends = new Set([...own, ...lines.flatMap(({ source, target }) => [source, target])]);
  const drawn = nodes.filter(({ id }) => ends.has(id));
  const outer = new Set(drawn.map(({ frame }) => outside(frame)?.id));
  return { nodes: drawn, frames: frames.filter(({ id }) => outer.has(outside(id)?.id)), edges: lines, hidden: {} };
}

/** Finds the frame around everything that a frame is in. */
function outermost(frames: readonly GraphFrame[]): (id: string | undefined) => GraphFrame | undefined {
  const byId = new Map(frames.map((frame) => [frame.id, frame]));
  const find = (id: string | undefined): GraphFrame | undefined => {
    const frame = byId.get(id ?? '');
    return frame?.parent === undefined ? frame : find(frame.parent);
  };
  return find;
}
