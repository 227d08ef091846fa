/** The most characters of a comment: GitHub takes 65,536, and a pipeline may add its own. */
export const MAX_COMMENT = 60_000;

/** Room for the note that something was left out. */
const NOTE = 200;

/** With fewer characters there is no room for a summary. */
export const MIN_COMMENT = 2_000;

/** Text in which nothing is read as a tag, a column or a fence. */
export function escaped(text: string): string {
  return text.replace(/[\\|<>`*_]/g, (character) => `\\${character}`).replace(/\r?\n/g, ' ');
}

/** A table; the columns from `right` on are aligned to the right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right = head.length,
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column >= right ? '---:' : '---'))), ...rows.map(line)];
}

/**
 * As many lines as a comment may have.
 *
 * @param lines every line; the comment can end after any of them
 * @param note what is said where some are left out, from the lines that are
 * @param most the most characters
 */
export function fitted(
  lines: readonly string[],
  note: (left: readonly string[]) => string | undefined,
  most: number = MAX_COMMENT,
): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > most - NOTE) {
      break;
    }
    kept.push(line);
    length += line.length + 1;
  }
  const left = lines.slice(kept.length);
  const said = left.length === 0 ? undefined : note(left);
  return [
    ...kept,
    ...(left.length > 0 && isOpen(kept) ? ['', '</details>'] : []),
    ...(said === undefined ? [] : ['', said]),
  ].join('\n');
}

/** Whether the last section that folds is still open: what follows would be hidden in it. */
function isOpen(lines: readonly string[]): boolean {
  return (
    lines.filter((line) => line.startsWith('<details>')).length >
    lines.filter((line) => line.startsWith('</details>')).length
  );
}
