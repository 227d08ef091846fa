import { asMarkdown, asText, FixedBill, placesOf, planBetween, withCosts } from '../../../toolkit/plan';

const plan = planBetween('containers', 'containers:cut-over');
const back = planBetween('containers:cut-over', 'containers:share-state');

const bill = (fixedMonthlyUsd: number, unknown: string[] = []): FixedBill => ({
  fixedMonthlyUsd,
  priceDates: ['2026-01-01', '2026-09-01'],
  lines: unknown.map((what) => ({ kind: 'fixed', what }) as FixedBill['lines'][number]),
});

describe('costs while a step lasts', () => {
  const bills = new Map(
    [
      ['containers:cut-over', 730],
      ['containers:shift-50', 1460.004],
      ['containers:shift-10', 365],
      ['containers:share-state', 365],
    ].map(([place, usd]) => [place as string, bill(usd as number, ['a thing'])]),
  );
  const costed = withCosts(back, bills, 'growth.json');

  test('are those of the place against the one before and the last one, a month and a day', () => {
    expect(placesOf(back)).toEqual([
      'containers:cut-over',
      'containers:shift-50',
      'containers:shift-10',
      'containers:share-state',
    ]);
    expect(costed.steps.map(({ costWhileItLasts }) => costWhileItLasts)).toEqual([
      {
        monthlyUsd: 1460,
        moreThanBeforeMonthlyUsd: 730,
        moreThanBeforeDailyUsd: 24,
        moreThanTargetMonthlyUsd: 1095,
        moreThanTargetDailyUsd: 36,
      },
      {
        monthlyUsd: 365,
        moreThanBeforeMonthlyUsd: -1095,
        moreThanBeforeDailyUsd: -36,
        moreThanTargetMonthlyUsd: 0,
        moreThanTargetDailyUsd: 0,
      },
      {
        monthlyUsd: 365,
        moreThanBeforeMonthlyUsd: 0,
        moreThanBeforeDailyUsd: 0,
        moreThanTargetMonthlyUsd: 0,
        moreThanTargetDailyUsd: 0,
      },
    ]);
  });

  test('the dearest place is named, and what the sums rest on', () => {
    expect(costed.totals.highestCost).toEqual({
      place: 'containers:shift-50',
      monthlyUsd: 1460,
      moreThanStartMonthlyUsd: 730,
      moreThanTargetMonthlyUsd: 1095,
    });
    expect(costed.costs).toMatchObject({
      configuration: 'growth.json',
      startMonthlyUsd: 730,
      targetMonthlyUsd: 365,
      priceDates: ['2026-01-01', '2026-09-01'],
      unpriced: ['a thing'],
    });
  });

  test.each([asText, asMarkdown])('every format says them, with their basis', (render) => {
    const text = render(costed).replace(/\s+/g, ' ');
    expect(text).toContain(
      '1,460.00 USD a month: +730.00 (+24.00 a day) compared with the previous step, +1,095.00 (+36.00 a day) ' +
        'compared with the end of the plan',
    );
    expect(text).toContain('at most 1,460.00 at containers:shift-50, +1,095.00 compared with the end');
    expect(text).toContain(
      'prices of 2026-01-01 to 2026-09-01; from growth.json; a minimum, because these have no known price: a thing',
    );
  });
});

test('a plan without bills says in words what it costs, and nothing in dollars', () => {
  expect(plan.costs).toBeUndefined();
  expect(asText(back)).not.toContain('USD a month:');
});
