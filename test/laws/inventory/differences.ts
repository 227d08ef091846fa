/** The lines of an inventory below the resource, or the heading, that they belong to. */
function blocksOf(lines: readonly string[]): Map<string, string[]> {
  const blocks = new Map<string, string[]>();
  let heading = '';
  let block: string[] = [];
  for (const line of lines.filter((candidate) => candidate !== '')) {
    if (line.startsWith('== ')) {
      heading = line.slice('== '.length);
    }
    if (line.startsWith('  ') || heading === 'types') {
      block.push(line.trim());
    } else {
      block = [];
      blocks.set(line.startsWith('== ') ? line : `${heading}  ${line}`, block);
    }
  }
  return blocks;
}

const missingFrom = (lines: readonly string[] | undefined) => (line: string) => !(lines ?? []).includes(line);

/**
 * How an inventory differs from another one: what only one of them has, below the resource that it belongs to.
 *
 * @param before the lines that `-` stands for
 * @param after the lines that `+` stands for
 */
export function differencesOf(before: readonly string[], after: readonly string[]): string[] {
  const [old, next] = [blocksOf(before), blocksOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((key) => {
    const [left, right] = [old.get(key), next.get(key)];
    const mark = `${left === undefined ? '+ ' : ''}${right === undefined ? '- ' : ''}`;
    const changes = [
      ...(left ?? []).filter(missingFrom(right)).map((line) => `  - ${line}`),
      ...(right ?? []).filter(missingFrom(left)).map((line) => `  + ${line}`),
    ];
    return mark === '' && changes.length === 0 ? [] : [`${mark}${key}`, ...changes];
  });
}
