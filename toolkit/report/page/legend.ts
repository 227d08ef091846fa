import { LegendEntry, MARK_HEIGHT, MARK_WIDTH } from '../overview/legend';
import { html, Markup } from './markup';

/** What the marks of a drawing mean. */
export function legend(entries: readonly LegendEntry[]): Markup {
  return html`<ul class="legend">
    ${entries.map(legendItem)}
  </ul>`;
}

function legendItem({ mark, text }: LegendEntry): Markup {
  return html`<li>
    <svg aria-hidden="true" viewBox="0 0 ${MARK_WIDTH} ${MARK_HEIGHT}" width="${MARK_WIDTH}" height="${MARK_HEIGHT}">
      ${mark}
    </svg>
    <span>${text}</span>
  </li>`;
}
