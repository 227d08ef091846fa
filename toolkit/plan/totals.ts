import { PlanStep, PlanTotals } from './model';

/** The sums over the steps of a plan, without its costs. */
export function totalsOf(steps: readonly PlanStep[]): PlanTotals {
  const sum = (of: (step: PlanStep) => number) =>
    Math.round(10 * steps.reduce((total, step) => total + of(step), 0)) / 10;
  const placesWhere = (holds: (step: PlanStep) => boolean) => steps.filter(holds).map(({ place }) => place);
  return {
    minMinutes: sum(({ duration }) => duration.minMinutes),
    maxMinutes: sum(({ duration }) => duration.maxMinutes),
    watchHours: sum(({ duration }) => duration.watchHours),
    downtimeMinMinutes: sum(({ downtime }) => downtime.minMinutes),
    downtimeMaxMinutes: sum(({ downtime }) => downtime.maxMinutes),
    downtimeAt: placesWhere(({ downtime }) => downtime.maxMinutes > 0),
    pointsOfNoReturn: placesWhere(({ pointOfNoReturn, noWayBack }) => pointOfNoReturn || noWayBack !== undefined),
  };
}
