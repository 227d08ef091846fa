import { area, line } from 'd3-shape';
import { guideName } from '../../cost';
import { GuideBand } from '../model';
import { Measure, Scales } from './chart-scales';
import { html, Markup, px } from './markup';

/** The size of a letter and of a line of a label. */
const LETTER = 7;
const LINE = 12;

type BandPoint = GuideBand['points'][number];
type Edge = 'minMonthlyUsd' | 'maxMonthlyUsd';

/** A label of a guide's figure, and where it would stand best. */
interface BandLabel {
  readonly text: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
}

/** The figures of the guides: shapes first, then their labels, none on top of another. */
export function guideBands(guides: readonly GuideBand[], measure: Measure, scales: Scales): Markup {
  const labels = guides
    .map((guide) => labelOf(guide, measure, scales))
    .sort((left, right) => left.x - right.x || left.y - right.y);
  return html`<g class="guide">
    ${guides.map((guide) => band(guide, measure, scales))} ${apart(labels).map(label)}
  </g> `;
}

function label({ text, title, x, y }: BandLabel): Markup {
  return html`<text class="start" x="${px(x)}" y="${px(y)}"><title>${title}</title>${text}</text> `;
}

/** The labels, moved down until none covers one before it. */
function apart(labels: readonly BandLabel[]): BandLabel[] {
  const placed: BandLabel[] = [];
  for (const wanted of labels) {
    let label = wanted;
    while (placed.some((other) => overlaps(other, label))) {
      label = { ...label, y: label.y + 2 };
    }
    placed.push(label);
  }
  return placed;
}

function overlaps(left: BandLabel, right: BandLabel): boolean {
  const width = LETTER * Math.max(left.text.length, right.text.length);
  return Math.abs(left.x - right.x) < width && Math.abs(left.y - right.y) < LINE;
}

function labelOf(guide: GuideBand, measure: Measure, { x, y }: Scales): BandLabel {
  const points = pointsWithFigures(guide);
  const [first] = points;
  const isInside = points.length > 1 && !isLine(points, measure);
  return {
    text: `${guideName(guide)}${boundOf(first)}`,
    title: `${guide.title}: ${guide.text}`,
    x: x(first.users) + 4,
    y: y(figureOf(first, 'maxMonthlyUsd', measure)) + (isInside ? 13 : -5),
  };
}

function boundOf({ minMonthlyUsd, maxMonthlyUsd }: BandPoint): string {
  if (minMonthlyUsd === undefined) {
    return ' at most';
  }
  return maxMonthlyUsd === undefined ? ' at least' : '';
}

function pointsWithFigures({ points }: GuideBand): BandPoint[] {
  return points.filter(
    ({ minMonthlyUsd, maxMonthlyUsd }) => minMonthlyUsd !== undefined || maxMonthlyUsd !== undefined,
  );
}

/** The lower or the upper figure; if only one is given, both are that one. */
function figureOf(point: BandPoint, edge: Edge, measure: Measure): number {
  return measure.of((point[edge] ?? point.minMonthlyUsd ?? point.maxMonthlyUsd)!, point.users);
}

function isLine(points: readonly BandPoint[], measure: Measure): boolean {
  return points.every(
    (point) => figureOf(point, 'minMonthlyUsd', measure) === figureOf(point, 'maxMonthlyUsd', measure),
  );
}

/** A figure for one number of users is an upright line, a single figure a line, and a range an area. */
function band(guide: GuideBand, measure: Measure, { x, y }: Scales): Markup {
  const points = pointsWithFigures(guide);
  const across = ({ users }: BandPoint) => x(users);
  const lower = (point: BandPoint) => y(figureOf(point, 'minMonthlyUsd', measure));
  const upper = (point: BandPoint) => y(figureOf(point, 'maxMonthlyUsd', measure));
  if (points.length === 1) {
    const [point] = points;
    return html`<path class="mark" d="M${px(across(point))} ${px(lower(point))}V${px(upper(point))}" />`;
  }
  return isLine(points, measure)
    ? html`<path class="mark" d="${line<BandPoint>().x(across).y(upper).digits(1)(points) ?? ''}" />`
    : html`<path class="band" d="${area<BandPoint>().x(across).y0(lower).y1(upper).digits(1)(points) ?? ''}" />`;
}
