import { Graph, GraphFrame, GraphNode } from '../graph/model';
import { Chip, chipsOf } from './chips';

/** What of a Region an overview shows. */
export interface OverviewRegion {
  readonly label: string;
  readonly compute: readonly Chip[];
  readonly stores: readonly Chip[];
}

/** The few parts of an architecture that a request of a user reaches. */
export interface Overview {
  /** The users, and what they reach first. */
  readonly entry: readonly Chip[];
  readonly regions: readonly OverviewRegion[];
  readonly between: readonly Chip[];

  /** Whether one of the nodes of a chip leads to one of those of another. */
  readonly leads: (from: Chip, to: readonly Chip[]) => boolean;
}

/**
 * The overview of an architecture. Networks, keys, logs and alarms are left out.
 *
 * @param graph the whole architecture
 */
export function overviewOf(graph: Graph): Overview {
  const reached = reachedNodes(graph);
  const inside = (frame: GraphFrame) => reached.filter((node) => outermost(node, graph)?.id === frame.id);
  const framed = (kind: GraphFrame['kind']) => graph.frames.filter((frame) => frame.kind === kind);
  return {
    entry: [
      ...chipsOf(
        reached.filter(({ frame }) => frame === undefined),
        graph,
      ),
      ...chipsOf(framed('edge').flatMap(inside), graph),
    ],
    regions: framed('region')
      .map((frame) => regionOf(frame.label, inside(frame), graph))
      .filter(({ compute, stores }) => compute.length + stores.length > 0),
    between: chipsOf(framed('across').flatMap(inside), graph),
    leads: (from, to) => leadsTo(from, to, graph),
  };
}

function regionOf(label: string, nodes: readonly GraphNode[], graph: Graph): OverviewRegion {
  const of = (...categories: GraphNode['category'][]) =>
    chipsOf(
      nodes.filter(({ category }) => categories.includes(category)),
      graph,
    );
  return { label, compute: of('edge', 'compute', 'other'), stores: [...of('data'), ...of('messaging')] };
}

/** What can be reached from the users, or everything if there are none; without networks. */
function reachedNodes({ nodes, edges }: Graph): GraphNode[] {
  const users = nodes.filter(({ category }) => category === 'users');
  const reached = new Set((users.length > 0 ? users : nodes).map(({ id }) => id));
  // The set grows while it is walked.
  for (const id of reached) {
    edges.filter(({ source }) => source === id).forEach(({ target }) => reached.add(target));
  }
  return nodes.filter(({ id, category }) => reached.has(id) && category !== 'network');
}

function outermost({ frame }: GraphNode, { frames }: Graph): GraphFrame | undefined {
  let found = frames.find(({ id }) => id === frame);
  while (found?.parent !== undefined) {
    const { parent } = found;
    found = frames.find(({ id }) => id === parent);
  }
  return found;
}

function leadsTo(from: Chip, to: readonly Chip[], { edges }: Graph): boolean {
  const targets = to.flatMap(({ nodes }) => nodes);
  return edges.some(({ source, target }) => from.nodes.includes(source) && targets.includes(target));
}
