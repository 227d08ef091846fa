import { RefusedError } from '../../../toolkit/refused-error';
import { asProperty, rendered, RenderOptions, renderProblems } from '../../../toolkit/text/render';

const RENDERERS = {
  text: (value: number, { columns }: RenderOptions) => `${value} in ${columns}`,
  json: (value: number) => JSON.stringify({ value }),
};

test('a format is chosen by its name', () => {
  expect(rendered(RENDERERS, 1, 'json')).toBe('{"value":1}');
  expect(rendered(RENDERERS, 1, 'text', { columns: 80 })).toBe('1 in 80');
});

test.each(['html', 'toString', ''])('%j is no format', (format) => {
  expect(() => rendered(RENDERERS, 1, format)).toThrow(
    new RefusedError(`\`format\` must be one of text, json, got: ${JSON.stringify(format)}`),
  );
});

test.each([undefined, 2_000, 60_000])('%s characters are enough for a summary and few enough for a comment', (most) => {
  expect(renderProblems(RENDERERS, 'text', { maxCharacters: most })).toEqual([]);
});

test.each([1_999, 60_001, 2_500.5, 'many' as unknown as number])('%s characters are refused', (maxCharacters) => {
  expect(renderProblems(RENDERERS, 'text', { maxCharacters }).map(({ message }) => message)).toEqual([
    `\`maxCharacters\` must be a whole number from 2000 to 60000, got: ${JSON.stringify(maxCharacters)}`,
  ]);
});

test('everything that is wrong is said at once', () => {
  expect(renderProblems(RENDERERS, 'html', { maxCharacters: 0 }).map(({ property }) => property)).toEqual([
    'format',
    'maxCharacters',
  ]);
});

test('by default an option is named as a script gives it', () => {
  expect(asProperty('users')).toBe('`users`');
});
