import { Bill, BILL_BASIS, HOURS_PER_MONTH } from '../cost';
import { Plan, PlanCost, PlanStep } from './model';

/** What a bill has to say for a plan. */
export type FixedBill = Pick<Bill, 'fixedMonthlyUsd' | 'priceDates' | 'lines'>;

const HOURS_PER_DAY = 24;

/** Whole cents, so that equal places are equal. */
function cents(usd: number): number {
  return Math.round(100 * usd) / 100;
}

/** Every place whose bill a plan needs, each once. */
export function placesOf({ from, to, steps }: Plan): string[] {
  return [...new Set([from, ...steps.map(({ place }) => place), to])];
}

/**
 * A plan with what always runs at each of its places.
 *
 * @param plan the plan
 * @param bills the bills of its places
 * @param configuration what was synthesized, in words
 */
export function withCosts(plan: Plan, bills: ReadonlyMap<string, FixedBill>, configuration: string): Plan {
  const usd = (place: string) => cents(bills.get(place)!.fixedMonthlyUsd);
  const target = usd(plan.to);
  const steps = plan.steps.map((step, index): PlanStep => ({
    ...step,
    costWhileItLasts: costOf(usd(step.place), usd(plan.steps[index - 1]?.place ?? plan.from), target),
  }));
  const [most] = [...steps].sort((planStep, other) => usd(other.place) - usd(planStep.place));
  const highestCost = most && {
    place: most.place,
    monthlyUsd: usd(most.place),
    moreThanStartMonthlyUsd: cents(usd(most.place) - usd(plan.from)),
    moreThanTargetMonthlyUsd: cents(usd(most.place) - target),
  };
  const all = [...bills.values()];
  const dates = all
    .flatMap(({ priceDates }) => priceDates)
    .filter((date) => date !== 'unknown')
    .sort();
  return {
    ...plan,
    steps,
    totals: { ...plan.totals, ...(highestCost ? { highestCost } : {}) },
    costs: {
      configuration,
      startMonthlyUsd: usd(plan.from),
      targetMonthlyUsd: target,
      basis: `fixed cost with the minimum number of machines and tasks; ${BILL_BASIS}; usage cost is extra`,
      priceDates: [dates[0] ?? 'unknown', dates[dates.length - 1] ?? 'unknown'],
      unpriced: [
        ...new Set(
          all.flatMap(({ lines }) =>
            lines.filter(({ kind, price }) => kind === 'fixed' && price === undefined).map(({ what }) => what),
          ),
        ),
      ],
    },
  };
}

function costOf(monthlyUsd: number, before: number, target: number): PlanCost {
  const daily = (amount: number) => cents((amount * HOURS_PER_DAY) / HOURS_PER_MONTH);
  const [moreThanBefore, moreThanTarget] = [cents(monthlyUsd - before), cents(monthlyUsd - target)];
  return {
    monthlyUsd,
    moreThanBeforeMonthlyUsd: moreThanBefore,
    moreThanBeforeDailyUsd: daily(moreThanBefore),
    moreThanTargetMonthlyUsd: moreThanTarget,
    moreThanTargetDailyUsd: daily(moreThanTarget),
  };
}
