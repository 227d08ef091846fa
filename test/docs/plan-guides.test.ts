import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { growthProgram } from '../../bin/program';
import schema from '../../schemas/growth-plan.schema.json';
import { GrowthStages, StageTransitions } from '../../stages';
import { fencesOf, ROOT } from './helpers/fences';

const GUIDES = ['stages', 'plan', 'steps'].map((name) => join(ROOT, `docs/guides/${name}.md`));
const home = process.cwd();
let folder: string;

/** A folder as that of somebody who follows the guides. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'growth-plan-guides-'));
  writeFileSync(join(folder, 'growth.json'), readFileSync(join(ROOT, 'examples/saas/growth.json')));
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

async function run(line: string): Promise<{ out: string; err: string }> {
  const written = { out: '', err: '' };
  await growthProgram({
    out: (part) => void (written.out += part),
    err: (part) => void (written.err += `${part}\n`),
  }).parseAsync(line.split(' '), { from: 'user' });
  return written;
}

const commands = GUIDES.flatMap(fencesOf)
  .filter(({ language }) => language === 'sh')
  .flatMap(({ code }) => code.split('\n'))
  .filter((line) => /^npx growth (stages|select|plan|steps)/.test(line));

test.each([...new Set(commands)])(
  '%s',
  async (command) => {
    const { out, err } = await run(command.replace('npx growth ', ''));
    expect(err).toMatch(/^(synthesize \S+( \(\d+ of \d+\))?\n)*$/);
    expect(out.length).toBeGreaterThan(500);
    if (/ --json$/.test(command) && !command.includes('steps')) {
      expect(JSON.parse(out)).toMatchObject({ version: 1 });
    }
  },
  60_000,
);

test.each(['stages', 'select', 'plan'])('the guides name options of growth %s that exist', async (command) => {
  const help = await run(`${command} --help`).catch(() => ({ out: '', err: '' }));
  let text = help.out;
  await growthProgram({ out: (part) => void (text += part), err: () => undefined })
    .parseAsync([command, '--help'], { from: 'user' })
    .catch(() => undefined);
  const named = commands
    .filter((line) => line.startsWith(`npx growth ${command}`))
    .flatMap((line) => line.match(/--[a-z-]+/g) ?? []);
  const table =
    command === 'select'
      ? [...readFileSync(GUIDES[0], 'utf8').matchAll(/`(--[a-z0-9-]+)`/g)]
          .map(([, option]) => option)
          .filter((option) => !['--no-cost', '--config', '--json'].includes(option))
      : [];
  expect([...named, ...table].filter((option) => !text.includes(option))).toEqual([]);
});

test('figures of the guides are those of the code', () => {
  const [stages, plan] = GUIDES.map((guide) => readFileSync(guide, 'utf8'));
  GrowthStages.ALL.forEach(({ typicalUsers }) => expect(stages).toContain(typicalUsers.toLocaleString('en-US')));
  expect(plan).toContain('20 GiB');
  const [, properties] = /## Use the plan in a script\n([\s\S]*)/.exec(plan)!;
  const named = [...properties.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(named.filter((name) => !(name in schema.properties))).toEqual([]);
  expect(StageTransitions.CONTAINERS_TO_AURORA.steps[0].duration!.basis).toContain(
    '"several hours per tebibyte", read as 2 to 6',
  );
});
