import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { growthProgram } from '../../bin/program';
import { loadGrowthConfig } from '../../config';
import { platformProps } from '../../config/platform-props';
import { GrowthPlatform } from '../../lib';
import { ASSUMPTIONS, PriceList, SHIPPED_PRICES } from '../../toolkit/cost';
import { fencesOf, ROOT } from './helpers/fences';

const GUIDE = join(ROOT, 'docs/guides/cost.md');
const text = readFileSync(GUIDE, 'utf8');
const fences = fencesOf(GUIDE);
const home = process.cwd();

let folder: string;

/** An assembly of the example, as `cdk synth` writes it. */
function synthesize(stage: string, outdir: string): void {
  const app = new App({
    outdir: join(folder, outdir),
    analyticsReporting: false,
    context: { growth: join(folder, 'growth.json'), stage },
  });
  new GrowthPlatform(app, 'Growth', platformProps(loadGrowthConfig(app)));
  app.synth();
}

/** A folder as that of somebody who follows the guide. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'growth-cost-guide-'));
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'growth.json'), readFileSync(join(ROOT, 'examples/saas/growth.json')));
  writeFileSync(join(folder, 'shop.template.json'), JSON.stringify({ Resources: { Key: { Type: 'AWS::KMS::Key' } } }));
  writeFileSync(join(folder, 'usage.json'), fences.find(({ language }) => language === 'json')!.code);
  writeFileSync(join(folder, 'prices.json'), JSON.stringify(SHIPPED_PRICES));
  synthesize('monolith', 'cdk.out.main');
  synthesize('containers', 'cdk.out');
  process.chdir(folder);
}, 60_000);

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const commands = fences
  .filter(({ language }) => language === 'sh')
  .flatMap(({ code }) => code.split('\n').filter((line) => line !== ''));

/**
 * Executes a command as the shell would; the one that asks AWS is tried against a server elsewhere
 * (test/toolkit/cost/refresh.test.ts).
 */
test.each(commands.filter((command) => !command.includes('--refresh-prices')))(
  '%s',
  async (command) => {
    const [, line, file] = /^npx growth (.*?)(?: > (\S+))?$/.exec(command)!;
    const written: string[] = [];
    const errors: string[] = [];
    const program = growthProgram({ out: (part) => void written.push(part), err: (part) => void errors.push(part) });
    const ended = program.parseAsync(line.split(' '), { from: 'user' });
    if (command.includes('--missing-prices error')) {
      await expect(ended).rejects.toThrow('`--missing-prices error`');
      return;
    }
    await ended;
    expect(errors).toEqual([]);
    expect(written.join('\n').length).toBeGreaterThan(100);
    if (file !== undefined) {
      expect(JSON.parse(written.join('\n'))).toHaveProperty('assumptions');
    }
  },
  60_000,
);

test('every option that the guide names exists', async () => {
  let help = '';
  await growthProgram({ out: (part) => void (help += part), err: () => undefined })
    .parseAsync(['cost', '--help'], { from: 'user' })
    .catch(() => undefined);
  const named = [...new Set([...text.matchAll(/--[a-z-]+/g)].map(([option]) => option))].filter(
    (option) => !/^-+$/.test(option),
  );
  expect(named.filter((option) => !help.includes(option))).toEqual([]);
});

test('the Regions of the guide are those of the price list', () => {
  const [, named] = /There are prices for ([^,]+(?:, [^,]+)*?), not every/.exec(text.replace(/\n/g, ' '))!;
  expect(named.split(/, | and /)).toEqual(new PriceList().regions);
});

test('the table of assumptions is that of the command', () => {
  const rows = [...text.matchAll(/^\| `(\w+)` \| (\S+) \| (.*) \| (.*) \| (.*) \|$/gm)].map(
    ([, name, value, unit, meaning, source]) => [name, value, unit, meaning, source],
  );
  expect(rows).toEqual(
    Object.entries(ASSUMPTIONS).map(([name, { value, unit, meaning, source }]) => [
      name,
      String(value),
      unit,
      meaning,
      source,
    ]),
  );
});
