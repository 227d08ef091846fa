/** The columns of a terminal of which nothing is known. */
export const COLUMNS = 120;

/**
 * Breaks a text between words, so that no line is wider than a terminal. A word that is wider stays whole.
 *
 * @param text the text
 * @param first what stands before the first line
 * @param columns the width of the terminal
 */
export function wrapped(text: string, first: string, columns: number = COLUMNS): string[] {
  const indent = ' '.repeat(first.length);
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/ +/)) {
    const isStart = line === first || line === indent;
    if (!isStart && line.length + 1 + word.length > columns) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += line === first || line === indent ? word : ` ${word}`;
  }
  return [...lines, line.trimEnd()];
}
