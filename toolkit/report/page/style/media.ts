import { LIGHT } from './colors';
import { css } from './css';

/** A phone, and paper. */
export const MEDIA = css`
  @media (max-width: 40rem) {
    h1 {
      font-size: 1.6rem;
    }
    h2 {
      font-size: 1.3rem;
    }
    nav {
      position: static;
    }
    html {
      scroll-padding-top: 0;
    }
    dl {
      grid-template-columns: 1fr;
      gap: 0;
    }
    dd {
      margin-bottom: 0.4rem;
    }
    .timeline > li {
      padding-left: 1.9rem;
    }
  }
  @media print {
    :root {
      color-scheme: light;
      ${LIGHT}
    }
    @page {
      size: A4;
      margin: 14mm;
    }
    body {
      font-size: 10pt;
    }
    nav,
    .skip,
    .screen-only {
      display: none;
    }
    .wide {
      max-width: none;
      padding: 0;
    }
    .scroll {
      overflow: visible;
    }
    h2 {
      break-after: avoid;
      margin-top: 1.5rem;
    }
    h3,
    h4,
    caption,
    summary {
      break-after: avoid;
    }
    #architecture .stage,
    #cost,
    #transitions,
    #bills,
    #findings {
      break-before: page;
    }
    .timeline > li,
    tr,
    .badge,
    li {
      break-inside: avoid;
    }
    table {
      font-size: 8.5pt;
    }
    td,
    th {
      min-width: 0;
      white-space: normal;
    }
    .figure {
      white-space: nowrap;
    }
    .diagram {
      width: auto;
      max-width: 100%;
      max-height: 225mm;
      margin: 0;
    }
    .chart,
    .strip {
      min-width: 0;
      max-width: 100%;
    }
    details {
      border: 0;
      background: none;
    }
    summary {
      padding-left: 0;
      list-style: none;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    .opened {
      padding: 0;
    }
    details::details-content {
      content-visibility: visible;
      display: block;
      height: auto;
    }
    a {
      color: inherit;
      text-decoration: none;
    }
  }
`;
