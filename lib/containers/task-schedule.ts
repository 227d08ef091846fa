/** A change of the scaling bounds at fixed times, for example more tasks before a daily peak. */
export interface TaskSchedule {
  /**
   * When, as the six fields of an AWS cron expression: minute, hour, day of month, month, day of week, year. For
   * example `0 7 ? * MON-FRI *`.
   */
  readonly cron: string;

  /** The IANA time zone in which `cron` is read, daylight saving included, for example `Europe/Berlin`. */
  readonly timeZone: string;

  /** Fewest tasks from then on. */
  readonly minTasks: number;

  /** Most tasks from then on. */
  readonly maxTasks: number;
}
