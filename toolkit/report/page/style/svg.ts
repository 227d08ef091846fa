import { css } from './css';

/** Text of every drawing. */
export const SVG = css`
  svg {
    display: block;
  }
  svg text {
    font:
      12px system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      sans-serif;
    fill: var(--text);
    text-anchor: middle;
  }
  svg .start {
    text-anchor: start;
  }
  svg .end {
    text-anchor: end;
  }
`;
