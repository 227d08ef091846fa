import { Box, Graph, GraphFrame } from './model';
import { NodeText, sizeOf } from './node-text';

/** Unconnected nodes are laid out in rows, at most 70 % as wide as their Region. */
const LEAST_ROW = 420;
const PART_OF_REGION = 0.7;
const MOST_ROW = 760;
const GAP = 14;
const HEAD = 32;
const INSET = 14;

/** Where the nodes of a frame stand inside of it. */
export interface Rows {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
}

/**
 * Lays out the unconnected nodes of a Region in rows.
 *
 * @param graph the graph
 * @param frame the frame of the unconnected nodes
 * @param texts what is written on each node
 * @param regionWidth the width of the Region without it
 */
export function unconnectedRows(
  graph: Graph,
  frame: GraphFrame,
  texts: ReadonlyMap<string, NodeText>,
  regionWidth: number,
): Rows {
  const limit = Math.min(MOST_ROW, Math.max(LEAST_ROW, regionWidth * PART_OF_REGION));
  const boxes = new Map<string, Box>();
  let [x, y, rowHeight, width] = [INSET, HEAD, 0, 0];
  for (const { id } of graph.nodes.filter((node) => node.frame === frame.id)) {
    const size = sizeOf(texts.get(id)!);
    if (x > INSET && x + size.width + INSET > limit) {
      [x, y, rowHeight] = [INSET, y + rowHeight + GAP, 0];
    }
    boxes.set(id, { x, y, ...size });
    [x, rowHeight, width] = [x + size.width + GAP, Math.max(rowHeight, size.height), Math.max(width, x + size.width)];
  }
  return { width: width + INSET, height: y + rowHeight + INSET, boxes };
}
