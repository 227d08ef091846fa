import { Duration } from 'aws-cdk-lib';

/** One stretch of time over which a burn rate is measured. */
export interface BurnWindow {
  /** How the window is called in a description. */
  readonly label: string;

  /** Length of one period. */
  readonly period: Duration;

  /** Periods in a row that have to burn too fast. */
  readonly periods: number;
}

/** One burn rate: how many times too fast the budget goes, and the two windows in which that has to hold. */
export interface BurnRate {
  /** Multiple of the speed that would use up the budget in exactly 30 days. */
  readonly factor: number;

  /** Shows that a relevant part of the budget is gone. */
  readonly long: BurnWindow;

  /** Shows that it is still going on, and ends the alarm soon after the trouble ends. */
  readonly short: BurnWindow;

  /** Whether the alarm wakes people; otherwise it opens a ticket. */
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
 * 10 % of the budget in three days. CloudWatch knows no period above one day, so it is three days in a row instead of
 * their sum: an alarm may look back seven days, evaluated once an hour (PutMetricAlarm: period x evaluation periods at
 * most 604,800 s, at most 86,400 s for periods below one hour).
 */
export const SLOW: BurnRate = {
  factor: 1,
  long: { label: '3 days (each of them)', period: Duration.days(1), periods: 3 },
  short: hours(6, '6 hours'),
  pages: false,
};

/** The largest factor of the table. */
export const MAX_FACTOR = FAST.factor;

/** The days after which the budget of 30 days is gone at a burn rate, in words. */
export function daysLeft(factor: number): string {
  const days = Math.round((30 / factor) * 10) / 10;
  return days === 1 ? '1 day' : `${days} days`;
}

/** A percentage without the noise of binary fractions. */
export function exact(percent: number): number {
  return Number(percent.toPrecision(10));
}
