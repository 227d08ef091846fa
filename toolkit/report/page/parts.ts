import { html, Markup } from './markup';

export { count, usd } from '../../text/table';

/** US dollars, of small amounts with cents. */
export function dollars(amount: number): string {
  const digits = Math.abs(amount) < 100 ? 2 : 0;
  return `$${amount.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** US dollars for one user, which may be less than a cent. */
export function perUser(amount: number): string {
  const digits =
    amount >= 0.1 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 };
  return `$${amount.toLocaleString('en-US', digits)}`;
}

/** A whole number with thousands. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `1 step`, `2 steps`. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${whole(number)} ${number === 1 ? one : several}`;
}

/** A name without the characters that an id must not have. */
export const idOf = (name: string) => name.replace(/[^A-Za-z0-9-]+/g, '-');

/** What is wider than a small screen moves by itself, also with the keyboard. */
export function scrolling(label: string, content: Markup): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${content}</div>`;
}

/** A table; its first column is the head of each row, and columns from `right` on hold figures. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (Markup | string)[])[],
  right = head.length,
): Markup {
  const figures = (column: number) => (column >= right ? html` class="figure"` : '');
  return scrolling(
    caption,
    html`<table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((name, column) => html`<th scope="col" ${figures(column)}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${inline(first)}</th>
              ${rest.map((cell, column) => html`<td${figures(column + 1)}>${inline(cell)}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>`,
  );
}

/** Something that a reader may open. */
export function details(summary: Markup | string, content: Markup): Markup {
  return html`<details>
    <summary>${inline(summary)}</summary>
    <div class="opened">${content}</div>
  </details>`;
}

export function list(items: readonly (Markup | string)[]): Markup {
  return html`<ul>
    ${items.map((item) => html`<li>${inline(item)}</li>`)}
  </ul>`;
}

/** A word that stands out, never by its colour alone. */
export function badge(kind: 'good' | 'warn' | 'bad' | 'plain', text: string): Markup {
  return html`<span class="badge ${kind}">${text}</span>`;
}

/** Text in which words between backticks are code. */
export function inline(text: Markup | string): Markup {
  return typeof text === 'string' ? html`${withCode(text)}` : text;
}

/** Words of a catalogue as a sentence. */
export function prose(text: string): Markup {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return html`${withCode(/[.!?]$/.test(text) ? begun : `${begun}.`)}`;
}

function withCode(text: string): (Markup | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** A section of the page. */
export function section(id: string, title: string, content: readonly (Markup | string)[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section> `;
}
