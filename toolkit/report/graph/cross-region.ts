import { LocatedResource, TemplateIndex } from '../../assembly';
import { Frames } from './frames';
import { GraphEdge, GraphNode } from './model';

/** What the copying between two Regions is called. */
const COPIES: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'S3 replication',
  'AWS::ElastiCache::ReplicationGroup': 'ElastiCache replication',
};

/**
 * Edges between two Regions, led over something that stands between them: a peering connection of their networks, or
 * the copying itself.
 *
 * @param index every resource
 * @param nodes the nodes
 * @param edges their edges
 * @param frames the frames
 */
export function crossRegionEdges(
  index: TemplateIndex,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  frames: Frames,
): { readonly nodes: GraphNode[]; readonly edges: GraphEdge[] } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const regions = new Map(nodes.map((node) => [node.id, regionOf(node, frames)]));
  const done = new Map<string, GraphEdge>();
  const keep = (edge: GraphEdge) => {
    const [there, back] = [`${edge.source} ${edge.target}`, `${edge.target} ${edge.source}`];
    const opposite = done.get(back);
    done.set(opposite ? back : there, opposite ? { ...opposite, isMutual: true } : (done.get(there) ?? edge));
  };
  for (const edge of edges) {
    const [from, to] = [regions.get(edge.source), regions.get(edge.target)];
    if (from === undefined || to === undefined || from === to) {
      keep(edge);
      continue;
    }
    const between = peering(index, byId, edge, frames) ?? copy(index, byId, edge, frames);
    byId.set(between.id, between);
    const { label: _label, ...unnamed } = edge;
    keep({ ...edge, target: between.id });
    keep({ ...unnamed, source: between.id });
  }
  return { nodes: [...byId.values()], edges: [...done.values()] };
}

/** The Region frame that a node stands in. */
function regionOf(node: GraphNode, frames: Frames): string | undefined {
  const all = new Map(frames.all.map((frame) => [frame.id, frame]));
  let frame = all.get(node.frame ?? '');
  while (frame?.parent) {
    frame = all.get(frame.parent);
  }
  return frame?.kind === 'region' ? frame.id : undefined;
}

function peering(
  index: TemplateIndex,
  nodes: ReadonlyMap<string, GraphNode>,
  { source, target }: GraphEdge,
  frames: Frames,
): GraphNode | undefined {
  const networks = [source, target].map((id) => networkOf(nodes.get(id), frames));
  const connects = (connection: LocatedResource) =>
    networks.every(
      (network) => network !== undefined && index.namedBy(connection).some(({ address }) => address === network),
    );
  const found = index.ofType('AWS::EC2::VPCPeeringConnection').find(connects);
  return found && nodes.get(found.address);
}

function networkOf(node: GraphNode | undefined, frames: Frames): string | undefined {
  const all = new Map(frames.all.map((frame) => [frame.id, frame]));
  const own = all.get(node?.frame ?? '');
  const frame = own?.kind === 'zone' ? all.get(own.parent ?? '') : own;
  return frame?.kind === 'network' ? frame.id.slice('network:'.length) : undefined;
}

function copy(
  index: TemplateIndex,
  nodes: ReadonlyMap<string, GraphNode>,
  { source, label }: GraphEdge,
  frames: Frames,
): GraphNode {
  const type = index.get(source)?.resource.Type ?? '';
  const service = COPIES[type] ?? 'Traffic between Regions';
  const id = `between:${service}`;
  return (
    nodes.get(id) ?? {
      id,
      category: 'network',
      service,
      name: label ?? 'traffic',
      details: [],
      frame: frames.between(),
      members: [],
    }
  );
}
