import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRegion } from '../../config';
import { GrowthStages } from '../../stages';
import { readConfiguration, synthesizePoint } from '../../toolkit/assembly';
import { billOf, workloadOf } from '../../toolkit/cost';

const ROOT = join(__dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The first number of each cell of a row of the README's table of stages, or the last. */
function row(title: string, which: 'first' | 'last'): number[] {
  const [, cells] = new RegExp(`^\\| ${title} \\|(.*)\\|$`, 'm').exec(README)!;
  return cells
    .split('|')
    .map((cell) => Number((cell.replace(/,/g, '').match(/\d+/g) ?? []).at(which === 'first' ? 0 : -1)));
}

const EXAMPLE = readConfiguration('config', join(ROOT, 'examples/saas/growth.json'));

test.each(GrowthStages.ALL.map((stage, index) => ({ ...stage, index })))(
  'the README says what $name costs',
  ({ name, typicalUsers, monthlyBudgetUsd, index }) => {
    const inUsEast1 = { ...EXAMPLE, document: inRegion(EXAMPLE.document, 'us-east-1') };
    const bill = billOf(synthesizePoint(inUsEast1, name), workloadOf(typicalUsers));
    const said = {
      fixed: row('fixed cost', 'first')[index],
      users: row('total at', 'first')[index],
      bill: row('total at', 'last')[index],
      budget: row('guide budget', 'last')[index],
    };
    expect(said).toEqual({
      fixed: Math.round(bill.fixedMonthlyUsd),
      users: typicalUsers,
      bill: Math.round(bill.monthlyUsd),
      budget: monthlyBudgetUsd,
    });
  },
  60_000,
);
