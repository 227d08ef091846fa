import { css } from './css';

/** The diagrams of the architecture. */
export const DIAGRAM = css`
  .overview {
    overflow: visible;
  }
  .diagram {
    width: 100%;
    height: auto;
    margin: 0 auto;
  }
  .frame rect {
    fill: none;
    stroke: var(--muted);
    stroke-width: 1.2;
  }
  .frame-name {
    text-anchor: start;
    font-size: 13px;
    font-weight: 700;
    paint-order: stroke;
    stroke: var(--bg);
    stroke-width: 5px;
    stroke-linejoin: round;
  }
  .frame.region rect {
    stroke-width: 2;
  }
  .overview .frame.region rect {
    fill: var(--bg);
  }
  .frame.network rect,
  .frame.beside rect {
    stroke: var(--line);
    fill: var(--soft);
  }
  .frame.zone rect {
    stroke-dasharray: 6 4;
    fill: var(--bg);
  }
  .frame.edge rect,
  .frame.across rect {
    stroke-dasharray: 2 3;
  }
  .flow {
    fill: none;
    stroke: var(--muted);
    stroke-width: 1.4;
  }
  .arrow {
    fill: var(--muted);
  }
  .label rect {
    fill: var(--bg);
    opacity: 0.88;
  }
  .label text {
    font-size: 11px;
    fill: var(--muted);
  }
  .box {
    fill: var(--bg);
    stroke-width: 1.4;
  }
  .lid {
    fill: none;
    stroke-width: 1.4;
  }
  .stateful .box {
    fill: var(--store);
  }
  .node .service {
    font-size: 12.5px;
    font-weight: 700;
  }
  .node .detail,
  .node .holds {
    font-size: 12px;
    fill: var(--muted);
  }
  .node .holds {
    font-style: italic;
  }
`;
