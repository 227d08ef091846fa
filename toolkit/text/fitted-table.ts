import { table } from './table';
import { COLUMNS, wrapped } from './wrap';

/** What stands between two columns of a table. */
const GAP = 2;

/**
 * Rows as a table where the terminal is wide enough, otherwise each row as a paragraph: its first cell, and under it a
 * line for each other column.
 *
 * @param head the names of the columns
 * @param rows the cells
 * @param widths widths at which columns wrap
 * @param columns the width of the terminal
 */
export function fittedTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  columns: number = COLUMNS,
): string {
  const whole = widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);
  return columns >= whole
    ? table(
        head,
        rows.map((row) => row.map((cell, index) => breakable(cell, widths[index]))),
        widths,
      )
    : rows.map((row) => paragraph(head, row, columns)).join('\n\n');
}

/** A word that is wider than its column goes on in the next line; a table would cut it off. */
function breakable(cell: string, width: number): string {
  return cell.replace(new RegExp(`\\S{${width}}(?=\\S)`, 'g'), '$& ');
}

function paragraph(head: readonly string[], [first, ...cells]: readonly string[], columns: number): string {
  const names = head.slice(1);
  const width = Math.max(...names.map((name) => name.length)) + GAP;
  return [
    first,
    ...cells.flatMap((cell, index) => wrapped(cell === '' ? '-' : cell, `  ${names[index].padEnd(width)}`, columns)),
  ].join('\n');
}
