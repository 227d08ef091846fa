import { PLURALS } from './kinds';
import { GraphEdge, GraphNode } from './model';

/**
 * Draws what stands in the same frame, is of the same service and has the same neighbours as one node.
 *
 * @param nodes the nodes
 * @param edges their edges
 * @param typeOf the type of a resource
 */
export function withoutTwins(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  typeOf: (key: string) => string,
): { readonly nodes: GraphNode[]; readonly edges: GraphEdge[] } {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const around = edges
      .flatMap(({ source, target, label }) =>
        source === node.id ? [`to ${target} ${label}`] : target === node.id ? [`from ${source} ${label}`] : [],
      )
      .sort();
    const plural = PLURALS[typeOf(node.members[0] ?? '')];
    const key =
      plural === undefined || node.members.length > 1
        ? node.id
        : JSON.stringify([node.frame, node.service, plural, around]);
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const stands = new Map([...groups.values()].flatMap((group) => group.map((node) => [node.id, group[0].id] as const)));
  const merged = [...groups.values()].map((group) =>
    group.length === 1 ? group[0] : one(group, PLURALS[typeOf(group[0].members[0])]),
  );
  const kept = new Map(
    edges
      .map((edge) => ({ ...edge, source: stands.get(edge.source)!, target: stands.get(edge.target)! }))
      .map((edge) => [`${edge.source} ${edge.target}`, edge]),
  );
  return { nodes: merged, edges: [...kept.values()] };
}

function one(group: readonly GraphNode[], plural: string): GraphNode {
  const names = [...new Set(group.map(({ name }) => name))];
  const shared = group[0].details.filter((detail) => group.every(({ details }) => details.includes(detail)));
  return {
    ...group[0],
    name: `${group.length} ${plural}`,
    details: [...(names.length > 1 ? names : []), ...shared],
    members: group.flatMap(({ members }) => members),
  };
}
