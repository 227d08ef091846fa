import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { growthIn } from './helpers/command';

test('the examples of the help run in an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'growth-help-'));
  const examples = growthIn(folder, ['--help']).stdout.split('Examples:\n')[1].trim().split('\n');
  expect(examples).toHaveLength(4);
  for (const example of examples) {
    const [name, ...args] = example.trim().split(' ');
    const { status, stderr } = growthIn(folder, args);
    expect({ example, name, status, stderr: status === 0 ? '' : stderr }).toEqual({
      example,
      name: 'growth',
      status: 0,
      stderr: '',
    });
  }
  rmSync(folder, { recursive: true });
}, 120_000);
