import { html, Markup, px } from '../page/markup';
import { Drawing, DrawnNode } from './layout';
import { Box, Point } from './model';
import { INSET, LID, LINE } from './node-text';

/** Half of the radius of a bend. */
const BEND = 5;

/**
 * A drawing as SVG without scripts and styles of its own; the page has the colors.
 *
 * @param drawing the drawing
 * @param id a name that no other drawing of the page has
 * @param title what it shows, for readers who do not see it
 * @param kind its class in the style of the page
 */
export function svgOf(drawing: Drawing, id: string, title: string, kind = 'diagram'): Markup {
  const { width, height } = drawing;
  const arrow = `${id}-arrow`;
  const labels = drawing.edges.flatMap(({ edge, label }) => (label && edge.label ? [labelOf(label, edge.label)] : []));
  return html`<svg
    class="${kind}"
    role="img"
    aria-labelledby="${id}-title"
    viewBox="0 0 ${px(width)} ${px(height)}"
    width="${px(width)}"
    height="${px(height)}"
  >
    <title id="${id}-title">${title}</title>
    <defs>
      <marker
        id="${arrow}"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="8"
        markerHeight="8"
        orient="auto-start-reverse"
      >
        <path class="arrow" d="M0 0.5 8 4 0 7.5z" />
      </marker>
    </defs>
    ${drawing.frames.map(
      ({ frame, ...box }) =>
        html`<g class="frame ${frame.kind}"
          ><rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" rx="8"
        /></g> `,
    )}${drawing.edges.map(
      ({ edge, points }) =>
        html`<path
          class="flow"
          d="${pathOf(points)}"
          marker-end="url(#${arrow})"
          ${edge.isMutual ? html` marker-start="url(#${arrow})"` : ''}
        /> `,
    )}${drawing.frames.map(
      ({ frame, x, y }) => html`<text class="frame-name" x="${px(x + 14)}" y="${px(y + 21)}">${frame.label}</text> `,
    )}${labels}${drawing.nodes.map(nodeOf)}
  </svg>`;
}

function labelOf(box: Box, text: string): Markup {
  return html`<g class="label"
    ><rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" /><text
      x="${px(box.x + box.width / 2)}"
      y="${px(box.y + 11)}"
      >${text}</text
    ></g
  > `;
}

function nodeOf({ node, text, x, y, width, height }: DrawnNode): Markup {
  const holds = node.holds !== undefined;
  const lines = [
    ...text.service.map((line) => ['service', line] as const),
    ...text.name.map((line) => ['name', line] as const),
    ...text.details.map((line) => ['detail', line] as const),
    ...text.holds.map((line) => ['holds', line] as const),
  ];
  const top = y + INSET + (holds ? LID : 0) + 11;
  const texts = lines.map(
    ([kind, line], index) =>
      html`<text class="${kind}" x="${px(x + width / 2)}" y="${px(top + index * LINE)}">${line}</text>`,
  );
  const body = holds
    ? html`<path class="box" d="${cylinder({ x, y, width, height })}" /><path
          class="lid"
          d="${lid({ x, y, width, height })}"
        />`
    : html`<rect class="box" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="6" /><rect
          class="stripe"
          x="${px(x)}"
          y="${px(y + 6)}"
          width="4"
          height="${px(height - 12)}"
        />`;
  return html`<g class="node ${node.category}${holds ? ' stateful' : ''}">${body}${texts}</g> `;
}

function cylinder({ x, y, width, height }: Box): string {
  const [right, top, bottom] = [x + width, y + LID, y + height - LID];
  return (
    `M${px(x)} ${px(top)}A${px(width / 2)} ${LID} 0 0 1 ${px(right)} ` +
    (`${px(top)}V${px(bottom)}A${px(width / 2)} ` + `${LID} 0 0 1 ${px(x)} ${px(bottom)}Z`)
  );
}

/** The front of the lid. */
function lid({ x, y, width }: Box): string {
  return `M${px(x)} ${px(y + LID)}A${px(width / 2)} ${LID} 0 0 0 ${px(x + width)} ${px(y + LID)}`;
}

/** Lines with round bends. */
function pathOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) {
        return `M${px(point.x)} ${px(point.y)}`;
      }
      if (!after) {
        return `L${px(point.x)} ${px(point.y)}`;
      }
      const [from, to] = [towards(point, before), towards(point, after)];
      return `L${px(from.x)} ${px(from.y)}Q${px(point.x)} ${px(point.y)} ${px(to.x)} ${px(to.y)}`;
    })
    .join('');
}

function towards(point: Point, other: Point): Point {
  const length = Math.hypot(other.x - point.x, other.y - point.y) || 1;
  const part = Math.min(BEND, length / 2) / length;
  return { x: point.x + (other.x - point.x) * part, y: point.y + (other.y - point.y) * part };
}
