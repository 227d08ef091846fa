import { Duration } from 'aws-cdk-lib';

/** A window over which a burn rate is measured. */
export interface BurnWindow {
  /** The name of the window in descriptions. */
  readonly label: string;

  /** Length of one period. */
  readonly period: Duration;

  /** Number of consecutive periods above the threshold. */
  readonly periods: number;
}

/** A burn rate, and the two windows in which it must be exceeded. */
export interface BurnRate {
  /** Multiple of the rate that uses up the budget in 30 days. */
  readonly factor: number;

  /** Shows that a relevant part of the budget has been used. */
  readonly long: BurnWindow;

  /** Shows that the problem is not over, and ends the alarm soon after the problem ends. */
  readonly short: BurnWindow;

  /** Whether the alarm notifies people at once; otherwise it opens a ticket. */
  readonly pages: boolean;
}

const hours = (count: number, label: string): BurnWindow => ({ label, period: Duration.hours(count), periods: 1 });
const minutes = (count: number): BurnWindow => ({
  label: `${count} minutes`,
  period: Duration.minutes(count),
  periods: 1,
});

/** 2 % of the budget of 30 days in one hour (Site Reliability Workbook, chapter 5). */
export const FAST: BurnRate = { factor: 14.4, long: hours(1, 'hour'), short: minutes(5), pages: true };

/** 5 % of the budget in six hours. */
export const MEDIUM: BurnRate = { factor: 6, long: hours(6, '6 hours'), short: minutes(30), pages: true };

/**
 * 10 % of the budget in three days. The longest period of CloudWatch is one day, so each of the three days must exceed
 * the rate, and not their sum. Alarms can evaluate up to seven days (PutMetricAlarm: period x evaluation periods is at
 * most 604,800 s, and at most 86,400 s for periods below one hour).
 */
export const SLOW: BurnRate = {
  factor: 1,
  long: { label: '3 days (each of them)', period: Duration.days(1), periods: 3 },
  short: hours(6, '6 hours'),
  pages: false,
};

/** The largest factor of the table. */
export const MAX_FACTOR = FAST.factor;

/** The time in which a burn rate uses up the budget of 30 days, for example `2.1 days`. */
export function daysLeft(factor: number): string {
  const days = Math.round((30 / factor) * 10) / 10;
  return days === 1 ? '1 day' : `${days} days`;
}

/** A percentage without the noise of binary fractions. */
export function exact(percent: number): number {
  return Number(percent.toPrecision(10));
}
