import { DrawnNode } from '../graph/layout';
import { Box, Point } from '../graph/model';
import { INSET, LID, LINE, widthOf } from '../graph/node-text';
import { Chip } from './chips';

/** Between chips. */
const GAP = 8;

/** Left and right of the text of a chip. */
const MARGIN = 7;

/** How wide a chip may become when its row is filled. */
const MOST_WIDTH = 240;

/** Where chips go. */
export interface Room extends Point {
  readonly width: number;
}

/** The chips side by side, in as many rows as they need; each row is filled. */
export function rowsOf(chips: readonly Chip[], { x, y, width }: Room, gap = GAP): DrawnNode[] {
  let top = y;
  return brokenInto(chips, width, gap).flatMap((row) => {
    const nodes = rowOf(row, { x, y: top, width }, gap);
    top = bottomOf(nodes) + GAP;
    return nodes;
  });
}

/** Where the lowest box ends. */
export function bottomOf(boxes: readonly Box[]): number {
  return Math.max(0, ...boxes.map(({ y, height }) => y + height));
}

function brokenInto(chips: readonly Chip[], width: number, gap: number): Chip[][] {
  const rows: Chip[][] = [];
  for (const chip of chips) {
    const row = rows.at(-1);
    if (row !== undefined && leastWidth([...row, chip], gap) <= width) {
      row.push(chip);
    } else {
      rows.push([chip]);
    }
  }
  const even = evenRows(chips, rows.length);
  return even.every((row) => leastWidth(row, gap) <= width) ? even : rows;
}

/** Rows of the same number of chips, of which the last may have fewer. */
function evenRows(chips: readonly Chip[], count: number): Chip[][] {
  const length = Math.ceil(chips.length / count);
  return Array.from({ length: count }, (_, row) => chips.slice(row * length, (row + 1) * length));
}

function leastWidth(chips: readonly Chip[], gap: number): number {
  return chips.reduce((sum, chip) => sum + widthOfChip(chip), gap * (chips.length - 1));
}

function rowOf(chips: readonly Chip[], { x, y, width }: Room, gap: number): DrawnNode[] {
  const spare = (width - leastWidth(chips, gap)) / chips.length;
  const widths = chips.map((chip) => Math.min(MOST_WIDTH, widthOfChip(chip) + spare));
  const height = Math.max(...chips.map(heightOfChip));
  let left = x + (width - widths.reduce((sum, own) => sum + own, gap * (chips.length - 1))) / 2;
  return chips.map((chip, index) => {
    const node = drawn(chip, { x: left, y, width: widths[index], height });
    left += widths[index] + gap;
    return node;
  });
}

function drawn({ title, detail, category, isStateful, nodes }: Chip, box: Box): DrawnNode {
  const details = detail === undefined ? [] : [detail];
  const holds = isStateful ? { holds: 'data' } : {};
  return {
    ...box,
    node: { id: nodes[0], category, service: title, name: '', details, members: [], ...holds },
    text: { service: [title], name: [], details, holds: [] },
  };
}

function widthOfChip({ title, detail = '' }: Chip): number {
  return Math.ceil(Math.max(widthOf(title, 12.5), widthOf(detail, 12))) + 2 * MARGIN;
}

function heightOfChip({ detail, isStateful }: Chip): number {
  return (detail === undefined ? 1 : 2) * LINE + 2 * INSET + (isStateful ? LID : 0);
}
