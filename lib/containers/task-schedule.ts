/** A change of the scaling bounds at fixed times, for example more tasks before a daily peak. */
export interface TaskSchedule {
  /**
   * The time of the change, as the six fields of an AWS cron expression: minute, hour, day of month, month, day of
   * week, year. For example `0 7 ? * MON-FRI *`.
   */
  readonly cron: string;

  /** The IANA time zone of `cron`, for example `Europe/Berlin`. Daylight saving time is taken into account. */
  readonly timeZone: string;

  /** Smallest number of tasks from then on. */
  readonly minTasks: number;

  /** Largest number of tasks from then on. */
  readonly maxTasks: number;
}
