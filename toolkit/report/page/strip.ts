import { Plan, PlanStep } from '../../plan';
import { rangeOf } from '../../plan/words';
import { LegendEntry } from '../overview/legend';
import { html, Markup, px } from './markup';

const WIDTH = 980;
const GAP = 6;

/** How wide a deployment is at least, so that its time fits below it. */
const LEAST_WIDTH = 64;

/** What stands above a deployment; a calm one has no mark. */
const MARKS = { calm: undefined, down: 'downtime', final: 'no return' } as const;

const mark = (kind: keyof typeof MARKS) =>
  html`<g class="strip">
    <g class="${kind}"><rect x="1" y="3" width="38" height="18" rx="4" /></g>
  </g>`;

/** What the boxes of a strip mean. */
export const STRIP_LEGEND: readonly LegendEntry[] = [
  { mark: mark('calm'), text: 'A deployment; the wider, the longer it may take' },
  { mark: mark('down'), text: 'A deployment with downtime' },
  { mark: mark('final'), text: 'A point of no return' },
];

/** What is special about a deployment; the style has a color for each. */
export function kindOf(step: PlanStep): keyof typeof MARKS {
  if (isFinal(step)) {
    return 'final';
  }
  return step.downtime.maxMinutes > 0 ? 'down' : 'calm';
}

/** Whether deploying the step before does not undo this one. */
export function isFinal({ pointOfNoReturn, noWayBack }: PlanStep): boolean {
  return pointOfNoReturn || noWayBack !== undefined;
}

/** The deployments side by side, as wide as each may take long; the list below it says the same. */
export function strip({ steps, from, to }: Plan, index: number): Markup {
  const id = `strip-${index}-title`;
  return html`<svg
    class="strip"
    role="img"
    aria-labelledby="${id}"
    viewBox="-2 0 ${WIDTH + 4} 74"
    width="${WIDTH}"
    height="74"
  >
    <title id="${id}">The ${steps.length} deployments from ${from} to ${to}, as wide as each may take long</title>
    ${boxesOf(steps).map(boxOf)}
  </svg>`;
}

interface StepBox {
  readonly step: PlanStep;
  readonly number: number;
  readonly left: number;
  readonly width: number;
}

function boxesOf(steps: readonly PlanStep[]): StepBox[] {
  const minutes = steps.reduce((sum, { duration }) => sum + duration.maxMinutes, 0) || 1;
  const room = WIDTH - GAP * (steps.length - 1) - LEAST_WIDTH * steps.length;
  let left = 0;
  return steps.map((step, index) => {
    const box = { step, number: index + 1, left, width: LEAST_WIDTH + (room * step.duration.maxMinutes) / minutes };
    left += box.width + GAP;
    return box;
  });
}

function boxOf({ step, number, left, width }: StepBox): Markup {
  const kind = kindOf(step);
  const middle = px(left + width / 2);
  const mark = MARKS[kind] === undefined ? '' : html`<text class="mark" x="${middle}" y="15">${MARKS[kind]}</text>`;
  return html`<g class="${kind}">
    <rect x="${px(left)}" y="22" width="${px(width)}" height="28" rx="4" />
    ${mark}
    <text class="number" x="${middle}" y="41">${number}</text>
    <text x="${middle}" y="66">${rangeOf(step.duration.minMinutes, step.duration.maxMinutes)}</text>
  </g>`;
}
