import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson, requireWritable, writeWhole } from '../../../bin/output/file';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'growth-file-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is written as a whole, and nothing stays beside it', () => {
  const file = join(folder, 'a.json');
  writeWhole(file, 'old');
  writeWhole(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('what cannot be written leaves nothing behind', () => {
  expect(() => writeWhole(folder, 'x')).toThrow();
  expect(readdirSync(join(folder, '..')).filter((name) => name.startsWith(`${folder}.`))).toEqual([]);
});

test('a file has to be in a folder that is there, and be no folder', () => {
  expect(() => requireWritable('--report', join(folder, 'a.json'))).not.toThrow();
  for (const wrong of [folder, join(folder, 'missing', 'a.json')]) {
    expect(() => requireWritable('--report', wrong)).toThrow(
      `\`--report\` must be a file in a folder that is there, got: ${JSON.stringify(wrong)}`,
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
  expect(() => readJson('--usage', join(folder, 'none'), 'write one')).toThrow(/no such file.*; write one$/);
});
