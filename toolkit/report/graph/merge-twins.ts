import { PLURALS } from './kinds';
import { GraphEdge, GraphNode } from './model';

/**
 * Merges nodes of the same service in the same frame that have the same neighbours.
 *
 * @param nodes the nodes
 * @param edges their edges
 * @param typeOf the type of a resource, by its address
 */
export function mergeTwins(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  typeOf: (address: string) => string,
): { readonly nodes: GraphNode[]; readonly edges: GraphEdge[] } {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const plural = PLURALS[typeOf(node.members[0] ?? '')];
    const key =
      plural === undefined || node.members.length > 1
        ? node.id
        : JSON.stringify([node.frame, node.service, plural, neighboursOf(node, edges)]);
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const stands = new Map([...groups.values()].flatMap((group) => group.map((node) => [node.id, group[0].id] as const)));
  const remaining = [...groups.values()].map((group) =>
    group.length === 1 ? group[0] : merged(group, PLURALS[typeOf(group[0].members[0])]),
  );
  const lines = new Map(
    edges
      .map((edge) => ({ ...edge, source: stands.get(edge.source)!, target: stands.get(edge.target)! }))
      .map((edge) => [`${edge.source} ${edge.target}`, edge]),
  );
  return { nodes: remaining, edges: [...lines.values()] };
}

function neighboursOf({ id }: GraphNode, edges: readonly GraphEdge[]): string[] {
  return edges
    .flatMap(({ source, target, label }) => [
      ...(source === id ? [`to ${target} ${label}`] : []),
      ...(target === id ? [`from ${source} ${label}`] : []),
    ])
    .sort();
}

function merged(group: readonly GraphNode[], plural: string): GraphNode {
  const names = [...new Set(group.map(({ name }) => name))];
  const shared = group[0].details.filter((detail) => group.every(({ details }) => details.includes(detail)));
  return {
    ...group[0],
    name: `${group.length} ${plural}`,
    details: [...(names.length > 1 ? names : []), ...shared],
    members: group.flatMap(({ members }) => members),
  };
}
