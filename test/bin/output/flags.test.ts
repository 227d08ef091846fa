import { hintOf, markdownHintOf, numberOf, withFlags } from '../../../bin/output/flags';
import { problem } from '../../../stages/problem';
import { RefusedError } from '../../../toolkit/refused-error';

const refused = async (...properties: string[]): Promise<string> => {
  const problems = properties.map((property) => problem({ property, rule: 'is wrong' }));
  const error = await withFlags(() => Promise.reject(new RefusedError(problems))).catch((found: Error) => found);
  return error.message;
};

test.each([
  ['users', '`--users` is wrong'],
  ['spotPercent', '`--spot-percent` is wrong'],
  ['databaseGiB', '`--database-gib` is wrong'],
  ['policies', '`--fail-on` is wrong'],
  ['prices', '`--price-file` is wrong'],
  ['requirePrices', '`--missing-prices error` is wrong'],
  ['--to', '`--to` is wrong'],
  ['from', '`from` is wrong'],
  ['place', '`place` is wrong'],
])('a problem of the option %s becomes %s', async (property, message) => {
  expect(await refused(property)).toBe(message);
});

test('every problem is a line', async () => {
  expect(await refused('path', 'databaseGiB')).toBe('`--path` is wrong\n`--database-gib` is wrong');
});

test('a problem that does not begin with its property stays as it is', async () => {
  const problems = [problem({ property: 'users', subject: 'the application', rule: 'has no `users`' })];
  await expect(withFlags(() => Promise.reject(new RefusedError(problems)))).rejects.toThrow(
    'the application has no `users`',
  );
});

test('other errors and results pass', async () => {
  const error = new RefusedError('`--config` must be the path of a configuration');
  await expect(withFlags(() => Promise.reject(error))).rejects.toBe(error);
  await expect(withFlags(() => Promise.resolve(7))).resolves.toBe(7);
});

test.each([
  ['users', '--users <number>'],
  ['all', '--all'],
  ['json', '--format json'],
  ['databaseGiB', '--database-gib'],
])('the hint to give %s is %s', (option, hint) => {
  expect([hintOf(option), markdownHintOf(option)]).toEqual([hint, `\`${hint}\``]);
});

test.each([
  ['5', 5],
  ['-2.5', -2.5],
  ['1e3', '1e3'],
  ['many', 'many'],
  ['', ''],
  [undefined, undefined],
])('%j is read as %j', (text, value) => {
  expect(numberOf(text)).toBe(value);
});
