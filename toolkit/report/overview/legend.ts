import { Category, GraphFrame } from '../graph/model';
import { html, Markup } from '../page/markup';

/** A mark of the drawings, and what it means. */
export interface LegendEntry {
  readonly mark: Markup;
  readonly text: string;
}

/** The size of a mark. */
export const MARK_WIDTH = 40;
export const MARK_HEIGHT = 24;

const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
  users: 'Users',
  edge: 'Edge and load balancing',
  compute: 'Compute',
  data: 'Data',
  messaging: 'Messaging',
  network: 'Network',
  watch: 'Monitoring',
  other: 'Anything else',
};

const box = (category: Category) =>
  html`<g class="node ${category}">
    <rect class="box" x="1" y="2" width="38" height="20" rx="5" />
    <rect class="stripe" x="1" y="7" width="4" height="10" />
  </g>`;

const cylinder = html`<g class="node data stateful">
  <path class="box" d="M1 6A19 5 0 0 1 39 6V18A19 5 0 0 1 1 18Z" />
  <path class="lid" d="M1 6A19 5 0 0 0 39 6" />
</g>`;

const frame = (kind: GraphFrame['kind']) =>
  html`<g class="frame ${kind}">
    <rect x="1" y="2" width="38" height="20" rx="5" />
  </g>`;

const arrow = (isMutual: boolean) =>
  html`<g>
    <path class="flow" d="M${isMutual ? 8 : 1} 12H32" />
    <path class="arrow" d="M31 8 39 12 31 16Z" />
    ${isMutual ? html`<path class="arrow" d="M9 8 1 12 9 16Z" />` : ''}
  </g>`;

const STATEFUL: LegendEntry = { mark: cylinder, text: 'Stateful: holds data that a replacement would lose' };
const LEADS_TO: LegendEntry = { mark: arrow(false), text: 'Calls, sends or reads' };
const categoryEntry = (category: Category): LegendEntry => ({ mark: box(category), text: CATEGORY_NAMES[category] });

/** The marks of overviews. */
export const OVERVIEW_LEGEND: readonly LegendEntry[] = [
  STATEFUL,
  ...(['edge', 'compute', 'data', 'messaging'] as const).map(categoryEntry),
  LEADS_TO,
  { mark: arrow(true), text: 'Replicates' },
];

/** The marks of diagrams. */
export const DIAGRAM_LEGEND: readonly LegendEntry[] = [
  STATEFUL,
  ...(['users', 'edge', 'compute', 'data', 'messaging', 'network', 'watch', 'other'] as const).map(categoryEntry),
  LEADS_TO,
  { mark: arrow(true), text: 'Both ways, for example replication' },
  { mark: frame('region'), text: 'A Region' },
  { mark: frame('network'), text: 'A network (VPC)' },
  { mark: frame('zone'), text: 'An Availability Zone' },
  { mark: frame('beside'), text: 'Resources without connections' },
  { mark: frame('edge'), text: 'Edge locations' },
  { mark: frame('across'), text: 'Between Regions' },
];
