/**
 * The edit distance of two words: insertions, deletions, substitutions and swaps of neighbours count one each.
 *
 * @param left one word
 * @param right the other word
 */
export function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = rows[i - 1][j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, substitution, swap ? rows[i - 2][j - 2] + 1 : Infinity);
    }
    rows.push(row);
  }
  return rows[left.length][right.length];
}

/**
 * The word of a list that a user most likely meant; `undefined` if no word is near enough to suggest it.
 *
 * Case, `-`, `_` and blanks do not count; a suggestion differs in at most a third of its letters (at least two), or
 * begins the same.
 *
 * @param given what the user wrote
 * @param allowed the words to choose from
 */
export function nearest(given: string, allowed: readonly string[]): string | undefined {
  const plain = (word: string) => word.toLowerCase().replace(/[\s_-]/g, '');
  const wanted = plain(given).slice(0, 64);
  if (wanted === '') {
    return undefined;
  }
  const ranked = allowed
    .map((word) => ({ word, plainWord: plain(word), distance: editDistance(wanted, plain(word)) }))
    .sort((left, right) => left.distance - right.distance);
  const near = ranked.find(
    ({ plainWord, distance }) =>
      distance <= Math.max(2, Math.floor(plainWord.length / 3)) && distance < plainWord.length,
  );
  const prefixed = ranked.find(({ plainWord }) => wanted.length >= 3 && plainWord.startsWith(wanted));
  return (near ?? prefixed)?.word;
}

/**
 * The end of an error message about an unknown word: the nearest one, where there is one, and all of them.
 *
 * @param given what the user wrote
 * @param allowed the words to choose from
 */
export function suggestion(given: string, allowed: readonly string[]): string {
  const near = nearest(given, allowed);
  return near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
}
