import { RefusedError } from '../../../toolkit/refused-error';
import { asProperty, rendererOf, renderProblems } from '../../../toolkit/text/render';

const RENDERERS = { text: (value: number) => `${value}`, json: (value: number) => JSON.stringify({ value }) };

test('a format is chosen by its name', () => {
  expect(rendererOf(RENDERERS, 'json')(1, {})).toBe('{"value":1}');
});

test.each(['html', 'toString', ''])('%j is no format', (format) => {
  expect(() => rendererOf(RENDERERS, format)).toThrow(
    new RefusedError(`\`format\` must be one of text, json, got: ${JSON.stringify(format)}`),
  );
});

test.each([undefined, 2_000, 60_000])('%s characters are enough for a summary and few enough for a comment', (most) => {
  expect(renderProblems({ maxCharacters: most })).toEqual([]);
});

test.each([1_999, 60_001, 2_500.5, 'many' as unknown as number])('%s characters are refused', (maxCharacters) => {
  expect(renderProblems({ maxCharacters }).map(({ message }) => message)).toEqual([
    `\`maxCharacters\` must be a whole number from 2000 to 60000, got: ${JSON.stringify(maxCharacters)}`,
  ]);
});

test('by default an option is named as a script gives it', () => {
  expect(asProperty('users')).toBe('`users`');
});
