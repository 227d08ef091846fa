import { css } from './css';

/** Tables, lists of terms, folds and badges. */
export const BLOCKS = css`
  .scroll {
    overflow-x: auto;
    margin: 0.75rem 0;
    max-width: 100%;
  }
  table {
    border-collapse: collapse;
    min-width: 100%;
    font-size: 0.94rem;
    font-variant-numeric: tabular-nums;
  }
  caption {
    text-align: left;
    padding: 0 0 0.35rem;
    font-size: 0.9rem;
  }
  th,
  td {
    text-align: left;
    vertical-align: top;
    padding: 0.4rem 0.8rem 0.4rem 0;
    border-bottom: 1px solid var(--line);
    min-width: 4.5rem;
  }
  td {
    max-width: 44rem;
  }
  td:has(.bar) {
    min-width: 9rem;
  }
  thead th {
    font-size: 0.85rem;
    color: var(--muted);
    white-space: nowrap;
  }
  .figure {
    text-align: right;
    white-space: nowrap;
  }
  details {
    margin: 0.6rem 0;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--soft);
  }
  summary {
    cursor: pointer;
    padding: 0.5rem 0.8rem;
    font-weight: 600;
  }
  .opened {
    padding: 0 0.8rem 0.6rem;
  }
  .overviews {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
    gap: 1rem 2rem;
  }
  .overviews .overview {
    width: 100%;
    max-width: 34rem;
    height: auto;
  }
  .legend {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));
    gap: 0.3rem 1.5rem;
    padding: 0;
    list-style: none;
    font-size: 0.92rem;
  }
  .legend li {
    display: flex;
    gap: 0.6rem;
    align-items: center;
    margin: 0;
  }
  .legend svg {
    flex: none;
  }
  .badge {
    display: inline-block;
    font-size: 0.8rem;
    font-weight: 600;
    line-height: 1.4;
    padding: 0 0.45rem;
    border-radius: 4px;
    border: 1px solid currentColor;
  }
  .good {
    color: var(--good);
    background: var(--good-bg);
  }
  .warn {
    color: var(--warn);
    background: var(--warn-bg);
  }
  .bad {
    color: var(--bad);
    background: var(--bad-bg);
  }
  .plain {
    color: var(--text);
    background: var(--plain-bg);
  }
  .stage {
    margin: 0 0 2.5rem;
  }
  dl {
    display: grid;
    grid-template-columns: 6.5rem 1fr;
    gap: 0.25rem 0.75rem;
    margin: 0.5rem 0;
  }
  dt {
    font-weight: 600;
    color: var(--muted);
  }
  dd {
    margin: 0;
    min-width: 0;
  }
  .columns {
    columns: 15rem;
    font-size: 0.92rem;
  }
  .columns ul {
    margin: 0.3rem 0;
  }
`;
