import { LegendEntry } from '../overview/legend';
import { html } from './markup';

const series = (kind: string, path: string) =>
  html`<g class="series series-0"><path class="${kind}" d="${path}" /></g>`;

const LINES: readonly LegendEntry[] = [
  { mark: series('own', 'M1 12H39'), text: 'A stage, at the users it is made for' },
  { mark: series('other', 'M1 12H39'), text: 'A stage, at other numbers of users' },
  {
    mark: html`${series('other small', 'M1 12H39')}${series('cross', 'M5 8l8 8m0 -8l-8 8')}`,
    text: 'From the cross on: too small for the users',
  },
  {
    mark: html`<g class="guide"><path class="band" d="M1 4H39V20H1Z" /><path class="mark" d="M1 12H39" /></g>`,
    text: 'What a scaling guide says: a range, or a figure',
  },
  { mark: html`<g class="switch"><line x1="20" x2="20" y1="1" y2="23" /></g>`, text: 'Where a stage begins' },
];

const TODAY: LegendEntry = {
  mark: html`<g class="today"><line x1="20" x2="20" y1="1" y2="23" /></g>`,
  text: 'Your users',
};

/** The marks of the charts. */
export function chartLegend(users?: number): readonly LegendEntry[] {
  return users === undefined ? LINES : [...LINES, TODAY];
}
