import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { growthProgram } from '../../../bin/program';

const FOLDER = join(__dirname, '../../../examples/ci');
const read = (name: string) => parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, never>;

/** The scripts of both pipelines, each as one text. */
const SCRIPTS: Record<string, string[]> = {
  'github-growth.yml': (read('github-growth.yml').jobs as { diff: { steps: { run?: string }[] } }).diff.steps.flatMap(
    ({ run }) => (run === undefined ? [] : [run]),
  ),
  'gitlab-growth.yml': [(read('gitlab-growth.yml').growth as { script: string[] }).script.join('\n')],
};

describe.each(Object.entries(SCRIPTS))('%s', (name, scripts) => {
  const text = scripts.join('\n');

  test('is a shell script that the shell can read', () => {
    scripts.forEach((script) => {
      // Expressions of GitHub are filled in before the shell sees them.
      const { status, stderr } = spawnSync('bash', ['-n'], {
        input: script.replace(/\$\{\{.*?\}\}/g, '0'),
        encoding: 'utf8',
      });
      expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' });
    });
  });

  test('uses commands and options that the command line has', () => {
    const commands = [...text.matchAll(/npx growth ([^|>\n]+)/g)].map(([, line]) => line.trim().split(/\s+/));
    expect(commands.map(([command]) => command).sort()).toEqual(['cost', 'cost', 'diff']);
    const program = growthProgram({ out: () => undefined, err: () => undefined });
    commands.forEach(([command, ...args]) => {
      const options = program.commands.find((one) => one.name() === command)!.options.map(({ long }) => long);
      args.filter((arg) => arg.startsWith('--')).forEach((arg) => expect(options).toContain(arg));
    });
  });

  test('makes a comment that fits, however much changes', () => {
    const parts = [...text.matchAll(/--max-characters (\d+)/g)].map(([, characters]) => Number(characters));
    expect(parts).toHaveLength(2);
    // GitHub takes 65,536 characters, GitLab a million; the marker and the line between need some.
    expect(parts[0] + parts[1]).toBeLessThan(65_000);
  });

  test('posts one comment that it finds again, keeps the full report, and fails by the policy at the end', () => {
    expect(text.match(/<!-- growth diff -->/g)!.length).toBeGreaterThanOrEqual(2);
    expect(text).toMatch(/--report diff\.json --fail-on data-loss security > comment\.md \|\| status=\$\?/);
    expect(scripts[scripts.length - 1].trim().split('\n').pop()).toMatch(/^exit /);
  });
});

test('GitHub gets no more rights than a comment needs', () => {
  expect(read('github-growth.yml').permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
});
