import { money, signed } from '../cost/output/figures';
import { asProperty } from '../text/render';
import { HighestCost, Plan, PlanCostBasis, PlanStep, PlanTotals } from './model';

const MINUTES_PER_HOUR = 60;

/** A range of minutes as people say it; from three hours on in hours. */
export function rangeOf(minMinutes: number, maxMinutes: number): string {
  const [unit, divisor] = maxMinutes >= 3 * MINUTES_PER_HOUR ? ['h', MINUTES_PER_HOUR] : ['min', 1];
  const [least, most] = [minMinutes, maxMinutes].map((minutes) => String(Math.round((10 * minutes) / divisor) / 10));
  return least === most ? `${most} ${unit}` : `${least} to ${most} ${unit}`;
}

/** How sure something is, and how to make sure. */
export function proofOf({ proved, howToProve }: { readonly proved: boolean; readonly howToProve: string }): string {
  return proved ? 'measured on AWS' : `not verified on AWS - to verify: ${howToProve}`;
}

/** How long a step takes. */
export function timeOf({ duration: { minMinutes, maxMinutes, watchHours, basis, ...proof } }: PlanStep): string {
  const watch = watchHours === 0 ? '' : `, then ${watchHours} h of normal operation before the next step`;
  return `${rangeOf(minMinutes, maxMinutes)}${watch} (${basis}; ${proofOf(proof)})`;
}

/** What users notice of a step. */
export function downtimeOf({ downtime: { expected, basis, minMinutes, maxMinutes, ...proof } }: PlanStep): string {
  const minutes = maxMinutes === 0 ? '' : ` - ${rangeOf(minMinutes, maxMinutes)}`;
  return `${expected}${minutes} (${basis}; ${proofOf(proof)})`;
}

/** What a step costs while it lasts. */
export function costOf({ costWhileItLasts: cost, extraCost }: PlanStep): string {
  if (cost === undefined) {
    return extraCost;
  }
  const {
    monthlyUsd,
    moreThanBeforeMonthlyUsd,
    moreThanBeforeDailyUsd,
    moreThanTargetMonthlyUsd,
    moreThanTargetDailyUsd,
  } = cost;
  return (
    `${money(monthlyUsd)} USD a month: ${signed(moreThanBeforeMonthlyUsd)} (${signed(moreThanBeforeDailyUsd)} a ` +
    `day) compared with the previous step, ${signed(moreThanTargetMonthlyUsd)} (${signed(moreThanTargetDailyUsd)} ` +
    `a day) compared with the end of the plan - ${extraCost}`
  );
}

/** What a plan is, in one line. */
export function headOf({ from, to, back, steps }: Plan): string {
  const deployments = `${steps.length} ${steps.length === 1 ? 'deployment' : 'deployments'}`;
  return steps.length === 0
    ? `From ${from} to ${to}: nothing to deploy`
    : `From ${from} ${back ? 'back ' : ''}to ${to}: ${deployments}, one after the other`;
}

/**
 * The sums of a plan, each with its name.
 *
 * @param plan the plan
 * @param optionText how the size of the database is named
 */
export function totalsOf({ totals, costs, databaseGiB, steps }: Plan, optionText = asProperty): [string, string][] {
  const { minMinutes, maxMinutes, watchHours, pointsOfNoReturn, highestCost } = totals;
  const watch = watchHours === 0 ? '' : `, and ${watchHours} h of normal operation between them`;
  return steps.length === 0
    ? []
    : [
        ['Points of no return', pointsOfNoReturn.length === 0 ? 'none' : pointsOfNoReturn.join(', ')],
        [
          'Time',
          `${rangeOf(minMinutes, maxMinutes)} of deployments with a database of ${databaseGiB} GiB ` +
            `(${optionText('databaseGiB')})${watch}; from documents and estimates, not measured`,
        ],
        ['Downtime', totalDowntime(totals)],
        ...(costs && highestCost ? costTotals(costs, highestCost) : []),
      ];
}

function totalDowntime({ downtimeMinMinutes, downtimeMaxMinutes, downtimeAt }: PlanTotals): string {
  return downtimeAt.length === 0
    ? 'none expected'
    : `${rangeOf(downtimeMinMinutes, downtimeMaxMinutes)}, at ${downtimeAt.join(', ')}`;
}

function costTotals(
  { startMonthlyUsd, targetMonthlyUsd, basis, priceDates, configuration, unpriced }: PlanCostBasis,
  { place, monthlyUsd, moreThanTargetMonthlyUsd }: HighestCost,
): [string, string][] {
  const missing = unpriced.length === 0 ? '' : `; a minimum, because these have no known price: ${unpriced.join(', ')}`;
  return [
    [
      'Cost',
      `from ${money(startMonthlyUsd)} to ${money(targetMonthlyUsd)} USD a month; at most ${money(monthlyUsd)} at ` +
        `${place}, ${signed(moreThanTargetMonthlyUsd)} compared with the end`,
    ],
    ['Cost basis', `${basis}; prices of ${priceDates.join(' to ')}; from ${configuration}${missing}`],
  ];
}
