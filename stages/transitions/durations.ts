import { StepDuration } from '../../lib';
import { Work } from './work';

/** Hours that checks ask for. */
export const HOUR = 1;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** How any duration is proved. */
const STOP_WATCH = 'deploy the step to a copy of the environment with the same amount of data, and time it';

/**
 * How long several things take: at least as long as the longest of them, as if all went on side by side; at most as
 * long as one after the other.
 *
 * @param works what has to be done
 * @param watchHours hours of normal work that the checks ask for before the next step
 * @param howToProve the rehearsal that measures it
 */
export function lasting(works: readonly Work[], watchHours?: number, howToProve: string = STOP_WATCH): StepDuration {
  const longest = (of: (work: Work) => number) => Math.max(...works.map(of));
  const together = (of: (work: Work) => number) => works.reduce((sum, work) => sum + of(work), 0);
  const [minPerGiB, maxPerGiB] = [
    longest(({ perGiB = [0, 0] }) => perGiB[0]),
    together(({ perGiB = [0, 0] }) => perGiB[1]),
  ];
  return {
    minMinutes: longest(({ minutes }) => minutes[0]),
    maxMinutes: together(({ minutes }) => minutes[1]),
    ...(minPerGiB > 0 ? { minMinutesPerDatabaseGiB: minPerGiB } : {}),
    ...(maxPerGiB > 0 ? { maxMinutesPerDatabaseGiB: maxPerGiB } : {}),
    ...(watchHours === undefined ? {} : { watchHours }),
    basis: works.map(wordsFor).join('; '),
    proved: false,
    howToProve,
  };
}

function wordsFor({ what, minutes, perGiB, source }: Work): string {
  const times = [
    ...(minutes[1] > 0 ? [`${range(minutes)} min`] : []),
    ...(perGiB ? [`${range(perGiB)} min for each GiB`] : []),
  ];
  return `${what}: ${times.join(' and ')} (${source})`;
}

function range([least, most]: readonly [number, number]): string {
  return least === most ? String(least) : `${least} to ${most}`;
}
