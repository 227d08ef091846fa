import { Drawing, DrawnNode } from '../graph/layout';
import { Box, Point } from '../graph/model';
import { Overview, OverviewRegion } from './overview';
import { bottomOf, rowsOf } from './rows';

/** How wide an overview is. */
export const OVERVIEW_WIDTH = 448;

/** Room for an arrow between two rows, and between two chips. */
const ARROW = 24;

/** Between two Regions, inside of their frames, and for their names. */
const GAP = 10;
const PADDING = 10;
const HEAD = 30;

type DrawnEdge = Drawing['edges'][number];
type DrawnFrame = Drawing['frames'][number];

interface DrawnRegion {
  readonly frame: DrawnFrame;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly region: OverviewRegion;
}

/**
 * Lays an overview out from top to bottom: users and edge, Regions, and what is between the Regions.
 *
 * @param overview the overview
 */
export function overviewDrawing(overview: Overview): Drawing {
  const entry = rowsOf(overview.entry, { x: 0, y: 0, width: OVERVIEW_WIDTH }, ARROW);
  const rows = regionRows(overview, entry.length > 0 ? bottomOf(entry) + ARROW : 0);
  const [regions, last] = [rows.flat(), rows.at(-1) ?? []];
  const bottom = bottomOf(regions.map(({ frame }) => frame));
  const between = rowsOf(overview.between, { x: 0, y: bottom + ARROW, width: OVERVIEW_WIDTH });
  return {
    width: OVERVIEW_WIDTH,
    height: between.length > 0 ? bottomOf(between) : bottom,
    frames: regions.map(({ frame }) => frame),
    nodes: [...entry, ...regions.flatMap(({ nodes }) => nodes), ...between],
    edges: [
      ...entryArrows(overview, entry),
      ...regionArrows(overview, entry, rows[0] ?? []),
      ...regions.flatMap(({ edges }) => edges),
      ...(between.length > 0 ? last.map(({ frame }) => arrow(below(frame), ARROW, true)) : []),
    ],
  };
}

/** The Regions, two in a row, each as high as its neighbor. */
function regionRows({ regions, leads }: Overview, y: number): DrawnRegion[][] {
  const rows: DrawnRegion[][] = [];
  let top = y;
  for (let first = 0; first < regions.length; first += 2) {
    const row = regionRow(regions.slice(first, first + 2), top, leads);
    rows.push(row);
    top = bottomOf(row.map(({ frame }) => frame)) + GAP;
  }
  return rows;
}

function regionRow(regions: readonly OverviewRegion[], y: number, leads: Overview['leads']): DrawnRegion[] {
  const width = (OVERVIEW_WIDTH - GAP * (regions.length - 1)) / regions.length;
  const drawn = regions.map((region, index) => drawnRegion(region, { x: index * (width + GAP), y, width }, leads));
  const height = Math.max(...drawn.map(({ frame }) => frame.height));
  return drawn.map((region) => ({ ...region, frame: { ...region.frame, height } }));
}

function drawnRegion(
  region: OverviewRegion,
  { x, y, width }: Omit<Box, 'height'>,
  leads: Overview['leads'],
): DrawnRegion {
  const { label, compute, stores } = region;
  const room = { x: x + PADDING, y: y + HEAD, width: width - 2 * PADDING };
  const upper = rowsOf(compute, room);
  const isLed = compute.some((chip) => leads(chip, stores));
  const lower = rowsOf(stores, { ...room, y: upper.length > 0 ? bottomOf(upper) + ARROW : room.y });
  const nodes = [...upper, ...lower];
  const height = bottomOf(nodes) + PADDING - y;
  const middle = { x: x + width / 2, y: upper.length > 0 ? bottomOf(upper) : y };
  return {
    region,
    frame: { x, y, width, height, frame: { id: label, label, kind: 'region' } },
    nodes,
    edges: isLed ? [arrow(middle, ARROW)] : [],
  };
}

/** From the users to the edge, where one chip leads to the next. */
function entryArrows({ entry, leads }: Overview, drawn: readonly DrawnNode[]): DrawnEdge[] {
  return entry.slice(1).flatMap((chip, index) => {
    const [from, to] = [drawn[index], drawn[index + 1]];
    const isBeside = from.y === to.y && leads(entry[index], [chip]);
    const y = from.y + from.height / 2;
    return isBeside
      ? [
          line([
            { x: from.x + from.width, y },
            { x: to.x, y },
          ]),
        ]
      : [];
  });
}

/** From the edge down to the Regions. */
function regionArrows({ entry, leads }: Overview, drawn: readonly DrawnNode[], regions: readonly DrawnRegion[]) {
  return regions.flatMap(({ frame, region }) => {
    const from = entry.findIndex((chip) => leads(chip, [...region.compute, ...region.stores]));
    return from < 0 ? [] : [line(downTo(below(drawn[from]), frame))];
  });
}

/** Straight down where that meets the frame, and else with two bends. */
function downTo(start: Point, { x, y, width }: Box): Point[] {
  const isAbove = start.x > x + PADDING && start.x < x + width - PADDING;
  const end = { x: isAbove ? start.x : x + width / 2, y };
  const turn = y - ARROW / 2;
  return isAbove ? [start, end] : [start, { x: start.x, y: turn }, { x: end.x, y: turn }, end];
}

function below({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height };
}

function arrow(from: Point, length: number, isMutual = false): DrawnEdge {
  return line([from, { x: from.x, y: from.y + length }], isMutual);
}

function line(points: readonly Point[], isMutual = false): DrawnEdge {
  return { edge: { source: '', target: '', ...(isMutual ? { isMutual } : {}) }, points };
}
