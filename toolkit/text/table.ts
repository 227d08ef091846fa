import Table from 'cli-table3';

/** Lines without colour and without side borders: readable in a log as on a terminal. */
const CHARS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/**
 * Lays out rows under a head, as wide as their contents.
 *
 * @param head the names of the columns
 * @param rows the cells
 * @param widths widths at which columns wrap; absent if they do not
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths?: readonly (number | null)[],
): string {
  const layout = new Table({
    head: [...head],
    chars: CHARS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    wordWrap: true,
    ...(widths ? { colWidths: [...widths] } : {}),
  });
  layout.push(...rows.map((row) => [...row]));
  return layout
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** US dollars without cents, with thousands. */
export function usd(amount: number): string {
  return `${Math.round(amount).toLocaleString('en-US')} USD`;
}

/** A whole number with thousands. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}
