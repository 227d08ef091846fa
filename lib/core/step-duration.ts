/** How long something takes on AWS, and how that is known. */
export interface StepDuration {
  /** Minutes at least, apart from what depends on the data. */
  readonly minMinutes: number;

  /** Minutes at most, apart from what depends on the data. */
  readonly maxMinutes: number;

  /**
   * Minutes more for each GiB of the database, at least.
   *
   * @default 0
   */
  readonly minMinutesPerDatabaseGiB?: number;

  /**
   * Minutes more for each GiB of the database, at most.
   *
   * @default 0
   */
  readonly maxMinutesPerDatabaseGiB?: number;

  /**
   * Hours of normal work that the checks ask for before the next step, on top of the minutes.
   *
   * @default 0
   */
  readonly watchHours?: number;

  /** What of it takes how long, and which document says so; what no document says is called an estimate. */
  readonly basis: string;

  /** Whether it has been measured against AWS for this library. */
  readonly proved: boolean;

  /** The rehearsal that measures it for a given workload. */
  readonly howToProve: string;
}
