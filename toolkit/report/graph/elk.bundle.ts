import ELK, { ElkNode } from 'elkjs/lib/elk.bundled.js';

/**
 * Lays out a graph with the layered algorithm of the Eclipse Layout Kernel. It is 1.4 MB of code, and only the report
 * needs it.
 */
export async function layOut(graph: ElkNode): Promise<ElkNode> {
  return new ELK().layout(graph);
}
