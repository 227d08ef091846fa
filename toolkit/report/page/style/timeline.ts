import { css } from './css';

/** The deployments of a transition: the strip, and the list below it. */
export const TIMELINE = css`
  .timeline {
    list-style: none;
    counter-reset: step;
    padding: 0;
    margin: 1rem 0;
  }
  .timeline > li {
    counter-increment: step;
    position: relative;
    margin: 0;
    padding: 0 0 1.4rem 3rem;
    border-left: 3px solid var(--line);
    margin-left: 1rem;
  }
  .timeline > li::before {
    content: counter(step);
    position: absolute;
    left: -1.05rem;
    top: 0;
    width: 2rem;
    height: 2rem;
    border-radius: 50%;
    background: var(--bg);
    border: 3px solid var(--line);
    text-align: center;
    line-height: 1.65rem;
    font-weight: 700;
  }
  .timeline > li.down::before {
    border-color: var(--warn);
  }
  .timeline > li.final::before {
    border-color: var(--bad);
  }
  .timeline h4 {
    margin: 0;
    padding-top: 0.2rem;
  }
  .strip {
    width: 100%;
    height: auto;
    min-width: 40rem;
    max-width: 72rem;
  }
  .strip rect {
    fill: var(--plain-bg);
    stroke: var(--muted);
  }
  .strip .down rect {
    fill: var(--warn-bg);
    stroke: var(--warn);
    stroke-width: 2;
  }
  .strip .final rect {
    fill: var(--bad-bg);
    stroke: var(--bad);
    stroke-width: 2;
  }
  .strip .number {
    font-weight: 700;
    font-size: 14px;
  }
  .strip .down .mark {
    fill: var(--warn);
  }
  .strip .final .mark {
    fill: var(--bad);
  }
  .strip .mark {
    font-weight: 700;
    font-size: 11.5px;
  }
`;
