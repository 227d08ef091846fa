/** The columns of a terminal of which nothing is known. */
export const COLUMNS = 120;

/** Indent of what continues a line without columns. */
const HANGING = 2;

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

/**
 * Breaks the lines of a text that are wider than a terminal, each between words. What follows stands under the last
 * column of a line that has columns, and is indented otherwise.
 *
 * @param text the text
 * @param columns the width of the terminal
 */
export function fitted(text: string, columns: number = COLUMNS): string {
  return text
    .split('\n')
    .flatMap((line) => (line.length > columns ? broken(line, columns) : [line]))
    .join('\n');
}

function broken(line: string, columns: number): string[] {
  const [first] = /^ *\S+(?: \S+)* {2,}(?=\S)/.exec(line) ?? [''];
  if (first !== '' && first.length <= columns / 2) {
    return wrapped(line.slice(first.length), first, columns);
  }
  const [indent] = /^ */.exec(line)!;
  const [head, ...rest] = wrapped(line.slice(indent.length), indent, columns - HANGING);
  return [head, ...rest.map((part) => `${' '.repeat(HANGING)}${part}`)];
}
