import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizePoint } from '../../toolkit/assembly';
import { billOf, GUIDE_BUDGETS, workloadOf } from '../../toolkit/cost';

const ROOT = join(__dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

const zonesOf = (region: string) => ['a', 'b', 'c'].map((letter) => `${region}${letter}`);
const regionOf = (region: string) => ({ region, availabilityZones: zonesOf(region) });

/** The first number of each cell of a row of the README's table of stages, or the last. */
function row(title: string, which: 'first' | 'last'): number[] {
  const [, cells] = new RegExp(`^\\| ${title} \\|(.*)\\|$`, 'm').exec(README)!;
  return cells
    .split('|')
    .map((cell) => Number((cell.replace(/,/g, '').match(/\d+/g) ?? []).at(which === 'first' ? 0 : -1)));
}

let directory: string;
beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'growth-figures-'))));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each(GUIDE_BUDGETS.map((budget, index) => ({ ...budget, index })))(
  'the README says what $stage costs',
  ({ stage, users, monthlyUsd, index }) => {
    const example = JSON.parse(readFileSync(join(ROOT, 'examples/saas/growth.json'), 'utf8')) as object;
    const config = join(directory, 'growth.json');
    writeFileSync(
      config,
      JSON.stringify({
        ...example,
        ...regionOf('us-east-1'),
        secondaryRegions: ['eu-west-1', 'ap-southeast-2'].map(regionOf),
      }),
    );
    const bill = billOf(synthesizePoint(stage, config), workloadOf(users));
    const said = {
      always: row('what always runs', 'first')[index],
      users: row('bill at', 'first')[index],
      bill: row('bill at', 'last')[index],
      budget: row("the guides' budget", 'last')[index],
    };
    expect(said).toEqual({
      always: Math.round(bill.fixedMonthlyUsd),
      users,
      bill: Math.round(bill.monthlyUsd),
      budget: monthlyUsd,
    });
  },
  60_000,
);
