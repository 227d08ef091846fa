import { GrowthStage } from '../../../lib';
import { Drawing } from '../graph/layout';
import { svgOf } from '../graph/svg';
import { html, Markup, px } from '../page/markup';
import { css } from '../page/style/css';
import { DRAWING_STYLE } from '../page/style/style';
import { OVERVIEW_WIDTH } from './layout';
import { LegendEntry, MARK_HEIGHT, MARK_WIDTH, OVERVIEW_LEGEND } from './legend';

/** A stage with its overview. */
export interface StageOverview {
  readonly stage: GrowthStage;
  readonly drawing: Drawing;
}

const GAP = 16;
const PADDING = 16;
const PANEL_WIDTH = OVERVIEW_WIDTH + 2 * PADDING;

/** The name, the users and the title of a stage. */
const HEAD = 84;

/** The height of a line of the legend, and of all. */
const LEGEND_LINE = 30;
const LEGEND_HEIGHT = LEGEND_LINE * OVERVIEW_LEGEND.length + 8;

/** Letters in a line of a title. */
const COLUMNS = 68;

const STYLE = css`
  .card {
    fill: var(--bg);
    stroke: var(--line);
  }
  .panel {
    fill: var(--soft);
    stroke: var(--line);
  }
  .badge {
    fill: var(--text);
  }
  .number {
    font-size: 14px;
    font-weight: 700;
    fill: var(--bg);
  }
  .name {
    font-size: 17px;
    font-weight: 700;
  }
  .muted {
    fill: var(--muted);
  }
`;

interface Panel extends StageOverview {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/**
 * One picture of stages, two in a row, as an SVG file that needs nothing else.
 *
 * @param stages the stages in the order of growth
 */
export function stagesPicture(stages: readonly StageOverview[]): string {
  const panels = panelsOf(stages);
  const legendTop = panels.at(-2)!.y + panels.at(-2)!.height + GAP;
  const bottom = Math.max(...panels.map(({ y, height }) => y + height), legendTop + LEGEND_HEIGHT);
  const [width, height] = [2 * PANEL_WIDTH + 3 * GAP, bottom + GAP];
  const title = `The stages ${stages.map(({ stage }) => stage.name).join(', ')}: users, edge, compute and data of each`;
  const picture = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    role="img"
    aria-labelledby="title"
    viewBox="0 0 ${width} ${px(height)}"
    width="${width}"
    height="${px(height)}"
  >
    <title id="title">${title}</title>
    <style>
      ${{ markup: DRAWING_STYLE + STYLE }}
    </style>
    <rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${px(height - 1)}" rx="12" />
    ${panels.map(panel)} ${legend(legendTop, bottom - legendTop)}
  </svg>`;
  return `${picture.markup.replace(/^\s+/gm, '')}\n`;
}

/** Each panel below the one before it in its column. */
function panelsOf(stages: readonly StageOverview[]): Panel[] {
  const bottoms = [GAP, GAP];
  return stages.map((stage, index) => {
    const column = index % 2;
    const height = HEAD + stage.drawing.height + PADDING;
    const panel = { ...stage, index, x: GAP + column * (PANEL_WIDTH + GAP), y: bottoms[column], height };
    bottoms[column] += height + GAP;
    return panel;
  });
}

function panel({ stage, drawing, index, x, y, height }: Panel): Markup {
  const lines = linesOf(stage.title);
  return html`<g transform="translate(${x} ${px(y)})">
    <rect class="panel" width="${PANEL_WIDTH}" height="${px(height)}" rx="10" />
    <circle cx="28" cy="27" r="12" class="badge" />
    <text class="number" x="28" y="32">${index + 1}</text>
    <text class="name start" x="48" y="33">${stage.name}</text>
    <text class="end" x="${PANEL_WIDTH - PADDING}" y="32">${usersOf(stage)}</text>
    ${lines.map((line, row) => html`<text class="muted start" x="${PADDING}" y="${54 + row * 15}">${line}</text>`)}
    <g transform="translate(${PADDING} ${HEAD})">${svgOf(drawing, `stage-${index + 1}`, stage.name, 'overview')}</g>
  </g> `;
}

/** Below the last panel of the first column. */
function legend(y: number, height: number): Markup {
  const top = (height - LEGEND_HEIGHT) / 2 + 34;
  return html`<g transform="translate(${GAP} ${px(y)})">
    ${OVERVIEW_LEGEND.map((entry, index) => legendEntry(entry, top + index * LEGEND_LINE))}
  </g> `;
}

function legendEntry({ mark, text }: LegendEntry, y: number): Markup {
  return html`<g transform="translate(${PADDING} ${px(y - MARK_HEIGHT)})">${mark}</g>
    <text class="start" x="${PADDING + MARK_WIDTH + 12}" y="${px(y - 8)}">${text}</text> `;
}

function usersOf({ users: { minUsers, maxUsers } }: GrowthStage): string {
  const [least, most] = [minUsers, maxUsers].map((number) => number?.toLocaleString('en-US'));
  if (most === undefined) {
    return `from ${least} users`;
  }
  return minUsers <= 1 ? `up to ${most} users` : `${least} to ${most} users`;
}

/** A title in lines. */
function linesOf(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= COLUMNS) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
