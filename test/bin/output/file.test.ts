import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson, requireWritable, writeWhole } from '../../../bin/output/file';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'growth-file-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is written as a whole, and nothing stays beside it', () => {
  const file = join(folder, 'a.json');
  writeWhole('--report', file, 'old');
  writeWhole('--report', file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('what cannot be written leaves nothing behind', () => {
  expect(() => writeWhole('--report', folder, 'x')).toThrow('`--report` must be a file in a folder');
  expect(readdirSync(join(folder, '..')).filter((name) => name.startsWith(`${folder}.`))).toEqual([]);
});

test('a file has to be in a folder that can be written, and be no folder', () => {
  expect(() => requireWritable('--report', join(folder, 'a.json'))).not.toThrow();
  for (const wrong of [folder, join(folder, 'missing', 'a.json')]) {
    expect(() => requireWritable('--report', wrong)).toThrow(
      `\`--report\` must be a file in a folder that can be written, got: ${JSON.stringify(wrong)}`,
    );
  }
});

test('JSON is read, and what is none is refused with what to do', () => {
  const file = join(folder, 'usage.json');
  writeFileSync(file, '{"a": 1}');
  expect(readJson('--usage', file, 'write one')).toEqual({ a: 1 });
  writeFileSync(file, '{');
  expect(() => readJson('--usage', file, 'write one')).toThrow(
    new RegExp(`^\`--usage\` must be a file in JSON, got: ${file}, .*; write one$`),
  );
  expect(() => readJson('--usage', join(folder, 'none'), 'write one')).toThrow(/it does not exist; write one$/);
});

test('a link stays a link, and a device is written directly', () => {
  const [file, link] = [join(folder, 'a.json'), join(folder, 'link.json')];
  writeFileSync(file, 'old');
  symlinkSync(file, link);
  writeWhole('--report', link, 'new');
  expect({ isLink: lstatSync(link).isSymbolicLink(), text: readFileSync(file, 'utf8') }).toEqual({
    isLink: true,
    text: 'new',
  });
  writeWhole('--report', '/dev/null', 'x');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});
