import { scaleLog } from 'd3-scale';
import { FEWEST_USERS, MOST_USERS } from '../build';
import { dollars, perUser } from './parts';

/** The size of a chart, and of the margins around its axes. */
export const WIDTH = 980;
export const HEIGHT = 460;
export const LEFT = 70;
export const RIGHT = 130;
export const TOP = 46;
export const BOTTOM = 46;

/** How far the vertical axis goes below its usual end for a cheap app. */
const LEAST_PART = 100;

/** What a chart shows on its vertical axis. */
export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly axis: string;

  /** The figure of a monthly cost, with the users. */
  readonly of: (monthlyUsd: number, users: number) => number;
  readonly domain: readonly [number, number];
  readonly format: (value: number) => string;
}

export const TOTAL: Measure = {
  id: 'chart-total',
  title: 'Cost of a month',
  axis: 'US dollars a month',
  of: (monthlyUsd) => monthlyUsd,
  domain: [50, 400_000],
  format: dollars,
};
export const PER_USER: Measure = {
  id: 'chart-user',
  title: 'Cost of a user and month',
  axis: 'US dollars a user and month',
  of: (monthlyUsd, users) => monthlyUsd / users,
  domain: [0.002, 10],
  format: perUser,
};

/** Where users and values are in a chart. */
export interface Scales {
  readonly x: (users: number) => number;
  readonly y: (value: number) => number;

  /** The values of the lines across. */
  readonly ticks: readonly number[];
}

/**
 * Logarithmic scales that have room for values.
 *
 * @param domain what the vertical axis shows at least
 * @param values what must be on it
 */
export function scalesOf([least, most]: Measure['domain'], values: readonly number[]): Scales {
  // What costs next to nothing stands at the bottom: a logarithm has no zero.
  const bottom = Math.max(least / LEAST_PART, Math.min(least, ...values));
  const y = scaleLog()
    .domain([bottom, Math.max(most, ...values)])
    .range([HEIGHT - BOTTOM, TOP])
    .clamp(true);
  const x = scaleLog()
    .domain([FEWEST_USERS, MOST_USERS])
    .range([LEFT, WIDTH - RIGHT]);
  return { x, y, ticks: y.ticks(20).filter(isPowerOfTen) };
}

function isPowerOfTen(value: number): boolean {
  return Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6);
}
