import { StepDowntime, StepDuration } from '../../lib';
import { GrowthStages } from '../../stages';

/** How long a step takes with a database of a size. */
export interface PlanDuration {
  /**
   * Minutes at least, as if everything ran in parallel.
   *
   * @minimum 0
   */
  readonly minMinutes: number;

  /**
   * Minutes at most, as if everything ran one after the other.
   *
   * @minimum 0
   */
  readonly maxMinutes: number;

  /**
   * Hours of normal operation that the checks ask for before the next step, in addition to the minutes.
   *
   * @minimum 0
   */
  readonly watchHours: number;

  /**
   * What takes how long, each with its source: `documented` with the document, `setting of the templates`, or
   * `estimate`.
   */
  readonly basis: string;

  /** Whether it has been measured against AWS. */
  readonly proved: boolean;

  /** The rehearsal that measures it. */
  readonly howToProve: string;
}

/** What users notice, with the minutes in which something is refused or fails. */
export interface PlanDowntime extends Omit<StepDowntime, 'duration'> {
  /**
   * Minutes in which something is refused or fails, at least.
   *
   * @minimum 0
   */
  readonly minMinutes: number;

  /**
   * Minutes in which something is refused or fails, at most; 0 if nothing is.
   *
   * @minimum 0
   */
  readonly maxMinutes: number;
}

/** The size of a database of which nothing is said: the least volume that it can have. */
export const LEAST_DATABASE_GIB = GrowthStages.ALL[0].sizes.database.allocatedStorageGiB;

/** The minutes of a duration for a database of a size. */
export function minutesOf(
  duration: StepDuration | undefined,
  databaseGiB: number,
): { readonly minMinutes: number; readonly maxMinutes: number } {
  const { minMinutes = 0, maxMinutes = 0, minMinutesPerDatabaseGiB = 0, maxMinutesPerDatabaseGiB = 0 } = duration ?? {};
  return {
    minMinutes: rounded(minMinutes + minMinutesPerDatabaseGiB * databaseGiB),
    maxMinutes: rounded(maxMinutes + maxMinutesPerDatabaseGiB * databaseGiB),
  };
}

/** Tenths of a minute; more would be no truth. */
function rounded(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}

/** How long a step takes; `undefined` if it does not say. */
export function durationOf(duration: StepDuration, databaseGiB: number): PlanDuration {
  const { watchHours = 0, basis, proved, howToProve } = duration;
  return { ...minutesOf(duration, databaseGiB), watchHours, basis, proved, howToProve };
}

/** Taking a step back waits for the same things at most; whether it is faster is not known. */
export function durationOfUndoing(duration: StepDuration, databaseGiB: number): PlanDuration {
  const least = 2;
  return {
    ...durationOf(duration, databaseGiB),
    minMinutes: Math.min(least, duration.minMinutes),
    watchHours: 0,
    basis: `at most as long as the step itself (an estimate): ${duration.basis}`,
  };
}

/** What users notice, with its minutes. */
export function downtimeOf({ duration, ...downtime }: StepDowntime, databaseGiB: number): PlanDowntime {
  return { ...downtime, ...minutesOf(duration, databaseGiB) };
}
