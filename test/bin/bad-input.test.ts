import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { growthArguments, growthIn } from './helpers/command';

const FILES: Readonly<Record<string, string>> = {
  'a.yaml': 'application: shop\n',
  'a.zip': 'PK\u0003\u0004\0\0',
  'broken.json': '{\n  "a": 1\n  "b"\n}',
  'empty.json': '',
  'list.json': '[1]',
  'mine.html': 'mine',
  'template.json': '{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}}',
  'old/manifest.json': '{}',
  'half/manifest.json':
    '{"artifacts": {"Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "gone.json"}}}}',
};

let folder: string;
let before: unknown;

const files = () => readdirSync(folder, { recursive: true }).sort();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'growth-bad-'));
  ['old', 'half'].forEach((name) => mkdirSync(join(folder, name)));
  Object.entries(FILES).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  before = files();
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['validate --config a.yaml', 'a.yaml is not valid JSON: line 1, column 1: invalid symbol'],
  ['stages --config a.zip', 'a.zip is not valid JSON: it is a binary file'],
  ['plan monolith containers --config broken.json', 'broken.json is not valid JSON: line 3, column 3: comma expected'],
  ['select --users 10 --config old', 'old cannot be read: it is a folder'],
  ['diff monolith containers --config list.json', 'list.json must contain an object, got: a list'],
  ['report --config none.json', 'must be the path of a configuration, got: "none.json"'],
  ['live monolith --config empty.json', '`--config` must be a file in JSON, got: empty.json, it is empty'],
  ['cost template.json --users 10 --usage a.zip', '`--usage` must be a file in JSON, got: a.zip, it is a binary file'],
  ['cost template.json --users 10 --usage list.json', '`--usage` must be an object, got: [1]'],
  ['cost template.json --price-file old', '`--price-file` must be a file in JSON, got: old, it is a folder'],
  ['cost broken.json', 'got: broken.json, line 3, column 3: comma expected'],
  ['cost old', 'must be the output of a synthesis, got: old/manifest.json without artifacts'],
  ['report --assembly half', 'got: half/gone.json, it does not exist'],
  [
    'cost',
    '`--assembly` must be a stage, the output of a synthesis or a template, got: "cdk.out", which does not exist',
  ],
  ['diff template.json a.zip', 'got: a.zip without Resources'],
  [
    'diff template.json template.json --report old',
    '`--report` must be a file in a folder that can be written, got: "old"; it is a folder',
  ],
  ['report --output /proc/report.html', 'got: "/proc/report.html"; it does not exist'],
  ['report --output none/report.html', 'got: "none/report.html"; it does not exist'],
  ['report --output mine.html', '`--output` must be a new file or a report of growth, got: "mine.html"'],
  [
    'cost template.json --refresh-prices --output old',
    '`--output` must be a file in a folder that can be written, got: "old"',
  ],
])('growth %s says in one line what to give, and leaves nothing', (line, message) => {
  const { stdout, stderr, status } = growthIn(folder, line.split(' '));
  expect({ stdout, status, files: files() }).toEqual({ stdout: '', status: 1, files: before });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^ +at |E[A-Z]{4,}:|synthesize/m);
});

test('an empty name of a file is refused before the work begins', () => {
  const { stderr, status } = growthIn(folder, ['report', '--output', '']);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: '`--output` must be a file in a folder that can be written, got: ""; it does not exist\n',
  });
});

(existsSync('/dev/full') ? test : test.skip)('a full disk is said in one line', () => {
  const args = [process.execPath, ...growthArguments('steps')].join(' ');
  const { stderr, status } = spawnSync('bash', ['-c', `${args} > /dev/full`], { cwd: folder, encoding: 'utf8' });
  expect({ stderr, status }).toEqual({
    stderr: 'the output cannot be written: no space is left on the disk\n',
    status: 1,
  });
});
