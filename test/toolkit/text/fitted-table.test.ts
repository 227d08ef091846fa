import { fittedTable } from '../../../toolkit/text/fitted-table';
import { wrapped } from '../../../toolkit/text/wrap';

const HEAD = ['name', 'what'];
const ROWS = [
  ['one', 'a text that is longer than its column'],
  ['two', 'aVeryLongWordWithoutABreak and an end'],
  ['three', ''],
];

test('is a table where it fits, and cuts nothing off', () => {
  expect(fittedTable(HEAD, ROWS, [6, 16], 24)).toBe(
    [
      'name    what',
      'one     a text that is',
      '        longer than its',
      '        column',
      'two     aVeryLongWordWit',
      '        houtABreak and',
      '        an end',
      'three',
    ].join('\n'),
  );
});

test('is a paragraph for each row where it does not', () => {
  expect(fittedTable(HEAD, ROWS.slice(0, 1), [6, 16], 23)).toBe(
    ['one', '  what  a text that is', '        longer than its', '        column'].join('\n'),
  );
  expect(fittedTable(HEAD, ROWS.slice(2), [6, 16], 23)).toBe('three\n  what  -');
});

test('a text is broken between words, and a word that is too long stays whole', () => {
  expect(wrapped('a bb ccc aVeryLongWord d', '- ', 8)).toEqual(['- a bb', '  ccc', '  aVeryLongWord', '  d']);
  expect(wrapped('', '- ', 8)).toEqual(['-']);
});
