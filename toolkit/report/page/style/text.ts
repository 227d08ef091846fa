import { css } from './css';

/** Headings, paragraphs, links, and what is at the top and the bottom of the page. */
export const TEXT = css`
  * {
    box-sizing: border-box;
  }
  html {
    scroll-padding-top: 3.5rem;
  }
  body {
    margin: 0;
    background: var(--bg);
    color: var(--text);
    font:
      16px/1.55 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      sans-serif;
    overflow-wrap: break-word;
  }
  .wide {
    max-width: 82rem;
    margin: 0 auto;
    padding: 0 1.25rem;
  }
  header {
    padding: 2.25rem 0 1rem;
  }
  h1 {
    font-size: 2rem;
    line-height: 1.2;
    margin: 0 0 0.4rem;
  }
  h2 {
    font-size: 1.5rem;
    line-height: 1.25;
    margin: 3rem 0 0.75rem;
    padding-bottom: 0.35rem;
    border-bottom: 2px solid var(--line);
  }
  h3 {
    font-size: 1.15rem;
    margin: 1.75rem 0 0.5rem;
  }
  h4 {
    font-size: 1rem;
    margin: 1rem 0 0.35rem;
  }
  header p,
  .note,
  caption,
  footer {
    color: var(--muted);
  }
  p {
    max-width: 75ch;
    margin: 0.5rem 0;
  }
  a {
    color: var(--link);
  }
  code {
    font:
      0.92em ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
  }
  small {
    font-size: 0.85em;
    color: var(--muted);
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    border-radius: 2px;
  }
  main:focus {
    outline: none;
  }
  .skip {
    position: absolute;
    left: -999rem;
    top: 0;
    background: var(--bg);
    padding: 0.75rem 1rem;
    z-index: 2;
  }
  .skip:focus {
    left: 0;
  }
  nav {
    position: sticky;
    top: 0;
    background: var(--bg);
    border-bottom: 1px solid var(--line);
    z-index: 1;
  }
  nav ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1.1rem;
    list-style: none;
    margin-top: 0;
    margin-bottom: 0;
    padding-top: 0.4rem;
    padding-bottom: 0.4rem;
  }
  nav a {
    display: inline-block;
    padding: 0.2rem 0;
    text-decoration: none;
  }
  nav a:hover {
    text-decoration: underline;
  }
  ul,
  ol {
    padding-left: 1.3rem;
  }
  li {
    margin: 0.2rem 0;
  }
  footer {
    margin-top: 3rem;
    padding: 1rem 0 2rem;
    border-top: 1px solid var(--line);
    font-size: 0.9rem;
  }
`;
