import { css } from './css';

/** Charts of the cost, and the bars of the bill. */
export const CHART = css`
  .chart {
    width: 100%;
    height: auto;
    min-width: 44rem;
    max-width: 72rem;
  }
  .axis line {
    stroke: var(--line);
  }
  .axis text,
  .axis .unit {
    fill: var(--muted);
  }
  .switch line {
    stroke: var(--muted);
    stroke-dasharray: 2 4;
  }
  .today line {
    stroke: var(--text);
    stroke-width: 1.5;
  }
  .today text {
    font-weight: 700;
  }
  .guide .band {
    fill: var(--muted);
    opacity: 0.13;
  }
  .guide .mark {
    fill: none;
    stroke: var(--muted);
    stroke-width: 5;
    opacity: 0.35;
  }
  .guide text {
    font-size: 11px;
    fill: var(--muted);
    paint-order: stroke;
    stroke: var(--bg);
    stroke-width: 3px;
  }
  .series path {
    fill: none;
    stroke-linejoin: round;
  }
  .series .own {
    stroke-width: 4;
  }
  .series .other {
    stroke-width: 1.6;
  }
  .series .small {
    stroke-dasharray: 5 5;
  }
  .series .cross {
    stroke-width: 2.4;
  }
  .series-name {
    font-size: 13px;
    font-weight: 700;
  }
  .bar .fixed {
    fill: var(--data);
  }
  .bar .usage {
    fill: var(--bg);
    stroke: var(--data);
    stroke-width: 1.5;
  }
  .bar {
    overflow: visible;
  }
`;
