import { readabilityOf } from '../../scripts/readability';

test('counts sentences and words, and the share of long sentences', () => {
  const long = `This ${'very '.repeat(30)}long sentence ends here.`;
  const figures = readabilityOf(`# A heading\n\nA cat sat. ${long}\n\n- An item of a list\n`);
  expect(figures.sentences).toBe(3);
  expect(figures.wordsPerSentence).toBeCloseTo((3 + 35 + 5) / 3);
  expect(figures.longPercent).toBeCloseTo(100 / 3);
});

test.each([
  ['code', 'A cat sat.\n\n```sh\nnpm run lint. npm test.\n```\n'],
  ['tables', 'A cat sat.\n\n| a | b |\n| --- | --- |\n| One thing. | Two things. |\n'],
  ['targets of links', 'A cat [sat](https://example.com/a.b.c?d=e).\n'],
])('%s do not count', (_, markdown) => {
  expect(readabilityOf(markdown)).toEqual(readabilityOf('A cat sat.'));
});

test('short words in short sentences read more easily than long ones: the scale of Flesch', () => {
  expect(readabilityOf('The cat sat on the mat.').readingEase).toBeCloseTo(206.835 - 1.015 * 6 - 84.6, 3);
  expect(readabilityOf('Organizational considerations necessitate reorganization.').readingEase).toBeLessThan(0);
});
