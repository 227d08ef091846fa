import { Assumptions, assumptionsWith } from './assumptions';
import { HOURS_PER_MONTH } from './price-list';

/** Seconds of a month, as AWS counts it. */
const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3_600;

const HOURS_PER_DAY = 24;
const KB_PER_GB = 1_000_000;

/** A time of the day with a steady load. */
export interface LoadPeriod {
  /** Hours of the month. */
  readonly hours: number;

  /** Load against the average of the month. */
  readonly factor: number;
}

/** What users do in a month, all of them together. */
export interface Workload {
  readonly users: number;
  readonly assumptions: Assumptions;

  /** Requests that the application answers. */
  readonly requests: number;

  /** Requests for files. */
  readonly assetRequests: number;

  /** What users download, in GB. */
  readonly downloadGb: number;

  /** Messages that go through queues. */
  readonly messages: number;

  /** Requests per second, on the average of the month. */
  readonly requestsPerSecond: number;

  /** Messages per second, on the average of the month. */
  readonly messagesPerSecond: number;

  /** The daily peak, and the rest of the day. */
  readonly periods: readonly LoadPeriod[];

  /** What the user knows about single resources, by `stack/logicalId`; replaces what follows from the users. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * What a number of users does.
 *
 * @param users active users
 * @param own assumptions that the user knows better
 * @param resources usage of single resources, by `stack/logicalId`
 */
export function workloadOf(
  users: number,
  own: Partial<Assumptions> = {},
  resources: Workload['resources'] = {},
): Workload {
  const assumptions = assumptionsWith(own);
  const sessions = users * assumptions.sessionsPerUser;
  const requests = sessions * assumptions.requestsPerSession;
  const assetRequests = sessions * assumptions.assetRequestsPerSession;
  const messages = users * assumptions.messagesPerUser;
  return {
    users,
    assumptions,
    requests,
    assetRequests,
    downloadGb: (requests * assumptions.responseKb + assetRequests * assumptions.assetKb) / KB_PER_GB,
    messages,
    requestsPerSecond: requests / SECONDS_PER_MONTH,
    messagesPerSecond: messages / SECONDS_PER_MONTH,
    periods: periodsOf(assumptions),
    resources,
  };
}

/** The load of the rest of the day is what makes the average come out. */
function periodsOf({ peakHoursPerDay, peakFactor }: Assumptions): LoadPeriod[] {
  const rest = HOURS_PER_DAY - peakHoursPerDay;
  const hours = (perDay: number) => (perDay / HOURS_PER_DAY) * HOURS_PER_MONTH;
  const quiet = rest === 0 ? 0 : Math.max(0, (HOURS_PER_DAY - peakFactor * peakHoursPerDay) / rest);
  return [
    { hours: hours(peakHoursPerDay), factor: peakFactor },
    { hours: hours(rest), factor: quiet },
  ];
}
