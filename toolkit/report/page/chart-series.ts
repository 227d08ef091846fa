import { line } from 'd3-shape';
import { MOST_USERS } from '../build';
import { CurvePoint, StageModel } from '../model';
import { Measure, RIGHT, Scales, WIDTH } from './chart-scales';
import { html, Markup, px } from './markup';

/** Pixels between the names of two lines. */
const NAME_HEIGHT = 15;

/** Colors of lines; a fifth line has the color of the first. */
const COLORS = 4;

/** A part of a line that looks the same from its start to its end. */
interface Run {
  readonly kind: string;
  readonly points: CurvePoint[];
}

/** The line of a stage: thick where its users are, dashed where it is too small for them. */
export function costLine(model: StageModel, index: number, measure: Measure, { x, y }: Scales): Markup {
  const at = ({ monthlyUsd, users }: CurvePoint) => y(measure.of(monthlyUsd, users));
  const draw = line<CurvePoint>()
    .x(({ users }) => x(users))
    .y(at)
    .digits(1);
  const small = model.curve.find(({ isTooSmall }) => isTooSmall);
  return html`<g class="series series-${index % COLORS}">
    <title>${model.name}</title>
    ${runsOf(model).map((run) => html`<path class="${run.kind}" d="${draw(run.points) ?? ''}" />`)}
    ${small ? cross(x(small.users), at(small)) : ''}
  </g> `;
}

function cross(x: number, y: number): Markup {
  return html`<path class="cross" d="M${px(x - 4)} ${px(y - 4)}l8 8m0 -8l-8 8" />`;
}

function runsOf({ stage, curve }: StageModel): Run[] {
  const runs: Run[] = [];
  curve.slice(1).forEach((point, index) => {
    const start = curve[index];
    const kind = kindOf(start, stage);
    const last = runs.at(-1);
    if (last?.kind === kind) {
      last.points.push(point);
    } else {
      runs.push({ kind, points: [start, point] });
    }
  });
  return runs;
}

function kindOf({ users, isTooSmall }: CurvePoint, stage: StageModel['stage']): string {
  const isOwn = stage !== undefined && users >= stage.users.minUsers && users < (stage.users.maxUsers ?? Infinity);
  return `${isOwn ? 'own' : 'other'}${isTooSmall ? ' small' : ''}`;
}

/** The names at the ends of the lines, moved down where two would overlap. */
export function lineNames(stages: readonly StageModel[], measure: Measure, { y }: Scales): Markup {
  const ends = stages
    .map(({ name, curve }, index) => ({ name, index, at: y(measure.of(curve.at(-1)!.monthlyUsd, MOST_USERS)) }))
    .sort((upper, lower) => upper.at - lower.at);
  let lowest = -Infinity;
  const names = ends.map(({ name, index, at }) => {
    lowest = Math.max(at, lowest + NAME_HEIGHT);
    return lineName(name, index, lowest);
  });
  return html`${names}`;
}

function lineName(name: string, index: number, y: number): Markup {
  const x = WIDTH - RIGHT + 8;
  return html`<text class="series-name series-${index % COLORS} start" x="${x}" y="${px(y + 4)}">${name}</text> `;
}
