/** How long something takes on AWS, and where the figure comes from. */
export interface StepDuration {
  /** Shortest duration in minutes, without what depends on the size of the database. */
  readonly minMinutes: number;

  /** Longest duration in minutes, without what depends on the size of the database. */
  readonly maxMinutes: number;

  /**
   * Shortest additional duration in minutes for each GiB of the database.
   *
   * @default 0 - the size of the database does not matter
   */
  readonly minMinutesPerDatabaseGiB?: number;

  /**
   * Longest additional duration in minutes for each GiB of the database.
   *
   * @default 0 - the size of the database does not matter
   */
  readonly maxMinutesPerDatabaseGiB?: number;

  /**
   * Hours of normal operation that the checks require before the next step, in addition to the minutes.
   *
   * @default 0 - the next step may follow at once
   */
  readonly watchHours?: number;

  /** How long each part takes, with the document that says so. Figures that no document gives are called estimates. */
  readonly basis: string;

  /** Whether it has been measured against AWS for this library. */
  readonly proved: boolean;

  /** The rehearsal that measures it for your workload. */
  readonly howToProve: string;
}
