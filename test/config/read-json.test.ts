import { fileReason, parseJson } from '../../config/read-json';

test('JSON is read, also after a byte order mark', () => expect(parseJson('\uFEFF{"a": [1]}')).toEqual({ a: [1] }));

test.each([
  ['', 'it is empty'],
  [' \n', 'it is empty'],
  ['PK\u0003\u0004\0\0', 'it is a binary file'],
  ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: comma expected'],
  ['{ "a": ', 'line 1, column 8: value expected'],
  ['a: 1\n', 'line 1, column 1: invalid symbol'],
  ['{} // note', 'line 1, column 4: invalid comment token'],
])('%j is refused with the place', (text, message) => expect(() => parseJson(text)).toThrow(new SyntaxError(message)));

test('the file system answers in words, and with its own where there are none', () => {
  expect(fileReason({ code: 'ENOSPC', message: 'ENOSPC: no space left on device, write' })).toBe(
    'no space is left on the disk',
  );
  expect(fileReason({ code: 'EIO', message: 'EIO: i/o error, read' })).toBe('EIO: i/o error, read');
});
