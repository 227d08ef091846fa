import { CATEGORIES } from '../../graph/model';
import { px } from '../markup';
import { BLOCKS } from './blocks';
import { CHART } from './chart';
import { DARK, LIGHT } from './colors';
import { css } from './css';
import { DIAGRAM } from './diagram';
import { MEDIA } from './media';
import { SVG } from './svg';
import { TEXT } from './text';
import { TIMELINE } from './timeline';

/** How far a diagram shrinks before it scrolls instead. */
const LEAST_SCALE = 0.68;

/**
 * The size of a diagram: never larger than drawn, and never too small to read.
 *
 * @param selector what holds it
 * @param width its width
 */
export function drawingStyle(selector: string, width: number): string {
  return css`
    @media screen {
      ${selector} .diagram {
        min-width: ${px(width * LEAST_SCALE)}px;
        max-width: ${px(width)}px;
      }
    }
  `;
}

const SCHEMES = css`
  :root {
    color-scheme: light dark;
    ${LIGHT}
  }
  @media (prefers-color-scheme: dark) {
    :root {
      ${DARK}
    }
  }
`;

const categoryStyle = (name: string) => css`
  .node.${name} .box,
  .node.${name} .lid {
    stroke: var(--${name});
  }
  .node.${name} .stripe {
    fill: var(--${name});
  }
`;

const seriesStyle = (index: number) => css`
  .series-${index} path {
    stroke: var(--s${index});
  }
  text.series-${index} {
    fill: var(--s${index});
  }
`;

/** The style of diagrams, on a light and on a dark background. */
export const DRAWING_STYLE = [SCHEMES, SVG, DIAGRAM, ...CATEGORIES.map(categoryStyle)].join('');

/** The style of the page. Fonts are those of the reader's system. */
export const STYLE = [DRAWING_STYLE, TEXT, BLOCKS, TIMELINE, CHART, ...[0, 1, 2, 3].map(seriesStyle), MEDIA].join('');
