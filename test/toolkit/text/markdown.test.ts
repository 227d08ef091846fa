import { escaped, fitted, markdownTable, MAX_COMMENT } from '../../../toolkit/text/markdown';

const note = ({ length }: readonly string[]) => `${length} left out`;

test('what fits stays as it is', () => {
  expect(fitted(['a', 'b'], note)).toBe('a\nb');
});

test('what does not fit ends after a whole line, and says how much is missing', () => {
  const lines = Array.from({ length: 1_000 }, () => 'x'.repeat(99));
  const text = fitted(lines, note);
  expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
  expect(text.endsWith('\n\n402 left out')).toBe(true);
});

test('a caller may want fewer characters, but room for a summary', () => {
  const lines = Array.from({ length: 1_000 }, () => 'x'.repeat(99));
  expect(fitted(lines, note, 5_000).length).toBeLessThanOrEqual(5_000);
});

test('a section that folds is closed before the note', () => {
  const lines = [
    '<details><summary>many</summary>',
    '',
    ...Array.from({ length: 1_000 }, () => 'x'.repeat(99)),
    '',
    '</details>',
  ];
  expect(fitted(lines, note)).toMatch(/\n\n<\/details>\n\n\d+ left out$/);
  expect(fitted(['<details>', '</details>', ...lines.slice(2)], note)).not.toMatch(/<\/details>\n\n\d+ left out$/);
});

test('nothing is read as markup', () => {
  expect(escaped('a|b <c> `d` *e* _f_ \\g\nh')).toBe('a\\|b \\<c\\> \\`d\\` \\*e\\* \\_f\\_ \\\\g h');
});

test('figures are aligned to the right', () => {
  expect(markdownTable(['What', 'USD'], [['key', '1.00']], 1)).toEqual([
    '| What | USD |',
    '| --- | ---: |',
    '| key | 1.00 |',
  ]);
});
