import { KINDS, PLURALS } from '../graph/kinds';
import { Category, Graph, GraphNode } from '../graph/model';

/** A part of an architecture in a few words: one node, or several of the same service. */
export interface Chip {
  readonly category: Category;
  readonly title: string;

  /** Size, number or role; absent if the templates say none. */
  readonly detail?: string;
  readonly isStateful: boolean;

  /** The nodes that it stands for. */
  readonly nodes: readonly string[];
}

/** What several nodes of a service are called. */
const NOUNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PLURALS).map(([type, plural]) => [KINDS[type].service, plural]),
);

/** An engine with its version, for example `PostgreSQL 17.7`. */
const ENGINE = /^([A-Za-z]+) [\d.]+$/;

/** The longest title and detail that fit into half of the width. */
const MOST_TITLE = 24;
const MOST_DETAIL = 25;

/** Services of which the name says more than the details. */
const NAMED = ['Amazon DynamoDB', 'Amazon S3', 'Amazon SQS'];

/** What instances of a database are for. */
const ROLES = ['writer', 'reader', 'read replica'];

/**
 * The chips of nodes. Each compute node has its own; other nodes share one with those of the same service, and the
 * instances of a cluster are one with it.
 */
export function chipsOf(nodes: readonly GraphNode[], graph: Graph): Chip[] {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const key = clusterOf(node, graph)?.service ?? (node.category === 'compute' ? node.id : node.service);
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  return [...groups.values()].map(chipOf);
}

function clusterOf({ id }: GraphNode, { nodes, edges }: Graph): GraphNode | undefined {
  const storage = edges.find(({ source, label }) => source === id && label === 'storage');
  return nodes.find((node) => node.id === storage?.target);
}

function chipOf(nodes: readonly GraphNode[]): Chip {
  const main = nodes.find(({ service }) => service.endsWith(' cluster')) ?? nodes[0];
  const title = titleOf(main);
  const detail = detailOf(nodes, title);
  return {
    category: main.category,
    title: cut(title, MOST_TITLE),
    ...(detail === undefined ? {} : { detail: cut(detail, MOST_DETAIL) }),
    isStateful: nodes.some(({ holds }) => holds !== undefined),
    nodes: nodes.map(({ id }) => id),
  };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}

function titleOf({ service, name, details }: GraphNode): string {
  if (service === 'Amazon ECS service') {
    return name.replace(/ Service$/, '');
  }
  const short = service.replace(/^(Amazon|AWS) /, '').replace(/ cluster$/, '');
  const engine = details.map((detail) => ENGINE.exec(detail)?.[1]).find((name) => name !== undefined);
  return engine === undefined ? short : `${short} ${engine.charAt(0).toUpperCase()}${engine.slice(1)}`;
}

function detailOf(nodes: readonly GraphNode[], title: string): string | undefined {
  const roles = nodes.flatMap(({ details }) => details.filter((detail) => ROLES.includes(detail)));
  if (roles.length > 1) {
    return rolesText(roles);
  }
  const [{ service, name, details }, ...others] = nodes;
  if (others.length > 0) {
    return `${nodes.length} ${NOUNS[service] ?? 'parts'}`;
  }
  const own = details.find((detail) => !ENGINE.test(detail) && !ROLES.includes(detail) && !isIn(title, detail));
  const best = NAMED.includes(service) ? name : (own ?? name);
  return isIn(best, title) ? undefined : best;
}

function isIn(part: string, whole: string): boolean {
  return whole.toLowerCase().includes(part.toLowerCase());
}

/** `writer, 2 readers`. */
function rolesText(roles: readonly string[]): string {
  return ROLES.map((role) => ({ role, count: roles.filter((own) => own === role).length }))
    .filter(({ count }) => count > 0)
    .map(({ role, count }) => (count === 1 ? role : `${count} ${role}s`))
    .join(', ');
}
