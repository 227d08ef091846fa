import { scaleLog } from 'd3-scale';
import { area, line } from 'd3-shape';
import { FEWEST_USERS, MOST_USERS } from '../build';
import { GuideBand, StageModel } from '../model';
import { html, Markup, px } from './markup';
import { dollars, perUser, whole } from './parts';

// Building blocks of D3 (scales and shapes) rather than a chart library: 40 kB instead of the 800 kB of Vega with
// Vega-Lite, and the markup is ours, so that colours follow the reader's light or dark scheme by CSS and every mark can
// bear a text. The page needs no script for it.

const WIDTH = 980;
const HEIGHT = 460;
const LEFT = 70;
const RIGHT = 130;
const TOP = 46;
const BOTTOM = 46;

/** How far the vertical axis goes below its usual end for a cheap app. */
const LEAST_PART = 100;

/** What a chart shows on its vertical axis. */
export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly axis: string;

  /** The figure of a sum, with the users. */
  readonly of: (monthlyUsd: number, users: number) => number;
  readonly domain: readonly [number, number];
  readonly format: (value: number) => string;
}

export const TOTAL: Measure = {
  id: 'chart-total',
  title: 'Cost of a month',
  axis: 'US dollars a month',
  of: (monthlyUsd) => monthlyUsd,
  domain: [50, 400_000],
  format: dollars,
};
export const PER_USER: Measure = {
  id: 'chart-user',
  title: 'Cost of a user and month',
  axis: 'US dollars a user and month',
  of: (monthlyUsd, users) => monthlyUsd / users,
  domain: [0.002, 10],
  format: perUser,
};

interface Scales {
  readonly x: (users: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

/** The cost of every stage against users, both on logarithmic axes. */
export function chart(
  measure: Measure,
  stages: readonly StageModel[],
  guides: readonly GuideBand[],
  users?: number,
): Markup {
  const values = stages.flatMap(({ curve }) => curve.map(({ users, monthlyUsd }) => measure.of(monthlyUsd, users)));
  // What costs next to nothing stands at the bottom: a logarithm has no zero.
  const domain = [
    Math.max(measure.domain[0] / LEAST_PART, Math.min(measure.domain[0], ...values)),
    Math.max(measure.domain[1], ...values),
  ];
  const x = scaleLog()
    .domain([FEWEST_USERS, MOST_USERS])
    .range([LEFT, WIDTH - RIGHT]);
  const y = scaleLog()
    .domain(domain)
    .range([HEIGHT - BOTTOM, TOP])
    .clamp(true);
  const scales: Scales = {
    x,
    y,
    ticks: y.ticks(20).filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6)),
  };
  return html`<svg
    class="chart"
    role="img"
    aria-labelledby="${measure.id}-title"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width="${WIDTH}"
    height="${HEIGHT}"
  >
    <title id="${measure.id}-title">
      ${measure.title} against users, both on logarithmic axes; the table below has the same figures
    </title>
    ${axes(measure, scales)}${bands(guides, measure, scales)}${switches(stages, scales)}${users === undefined ? '' : today(users, scales)}${stages.map((stage, index) => curve(stage, index, measure, scales))}${names(stages, measure, scales)}
  </svg>`;
}

function axes({ axis, format }: Measure, { x, y, ticks }: Scales): Markup {
  const users = [1_000, 10_000, 100_000, 1_000_000];
  return html`<g class="axis"
    >${ticks.map((tick) => html`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(y(tick))}" y2="${px(y(tick))}" /><text class="end" x="${LEFT - 8}" y="${px(y(tick) + 4)}">${format(tick).replace('.00', '')}</text>`)}
    ${users.map((step) => html`<line x1="${px(x(step))}" x2="${px(x(step))}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 5}" /><text x="${px(x(step))}" y="${HEIGHT - BOTTOM + 20}">${whole(step)}</text>`)}
    <text class="unit start" x="4" y="16">${axis}</text
    ><text class="unit" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}">active users</text></g
  > `;
}

/** Where the range of users of a stage begins. */
function switches(stages: readonly StageModel[], { x }: Scales): Markup {
  const begun = stages.filter(({ stage }) => stage !== undefined && stage.users.minUsers > FEWEST_USERS);
  return html`<g class="switch"
    >${begun.map(({ name, stage }) => {
      const at = px(x(stage!.users.minUsers));
      return html`<line x1="${at}" x2="${at}" y1="${TOP - 10}" y2="${HEIGHT - BOTTOM}" /><text
          class="start"
          x="${px(x(stage!.users.minUsers) + 4)}"
          y="${TOP - 12}"
          >${name} from ${whole(stage!.users.minUsers)}</text
        >`;
    })}</g
  > `;
}

/** The users of today, where they are inside the chart. */
function today(users: number, { x }: Scales): Markup | string {
  const at = px(x(Math.min(MOST_USERS, Math.max(FEWEST_USERS, users))));
  return html`<g class="today"
    ><line x1="${at}" x2="${at}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" /><text
      class="start"
      x="${px(Number(at) + 5)}"
      y="${TOP + 12}"
      >you: ${whole(users)}</text
    ></g
  > `;
}

/** A label of a guide's figure, and where it would stand best. */
interface BandLabel {
  readonly text: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
}

/** The guides' figures: shapes first, then their labels, none upon another. */
function bands(guides: readonly GuideBand[], measure: Measure, scales: Scales): Markup {
  const placed: BandLabel[] = [];
  const labels = guides
    .map((guide) => labelOf(guide, measure, scales))
    .sort((one, other) => one.x - other.x || one.y - other.y);
  for (const label of labels) {
    let y = label.y;
    while (
      placed.some(
        (other) =>
          Math.abs(other.x - label.x) < 7 * Math.max(label.text.length, other.text.length) &&
          Math.abs(other.y - y) < 12,
      )
    ) {
      y += 2;
    }
    placed.push({ ...label, y });
  }
  return html`<g class="guide"
    >${guides.map((guide) => band(guide, measure, scales))}${placed.map(({ text, title, x, y }) => html`<text class="start" x="${px(x)}" y="${px(y)}"><title>${title}</title>${text}</text>`)}</g
  > `;
}

type BandPoint = GuideBand['points'][number];

const known = ({ points }: GuideBand) =>
  points.filter(({ minMonthlyUsd, maxMonthlyUsd }) => minMonthlyUsd !== undefined || maxMonthlyUsd !== undefined);

/** The least or the most of a figure; of which only one is given, both are that one. */
function edge(point: BandPoint, which: 'minMonthlyUsd' | 'maxMonthlyUsd', measure: Measure): number {
  return measure.of((point[which] ?? point.minMonthlyUsd ?? point.maxMonthlyUsd)!, point.users);
}

function isLine(points: readonly BandPoint[], measure: Measure): boolean {
  return points.every((point) => edge(point, 'minMonthlyUsd', measure) === edge(point, 'maxMonthlyUsd', measure));
}

function labelOf(guide: GuideBand, measure: Measure, { x, y }: Scales): BandLabel {
  const points = known(guide);
  const [first] = points;
  const bound = first.minMonthlyUsd === undefined ? ' at most' : first.maxMonthlyUsd === undefined ? ' at least' : '';
  const isInside = !isLine(points, measure) && points.length > 1;
  return {
    text: `${guide.guide}${bound}`,
    title: guide.text,
    x: x(first.users) + 4,
    y: y(edge(first, 'maxMonthlyUsd', measure)) + (isInside ? 13 : -5),
  };
}

function band(guide: GuideBand, measure: Measure, { x, y }: Scales): Markup {
  const points = known(guide);
  const [first] = points;
  const at = (which: 'minMonthlyUsd' | 'maxMonthlyUsd') => (point: BandPoint) => y(edge(point, which, measure));
  if (points.length === 1) {
    return html`<line
      class="mark"
      x1="${px(x(first.users))}"
      x2="${px(x(first.users))}"
      y1="${px(at('minMonthlyUsd')(first))}"
      y2="${px(at('maxMonthlyUsd')(first))}"
    />`;
  }
  const across = ({ users }: BandPoint) => x(users);
  return isLine(points, measure)
    ? html`<path class="mark" d="${line<BandPoint>().x(across).y(at('maxMonthlyUsd')).digits(1)(points) ?? ''}" />`
    : html`<path
        class="band"
        d="${area<BandPoint>().x(across).y0(at('minMonthlyUsd')).y1(at('maxMonthlyUsd')).digits(1)(points) ?? ''}"
      />`;
}

/** The line of a stage: thick where its users are, dashed where it is too small for them. */
function curve({ name, stage, curve: points }: StageModel, index: number, measure: Measure, { x, y }: Scales): Markup {
  const at = (point: StageModel['curve'][number]) => y(measure.of(point.monthlyUsd, point.users));
  const draw = line<StageModel['curve'][number]>()
    .x(({ users }) => x(users))
    .y(at)
    .digits(1);
  const isOwn = (users: number) =>
    stage !== undefined && users >= stage.users.minUsers && users < (stage.users.maxUsers ?? Infinity);
  const pieces = points.slice(1).map((point, place) => ({
    points: [points[place], point],
    kind: `${isOwn(points[place].users) ? 'own' : 'other'}${points[place].isTooSmall ? ' small' : ''}`,
  }));
  const runs: { kind: string; points: StageModel['curve'][number][] }[] = [];
  for (const piece of pieces) {
    const last = runs[runs.length - 1];
    if (last?.kind === piece.kind) {
      last.points.push(piece.points[1]);
    } else {
      runs.push({ kind: piece.kind, points: [...piece.points] });
    }
  }
  const small = points.find(({ isTooSmall }) => isTooSmall);
  return html`<g class="series series-${index % 4}"
    ><title>${name}</title>${runs.map((run) => html`<path class="${run.kind}" d="${draw(run.points) ?? ''}" />`)}${
      small ? html`<path class="cross" d="M${px(x(small.users) - 4)} ${px(at(small) - 4)}l8 8m0 -8l-8 8" />` : ''
    }</g
  > `;
}

/** The names at the ends of the lines, apart from each other. */
function names(stages: readonly StageModel[], measure: Measure, { y }: Scales): Markup {
  const least = 15;
  const ends = stages
    .map(({ name, curve: points }, index) => ({
      name,
      index,
      y: y(measure.of(points[points.length - 1].monthlyUsd, MOST_USERS)),
    }))
    .sort((one, other) => one.y - other.y);
  const placed: typeof ends = [];
  for (const end of ends) {
    const above = placed[placed.length - 1];
    placed.push({ ...end, y: above ? Math.max(end.y, above.y + least) : end.y });
  }
  return html`${placed.map(({ name, index, y: at }) => html`<text class="series-name series-${index % 4} start" x="${WIDTH - RIGHT + 8}" y="${px(at + 4)}">${name}</text>`)}`;
}
