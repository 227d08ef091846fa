import { FEWEST_USERS, MOST_USERS } from '../build';
import { GuideBand, StageModel } from '../model';
import { guideBands } from './chart-guides';
import { BOTTOM, HEIGHT, LEFT, Measure, RIGHT, Scales, scalesOf, TOP, WIDTH } from './chart-scales';
import { costLine, lineNames } from './chart-series';
import { html, Markup, px } from './markup';
import { whole } from './parts';

// Building blocks of D3 (scales and shapes) rather than a chart library: 40 kB instead of the 800 kB of Vega with
// Vega-Lite. The markup is ours, so colors follow the reader's light or dark scheme by CSS, and no script is needed.

/** The cost of every stage against users, both on logarithmic axes. */
export function chart(
  measure: Measure,
  stages: readonly StageModel[],
  guides: readonly GuideBand[],
  users?: number,
): Markup {
  const values = stages.flatMap(({ curve }) => curve.map(({ users, monthlyUsd }) => measure.of(monthlyUsd, users)));
  const scales = scalesOf(measure.domain, values);
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
    ${axes(measure, scales)} ${guideBands(guides, measure, scales)} ${rangeStarts(stages, scales)}
    ${users === undefined ? '' : today(users, scales)}
    ${stages.map((stage, index) => costLine(stage, index, measure, scales))} ${lineNames(stages, measure, scales)}
  </svg>`;
}

function axes({ axis, format }: Measure, { x, y, ticks }: Scales): Markup {
  const users = [1_000, 10_000, 100_000, 1_000_000];
  return html`<g class="axis">
    ${ticks.map((tick) => costTick(y(tick), format(tick).replace('.00', '')))}
    ${users.map((number) => usersTick(x(number), whole(number)))}
    <text class="unit start" x="4" y="16">${axis}</text>
    <text class="unit" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}">active users</text>
  </g> `;
}

function costTick(y: number, label: string): Markup {
  return html`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(y)}" y2="${px(y)}" />
    <text class="end" x="${LEFT - 8}" y="${px(y + 4)}">${label}</text> `;
}

function usersTick(x: number, label: string): Markup {
  return html`<line x1="${px(x)}" x2="${px(x)}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 5}" />
    <text x="${px(x)}" y="${HEIGHT - BOTTOM + 20}">${label}</text> `;
}

/** Where the range of users of each stage begins. */
function rangeStarts(stages: readonly StageModel[], { x }: Scales): Markup {
  const lines = stages.flatMap(({ name, stage }) =>
    stage !== undefined && stage.users.minUsers > FEWEST_USERS
      ? [rangeStart(x(stage.users.minUsers), `${name} from ${whole(stage.users.minUsers)}`)]
      : [],
  );
  return html`<g class="switch">${lines}</g> `;
}

function rangeStart(x: number, label: string): Markup {
  return html`<line x1="${px(x)}" x2="${px(x)}" y1="${TOP - 10}" y2="${HEIGHT - BOTTOM}" />
    <text class="start" x="${px(x + 4)}" y="${TOP - 12}">${label}</text> `;
}

/** The users of today, at the edge of the chart if they are outside of it. */
function today(users: number, { x }: Scales): Markup {
  const at = x(Math.min(MOST_USERS, Math.max(FEWEST_USERS, users)));
  return html`<g class="today">
    <line x1="${px(at)}" x2="${px(at)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" />
    <text class="start" x="${px(at + 5)}" y="${TOP + 12}">you: ${whole(users)}</text>
  </g> `;
}
