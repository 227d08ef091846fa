import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { growthProgram } from '../../bin/program';
import { EXAMPLE_FILE, growthIn, ROOT } from './helpers/command';

/** The commands of the help over the example; those that are not here print one line. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  stages: [''],
  steps: ['', '--to aurora', '--to multi-region', '--procedure cache-mode', '--procedure add-region'],
  plan: ['monolith multi-region --no-cost', 'containers:shift-50 containers:database-class'],
  live: [''],
  select: ['--users 25000', `--users 25000 --config ${EXAMPLE_FILE}`],
  diff: ['monolith containers'],
  cost: ['containers --users 25000', 'containers --users 25000 --all --explain', '--compare monolith containers'],
  validate: [''],
};

/** What stays whole: JSON, addresses, and commands, which a line break would split in two. */
const WHOLE = /^ *(\S+|(\$ |npx |aws ).*|.*[{}].*)$/;

let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'growth-width-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const inEightyColumns = (line: string) => growthIn(folder, line.split(' ').filter(Boolean), { COLUMNS: '80' });

const tooWide = (text: string) => text.split('\n').filter((line) => line.length > 80 && !WHOLE.test(line));

const program = growthProgram({ out: () => undefined, err: () => undefined });

const commands = program.commands.map((command) => command.name());

test('every command is here, or writes files', () =>
  expect(commands.filter((name) => !(name in LINES))).toEqual(['report', 'init']));

test.each(commands)('the help of growth %s fits into 80 columns', (name) => {
  const command = program.commands.find((other) => other.name() === name)!;
  const help = command.configureOutput({ getOutHelpWidth: () => 80 }).helpInformation();
  expect(tooWide(help)).toEqual([]);
});

test.each(Object.entries(LINES).flatMap(([name, lines]) => lines.map((line) => `${name} ${line}`.trim())))(
  'growth %s fits into 80 columns, and nothing is cut off',
  (line) => {
    const needsFile = /^(live|validate)/.test(line);
    const { stdout, stderr, status } = inEightyColumns(needsFile ? `${line} --config ${EXAMPLE_FILE}` : line);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(tooWide(stdout.replaceAll(ROOT, ''))).toEqual([]);
    expect(stdout).not.toContain('…');
  },
  60_000,
);
